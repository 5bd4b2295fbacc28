"""What stands in the way of taking a return back, each with what to do instead."""

from datetime import time

import pytest

from builders import CREDIT_LEG, SHELF, paying_option, plums, sale
from counters import Counter, proposing, signed_in
from fakes import CLERK, MANAGER, FakeOperators, FakePolicies, FakeSales, badge_of
from returns_desk.application.business_days import say_business_day
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.application.ports import NewEvent
from returns_desk.application.store_credit import (
    Seal,
    VoucherReading,
    VoucherStanding,
    issued_voucher,
)
from returns_desk.application.voucher_redeeming import answer_for
from returns_desk.domain.board import Leg, Option
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Settings
from support.desk_steps import mistake_code, notice_of
from support.fake_vouchers import FakeVouchers, policy_with
from support.taken_back import allowed, paid, taken_back

CREDIT = "store_credit/store_credit"
EXCHANGE = "even_exchange/none"


def test_an_earlier_business_day_is_closed() -> None:
    desk, counter = paid()
    counter.clock.advance(days=1)

    assert mistake_code(desk.begin_void) == "void_too_late"


def test_the_day_ends_when_the_shop_says_so() -> None:
    desk, counter = paid()
    say_business_day(counter.journal, time(4))
    counter.clock.advance(hours=7)

    assert desk.begin_void().stage is Stage.VOID_APPROVAL


def test_a_day_that_ends_while_a_manager_is_waited_for_is_over() -> None:
    desk, counter = paid()
    desk.begin_void()
    counter.clock.advance(days=1)

    assert mistake_code(lambda: desk.allow_void(badge_of(MANAGER))) == "void_too_late"


def test_what_was_taken_back_is_taken_back_once() -> None:
    desk, _ = taken_back()

    assert mistake_code(desk.begin_void) == "void_already"


def exchanged_twice() -> tuple[Desk, Counter]:
    """The same shelf was exchanged twice today; the second slip is in sight."""
    counter = Counter(
        sales=FakeSales([sale(), plums()]),
        propose=proposing([paying_option(EXCHANGE, [])]),
        operators=FakeOperators((CLERK, MANAGER)),
    )
    desk = signed_in(counter)
    for _ in range(2):
        desk.scan(SHELF)
        desk.choose(EXCHANGE)
        desk.confirm()
    return desk, counter


def slip_of(counter: Counter, number: int) -> str:
    """The barcode of the slip of that case."""
    plans = [str(each.payload["key"]) for each in counter.journal.read(types=("plan_made",))]
    return f"RD/{number}/{plans[number - 1][-12:]}"


def test_a_later_return_of_the_same_goods_comes_back_first() -> None:
    desk, counter = exchanged_twice()
    second = slip_of(counter, 2)
    desk.scan(slip_of(counter, 1))

    with pytest.raises(OperatorMistake) as mistake:
        desk.begin_void()
    desk.scan(second)
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    desk.scan(slip_of(counter, 1))

    assert (mistake.value.code, mistake.value.fields["number"]) == ("void_order", 2)
    assert desk.begin_void().stage is Stage.VOID_APPROVAL


def test_a_case_that_was_left_stands_in_no_ones_way() -> None:
    desk, counter = exchanged_twice()
    counter.journal.append(NewEvent("case_left", {"reason": "other"}, _case(counter, 2)))
    desk.scan(slip_of(counter, 1))

    assert desk.begin_void().stage is Stage.VOID_APPROVAL


def _case(counter: Counter, number: int) -> str | None:
    return [each.case_id for each in counter.journal.read(types=("case_opened",))][number - 1]


# --- vouchers ---------------------------------------------------------------------------------


def with_a_voucher(
    chosen: Option | None = None,
) -> tuple[Desk, Counter, VoucherReading]:
    """Store credit was given as a voucher of our own."""
    settings = Settings(store_credit_issuer="voucher", store_credit_days=30)
    counter = Counter(
        sales=FakeSales([sale()]),
        propose=proposing([chosen or paying_option(CREDIT, [CREDIT_LEG])]),
        operators=FakeOperators((CLERK, MANAGER)),
        policies=FakePolicies(policy_with(settings)),
        vouchers=FakeVouchers(),
    )
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(CREDIT)
    desk.confirm()
    for leg in chosen.legs if chosen else (CREDIT_LEG,):
        desk.book_leg(2 if leg.means == "cash" else 1)
    voucher = issued_voucher(counter.journal.last("voucher_issued"))
    return desk, counter, VoucherReading(Seal.SIGNED, voucher.number, voucher)


def standing(counter: Counter, voucher: VoucherReading) -> VoucherStanding:
    today = counter.clock.now().date()
    return answer_for(counter.journal, voucher, today, "test").standing


def test_a_voucher_on_its_way_back_is_redeemed_by_nobody() -> None:
    desk, counter, voucher = with_a_voucher()
    before = standing(counter, voucher)
    desk.begin_void()

    state = desk.allow_void(badge_of(MANAGER))
    during = standing(counter, voucher)
    told = notice_of(desk.scan("anything"))
    desk.undo_leg(1)

    assert (before, during) == (VoucherStanding.VALID, VoucherStanding.TAKEN_BACK)
    assert (state.prompt, told) == (Prompt.VOUCHER_BACK, "take_voucher_back")
    assert standing(counter, voucher) is VoucherStanding.TAKEN_BACK


def test_a_voucher_that_did_not_come_back_counts_again() -> None:
    desk, counter, voucher = with_a_voucher()
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    desk.fail_undo(1, "not_given_back")
    failed = standing(counter, voucher)
    desk.undo_leg(1)
    desk = signed_in(counter)
    desk.resume()

    desk.settle_undo(1, happened=False)

    assert failed is VoucherStanding.VALID
    assert standing(counter, voucher) is VoucherStanding.TAKEN_BACK  # the next try has begun
    desk.fail_undo(1, "not_given_back")
    assert standing(counter, voucher) is VoucherStanding.VALID


def test_a_used_voucher_stands_in_the_way() -> None:
    desk, _, voucher = with_a_voucher()
    desk.redeem_voucher(voucher, "test", None)

    assert mistake_code(desk.begin_void) == "void_voucher_used"


def test_a_voucher_that_is_used_between_two_tries_is_not_taken_back() -> None:
    desk, counter, voucher = with_a_voucher()
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    desk.fail_undo(1, "not_given_back")
    desk.redeem_voucher(voucher, "test", None)

    assert mistake_code(lambda: desk.undo_leg(1)) == "void_voucher_used"
    assert counter.journal.last("undo_failed").payload["why"] == "not_given_back"


def test_a_voucher_counts_until_its_own_leg_is_on_its_way_back() -> None:
    cash = Leg(None, "original", 500, "cash")
    legs = [Leg(None, "store_credit", 1636, "store_credit"), cash]
    desk, counter, voucher = with_a_voucher(paying_option(CREDIT, legs))
    desk.begin_void()

    desk.allow_void(badge_of(MANAGER))

    assert counter.journal.last("undo_begun").payload["leg"] == 2
    assert standing(counter, voucher) is VoucherStanding.VALID


# --- slips that are scanned -------------------------------------------------------------------


def test_the_slip_of_today_brings_its_return_back() -> None:
    desk, counter = paid()
    desk.next_customer()

    state = desk.scan(slip_of(counter, 1))

    assert state.stage is Stage.SLIP
    assert state.case is not None
    assert (state.case.number, state.case.chosen) == (1, None)


@pytest.mark.parametrize("barcode", ["RD/1/000000000000", "RD/9/000000000000", "RD/x/1"])
def test_another_slip_is_said_to_be_none_of_these(barcode: str) -> None:
    desk, _ = paid()
    desk.next_customer()

    assert notice_of(desk.scan(barcode)) in {"own_slip", "not_found"}
    assert desk.state().stage is Stage.WAITING


def test_a_slip_of_yesterday_is_said_to_be_one() -> None:
    desk, counter = paid()
    desk.next_customer()
    counter.clock.advance(days=1)

    assert notice_of(desk.scan(slip_of(counter, 1))) == "own_slip"


def test_a_return_that_is_on_its_way_back_is_taken_up_and_not_shown() -> None:
    desk, counter = allowed()
    desk.fail_undo(2, "other")
    desk.next_customer()

    assert notice_of(desk.scan(slip_of(counter, 1))) == "own_slip"
