"""What the state machine of a counter does after a payout: it takes returns back.

Owns those rules: a second person allows it, legs come back or do not, the program stops meanwhile,
and slips of earlier customers are scanned again. `given` is the machine's own ledger.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from counters import Counter
from fakes import MANAGER, badge_of
from returns_desk.application.books import Books
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, LegPhase, Stage
from returns_desk.application.void_state import UndoState
from returns_desk.domain.errors import OperatorMistake

REFERENCE = "004512"
CLEARED = ("customer_clearing", "payouts_in_doubt")


def at(stage: Stage) -> Callable[[Any], Any]:
    """A rule that is for this stage alone."""
    return precondition(lambda machine: machine.stage is stage)


class TakingBack:
    """Rules for a machine that has a `desk`, a `counter`, a `stage` and its ledger `given`."""

    desk: Desk
    counter: Counter
    given: Tally[str]

    @property
    def stage(self) -> Stage:
        """Where the counter is."""
        return self.desk.state().stage

    try_to: Callable[[Callable[[], DeskState]], None]
    power_cut: Callable[[], None]
    restart: Callable[[], None]

    @at(Stage.SLIP)
    @rule(changes_their_mind=st.booleans())
    def take_back(self, changes_their_mind: bool) -> None:
        """Ask for a second person; where a later return has the same goods, it is refused."""
        self.try_to(self.desk.begin_void)
        if self.stage is Stage.VOID_APPROVAL:
            if changes_their_mind:
                self.desk.back()
            else:
                self.desk.allow_void(badge_of(MANAGER))

    @at(Stage.WAITING)
    @rule(data=st.data())
    def scan_a_slip(self, data: st.DataObject) -> None:
        """The customer of an earlier return is back with its slip."""
        journal = self.counter.written or self.counter.journal
        plans = {
            each.case_id: str(each.payload["key"])
            for each in journal.read(types=("option_chosen",))
        }
        numbers = {x.case_id: x.payload["number"] for x in journal.read(types=("case_opened",))}
        done = [x.case_id for x in journal.read(types=("case_completed",))]
        if done:
            case_id = data.draw(st.sampled_from(done))
            self.desk.scan(f"RD/{numbers[case_id]}/{plans[case_id][-12:]}")

    @at(Stage.UNDOING)
    @rule(says_it_twice=st.booleans())
    def undo_and_book(self, says_it_twice: bool) -> None:
        """The money is back, and it is noted once."""
        undo = self.present
        if undo.phase is not LegPhase.BEGUN:
            self.desk.undo_leg(undo.leg.leg)
        self.take_in(undo)
        self.desk.undo_leg(undo.leg.leg, REFERENCE)
        if says_it_twice:
            with pytest.raises(OperatorMistake):
                self.desk.undo_leg(undo.leg.leg, REFERENCE)

    @at(Stage.UNDOING)
    @rule(kind=st.sampled_from(("unreachable", "other", "give up", "later")))
    def does_not_come_back(self, kind: str) -> None:
        """It fails, is given up, or is set aside; none of it moves money."""
        undo = self.present
        if kind == "give up":
            self.try_to(self.desk.back)
        elif kind == "later":
            self.try_to(self.desk.next_customer)
            if self.stage is Stage.WAITING:
                self.desk.resume_case(self.desk.state().open_cases[0].case_id)
        else:
            self.desk.fail_undo(undo.leg.leg, kind)

    @at(Stage.UNDOING)
    @rule(came_back=st.booleans())
    def crash_while_undoing(self, came_back: bool) -> None:
        """What was begun is in doubt, and nothing goes on before a person says what it came to."""
        undo = self.present
        if undo.phase is not LegPhase.BEGUN:
            return
        if came_back:
            self.take_in(undo)
        self.restart()
        assert self.present.phase is LegPhase.IN_DOUBT
        with pytest.raises(OperatorMistake):
            self.desk.undo_leg(undo.leg.leg, REFERENCE)
        self.desk.settle_undo(undo.leg.leg, happened=came_back, reference=REFERENCE)

    # --- helpers

    @property
    def present(self) -> UndoState:
        """The leg whose turn it is."""
        case = self.desk.state().case
        assert case is not None
        assert case.void is not None
        assert case.void.present is not None
        return case.void.present

    def take_in(self, undo: UndoState) -> None:
        """What a drawer or a card reader does; the program only hears of it."""
        if undo.leg.tender is not None:
            self.given[undo.leg.tender] -= undo.leg.amount

    def finish_undoing(self) -> None:
        """Bring everything back that is on its way."""
        while self.stage is Stage.UNDOING:
            self.undo_and_book(says_it_twice=False)

    def taken_back(self) -> set[object]:
        """Keys of the payouts that were taken back."""
        journal = self.counter.written or self.counter.journal
        return {each.payload["payout"] for each in journal.read(types=("case_voided",))}

    def check_books(self) -> None:
        """Every document is zero, nothing is open, and no number of a document comes twice."""
        journal = self.counter.written or self.counter.journal
        books = Books()
        books.take(journal.read())
        sums: dict[tuple[str, str], int] = defaultdict(int)
        open_items: dict[str, int] = defaultdict(int)
        for each in books.postings():
            sums[each.document, each.currency] += each.entry.amount
            if each.entry.account in CLEARED:
                open_items[each.case_id or ""] += each.entry.amount
        assert set(sums.values()) <= {0}
        assert set(open_items.values()) <= {0}
        numbers = [x.document for x in books.postings() if x.position == 0 and x.number is not None]
        assert len(set(numbers)) == len(numbers)
