"""A completed return is taken back: a second person allows it, then each leg is undone.

Owns the order, last leg first, and that nothing is undone twice: an undoing is begun in the journal
before a person goes to the drawer or the card reader, and one that was begun is never repeated by
itself. Once every leg is undone, the goods are the customer's again.
"""

from functools import partial

from returns_desk.application import signing_in
from returns_desk.application.badge_limits import asks_pin_too
from returns_desk.application.boards import escalate, known_sale
from returns_desk.application.case_record import Plan, PlannedLeg
from returns_desk.application.claiming_at_hub import give_up_claim
from returns_desk.application.clock_guard import BEHIND, ClockStanding
from returns_desk.application.desk_state import Tone
from returns_desk.application.goods_places import note_before_void
from returns_desk.application.handing_over_due import void_due
from returns_desk.application.paying_clock import clock_lets_pay
from returns_desk.application.payout_proofs import (
    CASH,
    Proof,
    checked_reference,
    proof_of,
    reference_of_doubt,
)
from returns_desk.application.plans import noted_leg
from returns_desk.application.ports import Json, Operator
from returns_desk.application.presence import there
from returns_desk.application.printing import open_drawer
from returns_desk.application.tickets.opening import take_back as take_ticket_back
from returns_desk.application.turn import Turn
from returns_desk.application.void_documents import (
    begin_document,
    completed_event,
    goods_event,
)
from returns_desk.application.void_record import (
    UNDO_BEGUN,
    UNDO_BOOKED,
    UNDO_FAILED,
    UNDO_SETTLED,
    VOID_BEGUN,
    VOID_GIVEN_UP,
    VOIDED,
    VoidRecord,
)
from returns_desk.application.voidable import (
    VOID_REASONS,
    check_voidable,
    refuse_used_voucher,
    void_deciders,
)
from returns_desk.domain.board import Trigger
from returns_desk.domain.errors import OperatorMistake

UNDO_FAILURES = ("declined", "unreachable", "not_given_back", "other")
"""Why a leg did not come back, as a person says it."""
NOT_FINISHED = "void_not_finished"


def begin_void(turn: Turn) -> None:
    """Wait for the second person who may take the return in sight back; nothing is noted yet.

    Raises:
        OperatorMistake: it can't be taken back, or nobody here may decide on it.
    """
    check_voidable(turn)
    deciders = deciders_of(turn)
    if not deciders:
        message = "Taking a return back needs a second person with authority, and none works here."
        raise OperatorMistake(message, code="void_no_decider")
    turn.set(is_voiding=True, approver=deciders[0] if len(deciders) == 1 else None)


def deciders_of(turn: Turn) -> tuple[Operator, ...]:
    """Who may take the return in sight back."""
    people, sales = turn.services.operators.all(), turn.session.sales
    return void_deciders(people, turn.record, turn.operator.id, sales)


def choose_decider(turn: Turn, operator_id: str) -> None:
    """Say who of several decides; the PIN comes next."""
    turn.set(approver=_decider(turn, signing_in.operator_of(turn.services, operator_id)))


def allow_void(turn: Turn, secret: str, reason: str | None = None) -> None:
    """A second person allows it by badge or PIN; the last leg is begun to be undone.

    Raises:
        OperatorMistake: the secret is wrong, the person may not decide, the reason is not one,
            or meanwhile the return can't be taken back any more.
    """
    if reason is not None and reason not in VOID_REASONS:
        raise OperatorMistake("Choose one of the reasons.", code="unknown_reason")
    if not clock_lets_pay(turn):
        return
    completed = check_voidable(turn)
    if asks_pin_too(turn, secret, _plan(turn).amount, lambda badge: _checked_person(turn, badge)):
        return
    person = _checked_person(turn, secret)
    note_before_void(turn)
    turn.note(VOID_BEGUN, begin_document(turn, completed, person, reason or VOID_REASONS[0]))
    turn.set(is_voiding=False, approver=None)
    _read_receipts_again(turn)
    _advance(turn)


def undo_leg(turn: Turn, number: int, reference: str = "", counted: int | None = None) -> None:
    """Note that a leg came back, or begin to undo it once more; the next one begins after it.

    Raises:
        OperatorMistake: it is not this leg's turn, what proves it is missing, or the cash counted
            is not what was paid.
    """
    leg = _present(turn, number)
    if _void(turn).progress_of(number) != "begun":
        if clock_lets_pay(turn):
            _begin(turn, leg)
        return
    kept = checked_reference(
        leg, reference, counted, lambda text: turn.cut(text, f"{UNDO_BOOKED}/reference")
    )
    turn.note(UNDO_BOOKED, {**_leg_document(turn, leg), "reference": kept or None})
    _advance(turn)


def undo_scanned(turn: Turn, scanned: str) -> None:
    """Take what was scanned as the proof of the leg that is being undone."""
    leg = there(_next_leg(turn), "a void that is not over has a next leg")
    proof = proof_of(leg)
    if proof is Proof.COUNTED:
        turn.say("count_cash_back", Tone.ATTENTION)
    elif proof is Proof.VOUCHER:
        turn.say("take_voucher_back", Tone.ATTENTION)
    else:
        undo_leg(turn, leg.leg, scanned)


def fail_undo(turn: Turn, number: int, why: str) -> None:
    """Note that a leg did not come back; where others did, the case is handed on.

    Raises:
        OperatorMistake: it is not this leg's turn, or `why` is none of UNDO_FAILURES.
    """
    if why not in UNDO_FAILURES:
        raise OperatorMistake("Choose why it did not work.", code="unknown_reason")
    leg = _present(turn, number)
    turn.note(UNDO_FAILED, {**_leg_document(turn, leg), "why": why})
    if _void(turn).has_undone:
        escalate(turn, [Trigger(NOT_FINISHED, option=_plan(turn).option)])
    turn.say("undo_failed", Tone.ATTENTION, leg=number, why=why)


def settle_undo(turn: Turn, number: int, reference: str, *, happened: bool) -> None:
    """A person says whether a leg in doubt came back; only then does anything go on.

    Raises:
        OperatorMistake: this leg is not in doubt, or it takes a number that is missing.
    """
    leg = _plan(turn).leg(number)
    if leg is None or number not in turn.session.doubtful:
        raise OperatorMistake("This part is not in doubt.", code="not_in_doubt")
    mask = partial(turn.cut, where=f"{UNDO_SETTLED}/reference")
    kept = reference_of_doubt(leg, reference, mask) if happened else ""
    told: dict[str, Json] = {"happened": happened, "reference": kept or None}
    turn.note(UNDO_SETTLED, {**_leg_document(turn, leg), **told})
    turn.set(doubtful=turn.session.doubtful - {number})
    turn.say("leg_settled", Tone.NOW, leg=number, happened=happened)
    _advance(turn)


def give_up_void(turn: Turn) -> None:
    """Leave the return as it was paid; possible until something came back.

    Raises:
        OperatorMistake: a part came back already, or a part is in doubt.
    """
    void = _void(turn)
    if void.has_undone:
        message = "A part came back already. Take back the rest, or set the case aside with F10."
        raise OperatorMistake(message, code="void_partly_done")
    if turn.session.doubtful:
        raise OperatorMistake("Say first whether this part came back.", code="settle_first")
    for number in sorted(void.begun):
        leg = there(_plan(turn).leg(number), "what was begun is planned")
        turn.note(UNDO_FAILED, {**_leg_document(turn, leg), "why": "taken_back"})
    turn.note(VOID_GIVEN_UP, {**_names(turn), "completed_at": completed_event(turn).at.isoformat()})
    turn.say("void_given_up", number=turn.record.number)


# --- one after another ----------------------------------------------------------------------


def _advance(turn: Turn) -> None:
    """Begin to undo the next leg, last one first; after the first one the return is void."""
    leg = _next_leg(turn)
    if leg is None:
        _finish(turn)
    elif turn.clock is ClockStanding.BEHIND:
        turn.say(BEHIND, Tone.ATTENTION)
    else:
        _begin(turn, leg)


def _begin(turn: Turn, leg: PlannedLeg) -> None:
    if leg.voucher is not None:
        refuse_used_voucher(turn.services, leg.voucher.number)
    turn.note(UNDO_BEGUN, _leg_document(turn, leg))
    if leg.means == CASH:
        open_drawer(turn, leg.leg)


def _finish(turn: Turn) -> None:
    plan, void, completed = _plan(turn), _void(turn), completed_event(turn)
    told: dict[str, Json] = {
        "option": plan.option,
        "amount": plan.amount,
        "reason": void.reason,
        "completed_at": completed.at.isoformat(),
        "goods_taken": goods_event(turn),
    }
    turn.note(VOIDED, {**_names(turn), **told, **void_due(turn, completed, void.key)})
    give_up_claim(turn)
    take_ticket_back(turn)
    turn.set(slip_sent=False)
    turn.say("voided", Tone.NOW, number=turn.record.number)


def _read_receipts_again(turn: Turn) -> None:
    """What came back by this return stands on its receipts until everything is undone."""
    found = (known_sale(turn.services, each.receipt) for each in turn.session.sales)
    turn.set(sales=tuple(sale for sale in found if sale is not None))


def _next_leg(turn: Turn) -> PlannedLeg | None:
    """The last leg that did not come back yet."""
    void = _void(turn)
    open_legs = [leg for leg in _plan(turn).legs if void.progress_of(leg.leg) != "undone"]
    return open_legs[-1] if open_legs else None


def _present(turn: Turn, number: int) -> PlannedLeg:
    leg = _next_leg(turn)
    if number in turn.session.doubtful:
        raise OperatorMistake("Say first whether this part came back.", code="settle_first")
    if leg is None or leg.leg != number:
        raise OperatorMistake("Another part comes first.", code="leg_order", leg=number)
    return leg


# --- who decides, and what is noted -----------------------------------------------------------


def _checked_person(turn: Turn, secret: str) -> Operator:
    if signing_in.is_badge(secret):
        return _decider(turn, signing_in.checked_badge(turn, secret))
    chosen = turn.session.approver
    if chosen is None:
        message = "Choose who decides, then type the PIN."
        raise OperatorMistake(message, code="choose_approver_first")
    return signing_in.checked_pin(turn, _decider(turn, chosen).id, secret)


def _decider(turn: Turn, person: Operator) -> Operator:
    if person.id in {each.id for each in deciders_of(turn)}:
        return person
    message = "This needs the badge or PIN of a second person: a manager who did not pay it out."
    raise OperatorMistake(message, code="void_second_person")


def _names(turn: Turn) -> dict[str, Json]:
    return {"key": _void(turn).key, "payout": _plan(turn).key}


def _leg_document(turn: Turn, leg: PlannedLeg) -> dict[str, Json]:
    return {**_names(turn), **noted_leg(leg)}


def _void(turn: Turn) -> VoidRecord:
    return there(turn.record.void, "the return is being taken back")


def _plan(turn: Turn) -> Plan:
    return there(turn.record.plan, "a completed case has a plan")
