"""The purchase that a customer means stands first, and its codes say why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales import finding
from returns_desk.application.ports import SaleQuery
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

if TYPE_CHECKING:
    from returns_desk.adapters.sales.sale_store import SaleStore

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)


def sold(
    receipt: str,
    days_ago: int = 1,
    *,
    sku: str = "MUG",
    description: str = "Mug, stoneware",
    quantity: str = "1",
    paid: int = 700,
    customer: str | None = "C-1",
    last4: str | None = None,
    tax: int = 0,
    discount: int = 0,
    returned: str = "0",
) -> Sale:
    """A receipt of one line."""
    line = SaleLine(
        1,
        description,
        Decimal(quantity),
        "each",
        paid,
        sku,
        tax=tax,
        discount=discount,
        returned=Decimal(returned),
    )
    tender = SaleTender(1, TenderType.CREDIT_CARD, paid, last4=last4)
    sold_at = NOW - timedelta(days=days_ago)
    return Sale(receipt, "3141", sold_at, (line,), (tender,), customer=customer)


def first_of(store: SaleStore, **query: Any) -> str:
    """The receipt that stands first."""
    return store.find(SaleQuery(**query))[0].receipt


def test_the_latest_of_equal_purchases_stands_first(store: SaleStore) -> None:
    store.add([sold("old", 30), sold("new", 3), sold("older", 60)])

    found = store.find(SaleQuery(item="MUG", customer="C-1"))

    assert [x.receipt for x in found] == ["new", "old", "older"]
    assert {"same_item", "same_customer", "latest_before"} <= set(found[0].because)


def test_only_sales_before_the_moment_of_the_return_count(store: SaleStore) -> None:
    store.add([sold("before", 5), sold("after", 1)])

    found = store.find(SaleQuery(item="MUG", sold_before=NOW - timedelta(days=2)))

    assert [x.receipt for x in found] == ["before"]
    assert "date_near" in found[0].because


def test_a_sale_at_the_very_moment_of_the_return_is_not_before_it(store: SaleStore) -> None:
    store.add([sold("same", 2)])

    assert store.find(SaleQuery(item="MUG", sold_before=NOW - timedelta(days=2))) == ()


def test_at_the_same_price_the_one_that_holds_more_serves_any_number(store: SaleStore) -> None:
    store.add([sold("ten", 20, quantity="10", paid=7000), sold("two", 5, quantity="2", paid=1400)])

    found = store.find(SaleQuery(item="MUG", customer="C-1"))

    assert found[0].receipt == "ten"
    assert "holds_most" in found[0].because


def test_a_purchase_long_ago_never_hides_a_recent_one_by_its_size(store: SaleStore) -> None:
    store.add([sold("ten", 200, quantity="10", paid=7000), sold("two", 5, quantity="2", paid=1400)])

    assert first_of(store, item="MUG", customer="C-1") == "two"


def test_size_says_nothing_between_different_prices(store: SaleStore) -> None:
    store.add([sold("ten", 20, quantity="10", paid=6000), sold("two", 5, quantity="2", paid=1400)])

    assert first_of(store, item="MUG", customer="C-1") == "two"


def test_what_came_back_already_is_not_left(store: SaleStore) -> None:
    store.add(
        [sold("gone", 3, quantity="2", paid=1400, returned="2"), sold("there", 9, quantity="1")]
    )

    found = store.find(SaleQuery(item="MUG", customer="C-1"))

    assert found[0].receipt == "there"
    assert "nothing_left" in found[1].because


def test_price_and_quantity_point_at_the_older_purchase(store: SaleStore) -> None:
    store.add([sold("six", 20, quantity="6", paid=4200), sold("one", 5), sold("dear", 2, paid=900)])

    found = store.find(SaleQuery(item="MUG", customer="C-1", unit_price=700, quantity=Decimal(6)))

    assert found[0].receipt == "six"
    assert {"same_unit_price", "quantity_fits", "quantity_equal"} <= set(found[0].because)


@pytest.mark.parametrize(
    "unit_price",
    [
        pytest.param(1069, id="as-paid"),
        pytest.param(1000, id="before-tax"),
        pytest.param(1200, id="before-discount-and-tax"),
    ],
)
def test_the_price_on_the_label_is_known_in_each_of_its_forms(
    store: SaleStore, unit_price: int
) -> None:
    store.add([sold("taxed", paid=1069, tax=69, discount=200)])

    (found,) = store.find(SaleQuery(item="MUG", unit_price=unit_price))

    assert "same_unit_price" in found.because


def test_a_card_and_an_amount_find_a_purchase_without_a_customer(store: SaleStore) -> None:
    store.add([sold("mine", customer=None, last4="1234"), sold("other", customer=None)])

    (by_card,) = store.find(SaleQuery(card_last4="1234"))
    by_amount = store.find(SaleQuery(amount=700, card_last4="1234"))

    assert by_card.receipt == "mine"
    assert set(by_amount[0].because) >= {"same_card", "same_amount"}


def test_a_wrong_amount_or_card_does_not_hide_the_purchase(store: SaleStore) -> None:
    store.add([sold("mine", last4="1234")])

    found = store.find(SaleQuery(item="MUG", customer="C-1", card_last4="9999", amount=1))

    assert found[0].receipt == "mine"
    assert not {"same_card", "same_amount"} & set(found[0].because)


def test_another_customers_purchase_is_never_offered(store: SaleStore) -> None:
    store.add([sold("theirs", customer="C-2")])

    assert store.find(SaleQuery(item="MUG", customer="C-1")) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("etagere", id="without-accents"),
        pytest.param("ÉTAGÈRE bla", id="prefix-in-capitals"),
        pytest.param("R-77", id="receipt"),
        pytest.param("C-8 étagère", id="customer-and-item"),
        pytest.param("SH-9", id="sku"),
    ],
)
def test_words_find_receipts_items_and_customers(store: SaleStore, text: str) -> None:
    store.add(
        [sold("R-77", sku="SH-9", description="Étagère blanche", customer="C-8"), sold("R-88")]
    )

    found = store.find(SaleQuery(text=text))

    assert [x.receipt for x in found] == ["R-77"]
    assert found[0].because[0] == "text_matches"


@pytest.mark.parametrize("text", ['"', "a AND (", "NEAR/2 *", "sku:x", "-", "'; DROP TABLE sales"])
def test_no_sign_in_the_words_is_read_as_a_command(store: SaleStore, text: str) -> None:
    store.add([sold("R-1")])

    store.find(SaleQuery(text=text))

    assert store.count() == 1


def test_words_with_nothing_to_look_for_find_nothing(store: SaleStore) -> None:
    store.add([sold("R-1")])

    assert store.find(SaleQuery(text="--")) == ()


def test_price_or_quantity_alone_find_lines(store: SaleStore) -> None:
    store.add([sold("dear", paid=900), sold("many", quantity="5", paid=3500)])

    assert first_of(store, unit_price=900) == "dear"
    assert [x.receipt for x in store.find(SaleQuery(quantity=Decimal(4)))] == ["many"]


def test_the_days_from_one_day_on_are_found(store: SaleStore) -> None:
    store.add([sold("old", 30), sold("new", 3)])

    assert [x.receipt for x in store.find(SaleQuery(sold_from=NOW - timedelta(days=9)))] == ["new"]


def test_asking_for_nothing_or_for_an_unknown_item_finds_nothing(store: SaleStore) -> None:
    store.add([sold("R-1")])

    assert store.find(SaleQuery()) == ()
    assert store.find(SaleQuery(item="none")) == ()


def test_no_more_than_asked_for_come_back(store: SaleStore) -> None:
    store.add([sold(f"R-{number}", number) for number in range(9)])

    assert len(store.find(SaleQuery(item="MUG"), limit=4)) == 4


def test_a_score_is_the_sum_of_its_codes(store: SaleStore) -> None:
    store.add([sold("R-1"), sold("R-2", 9)])

    for found in store.find(SaleQuery(item="MUG", customer="C-1", unit_price=700)):
        assert found.score == sum(finding.SCORES[code] for code in found.because)


def test_an_old_line_at_the_very_price_is_found_among_very_many(
    store: SaleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "GATHER_LIMIT", 3)
    store.add([sold("dear", 90, paid=999), *(sold(f"R-{n}", n) for n in range(1, 9))])

    assert first_of(store, item="MUG", unit_price=999) == "dear"
