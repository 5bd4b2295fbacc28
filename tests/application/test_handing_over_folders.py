"""Folders that change or hold other things, and returns that are handed over once more."""

from dataclasses import replace

import pytest

from builders import SHELF, line, option, sale, tender
from counters import Counter
from fakes import FakeSales
from returns_desk.application.handing_over import AnswerKind, FolderAnswer
from returns_desk.application.handing_over_bookings import BookingState, Ledger
from returns_desk.application.handing_over_rounds import hand_over_again, run_round
from returns_desk.application.ports import NewEvent
from returns_desk.domain.board import Leg, Standing
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.completed_returns import ToldHandOver, carry_out, counter_with
from support.errands import REFUND, bookings, completed, errand, only, states
from support.fake_till import FakeFolder

SECOND = "3141-07-20261108-0043"


def test_name_taken_by_other_content_holds_up_its_own_return_only() -> None:
    counter, folder = completed(2), FakeFolder()
    first = bookings(counter)[0]
    run = errand(counter, folder)
    folder.blocked_names = {f"RD-3141-07-1-{first.reference[-12:]}"}

    with pytest.raises(EnvironmentFault) as raised:
        run_round(run)

    assert raised.value.code == "other_content"
    assert states(counter) == [BookingState.WAITING, BookingState.HANDED_OVER]


def test_other_folder_than_before_is_refused_until_a_person_accepts_it() -> None:
    counter, folder = completed(), FakeFolder()
    run_round(errand(counter, folder))
    empty = FakeFolder()

    with pytest.raises(EnvironmentFault) as raised:
        run_round(errand(counter, empty))
    assert raised.value.code == "folder_changed"
    assert states(counter) == [BookingState.HANDED_OVER]

    run_round(errand(counter, empty), accept_folder=True)
    assert states(counter) == [BookingState.TAKEN]


def test_what_lies_in_a_former_folder_is_left_alone() -> None:
    counter, folder = completed(), FakeFolder()
    run_round(errand(counter, folder))
    carry_out(counter, SHELF, REFUND.id)

    run_round(errand(counter, FakeFolder("new till")))

    assert states(counter) == [BookingState.HANDED_OVER, BookingState.HANDED_OVER]
    assert [each.folder for each in bookings(counter)] == ["till", "new till"]


def test_return_begun_in_a_former_folder_is_made_anew_in_the_present_one() -> None:
    counter, folder = completed(), FakeFolder()
    folder.fails_at = {"release"}
    with pytest.raises(EnvironmentFault):
        run_round(errand(counter, folder))
    other = FakeFolder("new till")

    run_round(errand(counter, other))

    assert only(counter).folder == "new till"
    assert len(other.ever_shown) == 1


def test_refused_return_is_handed_over_again_by_name() -> None:
    counter, folder = completed(), FakeFolder()
    running = errand(counter, folder)
    run_round(running)
    (name,) = folder.shown
    folder.take()
    folder.said[name] = FolderAnswer(AnswerKind.REFUSED, "drawer closed")
    run_round(running)

    hand_over_again(running, only(counter).reference)
    run_round(running)

    assert only(counter).state is BookingState.HANDED_OVER
    assert list(folder.shown) == [name]


def test_unknown_reference_is_a_mistake_that_says_where_to_look() -> None:
    with pytest.raises(OperatorMistake, match="bookings list"):
        hand_over_again(errand(completed(), FakeFolder()), "RD/9/unknown")


def test_ledger_reads_only_what_is_new() -> None:
    counter = completed()
    ledger = Ledger()
    ledger.catch_up(counter.journal)
    case_id = only(counter).case_id
    counter.journal.append(NewEvent("booking_taken", {"reference": "x"}, case_id))

    ledger.catch_up(counter.journal)

    assert [each.state for each in ledger.in_state(BookingState.TAKEN)] == [BookingState.TAKEN]
    assert ledger.find("RD/0/none") is None


def test_even_exchange_is_handed_over_as_well() -> None:
    even = option("even_exchange/none", Standing.AVAILABLE)
    counter = counter_with([sale()], even)
    carry_out(counter, SHELF, even.id)

    run_round(errand(counter, FakeFolder()))

    assert states(counter) == [BookingState.HANDED_OVER]


def test_two_receipts_in_one_shop_keep_their_own_references() -> None:
    bought = [sale(), sale(SECOND, [line()], [tender()])]
    counter = Counter(
        sales=FakeSales(bought),
        propose=counter_with([], REFUND).propose,
        hand_over=ToldHandOver(),
    )
    carry_out(counter, SHELF, REFUND.id)
    leg = Leg(f"{SECOND}/1", "original", 2136, "credit_card")
    counter.propose = counter_with([], replace(REFUND, legs=(leg,))).propose
    carry_out(counter, SECOND, REFUND.id)
    folder = FakeFolder()

    run_round(errand(counter, folder))

    references = [each.reference for each in bookings(counter)]
    assert sorted(folder.shown.values()) == sorted(references)
    assert len(set(references)) == 2
