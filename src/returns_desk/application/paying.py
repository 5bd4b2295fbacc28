"""From the first leg to the last: begun, booked, failed or settled, each its own event.

Owns the order of legs and that nothing is paid twice: a leg is begun in the journal before a
person goes to the till or the card reader, and one that was begun is never repeated by itself.
"""

from returns_desk.application.boards import escalate, refresh_board
from returns_desk.application.case_fold import TAKEN_BACK
from returns_desk.application.case_record import Plan, PlannedLeg
from returns_desk.application.claiming import note_fact
from returns_desk.application.claiming_at_hub import (
    give_up_claim,
)
from returns_desk.application.clock_guard import BEHIND, ClockStanding
from returns_desk.application.desk_state import Tone
from returns_desk.application.goods_taken import goods_document
from returns_desk.application.handing_over_due import due_document
from returns_desk.application.paying_clock import clock_lets_pay
from returns_desk.application.payout_proofs import CASH, Proof, checked_reference, proof_of
from returns_desk.application.plans import noted_leg
from returns_desk.application.ports import Json
from returns_desk.application.presence import there
from returns_desk.application.printing import open_drawer
from returns_desk.application.tickets.opening import open_ticket
from returns_desk.application.turn import Turn
from returns_desk.application.voucher_payout import (
    issue_voucher,
    settled_reference,
    voucher_number,
)
from returns_desk.domain.board import Trigger
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import CARD_LIKE

DECLINED = "declined"
CUSTOMER_LEFT = "customer_left"
LEG_FAILURES = (DECLINED, "unreachable", "drawer_short", TAKEN_BACK, "other")
"""Why a leg was not paid, as a person says it."""


def begin_leg(turn: Turn, number: int) -> None:
    """Begin a leg that is to be booked or that failed before.

    Raises:
        OperatorMistake: there is no such leg, or another one comes first.
    """
    leg = _next_leg(turn, number)
    if leg.progress != "begun" and clock_lets_pay(turn):
        _begin(turn, leg)


def book_scanned(turn: Turn, scanned: str) -> None:
    """Book the leg that is being paid with what was scanned as its reference."""
    leg = there(_plan(turn).next_leg, "a payout that is not carried out has a next leg")
    proof = proof_of(leg)
    if proof is Proof.COUNTED:
        turn.say("count_cash", Tone.ATTENTION)
    elif proof is Proof.VOUCHER:
        turn.say("confirm_voucher", Tone.ATTENTION)
    else:
        book_leg(turn, leg.leg, scanned, None)


def book_leg(turn: Turn, number: int, reference: str, counted: int | None) -> None:
    """Note that a leg was paid; the next one begins, or the case is complete.

    Raises:
        OperatorMistake: it is not this leg's turn, what proves the payout is missing, or the
            cash counted is not what the leg pays.
    """
    leg = _next_leg(turn, number)
    kept = checked_reference(
        leg, reference, counted, lambda text: turn.cut(text, "leg_booked/reference")
    )
    if leg.progress != "begun":
        _begin(turn, leg)
    kept = voucher_number(turn, _plan(turn).leg(number)) or kept
    turn.note("leg_booked", {**_leg_document(turn, leg), "reference": kept or None})
    advance(turn)


def fail_leg(turn: Turn, number: int, why: str) -> None:
    """Note that nothing was paid on this leg; with no other leg booked, the board is back.

    Raises:
        OperatorMistake: it is not this leg's turn, or `why` is none of LEG_FAILURES.
    """
    if why not in LEG_FAILURES:
        raise OperatorMistake("Choose why it did not work.", code="unknown_reason")
    leg = _next_leg(turn, number)
    plan = _plan(turn)
    give_up_leg(turn, leg, why)
    if why == DECLINED and leg.tender and leg.means in CARD_LIKE:
        note_fact(turn, f"refund_authorisation:{leg.tender}", DECLINED)
    if turn.record.plan is None:
        _back_to_board(turn, plan, why)
    turn.say("leg_failed", Tone.ATTENTION, leg=number, why=why)


def give_up_leg(turn: Turn, leg: PlannedLeg, why: str) -> None:
    """Note that a leg was not paid."""
    turn.note("leg_failed", {"key": _plan(turn).key, "leg": leg.leg, "why": why})
    if turn.record.plan is None:
        give_up_claim(turn)


def settle_leg(turn: Turn, number: int, reference: str, *, happened: bool) -> None:
    """A person says what became of a leg in doubt; only then does anything go on.

    Raises:
        OperatorMistake: this leg is not in doubt, or it takes a number that is missing.
    """
    leg = _plan(turn).leg(number)
    if leg is None or number not in turn.session.doubtful:
        raise OperatorMistake("This part is not in doubt.", code="not_in_doubt")
    kept = settled_reference(turn, leg, reference) if happened else ""
    told = {"happened": happened, "reference": kept or None}
    turn.note("leg_settled", {**_leg_document(turn, leg), **told})
    turn.set(doubtful=turn.session.doubtful - {number})
    turn.say("leg_settled", Tone.NOW, leg=number, happened=happened)
    advance(turn)


def change_rest(turn: Turn) -> None:
    """Go another way with what is not paid yet.

    Raises:
        OperatorMistake: a part is paid already; the rest stays on its way.
    """
    plan = _plan(turn)
    leg = plan.next_leg
    if plan.has_booked or leg is None:
        message = "A part is paid already. Try the next one again, or set the case aside with F10."
        raise OperatorMistake(message, code="rest_stays")
    give_up_leg(turn, leg, TAKEN_BACK)
    _back_to_board(turn, plan, TAKEN_BACK)
    turn.set(chosen=None)


# --- legs ---------------------------------------------------------------------------------


def advance(turn: Turn) -> None:
    """Begin the next leg, or complete the case after the last one."""
    leg = _plan(turn).next_leg
    if leg is None:
        _complete(turn)
    elif turn.clock is ClockStanding.BEHIND:
        turn.say(BEHIND, Tone.ATTENTION)
    else:
        _begin(turn, leg)


def _begin(turn: Turn, leg: PlannedLeg) -> None:
    turn.note("leg_begun", {"key": _plan(turn).key, "leg": leg.leg})
    if leg.means == CASH:
        open_drawer(turn, leg.leg)
    issue_voucher(turn, _plan(turn).key, leg)


def _complete(turn: Turn) -> None:
    plan = _plan(turn)
    goods = goods_document(plan)
    if goods is not None:
        turn.note("goods_taken", goods)
    due = due_document(turn, plan)
    open_ticket(turn, plan)
    turn.note("case_completed", {"option": plan.option, "amount": plan.amount, **due})
    turn.say("completed", Tone.NOW, option=plan.option)


def _back_to_board(turn: Turn, plan: Plan, why: str) -> None:
    if turn.record.approval is not None and why != TAKEN_BACK:
        escalate(turn, [Trigger("approval_not_carried_out", option=plan.option)])
    if why == DECLINED:
        turn.set(chosen=None)
    refresh_board(turn)


def _leg_document(turn: Turn, leg: PlannedLeg) -> dict[str, Json]:
    return {"key": _plan(turn).key, **noted_leg(leg)}


def _next_leg(turn: Turn, number: int) -> PlannedLeg:
    leg = _plan(turn).leg(number)
    if leg is None:
        raise OperatorMistake("There is no such part.", code="unknown_leg", leg=number)
    if leg.progress == "booked":
        raise OperatorMistake("This part is paid already.", code="leg_booked", leg=number)
    if leg != _plan(turn).next_leg:
        raise OperatorMistake("The part before this one comes first.", code="leg_order", leg=number)
    return leg


def _plan(turn: Turn) -> Plan:
    return there(turn.record.plan, "legs have a plan")
