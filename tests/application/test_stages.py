"""Every command is taken in its stages and nowhere else."""

import inspect
from collections.abc import Callable
from decimal import Decimal

import pytest

from builders import SHELF, SOLD_AT
from counters import Counter, signed_in, split_desk
from fake_evidence import PHOTO
from fakes import CLERK, CLERK_PIN, MANAGER_PIN, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, Stage
from returns_desk.application.escalation_commands import EscalationCommands
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.application.paper_receipts import PaperReceipt
from returns_desk.application.personal_data import PersonalData
from returns_desk.application.promises.entry import PromiseEntry
from returns_desk.application.proofs import Clues, GoodsEntry, Rung
from returns_desk.application.stages import COMMANDS
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import TenderType
from support.taken_back import allowed

PAPER = PaperReceipt("P-1", SOLD_AT, TenderType.CASH, ())

AT_ANY_TIME = {"state", "kept", "personal_data", "redeem_voucher"} | {
    "paper_file",
    *(name for name in vars(EscalationCommands) if not name.startswith("_")),
    "watch_promises",
    "settle_promise",
}
"""What changes nothing at the counter."""

ARGUMENTS: dict[str, Callable[[Desk], DeskState]] = {
    "resume": lambda desk: desk.resume(),
    "resume_case": lambda desk: desk.resume_case("x"),
    "park": lambda desk: desk.park(),
    "park_and_resume": lambda desk: desk.park_and_resume("x"),
    "next_customer": lambda desk: desk.next_customer(),
    "leave": lambda desk: desk.leave(),
    "set_language": lambda desk: desk.set_language("et"),
    "choose_operator": lambda desk: desk.choose_operator(CLERK.id),
    "sign_in": lambda desk: desk.sign_in(CLERK_PIN),
    "sign_in_badge": lambda desk: desk.sign_in_badge(badge_of(CLERK)),
    "lock": lambda desk: desk.lock(),
    "idle": lambda desk: desk.idle(),
    "scan": lambda desk: desk.scan("x"),
    "pick_candidate": lambda desk: desk.pick_candidate("x"),
    "begin_proof": lambda desk: desk.begin_proof(),
    "look_up": lambda desk: desk.look_up(Clues(Rung.CARD, card="1234")),
    "add_goods": lambda desk: desk.add_goods(GoodsEntry("Kettle", price=3990)),
    "take_out_receipt": lambda desk: desk.take_out_receipt(SHELF),
    "mark_gift_receipt": lambda desk: desk.mark_gift_receipt(is_gift=True),
    "begin_key_in": lambda desk: desk.begin_key_in(),
    "key_in_receipt": lambda desk: desk.key_in_receipt(PAPER),
    "set_quantity": lambda desk: desk.set_quantity(SHELF, 1, Decimal(1)),
    "set_reason": lambda desk: desk.set_reason(SHELF, 1, None),
    "set_condition": lambda desk: desk.set_condition(SHELF, 1, None),
    "set_missing": lambda desk: desk.set_missing(SHELF, 1, None),
    "answer": lambda desk: desk.answer("photo_id_seen", value=True),
    "set_new_goods": lambda desk: desk.set_new_goods(1, Decimal(1)),
    "set_goodwill_reason": lambda desk: desk.set_goodwill_reason("our_mistake"),
    "ask_goodwill_amount": lambda desk: desk.ask_goodwill_amount(),
    "mark_parcel": lambda desk: desk.mark_parcel(is_parcel=True),
    "note_paper": lambda desk: desk.note_paper(PaperKind.PHOTO, is_seen=True),
    "keep_file": lambda desk: desk.keep_file(PaperKind.PHOTO, PHOTO),
    "add_note": lambda desk: desk.add_note("Bring the invoice."),
    "withdraw_paper": lambda desk: desk.withdraw_paper("none"),
    "keep_paper_again": lambda desk: desk.keep_paper_again("none"),
    "ask_posted_on": lambda desk: desk.ask_posted_on(),
    "set_posted_on": lambda desk: desk.set_posted_on(SOLD_AT.date()),
    "name_price": lambda desk: desk.name_price(100),
    "ask_price": lambda desk: desk.ask_price(SHELF, 1),
    "keep_personal_data": lambda desk: desk.keep_personal_data(PersonalData("Õie Tamm")),
    "ask_for": lambda desk: desk.ask_for("refund/cash"),
    "choose": lambda desk: desk.choose("refund/original"),
    "back": lambda desk: desk.back(),
    "call_manager": lambda desk: desk.call_manager(),
    "begin_approval": lambda desk: desk.begin_approval(),
    "choose_approver": lambda desk: desk.choose_approver("ines"),
    "approve": lambda desk: desk.approve(MANAGER_PIN),
    "decline": lambda desk: desk.decline(MANAGER_PIN, "refund/original"),
    "confirm": lambda desk: desk.confirm(),
    "begin_leg": lambda desk: desk.begin_leg(1),
    "book_leg": lambda desk: desk.book_leg(1),
    "fail_leg": lambda desk: desk.fail_leg(1, "other"),
    "settle_leg": lambda desk: desk.settle_leg(1, happened=True),
    "change_rest": lambda desk: desk.change_rest(),
    "print_again": lambda desk: desk.print_again(),
    "set_slip_language": lambda desk: desk.set_slip_language("et"),
    "begin_void": lambda desk: desk.begin_void(),
    "choose_decider": lambda desk: desk.choose_decider("ines"),
    "allow_void": lambda desk: desk.allow_void(MANAGER_PIN),
    "undo_leg": lambda desk: desk.undo_leg(1),
    "fail_undo": lambda desk: desk.fail_undo(1, "other"),
    "settle_undo": lambda desk: desk.settle_undo(1, happened=True),
    "anything_else": lambda desk: desk.anything_else(),
    "place_goods": lambda desk: desk.place_goods(),
    "print_labels": lambda desk: desk.print_labels(),
    "try_printer": lambda desk: desk.try_printer(),
    "make_promise": lambda desk: desk.make_promise(PromiseEntry(SOLD_AT)),
    "expect_ticket": lambda desk: desk.expect_ticket(1),
    "close_ticket": lambda desk: desk.close_ticket("repaired"),
    "order_goods": lambda desk: desk.order_goods(1),
    "keep_promise": lambda desk: desk.keep_promise("x"),
    "break_promise": lambda desk: desk.break_promise("x"),
    "withdraw_promise": lambda desk: desk.withdraw_promise("x"),
}


def desk_in(stage: Stage, counter: Counter) -> Desk:
    """A desk that was brought to the stage by commands alone."""
    if stage is Stage.SIGNED_OUT:
        return Desk(counter.services())
    if stage in {Stage.BOOKING, Stage.IN_DOUBT}:
        return _paying_desk(stage)
    if stage is Stage.UNDOING:
        return allowed()[0]
    desk = signed_in(counter)
    if stage is Stage.KEY_IN:
        desk.begin_key_in()
    elif stage is Stage.PROOF:
        desk.begin_proof()
    elif stage is not Stage.WAITING:
        desk.scan(SHELF)
    if stage is Stage.APPROVAL:
        desk.ask_for("refund/other_card")
    if stage in {Stage.SLIP, Stage.VOID_APPROVAL}:
        desk.choose("even_exchange/none")
        desk.confirm()
    if stage is Stage.VOID_APPROVAL:
        desk.begin_void()
    return desk


def _paying_desk(stage: Stage) -> Desk:
    desk, counter = split_desk()
    if stage is Stage.IN_DOUBT:
        desk = signed_in(counter)
        desk.resume()
    return desk


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_taken_in_its_stages_only(
    counter: Counter, stage: Stage, command: str
) -> None:
    desk = desk_in(stage, counter)
    assert desk.state().stage is stage

    code = sentence = ""
    try:
        ARGUMENTS[command](desk)
    except OperatorMistake as mistake:
        code, sentence = mistake.code, mistake.message

    if stage in COMMANDS[command]:
        assert code != "not_now"
    else:
        assert code == "not_now"
        assert sentence.endswith(".")
        assert desk.state().stage is stage


def test_every_command_of_the_desk_is_in_the_table() -> None:
    commands = {name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if name[0] != "_"}

    assert commands - AT_ANY_TIME == set(COMMANDS)


def test_r8_a_manager_can_be_called_from_every_stage_of_a_case() -> None:
    assert COMMANDS["call_manager"] == frozenset(Stage) - {Stage.SIGNED_OUT}
