"""The page of the day's end: noting and counting the drawer, handing on, closing, the backup.

Owns what is typed until it is noted. Plain Python; what may be said when is the use case's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from returns_desk.application.day_end.ending import Count
from returns_desk.application.sentences import N_
from returns_desk.domain.errors import EnvironmentFault
from returns_desk.ui.kit.typed_amounts import minor_units_of
from returns_desk.ui.manager.day_end_contents import (
    NOTE,
    NOTED,
    PIECES,
    SUM,
    BackupStanding,
    DayEndPageState,
    Typed,
    counted_of,
    day_end_content,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.day_end.ending import DayEnd, DayEndState
    from returns_desk.application.ports import Event, Operator
    from returns_desk.application.slips import Slip
    from returns_desk.ui.manager.day_end_earlier_presenter import EarlierEnds
    from returns_desk.ui.manager.day_end_shapes import DayEndContent
    from returns_desk.ui.manager.frame import Frame


class DayEndView(Protocol):
    """The page, as its presenter sees it."""

    def show_content(self, content: DayEndContent) -> None:
        """Show the page."""
        ...


class BackupMaker(Protocol):
    """Makes a backup in its own time; calls back in the window's thread."""

    def is_configured(self) -> bool:
        """Whether there is a folder for backups."""
        ...

    def begin(self, on_progress: Callable[[int], None], on_done: Callable[[str], None]) -> None:
        """Begin; progress is per cent, and the end is "made", "stopped" or what went wrong."""
        ...

    def give_up(self) -> None:
        """Stop it; what was there before stays."""
        ...


@dataclass(frozen=True, slots=True)
class DayEndTools:
    """What the page works with.

    `day_end`, `people`, `report` and `print_report` belong to the counter's worker; `keep` and
    `can_print` to the window's thread.
    """

    day_end: DayEnd
    people: Callable[[], tuple[Operator, ...]]
    report: Callable[[Event, str], Slip]
    print_report: Callable[[Slip], None]
    keep: Callable[[Slip], str]
    can_print: Callable[[], bool]
    backup: BackupMaker


class DayEndPresenter:
    """Ends a day, step by step."""

    def __init__(
        self, view: DayEndView, frame: Frame, tools: DayEndTools, earlier: EarlierEnds
    ) -> None:
        """Nothing is read yet."""
        self._view, self._frame, self._tools = view, frame, tools
        self._earlier = earlier
        self._state = self._fresh()
        self._report: Slip | None = None
        self._is_open = False

    # --- what the shell does

    def opened(self, argument: str) -> None:
        """It comes in sight."""
        del argument
        self._is_open = True
        self.refreshed()

    def refreshed(self) -> None:
        """Show it as it is now; what was typed stays."""
        self._read()
        self._earlier.read()

    def closed(self) -> None:
        """Forget what was typed; a backup that runs goes on."""
        self._is_open, self._report = False, None
        self._state = replace(self._fresh(), backup=self._state.backup)
        self._earlier.forget()

    def back(self) -> bool:
        """There is no step inside."""
        return False

    # --- what is touched and typed

    def edited(self, name: str, value: str) -> None:
        """Something was typed; what follows from it is shown at once."""
        if name == NOTED:
            self._retype(noted=value, mistake="")
        elif name == SUM:
            self._retype(sum=value, mistake="")
        elif name == NOTE:
            self._retype(note=value)

    def piece_edited(self, value: int, text: str) -> None:
        """A number of coins or notes was typed."""
        self._retype(pieces={**self._state.typed.pieces, value: text})

    def way_chosen(self, way: str) -> None:
        """Count by coins and notes, or as one sum."""
        self._retype(way=way)

    def reason_chosen(self, reason: str) -> None:
        """Say why it differs."""
        self._retype(reason=reason)

    def to_chosen(self, person: str) -> None:
        """Say who takes over what is left, or the one thing that is marked."""
        typed = self._state.typed
        if typed.marked:
            self._retype(given={**typed.given, typed.marked: person}, marked="")
        else:
            self._retype(to=person)

    def thing_touched(self, thing: str) -> None:
        """Mark it, for whoever is touched next; touched again it goes with everything else."""
        typed = self._state.typed
        others = {name: person for name, person in typed.given.items() if name != thing}
        self._retype(given=others, marked="" if typed.marked == thing else thing)

    def drawer_noted(self) -> None:
        """Note what is in the drawer now."""
        amount = self._amount(NOTED, self._state.typed.noted)
        if amount is not None:
            by = self._frame.person()
            job = partial(self._tools.day_end.open_day, by, amount)
            self._write(job, self._words(N_("The drawer is noted.")))

    def drawer_counted(self) -> None:
        """Note what was counted."""
        day, typed = self._state.day, self._state.typed
        if day is None:
            return
        amount = counted_of(typed, self._frame.words().language, day.currency)
        if amount is None:
            self._retype(mistake=SUM)
            self._frame.say(self._words(N_("Type what was counted first.")), "attention")
            return
        pieces = None
        if typed.way == PIECES:
            pieces = {value: int(text) for value, text in typed.pieces.items() if text.strip()}
        count = Count(amount, typed.reason, typed.note, pieces or None)
        job = partial(self._tools.day_end.count, self._frame.person(), count)
        self._write(job, self._words(N_("The count is noted.")))

    def day_closed(self) -> None:
        """Close the day: report, paper, backup. A count that was typed is noted first."""
        if self._has_typed_count():
            words = self._words(N_("A count is typed here. Note it first, or empty its fields."))
            self._frame.say(words, "attention")
            return
        by, to, given = self._frame.person(), self._state.typed.to, self._state.typed.given
        language = self._frame.words().language

        def close() -> Slip:
            return self._tools.report(self._tools.day_end.close_day(by, to, given), language)

        self._frame.writes.run(close, self._closed_with, self._frame.failed)

    def report_printed(self) -> None:
        """Print the report, once more too."""
        if self._report is not None:
            job = partial(self._tools.print_report, self._report)
            self._frame.writes.run(job, _nothing, self._frame.failed)

    def backup_touched(self) -> None:
        """Make a backup, or stop the one that is being made."""
        if self._state.backup.per_cent is None:
            self._begin_backup()
        else:
            self._tools.backup.give_up()

    # --- how it is done

    def _closed_with(self, report: Slip) -> None:
        self._report = report
        try:
            self._state = replace(self._state, typed=Typed(), kept=self._tools.keep(report))
        except EnvironmentFault as fault:
            self._state = replace(self._state, typed=Typed())
            self._frame.failed(fault)
        else:
            self._frame.say(self._words(N_("The day is closed.")))
        if self._tools.can_print():
            self.report_printed()
        if self._tools.backup.is_configured():
            self._begin_backup()
        self._frame.written()

    def _has_typed_count(self) -> bool:
        typed = self._state.typed
        return bool(typed.sum.strip() or any(text.strip() for text in typed.pieces.values()))

    def _begin_backup(self) -> None:
        self._state = replace(self._state, backup=BackupStanding(True, 0))
        self._tools.backup.begin(self._backup_went_on, self._backup_ended)
        self._show()

    def _backup_went_on(self, per_cent: int) -> None:
        self._state = replace(self._state, backup=BackupStanding(True, per_cent))
        self._show()

    def _backup_ended(self, outcome: str) -> None:
        self._state = replace(self._state, backup=BackupStanding(True, None, outcome))
        self._show()

    def _write(self, job: Callable[[], object], sentence: str) -> None:
        def done(_: object) -> None:
            kept = self._state.typed
            self._state = replace(
                self._state, typed=Typed(way=kept.way, to=kept.to, given=kept.given)
            )
            self._frame.say(sentence)
            self._frame.written()

        self._frame.writes.run(job, done, self._frame.failed)

    def _amount(self, name: str, text: str) -> int | None:
        day = self._state.day
        if day is None:
            return None
        amount = minor_units_of(text, self._frame.words().language, day.currency)
        if amount is None:
            self._retype(mistake=name)
        return amount

    def _read(self) -> None:
        def read() -> tuple[DayEndState, tuple[Operator, ...]]:
            return self._tools.day_end.state(), self._tools.people()

        self._frame.writes.run(read, self._told, self._frame.failed, topic="day_end")

    def _told(self, found: tuple[DayEndState, tuple[Operator, ...]]) -> None:
        day, people = found
        self._state = replace(self._state, day=day, people=people)
        if self._is_open:
            self._frame.count("day_end", len(day.left.doubts), urgent=bool(day.left.doubts))
        self._show()

    def _retype(self, **changes: Any) -> None:
        """Take what was typed; names as in Typed."""
        self._state = replace(self._state, typed=replace(self._state.typed, **changes))
        self._show()

    def _show(self) -> None:
        """Show it, unless the answer came after the page was left."""
        if self._is_open:
            state = replace(self._state, can_print=self._tools.can_print())
            self._view.show_content(day_end_content(self._frame.words(), state))

    def _words(self, sentence: str) -> str:
        return self._frame.words().text(sentence)

    def _fresh(self) -> DayEndPageState:
        return DayEndPageState(backup=BackupStanding(self._tools.backup.is_configured()))


def _nothing(_: object) -> None:
    return
