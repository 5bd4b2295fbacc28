"""Days that come back every year: seasons of buying and of coming back, and the day until which."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.fields_seen import ALONE, SALE, holds, visit
from domain.small_sales import shop_rule
from oracle.years import Days, holds_of_days
from returns_desk.domain.case import Case
from returns_desk.domain.engine.calendar import day_number, day_of_year, is_in_season, is_until
from returns_desk.domain.engine.rule_index import index_of
from returns_desk.domain.policy import FIELDS, Effect, FieldTest
from strategies import examples


def at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), tzinfo=UTC)


def bought(sold: str, back: str) -> Case:
    case = visit(sale={"sold_at": at(sold)})
    return Case(at(back), case.store, case.sales, case.claim)


def until(day: int) -> FieldTest:
    return FieldTest("return_until", at_most=day)


def season(field: str, first: int, last: int) -> FieldTest:
    return FieldTest(field, at_least=first, at_most=last)


@pytest.mark.parametrize(
    ("sold", "back", "is_open"),
    [
        ("2026-11-01", "2027-01-31", True),
        ("2026-11-01", "2027-02-01", False),
        ("2026-12-24", "2026-12-24", True),
        ("2027-01-15", "2027-01-31", True),
        ("2027-01-31", "2027-01-31", True),
        ("2027-01-31", "2027-02-01", False),
        ("2027-02-01", "2028-01-31", True),
        ("2024-11-01", "2026-01-31", False),
    ],
)
def test_the_year_of_the_last_day_is_chosen_by_the_sale(
    sold: str, back: str, *, is_open: bool
) -> None:
    assert holds(until(131), bought(sold, back)) is is_open


@pytest.mark.parametrize(
    ("sold", "back", "is_open"),
    [
        ("2026-11-01", "2027-02-28", True),
        ("2026-11-01", "2027-03-01", False),
        ("2027-11-01", "2028-02-29", True),
        ("2027-11-01", "2028-03-01", False),
        ("2027-02-28", "2027-02-28", True),
        ("2028-02-29", "2028-02-29", True),
    ],
)
def test_29_february_is_the_last_of_february(sold: str, back: str, *, is_open: bool) -> None:
    assert holds(until(229), bought(sold, back)) is is_open


@pytest.mark.parametrize(
    ("sold", "is_in"),
    [("2026-10-31", False), ("2026-11-01", True), ("2019-12-24", True), ("2026-12-25", False)],
)
def test_a_season_is_the_same_every_year(sold: str, *, is_in: bool) -> None:
    assert holds(season("sold_in_season", 1101, 1224), bought(sold, "2027-01-05")) is is_in


@pytest.mark.parametrize(
    ("back", "is_in"),
    [("2026-12-26", False), ("2026-12-27", True), ("2027-01-06", True), ("2027-01-07", False)],
)
def test_a_season_may_go_over_new_year(back: str, *, is_in: bool) -> None:
    assert holds(season("today_in_season", 1227, 106), bought("2026-12-01", back)) is is_in


def test_without_a_sale_only_today_is_known() -> None:
    alone = visit(**ALONE)

    assert holds(season("today_in_season", 101, 1231), alone)
    assert not holds(season("sold_in_season", 101, 1231), alone)
    assert not holds(until(1231), alone)


def test_a_sale_that_is_dated_later_than_today_is_in_time() -> None:
    later = bought("2027-03-01", "2026-11-21")

    assert SALE.sold_at != later.sales[0].sold_at
    assert holds(until(131), later)


days = st.dates(date(2023, 1, 1), date(2029, 12, 31))


@examples(200, 5000)
@given(days, days, days)
def test_the_days_are_those_that_one_meets_walking_through_the_calendar(
    sold: date, today: date, named: date
) -> None:
    wanted = day_of_year(named)
    walked = holds_of_days(until(wanted), Days(today, sold))

    assert is_until(day_number(today), wanted, day_number(sold)) is walked


@examples(200, 5000)
@given(days, days, days)
@example(date(2023, 3, 2), date(2024, 2, 29), date(2023, 3, 1))
def test_a_season_holds_the_days_that_one_meets_from_its_first_to_its_last(
    first: date, last: date, day: date
) -> None:
    span = day_of_year(first), day_of_year(last)
    walked = holds_of_days(season("today_in_season", *span), Days(day))

    assert is_in_season(day_of_year(day), *span) is walked


def test_of_a_day_that_is_absent_nothing_holds() -> None:
    tests = (season("sold_in_season", 101, 1231), season("today_in_season", 101, 1231), until(1231))
    index = index_of([shop_rule(Effect.ALLOW, test) for test in tests], FIELDS)
    columns = [column for each in index.columns.values() for column in each]

    assert len(columns) == len(tests)
    assert [column.mask_of(None) for column in columns] == [each.untested for each in columns]
