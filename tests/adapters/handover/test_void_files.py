"""A return that was taken back goes to the till after the return itself, under its own name."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.handover.test_poslog_round_trip import read_back
from builders import SHELF, sale
from counters import Counter, signed_in
from fakes import MANAGER, badge_of
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.handover.return_json import json_bytes
from returns_desk.adapters.handover.return_shape import VoidShape
from returns_desk.application.handing_over import NoHandOver
from returns_desk.application.handing_over_bookings import BookingState
from returns_desk.application.handing_over_document import ReturnDocument, return_document_of
from returns_desk.application.handing_over_rounds import run_round
from returns_desk.application.handing_over_void import void_document_of
from returns_desk.bootstrap.commands import services
from returns_desk.domain.errors import EnvironmentFault
from support.completed_returns import ToldHandOver, carry_out, counter_with
from support.errands import REFUND, bookings, errand
from support.fake_till import FakeFolder

GOLDEN = Path(__file__).parents[2] / "golden" / "handover"


def completed() -> Counter:
    """The shelf was paid; the till reads files."""
    counter = counter_with([sale()], REFUND)
    carry_out(counter, SHELF, REFUND.id)
    return counter


def take_back(counter: Counter) -> None:
    """Its slip is scanned, and a manager takes it back."""
    desk = signed_in(counter)
    desk.scan(f"RD/1/{str(counter.journal.last('plan_made').payload['key'])[-12:]}")
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    desk.undo_leg(1, "V-77")


def documents(counter: Counter) -> tuple[ReturnDocument, ReturnDocument]:
    """The return's, and the one that takes it back."""
    events = tuple(counter.journal.read(case_id=counter.journal.last("case_opened").case_id))
    return return_document_of(events, "3141"), void_document_of(events, "3141")


def test_it_waits_behind_the_return_and_the_errand_is_woken() -> None:
    counter = completed()
    take_back(counter)

    first, second = bookings(counter)

    assert (first.is_void, second.is_void) == (False, True)
    assert first.reference != second.reference
    assert {first.state, second.state} == {BookingState.WAITING}
    assert isinstance(counter.hand_over, ToldHandOver)
    assert counter.hand_over.told == [first.case_id, first.case_id]


@pytest.mark.parametrize("is_with_the_till", [True, False])
def test_the_till_gets_both_in_order(*, is_with_the_till: bool) -> None:
    counter, folder = completed(), FakeFolder()
    running = errand(counter, folder)
    if is_with_the_till:
        run_round(running)
    take_back(counter)

    run_round(running)

    returned, void = documents(counter)
    assert folder.ever_shown == [returned.name, void.name]
    assert [each.state for each in bookings(counter)] == [BookingState.HANDED_OVER] * 2


def test_goods_that_nobody_placed_hold_no_return_behind_its_taking_back() -> None:
    counter = counter_with([sale()], REFUND)
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(REFUND.id)
    desk.confirm()
    desk.book_leg(1, "004512")
    assert bookings(counter) == ()

    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    state = desk.undo_leg(1, "V-77")

    assert [each.is_void for each in bookings(counter)] == [False, True]
    assert len(list(counter.journal.read(types=("goods_placed",)))) == 1
    assert state.case is not None
    assert state.case.places is None
    desk.next_customer()
    assert len(list(counter.journal.read(types=("goods_placed",)))) == 1


def test_it_never_goes_before_a_return_that_is_held_up() -> None:
    counter, folder = completed(), FakeFolder()
    take_back(counter)
    returned, void = documents(counter)
    folder.blocked_names.add(returned.name)

    with pytest.raises(EnvironmentFault):
        run_round(errand(counter, folder))
    held = list(folder.ever_shown)
    folder.blocked_names.clear()
    run_round(errand(counter, folder))

    assert held == []
    assert folder.ever_shown == [returned.name, void.name]


def test_a_return_that_the_till_was_never_told_of_is_not_taken_back_there() -> None:
    counter = counter_with([sale()], REFUND)
    counter.hand_over = NoHandOver()
    carry_out(counter, SHELF, REFUND.id)
    counter.hand_over = ToldHandOver()

    take_back(counter)

    assert bookings(counter) == ()
    assert "hand_over" not in counter.journal.last("case_voided").payload


def test_its_document_is_the_returns_own_with_what_proves_that_it_came_back() -> None:
    counter = completed()
    take_back(counter)
    returned, void = documents(counter)

    assert (void.voids, returned.voids) == (returned.reference, "")
    unplaced = tuple(replace(x, place=None, place_confirmed=None) for x in returned.lines)
    assert (void.lines, void.sales, void.option) == (unplaced, returned.sales, REFUND.id)
    assert [leg.reference for leg in returned.legs] == ["004512"]
    assert [leg.reference for leg in void.legs] == ["V-77"]
    assert (void.approver, void.operator) == (MANAGER.id, "mara")
    assert void.vouched_sequence == counter.journal.last("case_voided").sequence
    assert void.key != returned.key


def test_its_files_say_that_they_take_a_return_back() -> None:
    counter = completed()
    take_back(counter)
    returned, void = documents(counter)

    told = json.loads(json_bytes(void))
    VoidShape.model_validate_json(json_bytes(void))
    known = services().schema("void")["properties"]
    assert list(told) == [name for name in known if name in told]
    assert set(known) - set(told) == {"new_goods"}  # only of an exchange
    text = poslog_bytes(void).decode()

    assert (told["format"], told["voids"]) == ("returns-desk/void", returned.reference)
    assert "voids" not in json.loads(json_bytes(returned))
    assert 'TransactionStatus="PostVoided"' in text
    assert f"Voids>{returned.reference}<" in text
    assert 'TransactionStatus="Finished"' in poslog_bytes(returned).decode()


@pytest.mark.parametrize("ending", ["json", "xml"])
def test_file_is_the_golden_one_to_the_byte(ending: str) -> None:
    counter = completed()
    take_back(counter)
    _, void = documents(counter)
    fixed = replace(void, vouched_sequence=15, vouched_hash="5f" * 32)

    written = json_bytes(fixed) if ending == "json" else poslog_bytes(fixed)

    assert written.decode("utf-8") == (GOLDEN / f"taken-back.{ending}").read_text(encoding="utf-8")


def test_our_own_reader_takes_it_for_no_return_and_no_sale() -> None:
    counter = completed()
    take_back(counter)
    _, void = documents(counter)

    with read_back(void) as reading:
        assert (reading.sale, reading.returns, reading.bad) == (None, (), None)
        assert [each.reason for each in reading.left_out] == ["cancelled_sale"]
