"""What handing completed returns over to the till needs from outside, and what it says of itself.

Owns the seams only: the folder between us and the till, and the errand that fills it in its own
time. No call here waits for a folder or fails because of one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    # The document's module reads cases, whose modules know the services that hold this port.
    from returns_desk.application.handing_over_document import ReturnDocument

OTHER_CONTENT: Final = "other_content"
"""Code of the fault where a file of that name, but with other bytes, lies in the folder."""


@dataclass(frozen=True, slots=True)
class HandOverState:
    """How the hand-over is at this moment, for the screens.

    `waiting` are returns that are not in the folder yet, `refused` those that the till sent back.
    `problem` is one sentence with the mend, None while all is well: a return that waits without a
    problem is on its way and nobody's business.
    """

    is_configured: bool = False
    waiting: int = 0
    refused: int = 0
    problem: str | None = None


class HandOver(Protocol):
    """Takes completed returns to the till in its own time."""

    def completed(self, case_id: str) -> None:
        """Hear that a return is complete and recorded; answers at once and never fails."""
        ...

    def state(self) -> HandOverState:
        """How it is at this moment; answers at once."""
        ...


class NoHandOver:
    """A counter whose till reads no files."""

    def completed(self, case_id: str) -> None:
        """Let it go; the slip tells the till."""

    def state(self) -> HandOverState:
        """Not configured."""
        return HandOverState()


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file of one return: its name in the folder, and SHA-256 of its bytes in lower-case hex."""

    name: str
    sha256: str


class AnswerKind(StrEnum):
    """What the folder says about a return that was put into it."""

    LIES_THERE = "lies_there"
    TAKEN = "taken"
    REFUSED = "refused"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class FolderAnswer:
    """The answer about one return; `text` is what the till gave as its reason, if any."""

    kind: AnswerKind
    text: str = ""


class HandOverFolder(Protocol):
    """A folder that the till or the back office reads. Every call may wait for a dead disk.

    A file appears whole or not at all, and is never written over with other content.
    """

    @property
    def place(self) -> str:
        """The folder, as it is configured; bookings remember where they were put."""
        ...

    def open(self, *, is_known: bool) -> None:
        """See that the folder is there; one that is known must bear our mark.

        Raises:
            EnvironmentFault: it is not there, can't be written, or is another one than before.
        """
        ...

    def prepare(self, document: "ReturnDocument") -> tuple[HandedFile, ...]:
        """Write the return's files where the till does not see them yet, safely on disk.

        Raises:
            EnvironmentFault: the folder can't take them, or other content has the name.
        """
        ...

    def release(self, files: Sequence[HandedFile]) -> None:
        """Let the till see prepared files; those it sees or took already stay as they are.

        Raises:
            EnvironmentFault: the folder can't be written, or other content has the name.
        """
        ...

    def answers(self, handed: Mapping[str, Sequence[HandedFile]]) -> Mapping[str, FolderAnswer]:
        """What became of the files of each return, by the same keys.

        Raises:
            EnvironmentFault: the folder can't be read.
        """
        ...

    def forget_answers(self, files: Sequence[HandedFile]) -> None:
        """Take the till's refusal out of the folder, since the return is handed over once more.

        Raises:
            EnvironmentFault: the folder can't be written.
        """
        ...
