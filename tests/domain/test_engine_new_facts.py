"""Facts that rules may test beside the goods' own: each holds for its value and no other."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from domain.small_sales import shop_rule
from returns_desk.domain.board import Standing
from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    Condition,
    EarlierReturn,
    Facts,
    ItemWithoutReceipt,
    Reason,
    Store,
)
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Settings
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW

LINES = (
    SaleLine(1, "goods", Decimal(5), "each", 1000),
    SaleLine(2, "goods", Decimal(2), "each", 250),
)
CASH = SaleTender(1, TenderType.CASH, 2000, change=747, rounding=3)
SALE = Sale("R-1", "3141", NOW - timedelta(days=3), LINES, (CASH,))
ITEM = ClaimedItem("R-1", 1, Decimal("2.5"), Reason.CHANGED_MIND, Condition.UNOPENED, frozenset())
BARE = ItemWithoutReceipt(
    Decimal(3), current_price=100, reason=Reason.OTHER, condition=Condition.USED
)


def case(
    *, line: dict[str, Any] | None = None, sale: dict[str, Any] | None = None, **claim: Any
) -> Case:
    """One line of two brought back, with what is different about it."""
    lines = (replace(LINES[0], **(line or {})), LINES[1])
    sold = replace(SALE, lines=lines, **(sale or {}))
    told = {"items": (ITEM,), **claim}
    return Case(NOW, Store("3141", "US-MN", "USD"), (sold,), Claim(**told))


def holds(test: FieldTest, visit: Case, settings: Settings | None = None) -> bool:
    """Whether a rule with that test applies to the first item."""
    rule = shop_rule(Effect.ALLOW, test)
    pack = Pack("shop", Layer.SHOP, "1", rules=(rule,), settings=settings or Settings())
    option = propose_board(visit, Policy((pack,))).option("store_credit/store_credit")
    return option.standing is Standing.AVAILABLE


def number(name: str, visit: Case, value: int, settings: Settings | None = None) -> list[bool]:
    """Whether the field is just below, exactly and just above that number."""
    tests = [FieldTest(name, at_least=each, at_most=each) for each in (value - 1, value, value + 1)]
    return [holds(test, visit, settings) for test in tests]


EXACT = [False, True, False]


def flag(name: str, visit: Case) -> bool:
    """The flag; it is one value, and not the other."""
    found = [value for value in (True, False) if holds(FieldTest(name, frozenset({value})), visit)]
    assert len(found) == 1
    return found[0]


def test_quantity_counts_whole_units() -> None:
    assert number("quantity", case(), 2) == EXACT
    assert number("quantity", case(items=(), without_receipt=(BARE,)), 3) == EXACT


@pytest.mark.parametrize(("discount", "is_discounted"), [(0, False), (1, True)])
def test_a_line_is_discounted_from_the_first_cent(discount: int, is_discounted: bool) -> None:
    assert flag("discounted", case(line={"discount": discount})) is is_discounted


@pytest.mark.parametrize(("days", "past"), [(-2, -2), (0, 0), (4, 4)])
def test_days_past_use_by_are_negative_before_it(days: int, past: int) -> None:
    line = {"use_by": NOW.date() - timedelta(days=days)}

    assert number("days_past_use_by", case(line=line), past) == EXACT


def test_no_use_by_passes_no_test() -> None:
    any_day = FieldTest("days_past_use_by", at_most=10_000)

    assert not holds(any_day, case())
    assert not holds(any_day, case(items=(), without_receipt=(BARE,)))
    assert holds(any_day, case(line={"use_by": date(2026, 1, 1)}))


def test_goods_have_a_serial_number_or_none() -> None:
    assert [flag("serial", case(line={"serial": each})) for each in (None, "S-1")] == [False, True]


def test_goods_without_a_receipt_have_no_serial_and_no_discount() -> None:
    visit = case(items=(), without_receipt=(BARE,))

    assert (flag("serial", visit), flag("discounted", visit)) == (False, False)


@pytest.mark.parametrize("name", ["membership", "store"])
def test_a_sale_has_its_membership_and_its_store(name: str) -> None:
    field = "membership" if name == "membership" else "sale_store"
    test = FieldTest(field, patterns=("gold*",))

    assert holds(test, case(sale={name: "gold plus"}))
    assert not holds(test, case(sale={name: "silver"}))


def test_no_membership_passes_no_test() -> None:
    assert not holds(FieldTest("membership", patterns=("*",)), case())


def test_bought_here_or_in_another_store() -> None:
    assert flag("same_store", case())
    assert not flag("same_store", case(sale={"store": "2718"}))


@pytest.mark.parametrize(
    ("place", "is_same"),
    [(None, True), ("US-MN", True), ("US-CA", True), ("US", True), ("EE", False)],
)
def test_bought_in_this_country_or_abroad(place: str | None, is_same: bool) -> None:
    assert flag("same_country", case(sale={"jurisdiction": place})) is is_same


def test_a_sales_total_is_what_all_its_lines_cost() -> None:
    assert number("sale_total", case(), 1250) == EXACT


def test_a_tenders_amount_is_less_its_change_and_rounding() -> None:
    assert number("tender_amount", case(), 1250) == EXACT


def test_what_is_about_a_sale_passes_no_test_without_one() -> None:
    visit = case(items=(), without_receipt=(BARE,))
    every = frozenset({True, False})

    assert not holds(FieldTest("same_store", every), visit)
    assert not holds(FieldTest("sale_total", at_least=0), visit)
    assert not holds(FieldTest("tender_amount", at_least=0), visit)


def test_the_hub_was_asked_or_not() -> None:
    found = [flag("offline", case(facts=Facts(offline=each))) for each in (False, True)]

    assert found == [False, True]


def test_goodwill_given_is_told_with_the_case() -> None:
    assert number("goodwill_given", case(facts=Facts(goodwill_given=4200)), 4200) == EXACT


def test_claimed_items_count_with_and_without_a_receipt() -> None:
    nothing = replace(BARE, quantity=Decimal(0))
    visit = case(items=(ITEM, replace(ITEM, line=2)), without_receipt=(BARE, nothing))

    assert number("items_claimed", visit, 3) == EXACT


HISTORY = (
    EarlierReturn(NOW - timedelta(days=400), 100, with_receipt=False),
    EarlierReturn(NOW - timedelta(days=30, hours=18), 700, with_receipt=False),
    EarlierReturn(NOW - timedelta(days=2), 40, with_receipt=False),
    EarlierReturn(NOW - timedelta(days=2), 9000, with_receipt=True),
)


@pytest.mark.parametrize(
    ("period", "count", "bare", "amount"), [(None, 4, 3, 840), (30, 3, 2, 740), (29, 2, 1, 40)]
)
def test_earlier_returns_count_within_the_packs_period(
    period: int | None, count: int, bare: int, amount: int
) -> None:
    """The first day of the period counts whole; without a period everything counts."""
    visit = case(history=HISTORY)
    settings = Settings(history_period_days=period)

    assert number("returns_in_period", visit, count, settings) == EXACT
    assert number("returns_without_receipt_in_period", visit, bare, settings) == EXACT
    assert number("amount_without_receipt_in_period", visit, amount, settings) == EXACT
    assert number("returns_before", visit, 4, settings) == EXACT


@pytest.mark.parametrize(
    ("day", "hour", "offset_hours", "count"),
    [
        pytest.param(22, 1, 14, 1, id="by its own date within, by the counter's a day before"),
        pytest.param(21, 23, -12, 0, id="by its own date a day before, by the counter's within"),
    ],
)
def test_an_earlier_return_counts_by_the_date_of_its_own_place(
    day: int, hour: int, offset_hours: int, count: int
) -> None:
    zone = timezone(timedelta(hours=offset_hours))
    then = datetime(2026, 10, day, hour, tzinfo=zone)
    visit = case(history=(EarlierReturn(then, 100, with_receipt=True),))

    settings = Settings(history_period_days=30)
    assert number("returns_in_period", visit, count, settings) == EXACT
