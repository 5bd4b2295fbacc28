"""What the page of the policy lab asks for, and what it remembers. Plain Python.

Owns the page's side of those questions; the wiring answers them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from returns_desk.application.sentences import N_
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from returns_desk.application.policy_lab.drafting import Draft, Kept
    from returns_desk.application.policy_lab.replay_sum import ReplaySum
    from returns_desk.application.ports import Operator
    from returns_desk.application.publishing import Publication
    from returns_desk.ui.manager.lab_shapes import LabChangeContent, LabListContent

    Days = tuple[date | None, date | None]
    Tell = Callable[[int, int], None]

STOPPED = "replay_stopped"


@dataclass(frozen=True, slots=True)
class PackText:
    """A pack that may be tried: its text, the name of its file, and what decides now in its place.

    `before` is empty where the pack would come in addition.
    """

    pack: str
    file: str
    text: str
    before: str


class Published(Protocol):
    """A publication and how it stands: in_force, waiting, behind, reverted."""

    @property
    def publication(self) -> Publication:
        """What was published."""
        ...

    @property
    def state(self) -> str:
        """How it stands."""
        ...


@dataclass(frozen=True, slots=True)
class PublishedPacks:
    """What was published, the oldest first, what is wrong with it, and people's names by id."""

    every: Sequence[Published] = ()
    problems: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)


class LabTools(Protocol):
    """The lab of one profile; each raises OperatorMistake or EnvironmentFault with a sentence."""

    def decisions(self, days: Days, tell: Tell) -> tuple[Draft, ...]:
        """What managers decided, with the changes that follow. Long work."""
        ...

    def tried(self, pack: PackText, days: Days, tell: Tell) -> ReplaySum:
        """The journal under the change. Long work."""
        ...

    def read_file(self, path: Path) -> PackText:
        """A pack file that a person chose."""
        ...

    def published(self) -> PublishedPacks:
        """What was published."""
        ...

    def publish(self, pack: PackText, day: date, by: Operator, *, is_drafted: bool) -> Publication:
        """Put the change in force from a day on; on the counter's worker."""
        ...

    def revert(self, pack: str, by: Operator) -> Publication:
        """Take back the last publication of a pack; on the counter's worker."""
        ...


class LabView(Protocol):
    """The page's widget, as the presenter sees it."""

    def show_list(self, content: LabListContent) -> None:
        """Show what managers keep allowing."""
        ...

    def show_change(self, content: LabChangeContent) -> None:
        """Show one change."""
        ...

    def ask_pack(self) -> Path | None:
        """Which file a person chose; None where they think better of it."""
        ...


@dataclass(slots=True)
class Work:
    """Long work, seen from both threads: the worker tells, the window looks and may stop it."""

    sentence: str
    done: int = 0
    total: int = 0
    is_stopped: bool = False

    def tell(self, done: int, total: int) -> None:
        """Go on.

        Raises:
            OperatorMistake: it was stopped.
        """
        if self.is_stopped:
            message = N_("Stopped; nothing was changed.")
            raise OperatorMistake(message, code=STOPPED, sentence=message)
        self.done, self.total = done, total

    @property
    def per_cent(self) -> int:
        """How much of it is done."""
        return min(100, self.done * 100 // self.total) if self.total else 0


@dataclass(slots=True)
class Change:
    """The change in sight; `kept` is None where a file was chosen by hand."""

    pack: PackText
    days: Days
    kept: Kept | None = None
    most: int | None = None
    found: ReplaySum | None = None
    has_lines: bool = False
    day: str = "today"
    is_published: bool = field(default=False)
