"""Figures of other systems' refund tests, read in place; each is run here or named with a rule.

The file is beside the checkout (`../shared/data`); where it is absent, these tests are skipped.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from domain.peer_figures import RUN_BY_SHAPE, Figures
from returns_desk.domain.money import round_half_up

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "peer_refund_cases.jsonl"

HALF_UP = "CONTRACT, Partial returns: exact fractions, half up"
MINOR_UNITS = "CONTRACT, Case: money is integers in the currency's minor unit, no finer"
QUOTE_PAYS = "DESIGN 4, The quote pays: amounts follow from the sale and the packs"
DISPOSITION = "DESIGN 3, Disposition: where goods go is journaled; stock is not counted here"
BY_WHAT_WAS_PAID = "CONTRACT, line: `paid` is what was paid for it; a rate is of that"
NO_EXPECTATION = "the data's README: a case of use peer-disagrees is never an expectation"

OURS_DIFFERS = {
    "default context rounds halves to even: 2.5 -> 2": HALF_UP,
    "fractions are rounded DOWN in the shop favour when summed": MINOR_UNITS,
    "store-credit lump sum of two items rounded down": MINOR_UNITS,
    "tax-included and discounted: peer answers 89.10 for 99 less 9 "
    "(its own figures do not add up; keep as a warning, not an expectation)": NO_EXPECTATION,
    "line of 199.00 less 3.33 share": NO_EXPECTATION,
    "2 returned, 1 received sound + 1 damaged: restock only 1": DISPOSITION,
    "only 12 of 46 was paid; fee 14.60 exceeds it: nothing is refunded and shop keeps 12": (
        BY_WHAT_WAS_PAID
    ),
    "custom amount 10.99 overrides the computed line amount": QUOTE_PAYS,
}
"""Cases that are not run, by description, with the sentence of ours that says otherwise."""

RUN_AND_LEFT = (71, 8)
"""How many cases of the file are run, and how many are named with a rule."""


def read_cases() -> list[Figures]:
    if not FILE.is_file():
        return []
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def shape_of(case: Figures) -> str:
    return " ".join(sorted(case["input"]))


CASES = read_cases()
RUN = [case for case in CASES if case["description"] not in OURS_DIFFERS]
without_data = pytest.mark.skipif(
    not CASES, reason="the folder of shared data is not beside this checkout"
)


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=f"{c['source_repo']}/{c['path']}: {c['description']}") for c in RUN],
)
def test_figures_of_a_peer_hold_here_too(case: Figures) -> None:
    assert shape_of(case) in RUN_BY_SHAPE, f"no way to run {case['description']}"

    RUN_BY_SHAPE[shape_of(case)](case["input"], case["expected"])


@without_data
def test_every_peer_case_is_run_or_named_with_a_rule_of_ours() -> None:
    descriptions = [case["description"] for case in CASES]

    assert set(OURS_DIFFERS) <= set(descriptions)
    assert set(RUN_BY_SHAPE) == {shape_of(case) for case in RUN}
    assert (len(RUN), len(CASES) - len(RUN)) == RUN_AND_LEFT


@without_data
def test_of_the_direct_cases_three_differ_on_purpose() -> None:
    direct = {case["description"] for case in CASES if case["use"] == "direct"}

    differing = sorted(OURS_DIFFERS[d] for d in direct if d in OURS_DIFFERS)
    assert differing == sorted([HALF_UP, DISPOSITION, BY_WHAT_WAS_PAID])


@without_data
def test_where_a_peer_rounds_halves_to_even_ours_rounds_them_up() -> None:
    differing = [c for c in CASES if OURS_DIFFERS.get(c["description"]) == HALF_UP]

    assert [(c["input"]["amount"], c["expected"]["amount"]) for c in differing] == [("2.5", "2")]
    assert round_half_up(Fraction("2.5")) == 3
