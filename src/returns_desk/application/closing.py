"""How a case ends, is set aside, or is taken up again where it stopped.

Owns leaving, the next customer, and what a restart finds in the journal. A leg that was begun
before the restart is in doubt, and comes first.
"""

from returns_desk.application.approvers import refuse_own_purchase
from returns_desk.application.boards import case_of, escalate, known_sale, refresh_board
from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.desk_state import OpenCaseState, Stage, Tone
from returns_desk.application.escalations.seen import escalation_state
from returns_desk.application.goods_places import note_unplaced
from returns_desk.application.missing_end import say_missing_end
from returns_desk.application.opening import open_case
from returns_desk.application.paying import CUSTOMER_LEFT, give_up_leg
from returns_desk.application.presence import there
from returns_desk.application.printing import send_unsent
from returns_desk.application.readiness import holding_approval
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session, stage_of
from returns_desk.application.turn import Turn
from returns_desk.application.typed_price import NOTHING_TYPED
from returns_desk.domain.board import Trigger
from returns_desk.domain.errors import OperatorMistake

LEAVE_REASONS = (
    "did_not_say",
    "nothing_suited",
    "took_too_long",
    "comes_back_with_something",
    "felt_badly_treated",
    "other",
)
"""Why a customer left; the first is used where nobody knows."""


def leave(turn: Turn, reason: str) -> None:
    """Note that the customer left without a solution (R11).

    Raises:
        OperatorMistake: the reason is not one of LEAVE_REASONS, or a part is paid already.
    """
    if reason not in LEAVE_REASONS:
        raise OperatorMistake("Choose why the customer left.", code="unknown_reason")
    if turn.session.record is None:
        open_case(turn)
    _give_up_payout(turn)
    if turn.session.board is not None:
        _hand_on(turn, reason)
    record = turn.record
    turn.note("case_left", {"reason": reason})
    clear_case(turn, ended=record.case_id)
    turn.say("left", number=record.number)


def _give_up_payout(turn: Turn) -> None:
    plan = turn.record.plan
    if plan is None:
        return
    if plan.has_booked:
        message = "A part is paid already. Finish the rest, or set the case aside with F10."
        raise OperatorMistake(message, code="partly_paid")
    leg = there(plan.next_leg, "a plan that is not carried out has a next leg")
    give_up_leg(turn, leg, CUSTOMER_LEFT)


def _hand_on(turn: Turn, reason: str) -> None:
    triggers = []
    if reason == "nothing_suited":
        triggers.append(Trigger("declined_all"))
    approval = holding_approval(turn.record, turn.board, turn.now)
    if approval is not None:
        triggers.append(Trigger("approval_not_carried_out", option=approval.option))
    escalate(turn, triggers)


def next_customer(turn: Turn) -> None:
    """Make room for the next customer; a payout that can't go on stays open in the journal.

    A case whose slip could not be made stays for it: the slip is tried again with this command.

    Raises:
        OperatorMistake: a part is being paid right now, or the case has no end yet.
    """
    stage = stage_of(turn.session)
    record = turn.session.record
    if record is not None and record.is_completed and not record.anchor:
        return
    if stage in {Stage.KEY_IN, Stage.PROOF} and record is not None:
        raise OperatorMistake("Finish the receipt first, or press Esc.", code="finish_first")
    if record is not None and record.is_undoing and record.void and record.void.begun:
        raise OperatorMistake("Say first whether this part came back.", code="finish_first")
    plan = record.plan if stage is Stage.BOOKING and record else None
    leg = plan.next_leg if plan else None
    if leg is not None and leg.progress == "begun":
        message = "Say first whether this part was paid."
        raise OperatorMistake(message, code="finish_first")
    clear_case(turn)


def clear_case(turn: Turn, ended: str | None = None) -> None:
    """Nothing of the case stays on the counter; the journal has it.

    `ended` is a case that this command ends: the journal does not know it yet.
    """
    turn.set(
        record=None,
        sales=(),
        board=None,
        keying_in=None,
        proof=None,
        chosen=None,
        requested=None,
        is_approving=False,
        approver=None,
        doubtful=frozenset(),
        **NOTHING_TYPED,
        slip_language="",
        slip_sent=False,
        after=None,
        is_voiding=False,
    )
    turn.set(offered=_offers(turn.services, ended))


def resume(turn: Turn) -> None:
    """Look for cases that were not finished; one with a leg in doubt is taken up at once."""
    if turn.session.record is not None:
        return
    send_unsent(turn.services)
    note_unplaced(turn.services)
    records = [_read(turn.services, case_id) for case_id in turn.services.journal.open_cases()]
    doubtful = next((record for record in records if _begun_legs(record)), None)
    if doubtful is not None:
        take_up(turn, doubtful)
    taken = doubtful.case_id if doubtful else None
    turn.set(offered=_offers(turn.services, taken))
    say_missing_end(turn)


def resume_case(turn: Turn, case_id: str) -> None:
    """Take up an open case at the step where it stopped; its board is made for this moment.

    Raises:
        OperatorMistake: this case is not open, or another customer's is at hand.
    """
    if stage_of(turn.session) not in {Stage.WAITING, Stage.SLIP}:
        message = "Another customer is here. Park that case first: F4."
        raise OperatorMistake(message, code="case_at_hand")
    at_hand = turn.session.record
    if at_hand is not None and not at_hand.anchor:
        return  # Its slip could not be made yet; this command makes it, and the next goes on.
    if case_id not in turn.services.journal.open_cases():
        raise OperatorMistake("This case is no longer open.", code="unknown_case")
    clear_case(turn, ended=case_id)
    record = _read(turn.services, case_id)
    take_up(turn, record)
    refuse_own_purchase(turn.operator, turn.session.sales)
    if record.parked is not None:
        turn.note("case_resumed", {})
    if record.plan is None:
        refresh_board(turn)
        _mark_what_was_allowed(turn)
    if turn.session.notice is None or turn.session.notice.code == "parked":
        _say_resumed(turn, record)


def _mark_what_was_allowed(turn: Turn) -> None:
    """A manager answered while the customer waited: nobody has to choose it once more (R5)."""
    allowed = holding_approval(turn.record, turn.board, turn.now)
    if allowed is not None:
        turn.set(chosen=allowed.option)


def _say_resumed(turn: Turn, before: CaseRecord) -> None:
    """An approval that meanwhile ended was said already; else what is new of the board."""
    if turn.record.board.get("options") == before.board.get("options"):
        turn.say("resumed", Tone.NOW, number=before.number)
    else:
        turn.say("resumed_changed", Tone.ATTENTION, number=before.number)


def take_up(turn: Turn, record: CaseRecord) -> None:
    """Put a case of the journal on the counter, with the board of this moment."""
    services = turn.services
    found = [known_sale(services, each.receipt) for each in record.receipts]
    sales = tuple(sale for sale in found if sale is not None)
    case = case_of(record, sales, services, turn.now)
    board = services.propose(case, services.policies.policy())
    turn.load(record)
    chosen = record.plan.option if record.plan else None
    turn.set(sales=sales, board=board, chosen=chosen, doubtful=_begun_legs(record))


def _read(services: DeskServices, case_id: str) -> CaseRecord:
    return record_of(services.journal.read(case_id=case_id))


def _begun_legs(record: CaseRecord) -> frozenset[int]:
    legs = record.plan.legs if record.plan else ()
    undoing = record.void.begun if record.void else frozenset()
    return undoing | {leg.leg for leg in legs if leg.progress == "begun"}


def _names_of(record: CaseRecord) -> tuple[str, ...]:
    """By what people know the case: its receipts, and goods that came without one."""
    goods = (each.description for each in record.claim.without_receipt)
    return (*(each.receipt for each in record.receipts), *goods)


def _offers(services: DeskServices, without: str | None) -> tuple[OpenCaseState, ...]:
    records = [_read(services, each) for each in services.journal.open_cases() if each != without]
    return tuple(map(offer_of, records))


def offers_of(services: DeskServices, session: Session) -> tuple[OpenCaseState, ...]:
    """What is offered to be taken up, in the same order, as the journal tells it by now."""
    return tuple(offer_of(_read(services, each.case_id)) for each in session.offered)


def offer_of(record: CaseRecord) -> OpenCaseState:
    """The case as it is offered to be taken up; of a person it says nothing."""
    parked = record.parked
    return OpenCaseState(
        case_id=record.case_id,
        number=record.number,
        opened_at=record.opened_at,
        receipts=_names_of(record),
        has_leg_in_doubt=bool(_begun_legs(record)),
        parked_at=parked.at if parked else None,
        goods=parked.goods if parked else "",
        amount=parked.amount if parked else 0,
        currency=str(record.board.get("currency", "")),
        escalation=escalation_state(record),
    )
