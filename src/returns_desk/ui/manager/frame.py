"""What the shell of the manager's window and its pages are to one another.

Owns both sides' Protocols. Plain Python; a page's widget is known to the window alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from returns_desk.application.ports import Operator
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.kit.wording import Words

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page in the rail: its name in code, its title in English, its icon, and whose it is."""

    name: str
    title: str
    icon: str
    roles: tuple[str, ...] = ("supervisor", "manager", "regional", "it")


class Worker(Protocol):
    """Runs jobs one after another, and calls back in the window's thread."""

    def run(
        self,
        job: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[ReturnsError], None],
        *,
        topic: str = "",
    ) -> int:
        """Run a job, then exactly one of the callbacks; of a topic the newest only."""
        ...


class Frame(Protocol):
    """What a page gets from the shell.

    Attributes:
        reads: for questions to the journal; never the counter's worker.
        writes: the counter's worker; every event goes through it.
    """

    reads: Worker
    writes: Worker

    def words(self) -> Words:
        """The words of the language on screen."""
        ...

    def person(self) -> Operator:
        """Who is signed in; a Defect where nobody is."""
        ...

    def now(self) -> datetime:
        """This moment in the shop's zone."""
        ...

    def go(self, page: str, argument: str = "") -> None:
        """Turn to another page; `argument` is the page's own: a case's id, a period."""
        ...

    def count(self, page: str, number: int, *, urgent: bool = False) -> None:
        """Show how many wait behind a page in the rail; none with 0."""
        ...

    def say(self, sentence: str, tone: str = "now") -> None:
        """Say one sentence above the page until something else is said."""
        ...

    def failed(self, error: ReturnsError) -> None:
        """Say in one sentence what is wrong; our own faults are kept in a report too."""
        ...

    def written(self) -> None:
        """Something was written: whatever is in sight reads anew, and so does the counter."""
        ...


class PagePresenter(Protocol):
    """A page, as the shell sees it."""

    def opened(self, argument: str) -> None:
        """It comes in sight: read anew; `argument` is empty where it was chosen in the rail."""
        ...

    def refreshed(self) -> None:
        """The language changed, or something was written: show it as it is now."""
        ...

    def closed(self) -> None:
        """Another page comes in sight, or nobody is signed in: forget what was typed."""
        ...

    def back(self) -> bool:
        """One step back inside the page (Esc); False where there is none."""
        ...
