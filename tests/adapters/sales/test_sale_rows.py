"""What a sale has of dates and values survives the tables."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from returns_desk.adapters.case_files import sale_to_json
from returns_desk.adapters.sales.documents import sale_from_json
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import CardEntry, Sale
from support.shelf_sale import SALE, SHELF


def test_use_by_points_and_membership_come_back_as_they_were(store: SaleStore) -> None:
    line = replace(SHELF, use_by=date(2026, 12, 1), points_value=30, rebate_value=20, gift_value=10)
    sale = replace(SALE, lines=(line,), membership="gold")

    store.add([sale])

    assert store.receipt(sale.receipt) == sale


def _sale_of_other_shops() -> Sale:
    """A sale with everything that only some shops know of one."""
    line = replace(
        SHELF,
        use_by=date(2026, 12, 1),
        points_value=30,
        starts_at=datetime(2026, 12, 24, 18, 30, tzinfo=UTC),
        marks=frozenset({"second_hand", "oversize"}),
    )
    tender = replace(
        SALE.tenders[0],
        expires_on=date(2026, 11, 30),
        issuer="city-mall",
        entry=CardEntry.CONTACTLESS,
        bounced=True,
    )
    return replace(SALE, lines=(line,), tenders=(tender,), membership="gold")


def test_what_other_shops_know_of_a_sale_comes_back_as_it_was(store: SaleStore) -> None:
    sale = _sale_of_other_shops()

    store.add([sale])

    assert store.receipt(sale.receipt) == sale


def test_what_other_shops_know_of_a_sale_comes_in_as_our_own_json() -> None:
    sale = _sale_of_other_shops()

    assert sale_from_json(json.dumps(sale_to_json(sale))) == sale


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        ("use_by", "1.12.2026", "2026-11-21"),
        ("starts_at", "2026-12-24T18:30:00", "no offset"),
        ("marks", "second_hand", "compare it with the example"),
    ],
)
def test_a_mark_or_a_day_that_can_not_be_read_is_named(place: str, value: str, words: str) -> None:
    document = sale_to_json(_sale_of_other_shops())
    document["lines"][0][place] = value

    with pytest.raises(InvalidInput) as caught:
        sale_from_json(json.dumps(document))

    assert caught.value.pointer == f"/lines/0/{place}"
    assert words in caught.value.message
