"""A completed return is taken back: a second person allows it, then each leg goes the other way."""

from builders import SHELF
from counters import Counter, signed_in
from fakes import CLERK, CLERK_PIN, MANAGER, MANAGER_PIN, badge_of
from returns_desk.application.boards import known_sale
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import LegPhase, Prompt, Stage
from returns_desk.application.slips import SlipRole
from support.desk_steps import mistake_code, notice_of
from support.taken_back import (
    SECOND,
    allowed,
    noted,
    paid,
    returned,
    taken_back,
    undo_phases,
    void_of,
)


def test_nothing_is_noted_before_a_second_person_decides() -> None:
    desk, counter = paid()

    state = desk.begin_void()

    assert (state.stage, state.prompt) == (Stage.VOID_APPROVAL, Prompt.APPROVER_PIN)
    assert [each.id for each in void_of(state).deciders] == [MANAGER.id]
    assert noted(counter) == []


def test_escape_goes_back_to_the_slip() -> None:
    desk, counter = paid()
    desk.begin_void()

    state = desk.back()

    assert state.stage is Stage.SLIP
    assert state.case is not None
    assert (state.case.void, noted(counter)) == (None, [])


def test_the_last_leg_is_undone_first_each_begun_before_it_is_booked() -> None:
    desk, counter = allowed()
    first = desk.state()
    second = desk.undo_leg(2, counted=1135)
    last = desk.scan("V-77")

    assert (first.stage, first.prompt) == (Stage.UNDOING, Prompt.CASH_BACK)
    assert undo_phases(first) == {2: LegPhase.BEGUN, 1: LegPhase.TO_BOOK}
    assert (second.prompt, undo_phases(second)) == (
        Prompt.REFERENCE,
        {2: LegPhase.BOOKED, 1: LegPhase.BEGUN},
    )
    assert (last.stage, notice_of(last), void_of(last).is_over) == (Stage.SLIP, "voided", True)
    assert noted(counter) == [
        "void_begun",
        "undo_begun",
        "undo_booked",
        "undo_begun",
        "undo_booked",
        "case_voided",
    ]
    assert counter.journal.last("undo_booked").payload["reference"] == "V-77"


def test_then_the_goods_can_come_back_again_and_no_tender_gave_anything() -> None:
    _, counter = taken_back()

    sale = known_sale(counter.services(), SHELF)

    assert returned(counter) == (0, {})
    assert sale is not None
    assert [line.available for line in sale.lines] == [1]
    assert counter.journal.open_cases() == ()


def test_until_everything_is_back_the_goods_count_as_returned() -> None:
    desk, counter = allowed()
    desk.undo_leg(2, counted=1135)

    assert returned(counter) == (1, {1: 999})
    assert len(counter.journal.open_cases()) == 1


def test_the_slip_says_what_was_undone_under_a_number_of_its_own() -> None:
    desk, counter = taken_back()
    case = desk.state().case
    assert case is not None
    assert case.slip is not None

    lines = [(line.role, line.text, line.value) for line in case.slip.lines]

    assert (SlipRole.HEADING, "This return was taken back", "") in lines
    assert (SlipRole.LEG, "In cash", "USD 11.35") in lines
    assert (SlipRole.FACT, "Reference", "V-77") in lines
    key = str(counter.journal.last("void_begun").payload["key"])
    assert case.slip.barcode == f"RD/1/{key[-12:]}"
    issued = counter.journal.last("slip_issued")
    assert issued.payload["sequence"] == counter.journal.last("case_voided").sequence


def test_who_allowed_it_and_why_is_noted_with_all_that_the_books_need() -> None:
    desk, counter = paid()
    desk.begin_void()

    desk.allow_void(MANAGER_PIN, "paid_wrong_way")

    begun = counter.journal.last("void_begun").payload
    planned = counter.journal.last("plan_made").payload
    assert (begun["approver"], begun["role"], begun["reason"]) == (
        MANAGER.id,
        "manager",
        "paid_wrong_way",
    )
    assert begun["payout"] == planned["key"] != begun["key"]
    assert (begun["items"], begun["legs"]) == (planned["items"], planned["legs"])
    assert (begun["currency"], begun["number"], begun["amount"]) == ("USD", 1, 2136)


def test_the_first_reason_counts_where_none_was_chosen_and_no_other_word_does() -> None:
    desk, counter = paid()
    desk.begin_void()

    code = mistake_code(lambda: desk.allow_void(badge_of(MANAGER), "because"))
    desk.allow_void(badge_of(MANAGER))

    assert code == "unknown_reason"
    assert counter.journal.last("void_begun").payload["reason"] == "wrong_goods_or_amount"


# --- who decides ------------------------------------------------------------------------------


def test_nobody_takes_back_what_they_paid_out_alone() -> None:
    desk, _ = paid()
    desk.begin_void()

    assert mistake_code(lambda: desk.allow_void(badge_of(CLERK))) == "void_second_person"
    assert mistake_code(lambda: desk.allow_void(CLERK_PIN)) == "wrong_pin"
    assert mistake_code(lambda: desk.choose_decider(CLERK.id)) == "void_second_person"


def test_a_manager_who_asks_for_it_needs_another_manager() -> None:
    desk, counter = paid()
    counter.operators.people = (CLERK, MANAGER)
    desk.sign_in_badge(badge_of(MANAGER))

    assert mistake_code(desk.begin_void) == "void_no_decider"


def test_of_several_one_is_chosen_and_gives_their_pin() -> None:
    desk, counter = paid()
    counter.operators.people = (CLERK, MANAGER, SECOND)
    asked = desk.begin_void()
    without = mistake_code(lambda: desk.allow_void(MANAGER_PIN))

    desk.choose_decider(SECOND.id)
    desk.scan(MANAGER_PIN)

    assert (asked.prompt, void_of(asked).approver) == (Prompt.APPROVER, None)
    assert without == "choose_approver_first"
    assert counter.journal.last("void_begun").payload["approver"] == SECOND.id


def test_a_scan_that_is_no_secret_says_what_is_waited_for() -> None:
    desk, _ = paid()
    desk.begin_void()

    assert mistake_code(lambda: desk.scan(SHELF)) == "void_secret_first"


def test_the_lock_takes_the_question_away() -> None:
    desk, _ = paid()
    desk.begin_void()
    desk.lock()

    assert desk.sign_in_badge(badge_of(CLERK)).stage is Stage.SLIP


# --- proofs -----------------------------------------------------------------------------------


def test_cash_is_counted_back_exactly() -> None:
    desk, _ = allowed()

    assert mistake_code(lambda: desk.undo_leg(2, counted=1137)) == "counted_differs"
    assert notice_of(desk.scan("V-77")) == "count_cash_back"


def test_a_card_needs_the_readers_reference_and_the_receipt_is_none() -> None:
    desk, _ = allowed()
    desk.undo_leg(2, counted=1135)

    assert mistake_code(lambda: desk.undo_leg(1, "  ")) == "reference_missing"
    assert mistake_code(lambda: desk.scan(SHELF)) == "not_a_reference"


def test_legs_come_back_in_their_order_and_once() -> None:
    desk, _ = allowed()

    assert mistake_code(lambda: desk.undo_leg(1, "V-77")) == "leg_order"
    desk.undo_leg(2, counted=1135)
    assert mistake_code(lambda: desk.undo_leg(2, counted=1135)) == "leg_order"
    desk.undo_leg(1, "V-77")
    assert mistake_code(lambda: desk.undo_leg(1, "V-77")) == "not_now"


def test_a_card_number_is_cut_from_a_reference() -> None:
    desk, counter = allowed()
    desk.undo_leg(2, counted=1135)

    desk.undo_leg(1, "4111111111111111")

    assert counter.journal.last("undo_booked").payload["reference"] == "****1111"


def test_the_drawer_opens_for_cash_that_comes_back() -> None:
    desk, counter = paid()
    counter.opens_drawer = True
    desk = again(counter)
    desk.begin_void()

    desk.allow_void(badge_of(MANAGER))

    assert counter.journal.last("drawer_opened").payload["leg"] == 2


def again(counter: Counter) -> Desk:
    """The program was started anew, and the slip is in sight."""
    desk = signed_in(counter)
    slip = counter.journal.last("plan_made")
    desk.scan(f"RD/1/{str(slip.payload['key'])[-12:]}")
    return desk
