"""Journeys through a desk as chance has it: what customers bring, ask for, and how they are paid.

Owns the choices; the money goes through the payer of another process, and each leg is asked for
once, as a clerk at a card reader would. Whatever the desk will not do in a stage is left alone.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from returns_desk.adapters.profile import DEMO_OPERATORS
from returns_desk.application.desk_state import CaseState, DeskState, LegPhase, LegState, Stage
from returns_desk.application.personal_data import PersonalData
from returns_desk.domain.board import Option, Standing
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.errors import OperatorMistake
from torture.payer import PayerGone, Payment, pay, reference_of

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

    from returns_desk.application.desk import Desk
    from returns_desk.application.void_state import UndoState

PINS = {each.id: each.pin for each in DEMO_OPERATORS}
OPEN = frozenset({Stage.BOARD, Stage.APPROVAL})


@dataclass
class RandomClerk:
    """Hands at one desk. `keys` tells, by case, the key under which money moves now."""

    desk: Desk
    chance: random.Random
    payer: Path
    keys: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Sign in, and settle whatever is in doubt by asking the payer."""
        self.desk.choose_operator("mara")
        self.desk.sign_in(PINS["mara"])
        self.desk.resume()
        while self.desk.state().stage is not Stage.WAITING:
            self._finish_case()
            self.desk.resume()

    def serve(self, receipts: Sequence[str]) -> None:
        """One customer, or one case that was set aside, up to the slip or the way out."""
        waiting = self.desk.state().open_cases
        if waiting and self.chance.random() < 0.3:
            self.desk.resume_case(self.chance.choice(waiting).case_id)
        else:
            self.desk.scan(self.chance.choice(receipts))
        self._finish_case()

    def _finish_case(self) -> None:
        for _ in range(20):
            stage = self.desk.state().stage
            if stage is Stage.WAITING:
                return
            if stage in OPEN:
                self._decide()
            elif stage is Stage.BOOKING:
                self._pay()
            elif stage is Stage.IN_DOUBT:
                self._settle()
            elif stage is Stage.UNDOING:
                self._undo()
            elif self.chance.random() < 0.5:
                self._take_back()
            else:
                self.desk.next_customer()
        self._give_up()

    def _decide(self) -> None:
        if self.chance.random() < 0.4:
            self._claim()
        options = [each for each in _case(self.desk.state()).board.options if _is_open(each)]
        if not options or self.chance.random() < 0.05:
            self._give_up()
            return
        option = self.chance.choice(options)
        self.desk.choose(option.id)
        if option.standing is Standing.NEEDS_APPROVAL:
            self._have_approved(option)
        if self.desk.state().stage in OPEN and _case(self.desk.state()).can_confirm:
            self.desk.confirm()

    def _claim(self) -> None:
        """Say something of the goods and of who brings them; not all of it is taken."""
        state, chance = self.desk.state(), self.chance
        receipt = _case(state).receipts[0]
        line = chance.choice(receipt.lines)
        place = (receipt.receipt, line.line)
        with suppress(OperatorMistake):
            if line.available > 1:
                self.desk.set_quantity(*place, Decimal(chance.randint(1, int(line.available))))
            self.desk.set_reason(*place, chance.choice((Reason.CHANGED_MIND, Reason.FAULTY)))
            self.desk.set_condition(*place, chance.choice((Condition.UNOPENED, Condition.OPENED)))
            self.desk.set_missing(*place, frozenset())
        for question in _case(self.desk.state()).board.questions:
            if question.answers and chance.random() < 0.8:
                with suppress(OperatorMistake):
                    self.desk.answer(question.fact, chance.choice(question.answers))
        if chance.random() < 0.3:
            self.desk.keep_personal_data(PersonalData(name="Edith Vance", story="It wobbles."))

    def _have_approved(self, option: Option) -> None:
        with suppress(OperatorMistake):
            self.desk.begin_approval(option.id)
            self.desk.approve(PINS["lind"], approver="lind")

    def _pay(self) -> None:
        case = _case(self.desk.state())
        leg = next((each for each in case.legs if each.phase is LegPhase.BEGUN), None)
        if leg is None:
            failed = next(each for each in case.legs if each.phase is not LegPhase.BOOKED)
            self.desk.begin_leg(failed.leg)
        elif self.chance.random() < 0.1:
            self.desk.fail_leg(leg.leg, "unreachable")
        else:
            self._pay_begun(case, leg)

    def _pay_begun(self, case: CaseState, leg: LegState) -> None:
        key = self.keys[case.case_id]
        try:
            reference: str | None = pay(self.payer, Payment(key, leg.leg, leg.pays))
        except PayerGone:
            reference = reference_of(self.payer, key, leg.leg)
        if reference is None:
            self.desk.fail_leg(leg.leg, "unreachable")
        else:
            self.desk.book_leg(leg.leg, reference, counted=leg.pays if _is_cash(leg) else None)

    def _settle(self) -> None:
        case = _case(self.desk.state())
        leg = next(each for each in case.legs if each.phase is LegPhase.IN_DOUBT)
        found = reference_of(self.payer, self.keys[case.case_id], leg.leg)
        self.desk.settle_leg(leg.leg, happened=found is not None, reference=found or "")

    def _take_back(self) -> None:
        """A manager takes the return in sight back, if that can be."""
        with suppress(OperatorMistake):
            self.desk.begin_void()
            self.desk.choose_decider("lind")
            self.desk.allow_void(PINS["lind"])
        if self.desk.state().stage is Stage.VOID_APPROVAL:
            self.desk.back()
        elif self.desk.state().stage is Stage.SLIP:
            self.desk.next_customer()

    def _undo(self) -> None:
        """One leg on its way back, through the payer as any other, under the void's own key."""
        case = _case(self.desk.state())
        assert case.void is not None
        present = case.void.present
        assert present is not None
        leg, key = present.leg.leg, self.keys[case.case_id]
        if present.phase is LegPhase.IN_DOUBT:
            found = reference_of(self.payer, key, leg)
            self.desk.settle_undo(leg, happened=found is not None, reference=found or "")
        elif present.phase is not LegPhase.BEGUN:
            self.desk.undo_leg(leg)
        elif self.chance.random() < 0.1:
            self.desk.fail_undo(leg, "unreachable")
        elif self.chance.random() < 0.1 and not case.void.has_undone:
            self.desk.back()
        else:
            self._undo_begun(key, present)

    def _undo_begun(self, key: str, undo: UndoState) -> None:
        try:
            reference: str | None = pay(self.payer, Payment(key, undo.leg.leg, undo.pays))
        except PayerGone:
            reference = reference_of(self.payer, key, undo.leg.leg)
        if reference is None:
            self.desk.fail_undo(undo.leg.leg, "unreachable")
        else:
            counted = undo.pays if undo.leg.means == "cash" else None
            self.desk.undo_leg(undo.leg.leg, reference, counted=counted)

    def _give_up(self) -> None:
        """The customer goes; a payout that has begun is set aside."""
        stage = self.desk.state().stage
        if stage is Stage.UNDOING:
            void = _case(self.desk.state()).void
            if void and void.present and void.present.phase is LegPhase.BEGUN:
                self.desk.fail_undo(void.present.leg.leg, "unreachable")
        if stage is Stage.BOOKING:
            case = _case(self.desk.state())
            for leg in case.legs:
                if leg.phase is LegPhase.BEGUN:
                    self.desk.fail_leg(leg.leg, "unreachable")
        with suppress(OperatorMistake):
            self.desk.leave()
        if self.desk.state().stage is not Stage.WAITING:
            self.desk.next_customer()


def _case(state: DeskState) -> CaseState:
    assert state.case is not None, state.notice
    return state.case


def _is_open(option: Option) -> bool:
    standing = option.standing
    return standing in {Standing.AVAILABLE, Standing.NEEDS_APPROVAL} and option.is_settled


def _is_cash(leg: LegState) -> bool:
    return leg.means == "cash"
