"""Where the rights of each law pack begin and end: the first day, the last and the day after.

The shop gives nothing of itself, so what stands open does so by law alone. "Today" is 2026-11-21.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from returns_desk.domain.board import Basis, Standing
from support.law_boards import TODAY, Answers, law_board

RIGHT = Standing.AVAILABLE
MANAGER = Standing.NEEDS_APPROVAL
NOTHING = Standing.NOT_POSSIBLE

FAULTY = {"reason": "faulty", "condition": "used", "fault": {"severity": "ordinary"}}
GRAVE = {"reason": "faulty", "condition": "used", "fault": {"severity": "grave"}}
REPAIRED = {"reason": "faulty", "condition": "used", "fault": {"repairs": 1}}

Row = tuple[str, str, Standing]


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def standing(place: str, bought_on: str, option: str, **parts: Answers) -> Standing:
    found = law_board(place, date.fromisoformat(bought_on), **parts).option(option)
    assert (found.basis is Basis.RIGHT) is (found.standing is RIGHT)
    return found.standing


@pytest.mark.parametrize("place", ["EE", "LV", "DE", "FR", "IE", "LT", "GB"])
@pytest.mark.parametrize("channel", ["online", "phone", "doorstep"])
def test_a_distance_sale_can_be_cancelled_from_the_first_day_to_the_fourteenth(
    place: str, channel: str
) -> None:
    sale = {"channel": channel}

    assert standing(place, days_ago(0), "refund/original", sale=sale) is RIGHT
    assert standing(place, days_ago(14), "refund/original", sale=sale) is RIGHT
    assert standing(place, days_ago(15), "refund/original", sale=sale) is not RIGHT
    assert standing(place, days_ago(19), "refund/original", sale=sale) is NOTHING


@pytest.mark.parametrize("place", ["EE", "GB"])
def test_a_notice_in_time_is_enough_and_the_goods_may_come_later(place: str) -> None:
    came = TODAY - timedelta(days=40)
    sale = {"channel": "online"}

    def with_notice(days: int) -> Standing:
        notified = f"{came + timedelta(days=days)}T12:00:00-06:00"
        claim = {"withdrawal_notified_at": notified}
        return standing(place, came.isoformat(), "refund/original", sale=sale, claim=claim)

    assert with_notice(14) is RIGHT
    assert with_notice(19) is NOTHING


@pytest.mark.parametrize("place", ["EE", "GB"])
def test_a_fault_that_was_told_in_time_keeps_its_right_when_the_goods_come_later(
    place: str,
) -> None:
    told = {"first_reported_at": "2023-11-20T12:00:00-06:00"}
    late = {"reason": "faulty", "condition": "used", "fault": told}

    assert standing(place, "2021-11-20", "repair/none", item=late) is RIGHT
    assert standing(place, "2021-11-20", "repair/none", item=FAULTY) is not RIGHT


WINDOWS: list[tuple[str, str, dict[str, Any], str, Standing]] = [
    # two years in every member state
    ("LV", "repair/none", FAULTY, "2024-11-21", RIGHT),
    ("LV", "repair/none", FAULTY, "2024-11-20", NOTHING),
    ("DE", "refund/original", REPAIRED, "2024-11-21", RIGHT),
    ("DE", "refund/original", REPAIRED, "2024-11-20", NOTHING),
    # France: six months more after a repair
    ("FR", "refund/original", REPAIRED, "2024-11-20", RIGHT),
    ("FR", "replacement/none", REPAIRED, "2024-05-21", RIGHT),
    ("FR", "repair/none", REPAIRED, "2024-05-20", NOTHING),
    ("FR", "repair/none", FAULTY, "2024-11-20", NOTHING),
    # Ireland: thirty days the money back at once, six years in all
    ("IE", "refund/original", FAULTY, "2026-11-21", RIGHT),
    ("IE", "refund/original", FAULTY, "2026-10-22", RIGHT),
    ("IE", "refund/original", FAULTY, "2026-10-21", NOTHING),
    ("IE", "refund/original", REPAIRED, "2026-10-21", RIGHT),
    ("IE", "repair/none", FAULTY, "2020-11-21", RIGHT),
    ("IE", "repair/none", FAULTY, "2020-11-20", NOTHING),
    # the United Kingdom: thirty days, then repair, then the money for six months in full
    ("GB", "refund/original", FAULTY, "2026-11-21", RIGHT),
    ("GB", "refund/original", FAULTY, "2026-10-22", RIGHT),
    ("GB", "refund/original", FAULTY, "2026-10-21", MANAGER),
    ("GB", "refund/original", FAULTY, "2026-07-23", NOTHING),
    ("GB", "refund/original", REPAIRED, "2026-05-21", RIGHT),
    ("GB", "refund/original", REPAIRED, "2026-05-20", MANAGER),
    ("GB", "repair/none", FAULTY, "2021-11-21", RIGHT),
    ("GB", "repair/none", FAULTY, "2021-11-20", MANAGER),
    ("GB", "repair/none", FAULTY, "2020-11-20", NOTHING),
    # Australia and New Zealand: no number in the statute; twelve months are taken, then a manager
    ("AU", "refund/original", GRAVE, "2026-11-21", RIGHT),
    ("AU", "refund/original", GRAVE, "2025-11-21", RIGHT),
    ("AU", "refund/original", GRAVE, "2025-11-20", MANAGER),
    ("AU", "refund/original", GRAVE, "2020-11-20", NOTHING),
    ("AU", "refund/original", FAULTY, "2026-11-20", NOTHING),
    ("AU", "repair/none", FAULTY, "2026-11-20", RIGHT),
    ("NZ", "replacement/none", REPAIRED, "2025-11-21", RIGHT),
    ("NZ", "replacement/none", REPAIRED, "2025-11-20", MANAGER),
    ("NZ", "replacement/none", REPAIRED, "2020-11-20", NOTHING),
    ("NZ", "replacement/none", FAULTY, "2026-11-20", NOTHING),
    # Armenia: what was recalled of faulty goods goes to a manager
    ("AM", "refund/original", FAULTY, "2026-10-21", MANAGER),
]


@pytest.mark.parametrize(("place", "option", "item", "bought_on", "expected"), WINDOWS)
def test_the_window_for_faulty_goods_holds_on_its_last_day_and_ends_the_day_after(
    place: str, option: str, item: dict[str, Any], bought_on: str, expected: Standing
) -> None:
    assert standing(place, bought_on, option, item=item) is expected


@pytest.mark.parametrize(
    ("place", "last", "after"),
    [
        ("US-CA", 30, NOTHING),
        ("US-FL", 7, NOTHING),
        ("US-NY", 30, NOTHING),
        ("US-MN", 90, MANAGER),
    ],
)
def test_a_state_gives_the_money_back_where_no_policy_was_shown(
    place: str, last: int, after: Standing
) -> None:
    hidden = {"policy_disclosed": False}

    assert standing(place, days_ago(0), "refund/original", sale=hidden) is RIGHT
    assert standing(place, days_ago(last), "refund/original", sale=hidden) is RIGHT
    assert standing(place, days_ago(last + 1), "refund/original", sale=hidden) is after
    assert standing(place, days_ago(0), "refund/original") is NOTHING
    assert standing("US-WI", days_ago(0), "refund/original", sale=hidden) is NOTHING


@pytest.mark.parametrize("place", ["US-CA", "US-FL", "US-NY"])
def test_a_state_excepts_what_was_used(place: str) -> None:
    hidden, used = {"policy_disclosed": False}, {"condition": "used"}

    assert standing(place, days_ago(1), "refund/original", sale=hidden, item=used) is NOTHING


@pytest.mark.parametrize("place", ["US-CA", "US-FL"])
def test_a_state_that_asks_for_the_package_has_no_right_without_it(place: str) -> None:
    hidden, bare = {"policy_disclosed": False}, {"missing": ["packaging"]}

    assert standing(place, days_ago(1), "refund/original", sale=hidden, item=bare) is NOTHING


def test_new_york_lets_the_customer_choose_money_or_credit() -> None:
    hidden = {"policy_disclosed": False}

    for option in ("refund/original", "store_credit/store_credit"):
        assert standing("US-NY", days_ago(30), option, sale=hidden) is RIGHT


@pytest.mark.parametrize(
    ("place", "last", "manager_until"), [("US-WI", 3, 5), ("AU", 14, 184), ("NZ", 7, 184)]
)
def test_what_was_sold_at_the_door_can_be_given_back_for_the_days_that_are_certain(
    place: str, last: int, manager_until: int
) -> None:
    door = {"channel": "doorstep"}

    assert standing(place, days_ago(last), "refund/original", sale=door) is RIGHT
    assert standing(place, days_ago(last + 1), "refund/original", sale=door) is MANAGER
    assert standing(place, days_ago(manager_until), "refund/original", sale=door) is MANAGER
    assert standing(place, days_ago(manager_until + 1), "refund/original", sale=door) is NOTHING


def test_armenia_takes_unused_goods_back_or_exchanges_them_for_fourteen_days() -> None:
    for option in ("refund/original", "exchange/none", "even_exchange/none"):
        assert standing("AM", days_ago(14), option) is RIGHT
        assert standing("AM", days_ago(15), option) is NOTHING
    assert standing("AM", days_ago(1), "refund/original", item={"condition": "opened"}) is MANAGER
    phones = {"category": "electronics/phones"}
    assert standing("AM", days_ago(1), "refund/original", line=phones) is MANAGER
    assert standing("AM", days_ago(1), "refund/original", line={"category": "food/x"}) is NOTHING
