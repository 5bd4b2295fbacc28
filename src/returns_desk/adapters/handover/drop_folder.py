"""The folder between us and the till: files appear whole, and what becomes of them is read.

Owns names and bytes in that folder. A return's files are prepared under a name that no till reads
(`.NAME.part`), safely on disk; one rename shows them. The till takes a file by moving or deleting
it. It refuses by `NAME.error` with its reason, or by moving the file into `rejected`; it confirms
by `NAME.ok` or `NAME.done`. NAME may be with or without the file's own ending, in any case.
"""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.safe_files import sync_folder, write_through
from returns_desk.application.fault_sentences import fault_at
from returns_desk.application.handing_over import (
    OTHER_CONTENT,
    AnswerKind,
    FolderAnswer,
    HandedFile,
)
from returns_desk.application.handing_over_document import ReturnDocument
from returns_desk.domain.errors import EnvironmentFault

MARK: Final = ".returns-desk"
"""A file by which a folder is known again: a drive that is not connected leaves an empty one."""
REJECTED: Final = "rejected"
REFUSALS: Final = (".error",)
CONFIRMATIONS: Final = (".ok", ".done")
LONGEST_REASON: Final = 200
_READ_BYTES: Final = 4_096
_READ_BY_TILLS: Final = 0o644
"""Mode of a handed file: the till runs under another account."""

Writer = Callable[[ReturnDocument], bytes]


class DropFolder:
    """One folder; `writers` make the bytes of a return by the ending of the file.

    Attributes:
        folder: The folder.

    """

    def __init__(self, folder: Path, writers: Mapping[str, Writer]) -> None:
        self.folder = folder
        self._writers = writers

    @property
    def place(self) -> str:
        """The folder, as it is configured."""
        return str(self.folder)

    def open(self, *, is_known: bool) -> None:
        """See that the folder is there; one that is known must bear our mark.

        Raises:
            EnvironmentFault: It is not there, can't be written, or is another one than before.

        """
        mark = self.folder / MARK
        with file_faults(self.folder):
            if not self.folder.is_dir():
                raise _not_there(self.folder)
            is_marked = mark.exists()
            if not is_marked and not is_known:
                mark.write_text("Returns Desk hands completed returns over here.\n", "utf-8")
        if is_known and not is_marked:
            message = (
                f"{self.folder}: this is not the folder that returns were put into before. Check "
                "that its drive is connected; where it is meant to be new, run 'returns-desk "
                "bookings send --new-folder'."
            )
            raise EnvironmentFault(message, code="folder_changed")

    def prepare(self, document: ReturnDocument) -> tuple[HandedFile, ...]:
        """Write the return's files where the till does not see them yet, safely on disk.

        Raises:
            EnvironmentFault: The folder can't take them.

        """
        contents = {
            f"{document.name}{ending}": write(document) for ending, write in self._writers.items()
        }
        with file_faults(self.folder):
            for name, content in contents.items():
                write_through(self._part(name), content, mode=_READ_BY_TILLS)
            sync_folder(self.folder)
        return tuple(HandedFile(name, _sha256(content)) for name, content in contents.items())

    def release(self, files: Sequence[HandedFile]) -> None:
        """Let the till see prepared files; those it sees or took already stay as they are.

        Raises:
            EnvironmentFault: The folder can't be written, or other content has the name.

        """
        with file_faults(self.folder):
            for file in files:
                self._release(file)
            sync_folder(self.folder)

    def answers(self, handed: Mapping[str, Sequence[HandedFile]]) -> Mapping[str, FolderAnswer]:
        """What became of the files of each return, by the same keys.

        Raises:
            EnvironmentFault: The folder can't be read.

        """
        if not handed:
            return {}
        with file_faults(self.folder):
            here = _names_in(self.folder)
            rejected = _names_in(self.folder / REJECTED)
            return {
                key: self._answer([file.name for file in files], here, rejected)
                for key, files in handed.items()
            }

    def forget_answers(self, files: Sequence[HandedFile]) -> None:
        """Take the till's refusal out of the folder, since the return is handed over once more.

        Raises:
            EnvironmentFault: The folder can't be written.

        """
        with file_faults(self.folder):
            here = _names_in(self.folder)
            rejected = _names_in(self.folder / REJECTED)
            for name in (file.name for file in files):
                for answer in _answers_to(name, (*REFUSALS, *CONFIRMATIONS)):
                    if answer in here:
                        (self.folder / here[answer]).unlink(missing_ok=True)
                if name.casefold() in rejected:
                    path = self.folder / REJECTED / rejected[name.casefold()]
                    path.unlink(missing_ok=True)

    def _part(self, name: str) -> Path:
        return self.folder / f".{name}.part"

    def _release(self, file: HandedFile) -> None:
        part, shown = self._part(file.name), self.folder / file.name
        if shown.exists() and _sha256(shown.read_bytes()) != file.sha256:
            raise fault_at(shown, "other_content", code=OTHER_CONTENT)
        if part.exists():
            part.replace(shown)

    def _answer(
        self, names: Sequence[str], here: Mapping[str, str], rejected: Mapping[str, str]
    ) -> FolderAnswer:
        refusals = [x for name in names for x in _answers_to(name, REFUSALS) if x in here]
        if refusals:
            return FolderAnswer(AnswerKind.REFUSED, _reason(self.folder / here[refusals[0]]))
        if any(name.casefold() in rejected for name in names):
            return FolderAnswer(AnswerKind.REFUSED)
        if any(x in here for name in names for x in _answers_to(name, CONFIRMATIONS)):
            return FolderAnswer(AnswerKind.CONFIRMED)
        if all(name.casefold() in here for name in names):
            return FolderAnswer(AnswerKind.LIES_THERE)
        return FolderAnswer(AnswerKind.TAKEN)


def _answers_to(name: str, endings: Sequence[str]) -> tuple[str, ...]:
    """How an answer to a file may be called, folded: with or without the file's own ending."""
    stem = Path(name).stem
    return tuple(f"{x}{ending}".casefold() for x in (name, stem) for ending in endings)


def _names_in(folder: Path) -> dict[str, str]:
    """The names in a folder by their folded spelling; none where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name.casefold(): entry.name for entry in entries}
    except FileNotFoundError:
        return {}


def _reason(path: Path) -> str:
    """What a till wrote about its refusal: one line, shortened; empty where it went meanwhile."""
    try:
        with path.open("rb") as stream:
            text = stream.read(_READ_BYTES).decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:LONGEST_REASON]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _not_there(folder: Path) -> EnvironmentFault:
    return fault_at(folder, "folder_not_there")
