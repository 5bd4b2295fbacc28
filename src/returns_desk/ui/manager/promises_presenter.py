"""The presenter of the manager's page of promises: what is looked for, and ending one.

Owns which question each touch becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from returns_desk.ui.manager.promises_contents import (
    CASE,
    END,
    Looking,
    Promises,
    overdue_and_due,
    promises_content,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.desk_state import DeskState
    from returns_desk.application.ports import Operator
    from returns_desk.ui.manager.frame import Frame
    from returns_desk.ui.manager.promises_shapes import PromisesContent

PAGE: Final = "promises"
ESCALATIONS: Final = "escalations"


class PromisesView(Protocol):
    """The page's widget, as the presenter sees it."""

    def show_content(self, content: PromisesContent) -> None:
        """Show the page."""
        ...


class PromisesPresenter:
    """The page of promises; `read` runs in the reading worker, `settle` in the counter's."""

    def __init__(
        self,
        view: PromisesView,
        frame: Frame,
        read: Callable[[], Promises],
        settle: Callable[[Operator, str, str, str], DeskState],
    ) -> None:
        """Begin with nothing read."""
        self._view, self._frame = view, frame
        self._read, self._settle = read, settle
        self._looking, self._promises = Looking(), Promises()

    def opened(self, argument: str) -> None:
        """Read anew; `argument` is a filter, where another page named one."""
        if argument:
            self._looking = Looking(argument)
        self.refreshed()

    def refreshed(self) -> None:
        """Show what is known at once, then what is read."""
        self._show()
        self._frame.reads.run(self._read, self._took, self._frame.failed, topic=PAGE)

    def closed(self) -> None:
        """What was asked is forgotten; the filter stays."""
        self._looking = replace(self._looking, ending=None)

    def back(self) -> bool:
        """Take back the question why."""
        was_asking = self._looking.ending is not None
        self.closed()
        self._show()
        return was_asking

    def filter_touched(self, code: str) -> None:
        """Show others."""
        self._look(replace(self._looking, which=code, ending=None))

    def person_touched(self, code: str) -> None:
        """Show those of one person, or of everybody."""
        self._look(replace(self._looking, person=code, ending=None))

    def acted(self, code: str) -> None:
        """Ask why, end it, or open its case."""
        what, _, rest = code.partition("/")
        if what == END:
            promise, _, ending = rest.partition("/")
            self._look(replace(self._looking, ending=(promise, ending)))
        elif what == CASE:
            self._frame.go(ESCALATIONS, rest)
        elif rest and self._looking.ending is not None:
            self._end(*self._looking.ending, rest.rpartition("/")[2])
        else:
            self.back()

    def _end(self, promise: str, ending: str, note: str) -> None:
        job = partial(self._settle, self._frame.person(), promise, ending, note)
        self._frame.writes.run(job, self._ended, self._frame.failed)

    def _ended(self, _: DeskState) -> None:
        self.closed()
        self._frame.written()

    def _look(self, looking: Looking) -> None:
        self._looking = looking
        self._show()

    def _took(self, promises: Promises) -> None:
        self._promises = promises
        over, pressing = overdue_and_due(promises.all, self._frame.now())
        self._frame.count(PAGE, pressing, urgent=bool(over))
        self._show()

    def _show(self) -> None:
        words, now = self._frame.words(), self._frame.now()
        self._view.show_content(promises_content(words, self._promises, self._looking, now))
