"""What a person enters before the first start: each mistake by its field, and ids of people."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.application.first_start import (
    LONGEST_TEXT,
    PersonEntry,
    ShopEntry,
    operator_ids,
    people_mistakes,
    shop_mistakes,
)
from returns_desk.application.shop_places import PLACES, likely_place, place_of

WHOLE = ShopEntry("Corner Shop", "12", "1", "EE", "EUR")
ANNA = PersonEntry("Anna", "581947", "581947")


def short_pins(pin: str) -> str:
    """A till that knows one mistake only."""
    return "" if len(pin) >= 6 else "pin_too_short"


def test_a_whole_shop_has_no_mistakes() -> None:
    assert shop_mistakes(WHOLE) == {}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (replace(WHOLE, name="  "), {"name": "no_name"}),
        (replace(WHOLE, store=""), {"store": "no_store"}),
        (replace(WHOLE, counter=""), {"counter": "no_counter"}),
        (replace(WHOLE, name="x" * (LONGEST_TEXT + 1)), {"name": "too_long"}),
        (replace(WHOLE, jurisdiction=""), {"country": "no_country"}),
        (replace(WHOLE, currency="ABC"), {"currency": "no_currency"}),
        (ShopEntry("A", "", "1", "", "EUR"), {"store": "no_store", "country": "no_country"}),
    ],
)
def test_each_mistake_of_a_shop_stands_at_its_field(
    entry: ShopEntry, expected: dict[str, str]
) -> None:
    assert shop_mistakes(entry) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((ANNA,), {}),
        ((replace(ANNA, name=""),), {"person0.name": "no_person"}),
        ((replace(ANNA, name="x" * (LONGEST_TEXT + 1)),), {"person0.name": "too_long"}),
        ((replace(ANNA, pin="1"),), {"person0.pin": "pin_too_short"}),
        ((replace(ANNA, pin_again="1"),), {"person0.pin_again": "pins_differ"}),
        ((ANNA, replace(ANNA, name="ANNA ")), {"person1.name": "same_name"}),
        ((ANNA, replace(ANNA, name="Tom")), {}),
        ((ANNA, PersonEntry("Tom")), {"person1.pin": "pin_too_short"}),
    ],
)
def test_each_mistake_of_a_person_stands_at_its_field(
    people: tuple[PersonEntry, ...], expected: dict[str, str]
) -> None:
    assert people_mistakes(people[0], people[1:], short_pins) == expected


def test_ids_come_from_names_in_any_script() -> None:
    names = ("Mara K.", "Õie", "Արամ", "Mara K", "Անի", "a" * 60)

    assert operator_ids(names) == ("mara-k", "oie", "person", "mara-k-2", "person-2", "a" * 24)


@given(st.lists(st.text(max_size=60), max_size=12))
def test_no_two_people_ever_share_an_id(names: list[str]) -> None:
    ids = operator_ids(names)

    assert len(set(ids)) == len(names)
    assert all(each.isascii() and each[0].isalpha() and len(each) <= 32 for each in ids)


def test_a_place_brings_what_it_counts_in_and_its_time() -> None:
    assert place_of("EE").currency == "EUR"
    assert place_of("US-MN").country == "US"
    assert likely_place("lv").jurisdiction == "LV"
    assert likely_place("xx").jurisdiction == "US-MN"
    for place in PLACES:
        assert ZoneInfo(place.zone).key == place.zone
