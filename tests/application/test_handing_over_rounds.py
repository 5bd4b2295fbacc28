"""The errand between journal and till: states follow, a crash between any two steps is harmless.

A crash is a fault at a step, and a new errand that knows nothing but the journal.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SHELF, option, sale
from returns_desk.application.handing_over import (
    AnswerKind,
    FolderAnswer,
    HandOverState,
    NoHandOver,
)
from returns_desk.application.handing_over_bookings import BookingState
from returns_desk.application.handing_over_rounds import run_round
from returns_desk.domain.board import Standing
from returns_desk.domain.errors import EnvironmentFault
from support.completed_returns import ToldHandOver, carry_out, counter_with
from support.errands import REFUND, bookings, completed, errand, only, states
from support.fake_till import FakeFolder


def test_completed_return_waits_for_the_till_and_the_errand_is_woken() -> None:
    counter = completed()

    booking = only(counter)
    assert booking.state is BookingState.WAITING
    key = str(counter.journal.last("plan_made").payload["key"])
    assert booking.reference == f"RD/1/{key[-12:]}"
    assert booking.amount == 2136
    assert isinstance(counter.hand_over, ToldHandOver)
    assert counter.hand_over.told == [booking.case_id]


def test_counter_whose_till_reads_no_files_notes_nothing() -> None:
    counter = counter_with([sale()], REFUND)
    counter.hand_over = NoHandOver()

    carry_out(counter, SHELF, REFUND.id)

    assert bookings(counter) == ()
    assert "hand_over" not in counter.journal.last("case_completed").payload
    NoHandOver().completed("any")
    assert NoHandOver().state() == HandOverState()


def test_repair_is_not_for_the_till() -> None:
    repair = option("repair/none", Standing.AVAILABLE)
    counter = counter_with([sale()], repair)

    carry_out(counter, SHELF, repair.id)

    assert bookings(counter) == ()
    assert isinstance(counter.hand_over, ToldHandOver)
    assert counter.hand_over.told == []


def test_round_puts_it_into_the_folder_and_notes_it() -> None:
    counter, folder = completed(), FakeFolder()

    run_round(errand(counter, folder))

    booking = only(counter)
    assert booking.state is BookingState.HANDED_OVER
    assert [each.name for each in booking.files] == list(folder.shown)
    assert booking.folder == "till"
    assert counter.journal.types()[-2:] == ["booking_begun", "booking_handed_over"]
    assert counter.journal.last("booking_handed_over").case_id == booking.case_id


def test_second_round_changes_nothing_while_the_files_lie_there() -> None:
    counter, folder = completed(), FakeFolder()
    running = errand(counter, folder)
    run_round(running)
    before = len(counter.journal.events)

    run_round(running)
    run_round(errand(counter, folder))

    assert len(counter.journal.events) == before
    assert len(folder.ever_shown) == 1


def test_till_takes_then_refuses_then_books_and_each_is_noted_once() -> None:
    counter, folder = completed(), FakeFolder()
    running = errand(counter, folder)
    run_round(running)
    (name,) = folder.shown
    seen = []
    for answer in (
        None,
        FolderAnswer(AnswerKind.REFUSED, "no such receipt, card 4111111111111111"),
        FolderAnswer(AnswerKind.CONFIRMED),
    ):
        folder.take()
        if answer is not None:
            folder.said[name] = answer
        run_round(running)
        run_round(running)
        seen.append((only(counter).state, only(counter).text))

    assert seen == [
        (BookingState.TAKEN, ""),
        (BookingState.REFUSED, "no such receipt, card ****1111"),
        (BookingState.CONFIRMED, ""),
    ]
    assert counter.journal.types()[-3:] == [
        "booking_taken",
        "booking_refused",
        "booking_confirmed",
    ]


def test_confirmed_return_is_not_asked_about_any_more() -> None:
    counter, folder = completed(), FakeFolder()
    running = errand(counter, folder)
    run_round(running)
    (name,) = folder.shown
    folder.said[name] = FolderAnswer(AnswerKind.CONFIRMED)
    run_round(running)
    folder.said[name] = FolderAnswer(AnswerKind.REFUSED, "late")

    run_round(running)

    assert only(counter).state is BookingState.CONFIRMED


@pytest.mark.parametrize("step", ["open", "prepare", "answers"])
def test_folder_that_fails_leaves_the_return_waiting_until_it_is_back(step: str) -> None:
    counter, folder = completed(), FakeFolder()
    folder.fails_at = {step}
    running = errand(counter, folder)

    with pytest.raises(EnvironmentFault):
        run_round(running)
    assert states(counter) == [BookingState.WAITING]

    folder.fails_at = set()
    run_round(running)
    assert states(counter) == [BookingState.HANDED_OVER]


@given(st.lists(st.sampled_from(["release", "released", "journal", "take", "fine"]), max_size=6))
def test_whatever_fails_where_each_return_is_shown_to_the_till_exactly_once(
    troubles: list[str],
) -> None:
    counter, folder = completed(2), FakeFolder()
    for trouble in troubles:
        folder.fails_at = {trouble} & {"release", "released"}
        counter.journal.breaks_on = {"booking_handed_over"} if trouble == "journal" else set()
        if trouble == "take":
            folder.take()
        try:
            run_round(errand(counter, folder))
        except EnvironmentFault:
            assert trouble in {"release", "released", "journal"}
    folder.fails_at, counter.journal.breaks_on = set(), set()

    run_round(errand(counter, folder))
    run_round(errand(counter, folder))

    assert sorted(folder.ever_shown) == sorted(set(folder.ever_shown))
    assert len(folder.ever_shown) == 2
    is_there = {each: bool(each.files[0].name in folder.shown) for each in bookings(counter)}
    assert all(
        booking.state is (BookingState.HANDED_OVER if there else BookingState.TAKEN)
        for booking, there in is_there.items()
    )


def test_crash_after_the_till_took_it_never_hands_it_over_twice() -> None:
    counter, folder = completed(), FakeFolder()
    folder.fails_at = {"released"}
    with pytest.raises(EnvironmentFault):
        run_round(errand(counter, folder))
    assert only(counter).is_begun
    folder.take()
    folder.fails_at = set()

    run_round(errand(counter, folder))
    run_round(errand(counter, folder))

    assert len(folder.ever_shown) == 1
    assert states(counter) == [BookingState.TAKEN]
