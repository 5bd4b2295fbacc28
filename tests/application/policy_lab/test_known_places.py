"""A place that is none, or that has no law pack, is never passed over in silence."""

import pytest
from babel import Locale

from returns_desk.application.policy_lab.bench import Surroundings
from returns_desk.application.policy_lab.examining import examine
from returns_desk.application.policy_lab.known_places import (
    COUNTRIES,
    USED_BESIDE,
    place_findings,
    why_no_place,
)
from returns_desk.application.policy_lab.report import Gravity, Kind
from support.lab_packs import TODAY, policy, right, rule

PACKS = policy(
    rule("window", "allow", "refund/original"), law=(right("law", "repair/none"),), place="US"
)


@pytest.mark.parametrize(("place", "meant"), [("UK", "GB"), ("EL", "GR"), ("UK-ENG", "GB-ENG")])
def test_a_code_that_people_write_for_another_is_answered_with_that_one(
    place: str, meant: str
) -> None:
    assert why_no_place(place) == f"'{place}' is no place; did you mean '{meant}'?"


def test_a_code_of_no_country_is_told_how_to_write_one() -> None:
    said = why_no_place("XX")

    assert said is not None
    assert said.startswith("'XX' is no place; write the country's two letters")


@pytest.mark.parametrize("place", ["GB", "EE", "US-MN", "EU", "XK", "NA"])
def test_countries_and_their_parts_are_places(place: str) -> None:
    assert why_no_place(place) is None


def test_every_code_is_one_that_others_know_too() -> None:
    territories = Locale("en").territories

    assert len(COUNTRIES) == 249
    assert {*COUNTRIES, *USED_BESIDE} <= set(territories)


def test_the_shop_is_told_what_law_was_looked_at() -> None:
    found = {each.places: each for each in place_findings(PACKS, ["UK", "CH", "US-TX", "US"])}

    assert {places: each.kind for places, each in found.items()} == {
        ("UK",): Kind.UNKNOWN_PLACE,
        ("CH",): Kind.NO_LAW_OF_PLACE,
        ("US-TX",): Kind.NO_LAW_OF_PLACE,
    }
    assert "no law was looked at" in found["CH",].message
    assert "only US was looked at" in found["US-TX",].message
    assert found["UK",].gravity is Gravity.WARNING
    assert found["CH",].gravity is Gravity.NOTE


def test_the_whole_examination_says_so_too() -> None:
    report = examine(PACKS, Surroundings(TODAY, "UK", places=("UK",)))

    assert Kind.UNKNOWN_PLACE in {each.kind for each in report.findings}
