"""The thanks on the customer's display, how they go, and the rest while somebody is parked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import PLUMS, SHELF
from fakes import CLERK, MANAGER, badge_of
from returns_desk.application.desk_state import Stage
from returns_desk.application.for_customer import FEEDBACK_GIVEN

if TYPE_CHECKING:
    from ui.customer.fake_display import Bench


def test_after_the_goods_are_handed_over_there_are_thanks_and_nothing_else(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.clerk.board.option_chosen("even_exchange/none")
    bench.clerk.confirmed()

    assert bench.display.page == "thanks"
    assert bench.display.frame is not None
    assert (bench.display.frame.languages, bench.display.frame.marked) == ((), "")
    assert bench.display.thanks is not None
    assert [face.code for face in bench.display.thanks.faces] == ["good", "so_so", "bad"]


def thanked(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.clerk.board.option_chosen("even_exchange/none")
    bench.clerk.confirmed()


def test_one_tap_says_how_it_went_and_a_second_says_nothing(bench: Bench) -> None:
    thanked(bench)

    bench.customer.face_touched("good")
    bench.customer.face_touched("bad")

    (given,) = bench.counter.journal.read(types=(FEEDBACK_GIVEN,))
    assert given.payload == {"answer": "good"}
    assert bench.display.thanks is not None
    assert bench.display.thanks.faces == ()


def test_the_thanks_go_when_the_clerk_goes_on_to_the_next_customer(bench: Bench) -> None:
    thanked(bench)

    bench.clerk.confirmed()
    bench.customer.face_touched("bad")

    assert bench.clerk.state.stage is Stage.WAITING
    assert bench.display.page == "rest"
    assert bench.events(FEEDBACK_GIVEN) == []


def test_the_thanks_go_with_the_lock_and_do_not_come_back_with_the_slip(bench: Bench) -> None:
    thanked(bench)

    bench.clerk.acted("lock")
    locked = bench.display.page
    bench.clerk.scanned(badge_of(CLERK))

    assert locked == "rest"
    assert bench.clerk.state.stage is Stage.SLIP
    assert bench.display.page == "rest"


def test_the_thanks_go_by_themselves_and_the_next_case_is_thanked_again(bench: Bench) -> None:
    thanked(bench)

    bench.customer.thanks_over()
    over = bench.display.page
    bench.clerk.scanned(PLUMS)
    bench.clerk.board.option_chosen("even_exchange/none")
    bench.clerk.confirmed()

    assert over == "rest"
    assert bench.display.page == "thanks"


def test_parking_puts_the_display_to_rest_and_it_shows_nothing_of_who_waits(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)

    bench.clerk.acted("park")
    parked = bench.display.page
    bench.clerk.acted("parked")
    listed = bench.display.page

    assert (parked, listed) == ("rest", "rest")
    bench.clerk.confirmed()
    assert bench.display.page == "options"


def test_thanks_that_were_answered_go_with_a_touch(bench: Bench) -> None:
    thanked(bench)
    bench.customer.thanks_touched()
    assert bench.display.page == "thanks"

    bench.customer.face_touched("good")
    bench.customer.thanks_touched()

    assert bench.display.page == "rest"


def test_a_tap_that_cannot_be_written_is_no_worry_of_the_customers(bench: Bench) -> None:
    thanked(bench)
    bench.counter.journal.is_broken = True

    bench.customer.face_touched("good")

    assert bench.display.page == "thanks"
    assert bench.view.sentence == ""


def test_r5_a_customer_who_goes_on_says_once_how_it_went(bench: Bench) -> None:
    thanked(bench)
    bench.customer.face_touched("good")

    bench.clerk.acted("anything_else")
    between = bench.display.page
    bench.clerk.board.option_chosen("even_exchange/none")
    bench.clerk.confirmed()

    assert between == "options"
    assert bench.display.page == "thanks"
    assert bench.display.thanks is not None
    assert bench.display.thanks.faces == ()
    assert bench.events(FEEDBACK_GIVEN) == [FEEDBACK_GIVEN]


def test_who_did_not_say_it_yet_may_say_it_at_the_end(bench: Bench) -> None:
    thanked(bench)
    bench.clerk.acted("anything_else")
    bench.clerk.board.option_chosen("even_exchange/none")
    bench.clerk.confirmed()

    bench.customer.face_touched("so_so")

    (given,) = bench.counter.journal.read(types=(FEEDBACK_GIVEN,))
    assert bench.clerk.state.case is not None
    assert given.case_id == bench.clerk.state.case.case_id


def test_another_customer_is_asked_for_themselves(bench: Bench) -> None:
    thanked(bench)
    bench.customer.face_touched("good")
    bench.clerk.confirmed()

    bench.clerk.scanned(SHELF)
    bench.clerk.board.option_chosen("even_exchange/none")
    bench.clerk.confirmed()

    assert bench.display.thanks is not None
    assert len(bench.display.thanks.faces) == 3


def test_r10_a_customer_who_goes_on_keeps_their_language(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.customer.language_touched("et")
    bench.clerk.board.option_chosen("even_exchange/none")
    bench.clerk.confirmed()
    bench.customer.thanks_over()

    bench.clerk.acted("anything_else")
    goes_on = spoken(bench)
    bench.customer.language_touched("en")
    bench.clerk.board.option_asked("refund/original")

    assert (goes_on, spoken(bench)) == ("et", "en")


def test_while_a_return_is_taken_back_the_display_rests(bench: Bench) -> None:
    thanked(bench)

    bench.clerk.acted("void")
    deciding = bench.display.page
    bench.clerk.scanned(badge_of(MANAGER))

    assert bench.clerk.state.stage is Stage.SLIP
    assert (deciding, bench.display.page) == ("rest", "rest")


def spoken(bench: Bench) -> str:
    """The language that is marked on the display."""
    assert bench.display.frame is not None
    return next(each.code for each in bench.display.frame.languages if each.is_on)
