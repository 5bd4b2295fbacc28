"""Facts that the rules of other shops speak of: each holds for its value and no other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.fields_seen import ALONE, BARE, ITEM, LINE, SALE, flag, holds, number, text, visit, word
from returns_desk.domain.case import (
    Facts,
    Fault,
    OtherCard,
    Reason,
    ReturnCheck,
    ReturnedBy,
    Weekday,
)
from returns_desk.domain.policy import FieldTest, Settings
from returns_desk.domain.sale import CardEntry, TenderType
from strategies import NOW

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
PAID = {"amount": 3000}


# --- the goods ----------------------------------------------------------------------------------


def test_marks_of_the_till_and_of_the_counter_are_one_set() -> None:
    seen = visit(
        line={"marks": frozenset({"second_hand"})},
        items=(replace(ITEM, marks=frozenset({"assembled"})),),
    )
    words = frozenset({"second_hand", "assembled", "engraved"})

    assert word("marks", seen, words) == ["assembled", "second_hand"]
    assert word("marks", visit(), words) == []
    bare = visit(items=(), without_receipt=(replace(BARE, marks=frozenset({"engraved"})),))
    assert word("marks", bare, words) == ["engraved"]


@pytest.mark.parametrize(("ahead", "left"), [(30, 30), (0, 0), (-4, 0)])
def test_days_to_use_by_end_at_none(ahead: int, left: int) -> None:
    assert number("days_to_use_by", visit(line={"use_by": NOW.date() + ahead * DAY}), left)


@pytest.mark.parametrize(
    ("ahead", "left"),
    [
        (timedelta(hours=48), 48),
        (timedelta(hours=48) - SECOND, 47),
        (timedelta(hours=48) + SECOND, 48),
        (SECOND, 0),
        (-5 * DAY, 0),
    ],
)
def test_hours_to_the_start_count_whole_hours(ahead: timedelta, left: int) -> None:
    start = (NOW + ahead).astimezone(UTC)

    assert number("hours_to_start", visit(line={"starts_at": start}), left)


@pytest.mark.parametrize("name", ["days_to_use_by", "hours_to_start"])
def test_goods_without_such_a_day_pass_no_test_of_it(name: str) -> None:
    ever = FieldTest(name, at_least=0)

    assert not holds(ever, visit())
    assert not holds(ever, visit(**ALONE))


@pytest.mark.parametrize(("told", "days"), [(None, 0), (0, 0), (30, 30)])
def test_a_fault_is_as_old_as_the_day_it_was_told(told: int | None, days: int) -> None:
    at = None if told is None else NOW - told * DAY
    item = replace(ITEM, reason=Reason.FAULTY, fault=Fault(first_reported_at=at))

    assert number("days_since_fault_told", visit(items=(item,)), days)


def test_where_no_fault_was_told_no_day_has_passed() -> None:
    assert number("days_since_fault_told", visit(), 0)
    assert number("days_since_fault_told", visit(**ALONE), 0)


# --- the sale -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sold_in", "pattern", "is_like"),
    [(None, "US-MN", True), ("US-CA", "US-*", True), ("US-CA", "US-MN", False), ("EE", "E*", True)],
)
def test_a_sale_has_the_law_of_its_place(sold_in: str | None, pattern: str, is_like: bool) -> None:
    assert text("jurisdiction", visit(sale={"jurisdiction": sold_in}), pattern) is is_like


@pytest.mark.parametrize(
    ("ago", "hours"),
    [
        (timedelta(hours=48), 48),
        (timedelta(hours=48) + SECOND, 49),
        (timedelta(hours=48) - SECOND, 48),
        (SECOND, 1),
        (timedelta(0), 0),
        (-DAY, 0),
    ],
)
def test_hours_since_the_sale_count_begun_hours(ago: timedelta, hours: int) -> None:
    sold = (NOW - ago).astimezone(UTC)

    assert number("hours_since_sale", visit(sale={"sold_at": sold}), hours)


@pytest.mark.parametrize(("noticed", "days"), [(None, 20), (15, 5), (25, 0), (-3, 20)])
def test_a_withdrawal_without_delivery_counts_from_the_sale(noticed: int | None, days: int) -> None:
    """A notice before the sale or after today moves nothing."""
    at = None if noticed is None else NOW - noticed * DAY
    sale = {"sold_at": NOW - 20 * DAY}

    assert number("days_from_sale_to_notice", visit(sale=sale, withdrawal_notified_at=at), days)


@pytest.mark.parametrize(
    ("quantity", "more", "kept"),
    [
        (Decimal(1), {}, 1333 + 250),
        (Decimal(3), {}, 250),
        (Decimal(9), {}, 250),
        (Decimal(1), {"returned": Decimal(1), "returned_paid": 667}, 667 + 250),
    ],
)
def test_what_stays_is_the_sale_less_all_that_came_back(
    quantity: Decimal, more: dict[str, Any], kept: int
) -> None:
    lines = (
        replace(LINE, quantity=Decimal(3), paid=2000, **more),
        replace(LINE, line=2, paid=250),
    )
    items = (replace(ITEM, quantity=quantity),)

    assert number("total_kept", visit(sale={"lines": lines}, tender=PAID, items=items), kept)


def test_units_of_one_line_claimed_twice_leave_together() -> None:
    lines = (replace(LINE, quantity=Decimal(3), paid=2000),)
    seen = visit(sale={"lines": lines}, tender=PAID, items=(ITEM, ITEM))

    assert number("total_kept", seen, 667)


def test_what_comes_back_of_another_receipt_takes_nothing_away() -> None:
    other = replace(SALE, receipt="R-2")
    seen = visit(items=(ITEM, replace(ITEM, receipt="R-2")))
    both = replace(seen, sales=(*seen.sales, other))
    nothing_left = FieldTest("total_kept", at_least=0, at_most=0)

    assert holds(nothing_left, both)


@pytest.mark.parametrize(
    ("ago", "days"), [(0, 0), (1, 1), (2, 2), (5, 5), (6, 5), (7, 5), (8, 6), (14, 10), (-3, 0)]
)
def test_business_days_leave_weekends_out(ago: int, days: int) -> None:
    """Counted back from a Friday, over weekends of two days each."""
    friday = datetime(2026, 11, 20, 12, tzinfo=UTC)
    sold = visit(sale={"sold_at": friday - ago * DAY})

    assert number("business_days_since_sale", replace(sold, now=friday), days)


@pytest.mark.parametrize("name", ["jurisdiction", "hours_since_sale", "days_from_sale_to_notice"])
def test_what_is_about_a_sale_passes_no_test_without_one(name: str) -> None:
    test = (
        FieldTest(name, patterns=("*",)) if name == "jurisdiction" else FieldTest(name, at_least=0)
    )

    assert not holds(test, visit(**ALONE))


# --- the money ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("ahead", "is_expired"), [(None, False), (0, False), (-1, True)])
def test_a_card_or_voucher_is_good_on_its_last_day(ahead: int | None, is_expired: bool) -> None:
    last = None if ahead is None else NOW.date() + ahead * DAY

    assert flag("tender_expired", visit(tender={"expires_on": last})) is is_expired


def test_a_voucher_of_somebody_else_has_its_issuer() -> None:
    voucher = {"type": TenderType.VOUCHER, "scheme": None}

    assert text("tender_issuer", visit(tender={**voucher, "issuer": "city-mall"}), "city-*")
    assert not text("tender_issuer", visit(tender=voucher), "*")


@pytest.mark.parametrize("entry", [None, *CardEntry])
def test_a_card_was_read_in_one_way(entry: CardEntry | None) -> None:
    found = word("card_entry", visit(tender={"entry": entry}), frozenset(CardEntry))

    assert found == [entry for entry in (entry,) if entry]


@pytest.mark.parametrize(
    ("account", "held_out", "is_same"),
    [("A", "A", True), ("A", "B", False), (None, None, False), ("A", None, False)],
)
def test_a_wallet_with_other_last_four_is_known_by_its_account(
    account: str | None, held_out: str | None, is_same: bool
) -> None:
    card = OtherCard(last4="9999", account=held_out)
    seen = visit(tender={"last4": "1234", "account": account}, facts=Facts(other_card=card))

    assert flag("other_card.same_account", seen) is is_same


def test_without_another_card_none_is_the_same() -> None:
    assert not flag("other_card.same_account", visit(tender={"account": "A"}))


@pytest.mark.parametrize(
    ("scheme", "stated", "is_needed"),
    [
        ("visa", None, False),
        ("unionpay", None, True),
        ("unionpay", True, False),
        (None, None, False),
    ],
)
def test_some_schemes_want_the_card_itself(
    scheme: str | None, stated: bool | None, is_needed: bool
) -> None:
    settings = Settings(
        refundable_without_card=frozenset({TenderType.CREDIT_CARD}),
        card_needed_for_schemes=("interac", "union*"),
    )
    test = FieldTest("refundable_without_card", frozenset({False}))
    seen = visit(tender={"scheme": scheme, "refundable_without_card": stated})

    assert holds(test, seen, settings) is is_needed


# --- the visit ----------------------------------------------------------------------------------


@pytest.mark.parametrize("days", range(7))
def test_the_week_has_seven_days(days: int) -> None:
    monday = datetime(2026, 11, 16, 12, tzinfo=UTC)
    case = replace(visit(), now=monday + days * DAY)

    assert word("weekday", case, frozenset(Weekday)) == [list(Weekday)[days]]


@pytest.mark.parametrize("way", list(ReturnedBy))
def test_goods_come_back_at_the_counter_or_by_carrier(way: ReturnedBy) -> None:
    assert word("returned_by", visit(returned_by=way), frozenset(ReturnedBy)) == [way]
    assert word("returned_by", visit(), frozenset(ReturnedBy)) == ["counter"]


@pytest.mark.parametrize("answer", list(ReturnCheck))
def test_a_service_for_returns_answers_or_was_not_asked(answer: ReturnCheck) -> None:
    seen = visit(facts=Facts(return_check=answer))

    assert word("return_check", seen, frozenset(ReturnCheck)) == [answer]
    assert word("return_check", visit(), frozenset(ReturnCheck)) == ["not_done"]


def test_an_identity_is_checked_and_not_only_seen() -> None:
    checked = visit(facts=Facts(identity_verified=True, photo_id_seen=False))

    assert flag("identity_verified", checked)
    assert not flag("identity_verified", visit(facts=Facts(photo_id_seen=True)))


def test_what_the_customer_owes_is_told_with_the_case() -> None:
    assert number("customer_owes", visit(facts=Facts(customer_owes=4200)), 4200)
    assert number("customer_owes", visit(), 0)
