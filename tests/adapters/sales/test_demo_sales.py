"""The demo shop's sales hold every story that the desk tells, dated from now."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.sales.demo import demo_sales, fill_demo_store
from returns_desk.bootstrap.counter import add_demo_sales
from returns_desk.domain.errors import EnvironmentFault
from returns_desk.domain.sale import CARD_LIKE, Sale, TenderType

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.sales.sale_store import SaleStore

NOW = datetime.fromisoformat("2026-11-21T18:40:00-06:00")


@pytest.fixture
def sales(project_root: Path) -> tuple[Sale, ...]:
    """The demo shop as of the evening of the worked example."""
    return tuple(demo_sales(project_root / "resources" / "demo" / "sales.json", NOW))


def only(sales: tuple[Sale, ...], sku: str) -> Sale:
    """The sale of that item."""
    (found,) = [x for x in sales if any(line.sku == sku for line in x.lines)]
    return found


def test_the_shelf_is_the_one_of_the_worked_example(sales: tuple[Sale, ...]) -> None:
    shelf = only(sales, "SHELF-36W")

    assert shelf.receipt == "3141-07-20261107-0042"
    assert shelf.sold_at.isoformat() == "2026-11-07T11:02:00-06:00"
    assert (shelf.lines[0].paid, shelf.lines[0].tax) == (2136, 137)
    assert (shelf.tenders[0].scheme, shelf.tenders[0].last4) == ("visa", "1234")


def test_the_plums_were_paid_in_cash_today(sales: tuple[Sale, ...]) -> None:
    plums = only(sales, "PLUM-RED")

    assert plums.sold_at.date() == NOW.date()
    assert (plums.lines[0].quantity, plums.lines[0].category) == (Decimal(7), "food/fruit")
    assert plums.tenders[0].type is TenderType.CASH


def test_every_story_has_its_receipt(sales: tuple[Sale, ...]) -> None:
    lines = [line for sale in sales for line in sale.lines]
    tenders = [{tender.type for tender in sale.tenders} for sale in sales]

    assert {TenderType.DEBIT_CARD, TenderType.CASH, TenderType.GIFT_CARD} in tenders
    assert {TenderType.CHEQUE} in tenders
    assert any(line.returned > 0 and line.returned_paid > 0 for line in lines)
    assert any(line.final_sale for line in lines)
    assert any(line.bundle for line in lines)
    assert any(line.serial and line.category.startswith("furniture") for line in lines)
    assert any(line.category == "gift_cards" for line in lines)
    assert any(line.unit == "kg" and line.quantity % 1 for line in lines)
    assert any(sale.delivered_at and sale.channel == "online" for sale in sales)
    assert any(NOW - sale.sold_at > timedelta(days=366) for sale in sales)
    assert any(len(sale.lines) == 30 for sale in sales)
    assert 13 <= len(sales) <= 16


def test_the_wallet_shows_other_digits_than_the_card_behind_it(sales: tuple[Sale, ...]) -> None:
    by_account = {
        (tender.account, tender.last4)
        for sale in sales
        for tender in sale.tenders
        if tender.account == "tok_a1"
    }

    assert len(by_account) == 2


def test_what_was_paid_is_what_the_tenders_carried(sales: tuple[Sale, ...]) -> None:
    for sale in sales:
        carried = sum(tender.amount - tender.change - tender.rounding for tender in sale.tenders)
        assert carried == sum(line.paid for line in sale.lines), sale.receipt


def test_what_was_refunded_is_what_was_paid_back(sales: tuple[Sale, ...]) -> None:
    for sale in sales:
        back = sum(line.returned_paid - line.returned_fee for line in sale.lines)
        assert sum(tender.refunded for tender in sale.tenders) == back, sale.receipt


def test_every_gtin_has_a_right_check_digit(sales: tuple[Sale, ...]) -> None:
    gtins = [line.gtin for sale in sales for line in sale.lines if line.gtin]

    sums = [
        sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(gtin)))
        for gtin in gtins
    ]

    assert len(set(gtins)) == len(gtins)
    assert all(total % 10 == 0 for total in sums)


def test_cards_are_kept_by_their_last_four_only(sales: tuple[Sale, ...]) -> None:
    cards = [x for sale in sales for x in sale.tenders if x.type in CARD_LIKE]

    assert all(card.last4 and len(card.last4) == 4 for card in cards)


@pytest.mark.parametrize(
    "now",
    [
        pytest.param("2026-01-01T00:05:00-06:00", id="new-year"),
        pytest.param("2026-03-08T12:00:00+00:00", id="the-hour-is-lost"),
        pytest.param("2028-02-29T23:59:00+09:00", id="leap-day-elsewhere"),
    ],
)
def test_no_sale_lies_ahead_of_the_moment_the_demo_starts(project_root: Path, now: str) -> None:
    moment = datetime.fromisoformat(now)

    sales = list(demo_sales(project_root / "resources" / "demo" / "sales.json", moment))

    assert all(sale.sold_at < moment for sale in sales)
    assert all(sale.delivered_at is None or sale.delivered_at < moment for sale in sales)
    assert len({sale.receipt for sale in sales}) == len(sales)


def test_a_demo_that_starts_again_keeps_what_it_has(store: SaleStore, project_root: Path) -> None:
    path = project_root / "resources" / "demo" / "sales.json"
    morning = NOW.replace(hour=9)
    fill_demo_store(store, path, morning)
    count = store.count()

    fill_demo_store(store, path, morning + timedelta(minutes=30))

    assert store.count() == count


def test_the_demo_comes_out_of_the_store_as_it_went_in(
    store: SaleStore, sales: tuple[Sale, ...]
) -> None:
    store.add(sales)

    assert [store.receipt(sale.receipt) for sale in sales] == list(sales)


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"zone": "UTC", "sales": [{}]}', '{"zone": "UTC", "sales": [{"days_ago": 1}]}'],
)
def test_a_damaged_file_of_our_own_is_said_in_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "sales.json"
    file.write_text(text)

    with pytest.raises(EnvironmentFault, match="install the program again"):
        list(demo_sales(file, NOW))


def test_a_demo_desk_opens_twice_in_the_morning(tmp_path: Path) -> None:
    with Profile.demo(tmp_path / "p", pin_cost=PinCost(1, 8, 1)) as profile:
        first = add_demo_sales(profile, NOW.replace(hour=2, minute=10))
        second = add_demo_sales(profile, NOW.replace(hour=2, minute=11))

    assert [sale.receipt for sale in first] == [sale.receipt for sale in second]
