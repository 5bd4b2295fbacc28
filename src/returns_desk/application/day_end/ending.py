"""Ending the day: the drawer is noted and counted, what is left is handed on, the day is closed.

Owns the order and what may be said when. Nothing of it ever stops the counter: a day that was
forgotten is closed later. Every call belongs to the journal's one worker.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from returns_desk.application.archived_events import read_here
from returns_desk.application.business_days import end_in_force
from returns_desk.application.day_end.cash_drawer import CASH_TYPES, Drawer, drawer_after
from returns_desk.application.day_end.day_record import (
    CASH_COUNTED,
    DAY_CLOSED,
    DAY_OPENED,
    DAY_TYPES,
    DayRecord,
    day_record,
)
from returns_desk.application.day_end.left_over import LeftOver, left_over
from returns_desk.application.day_end.plan_legs import PlanLegs
from returns_desk.application.day_end.shares import GIVEN
from returns_desk.application.day_end.things_left import takers_of
from returns_desk.application.ports import Event, Json, NewEvent, Operator
from returns_desk.application.sentences import N_
from returns_desk.application.services import DeskServices
from returns_desk.domain.business_day import business_day_of
from returns_desk.domain.errors import OperatorMistake

MAY_END: Final = frozenset({"supervisor", "manager", "regional"})
DIFFERENCE_REASONS: Final = ("not_known", "start_differed", "paid_beside", "miscounted_payout")
"""Why a drawer differs, as a person says it."""
LONGEST_NOTE: Final = 200
MOST_CASH: Final = 10**12


@dataclass(frozen=True, slots=True)
class Count:
    """A count as a person gives it; `pieces` are numbers of coins and notes by their value."""

    counted: int
    reason: str = ""
    note: str = ""
    pieces: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DayEndState:
    """Where the counter is. `drawer` is None until somebody notes what is in it."""

    today: date
    currency: str
    record: DayRecord
    drawer: Drawer | None
    left: LeftOver

    @property
    def day(self) -> date:
        """The business day that an end would close."""
        return self.record.opened.day if self.record.opened else self.today

    @property
    def is_late(self) -> bool:
        """Whether an earlier day was never closed."""
        return self.day < self.today

    @property
    def is_closed(self) -> bool:
        """Whether today was closed, and nothing was noted since."""
        closed = self.record.closed
        return closed is not None and self.record.opened is None and closed.day >= self.today

    @property
    def is_count_current(self) -> bool:
        """Whether the last count still fits: no cash moved since."""
        counted = self.record.counted
        if counted is None:
            return False
        return counted.expected == (self.drawer.expected if self.drawer else None)


class DayEnd:
    """The end of a day at one counter."""

    def __init__(self, services: DeskServices) -> None:
        """Nothing is read yet."""
        self._services = services

    def state(self) -> DayEndState:
        """Where the counter is now."""
        services, journal = self._services, self._services.journal
        record = day_record(read_here(journal, types=DAY_TYPES))
        opened = record.opened
        drawer = None
        if opened is not None:
            moves = journal.read(after=opened.sequence, types=CASH_TYPES)
            drawer = drawer_after(opened.noted, moves, PlanLegs(journal).cash_of)
        today = business_day_of(services.clock.now(), end_in_force(journal))
        currency = services.shop.store.currency
        left = left_over(journal, services.promises)
        return DayEndState(today, currency, record, drawer, left)

    def open_day(self, by: Operator, noted: int) -> None:
        """Note what is in the drawer now; expected cash is counted from here.

        Raises:
            OperatorMistake: it is no amount, cash moved since it was noted, or it is not theirs.
        """
        _check_role(by)
        _check_amount(noted)
        state = self.state()
        if state.drawer is not None and state.drawer.has_moved:
            message = "Cash moved since the drawer was noted. Count it instead."
            raise OperatorMistake(message, code="cash_moved")
        self._noted(DAY_OPENED, by, {**_day_of(state.today, state.currency), "float": noted})

    def count(self, by: Operator, count: Count) -> None:
        """Note what was counted; the last count before the end is the one that stands.

        Raises:
            OperatorMistake: it is no amount, a difference has no reason, or it is not theirs.
        """
        _check_role(by)
        _check_amount(count.counted)
        state = self.state()
        expected = state.drawer.expected if state.drawer else None
        difference = None if expected is None else count.counted - expected
        if difference and count.reason not in DIFFERENCE_REASONS:
            message = "Say why the drawer differs; “not known” is an answer too."
            raise OperatorMistake(message, code="say_why")
        note = self._services.mask(count.note.strip())[:LONGEST_NOTE]
        told: dict[str, Json] = {
            "counted": count.counted,
            "expected": expected,
            "difference": difference,
            "reason": count.reason if difference else "",
            "note": note if difference else "",
        }
        if count.pieces is not None:
            told["pieces"] = {str(value): number for value, number in count.pieces.items()}
        self._noted(CASH_COUNTED, by, {**_day_of(state.day, state.currency), **told})

    def close_day(self, by: Operator, to: str, given: Mapping[str, str] | None = None) -> Event:
        """Close the day; `to` takes over what is left. The event, for the report.

        `given` names others for single things (shares.name_of); what is left no more is passed
        over.

        Raises:
            OperatorMistake: it is closed already, a case is open at the counter, cash moved after
                the count, nobody is named to take over what is left, or it is not theirs.
        """
        _check_role(by)
        state = self.state()
        takers = takers_of(state.left, to, given or {})
        self._check_closable(state, {to} - {""} | set(takers.values()))
        told = {**_day_of(state.day, state.currency), **_cash_document(state)}
        left: dict[str, Json] = {"handed_over": state.left.document(), "to": to or None}
        others: dict[str, Json] = {name: x for name, x in takers.items() if x != to}
        if others:
            left[GIVEN] = others
        return self._noted(DAY_CLOSED, by, {**told, **left})

    def _check_closable(self, state: DayEndState, takers: set[str]) -> None:
        if state.is_closed:
            message = "Today is closed already. Note what is in the drawer to begin again."
            raise OperatorMistake(message, code="closed_already")
        at_counter = [each for each in state.left.cases if each.is_at_counter]
        if at_counter:
            raise _case_at_counter(at_counter[0].number)
        if state.record.counted is not None and not state.is_count_current:
            message = "Cash moved after the count. Count the drawer once more."
            raise OperatorMistake(message, code="count_again")
        people = {each.id for each in self._services.operators.all()}
        if takers - people:
            message = "Say who takes over what is left."
            raise OperatorMistake(message, code="say_to_whom")

    def _noted(self, event_type: str, by: Operator, payload: dict[str, Json]) -> Event:
        (event,) = self._services.journal.append(NewEvent(event_type, payload, operator=by.id))
        return event


def _case_at_counter(number: int) -> OperatorMistake:
    sentence = N_(
        "Case {number} is open at the counter. Finish it or park it (F4), then close the day."
    )
    said = sentence.format(number=number)
    return OperatorMistake(said, code="case_at_counter", number=number, sentence=sentence)


def _cash_document(state: DayEndState) -> dict[str, Json]:
    """The drawer as the end of the day has it; a drawer that nobody counted is None."""
    drawer, counted = state.drawer, state.record.counted
    return {
        "float": drawer.noted if drawer else None,
        "paid_out": drawer.paid_out if drawer else None,
        "came_back": drawer.came_back if drawer else None,
        "expected": drawer.expected if drawer else None,
        "counted": counted.counted if counted else None,
        "difference": counted.difference if counted else None,
        "reason": counted.reason if counted else "",
        "note": counted.note if counted else "",
    }


def _day_of(day: date, currency: str) -> dict[str, Json]:
    return {"day": day.isoformat(), "currency": currency}


def _check_role(by: Operator) -> None:
    if by.role not in MAY_END:
        message = "The end of the day is for supervisors and managers."
        raise OperatorMistake(message, code="day_end_role")


def _check_amount(amount: int) -> None:
    if not 0 <= amount <= MOST_CASH:
        raise OperatorMistake("Type what is in the drawer, as an amount.", code="no_amount")
