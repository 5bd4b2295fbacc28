"""What the customer reads and touches, with both windows of fakes on a real counter."""

from __future__ import annotations

from builders import PLUMS, SHELF
from counters import split_desk
from fakes import CLERK, badge_of
from returns_desk.application.desk_state import Stage
from returns_desk.application.for_customer import FEEDBACK_GIVEN
from returns_desk.ui.customer.page_contents import DisplaySettings
from returns_desk.ui.customer.presenter import CustomerPresenter
from ui.clerk.fake_window import FakeSurroundings
from ui.customer.fake_display import Bench, FakeDisplay, counter_with

OTHER_CARD = "refund/other_card"
CREDIT = "store_credit/store_credit"
DESERT = DisplaySettings("Oasis", "tzm")


def clerks_order(bench: Bench) -> list[tuple[int | None, str]]:
    """Numbers and options on the clerk's board, top to bottom."""
    _, page, _, _ = bench.view.shown["page"]
    board = page.board
    pinned = [board.asked.card] if board.asked is not None else []
    groups = [
        card
        for group in ("now", "manager")
        for card in board.options
        if card.group == group and card.option_id not in {each.option_id for each in pinned}
    ]
    return [(card.number, card.option_id) for card in (*pinned, *groups)]


def test_nobody_at_the_counter_leaves_the_display_at_rest(bench: Bench) -> None:
    assert bench.display.page == "rest"
    assert bench.display.rest is not None
    assert bench.display.rest.shop == "Northside Home"


def test_r3_the_customer_sees_the_same_options_in_the_same_order_with_the_same_numbers(
    bench: Bench,
) -> None:
    bench.clerk.scanned(SHELF)
    assert bench.display.numbers == clerks_order(bench)
    assert len(bench.display.numbers) == 4

    bench.customer.option_touched(OTHER_CARD)

    assert bench.display.numbers == clerks_order(bench)
    assert bench.display.numbers[0] == (4, OTHER_CARD)


def test_a_touch_asks_as_the_clerks_chip_does_and_neither_pays_nor_chooses(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)

    bench.customer.option_touched(CREDIT)

    (asked,) = bench.counter.journal.read(types=("asked_for",))
    assert (asked.payload["option"], asked.payload["how"]) == (CREDIT, "asking")
    assert bench.events("option_chosen", "plan_made", "leg_begun") == []
    assert bench.clerk.state.stage is Stage.BOARD
    assert bench.display.marked == [CREDIT]


def test_a_touch_is_marked_at_once_while_the_worker_is_busy(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.tasks.holds = True

    bench.customer.option_touched(OTHER_CARD)

    assert bench.display.marked == [OTHER_CARD]
    assert bench.events("asked_for") == []
    bench.tasks.run_next()
    assert bench.events("asked_for") == ["asked_for"]
    assert bench.display.marked == [OTHER_CARD]


def test_touching_what_is_marked_asks_nothing_again(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)

    bench.customer.option_touched(OTHER_CARD)
    bench.customer.option_touched(OTHER_CARD)

    assert bench.events("asked_for") == ["asked_for"]


def test_a_wish_waits_while_the_clerk_types_and_is_passed_on_after_it(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.reach.is_typing = True

    bench.customer.option_touched(OTHER_CARD)
    assert bench.display.marked == [OTHER_CARD]
    assert bench.events("asked_for") == []

    bench.reach.is_typing = False
    bench.customer.pass_on()

    assert bench.events("asked_for") == ["asked_for"]


def test_r3_a_wish_waits_while_a_manager_decides(bench: Bench) -> None:
    """What is approved is what was asked for when the manager was, whatever is touched."""
    bench.clerk.scanned(SHELF)
    bench.clerk.board.option_asked(OTHER_CARD)
    assert bench.desk.state().stage is Stage.APPROVAL

    bench.customer.option_touched("refund/original")

    state = bench.desk.state()
    assert state.case is not None
    assert (state.stage, state.case.requested) == (Stage.APPROVAL, OTHER_CARD)
    assert bench.events("asked_for") == ["asked_for"]

    bench.clerk.acted("back")

    assert bench.events("asked_for") == ["asked_for", "asked_for"]


def test_a_wish_that_waited_is_nothing_to_the_next_customer(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.reach.is_typing = True
    bench.customer.option_touched(OTHER_CARD)
    bench.clerk.choice_made("")
    bench.desk.leave()
    bench.clerk.scanned(PLUMS)
    bench.reach.is_typing = False

    bench.customer.pass_on()

    assert bench.events("asked_for") == []
    assert bench.display.marked == []


def test_a_wish_comes_too_late_where_the_clerk_has_begun_to_pay(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.clerk.board.option_chosen(CREDIT)
    bench.tasks.holds = True
    bench.customer.option_touched(OTHER_CARD)
    bench.desk.confirm()

    bench.tasks.run_next()

    assert bench.events("asked_for") == ["asked_for"]
    assert bench.display.page == "paying"
    assert bench.view.sentence == ""


def test_a_full_disk_takes_the_mark_back_and_the_customer_reads_of_no_error(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.counter.journal.is_broken = True

    bench.customer.option_touched(OTHER_CARD)

    assert bench.view.sentence == "Paused. The disk is full."
    assert bench.display.page == "options"
    assert bench.display.marked == []


def test_an_option_that_the_clerk_marks_is_marked_here_too(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)

    bench.clerk.board.option_chosen(CREDIT)

    assert bench.display.marked == [CREDIT]
    assert bench.display.frame is not None
    assert bench.display.frame.marked == "Number 3 is marked"


def test_the_language_is_the_customers_own_and_goes_with_them(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)

    bench.customer.language_touched("et")

    assert bench.display.frame is not None
    assert [each.code for each in bench.display.frame.languages if each.is_on] == ["et"]
    assert bench.view.shown["header"].language.text == "EN"
    bench.clerk.acted("leave")
    bench.clerk.choice_made("other")
    assert bench.display.page == "rest"
    assert [each.code for each in bench.display.frame.languages if each.is_on] == ["en"]


def test_a_shop_whose_language_no_window_speaks_rests_in_the_first_that_is_spoken() -> None:
    counter = counter_with()
    display = FakeDisplay()
    around = FakeSurroundings(counter.clock)
    bench = Bench(counter)

    CustomerPresenter(
        display, bench.reach, bench.desk.for_customer, bench.tasks, around, DESERT
    ).follow(bench.clerk.state)

    assert display.frame is not None
    assert [each.code for each in display.frame.languages if each.is_on] == ["en"]


def test_the_money_is_shown_part_by_part_and_a_part_that_fails_only_waits() -> None:
    desk, counter = split_desk()
    bench = Bench(counter, desk)
    assert bench.display.page == "paying"

    bench.clerk.scanned("004512")
    assert bench.display.paying is not None
    assert [leg.progress for leg in bench.display.paying.legs] == ["done", "now"]
    assert bench.display.paying.legs[1].line == "$0.02 less by rounding"
    assert bench.display.paying.whole == "$21.34 in all"

    bench.clerk.leg_failed("2")
    bench.clerk.choice_made("drawer_short")

    assert [leg.state_text for leg in bench.display.paying.legs][1].startswith("In a moment")


def test_a_customer_who_leaves_is_not_held_back_by_a_page(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)

    bench.clerk.acted("leave")
    bench.clerk.choice_made("nothing_suited")

    assert bench.display.page == "rest"
    bench.customer.face_touched("good")
    assert bench.events(FEEDBACK_GIVEN) == []


def test_a_desk_that_locks_shows_nobodys_case(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)

    bench.clerk.acted("lock")

    assert bench.display.page == "rest"
    bench.customer.option_touched(CREDIT)
    assert bench.events("asked_for") == []
    bench.clerk.scanned(badge_of(CLERK))
    assert bench.display.page == "options"
