"""Every shop's pack that ships, beside every acquirer's, at the places whose law ships.

Each shop is seen at every place and so is each acquirer, and each shop with each acquirer.
"""

from datetime import date
from functools import cache
from itertools import chain

import pytest

from returns_desk.adapters.policies import load_policy
from returns_desk.application.policy_lab.bench import Bench, Surroundings, rules_in_force
from returns_desk.application.policy_lab.examining import examine, product_findings
from returns_desk.application.policy_lab.idle_keys import idle_keys
from returns_desk.application.policy_lab.law_floor import law_findings
from returns_desk.application.policy_lab.report import Gravity, Kind, LabFinding
from returns_desk.domain.jurisdictions import EU_MEMBERS
from returns_desk.domain.policy import Policy
from support.shipped_boards import SHIPPED

DAY = date(2026, 11, 21)
SHOPS = ("demo", "generous", "standard", "strict")
ACQUIRERS = ("strict", "permissive", "processor-180-days")
PLACES = tuple(sorted(path.stem for path in (SHIPPED / "law").glob("*.toml")))

EUROPEAN = frozenset({*EU_MEMBERS, "EU", "GB"})
LONGEST = frozenset({"FR", "GB", "IE"})
MEANT = {
    "demo": ({"replacement-within-a-year", "repair-within-a-year"}, {*EUROPEAN, "AU", "NZ"}),
    "generous": ({"another-one-when-wrong", "repair-when-wrong"}, LONGEST),
    "standard": ({"another-one-when-wrong", "repair-when-wrong"}, LONGEST),
    "strict": ({"another-one-when-wrong", "repair-when-wrong"}, EUROPEAN),
}
"""Windows that end before the law's, and where; section 4 of each pack tells its owner so."""


@cache
def policy_of(shop: str, acquirer: str) -> Policy:
    files = [SHIPPED / "acquirer" / f"{acquirer}.toml", SHIPPED / "shop" / f"{shop}.toml"]
    return load_policy(SHIPPED, files=files).policy_for("USD")


def told(findings: tuple[LabFinding, ...]) -> set[tuple[Kind, str]]:
    """Errors and warnings, with the rule that each is about first."""
    grave = (each for each in findings if each.gravity is not Gravity.NOTE)
    return {(each.kind, (*each.rules, each.message)[0]) for each in grave}


def meant(shop: str, place: str) -> set[tuple[Kind, str]]:
    rules, places = MEANT[shop]
    return {(Kind.BELOW_THE_LAW, rule) for rule in rules if place in places}


def at(place: str) -> Surroundings:
    return Surroundings(DAY, place, places=(place,))


def places_of(shop: str, acquirer: str) -> tuple[str, ...]:
    """A third of the places; each shop and each acquirer sees them all, in several turns."""
    first = (SHOPS.index(shop) + ACQUIRERS.index(acquirer)) % len(ACQUIRERS)
    return PLACES[first :: len(ACQUIRERS)]


def test_each_shop_and_each_acquirer_is_seen_at_every_place() -> None:
    for shop in SHOPS:
        assert {p for each in ACQUIRERS for p in places_of(shop, each)} == {*PLACES}
    for acquirer in ACQUIRERS:
        assert {p for each in SHOPS for p in places_of(each, acquirer)} == {*PLACES}


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize("acquirer", ACQUIRERS)
def test_no_combination_has_a_key_a_window_or_a_size_that_its_owner_did_not_mean(
    shop: str, acquirer: str
) -> None:
    policy = policy_of(shop, acquirer)

    for place in places_of(shop, acquirer):
        where = at(place)
        found = chain(
            product_findings(policy, where),
            idle_keys(policy, where),
            law_findings([Bench(policy, where)]),
        )
        assert told(tuple(found)) == meant(shop, place), place


def _whole_examinations() -> list[tuple[str, str, str]]:
    """Every place that has a law of its own, with shops and acquirers in turn.

    All pairs of shops and acquirers are examined in test_shop_packs, in Minnesota.
    """
    policy = policy_of("demo", "strict")
    laws = {tuple(r.id for r in rules_in_force(policy, at(place))): place for place in PLACES}
    others = sorted(set(laws.values()) - {"US-MN"})
    return [
        (SHOPS[turn % len(SHOPS)], ACQUIRERS[turn % len(ACQUIRERS)], place)
        for turn, place in enumerate(others)
    ]


@pytest.mark.parametrize(("shop", "acquirer", "place"), _whole_examinations())
def test_a_whole_examination_says_nothing_but_what_is_meant(
    shop: str, acquirer: str, place: str
) -> None:
    report = examine(policy_of(shop, acquirer), at(place))

    assert told(report.findings) == meant(shop, place)
    assert report.is_whole


@pytest.mark.parametrize("shop", SHOPS)
def test_what_is_meant_is_told_to_the_owner_in_the_pack(shop: str) -> None:
    text = (SHIPPED / "shop" / f"{shop}.toml").read_text(encoding="utf-8")

    assert "falls short of the law" in " ".join(text.replace("#", " ").split())
