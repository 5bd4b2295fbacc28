"""When a case goes on from an earlier one, and when it is the next customer's."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from builders import PLUMS, SHELF, option, plums, sale
from counters import Counter, proposing, signed_in
from fakes import MANAGER, FakePeople, FakeSales, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.personal_data import PersonalData
from returns_desk.application.ports import Json
from returns_desk.application.proofs import GoodsEntry
from returns_desk.domain.board import Standing
from returns_desk.domain.errors import EnvironmentFault
from support.desk_steps import mistake_code, notice_of
from support.next_cases import EXCHANGE, MONEY, completed, latest, opened


class FullPeople(FakePeople):
    """A people store whose disk is full from some moment on."""

    is_full = False

    def put(self, case_id: str, document: Mapping[str, Json], kept_on: date | None = None) -> str:
        if self.is_full:
            raise EnvironmentFault("The disk is full.", code="disk_full")
        return super().put(case_id, document, kept_on)


def test_where_nothing_is_left_the_next_scan_opens_the_case(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    first = completed(desk, MONEY)
    assert first.case is not None

    waiting = desk.anything_else()
    before = len(opened(counter))
    state = desk.scan(PLUMS)

    assert (waiting.stage, notice_of(waiting), before) == (Stage.WAITING, "anything_else", 1)
    assert state.case is not None
    assert state.case.after == first.case.case_id
    assert [each.receipt for each in state.case.receipts] == [PLUMS]


def test_goods_without_a_receipt_open_it_too(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    first = completed(desk, MONEY)
    desk.anything_else()

    desk.begin_proof()
    desk.add_goods(GoodsEntry("Kettle", price=3990))

    assert first.case is not None
    assert latest(counter).after == first.case.case_id


@pytest.mark.parametrize("step", ["next_customer", "lock"])
def test_whoever_comes_next_is_somebody_else(desk: Desk, counter: Counter, step: str) -> None:
    desk.scan(SHELF)
    completed(desk, MONEY)
    desk.anything_else()

    getattr(desk, step)()
    desk.sign_in_badge(badge_of(MANAGER))
    desk.scan(PLUMS)

    assert latest(counter).after is None


def test_a_receipt_of_the_case_that_is_scanned_again_is_the_same_customers(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    first = completed(desk)
    assert first.case is not None

    state = desk.scan(SHELF)

    assert notice_of(state) == "same_customer"
    assert latest(counter).after == first.case.case_id


def test_another_receipt_at_the_slip_is_the_next_customers(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    completed(desk)

    desk.scan(PLUMS)

    assert latest(counter).after is None


def test_r1_a_receipt_of_which_nothing_is_left_still_shows_its_board(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    completed(desk, MONEY)

    state = desk.scan(SHELF)

    assert (state.stage, notice_of(state)) == (Stage.BOARD, "nothing_left")
    assert latest(counter).after is None


def test_a_receipt_that_the_store_no_longer_has_is_left_out(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.scan(PLUMS)
    completed(desk)
    counter.sales.sales.pop(SHELF)

    state = desk.anything_else()

    assert state.case is not None
    assert [each.receipt for each in state.case.receipts] == [PLUMS]


def test_what_was_answered_of_a_receipt_that_is_used_up_stays_with_it(counter: Counter) -> None:
    counter.sales = FakeSales([sale(), replace(plums(), currency=None)])
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.scan(PLUMS)
    desk.answer("delivered_at:" + SHELF, "2026-11-09")
    completed(desk, MONEY)

    state = desk.anything_else()

    assert state.case is not None
    assert [each.receipt for each in state.case.receipts] == [PLUMS]
    assert "delivered_at:" + SHELF not in state.case.answers


def test_an_approval_of_the_first_case_says_nothing_of_the_second(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.ask_for("refund/other_card")
    desk.approve(badge_of(MANAGER))
    desk.confirm()
    desk.scan("004512")

    state = desk.scan(PLUMS)

    assert notice_of(state) == ""
    assert latest(counter).approval is None


def test_a_slip_that_could_not_be_made_is_made_first(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.choose(EXCHANGE)
    counter.journal.breaks_on.add("slip_issued")
    desk.confirm()
    counter.journal.breaks_on.clear()

    state = desk.anything_else()

    assert state.case is not None
    assert (state.stage, state.case.number) == (Stage.SLIP, 1)
    assert state.case.slip is not None


def test_what_was_told_and_cannot_be_kept_changes_nothing(
    counter: Counter,
) -> None:
    counter.people = people = FullPeople()
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.keep_personal_data(PersonalData(name="Õie Tamm"))
    before = completed(desk)
    people.is_full = True

    with pytest.raises(EnvironmentFault):
        desk.anything_else()

    assert desk.state() == before
    assert len(opened(counter)) == 1


def test_it_fits_the_slip_alone() -> None:
    money = option(EXCHANGE, Standing.AVAILABLE)
    desk = signed_in(Counter(sales=FakeSales([sale()]), propose=proposing([money])))
    desk.scan(SHELF)

    assert mistake_code(desk.anything_else) == "not_now"
