"""The rule index: it fires what each rule says by itself, and no board comes about without it."""

import runpy
import sys
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pack_strategies import EFFECTS, MISSING_WORDS, SPANS, YEARLY, rules
from returns_desk.domain.board import CATALOGUE, Change, Standing
from returns_desk.domain.case import Case, Claim, ClaimedItem, Condition, Facts, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.engine.item_facts import look
from returns_desk.domain.engine.rule_index import RuleIndex, index_of
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.policy import (
    FIELDS,
    Conjunction,
    Effect,
    FieldKind,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
)
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW, examples

ROOT = Path(__file__).resolve().parents[2]
WORKLOAD = ROOT.parent / "shared" / "anchors"
TEXTS = ("food/fruit", "toys", "SKU-2", "visa", "mastercard", "3141", "nothing")

YEARS_DAY = st.sampled_from(YEARLY)
Values = dict[str, Any]


@st.composite
def values(draw: st.DrawFn, names: list[str]) -> Values:
    """A value for each field, or None where it is absent."""
    found: Values = {}
    for name in names:
        about = FIELDS[name]
        if about.kind is FieldKind.PATTERN:
            some: st.SearchStrategy[Any] = st.sampled_from(TEXTS)
        elif about.kind is FieldKind.FLAG:
            some = st.booleans()
        elif about.kind is FieldKind.WORDS:
            some = st.frozensets(st.sampled_from(MISSING_WORDS))
        elif about.kind is FieldKind.WORD:
            some = st.sampled_from(about.values)
        elif about.kind is FieldKind.SEASON:
            some = st.sampled_from(YEARLY)
        elif about.kind is FieldKind.DEADLINE:
            day = st.builds(
                lambda year, day: year * 10_000 + day, st.integers(2026, 2028), YEARS_DAY
            )
            some = st.tuples(day, day)
        else:
            low, high = SPANS.get(name, (0, 12))
            some = st.integers(low - 1, high + 1)
        found[name] = draw(st.none() | some)
    return found


def holds(conjunction: Conjunction, known: Values) -> bool:
    return all(passes(test, known[test.field]) for test in conjunction)


def passes(test: FieldTest, value: Any) -> bool:
    """What a test says of a value, without any index."""
    if value is None:
        return False
    if test.patterns:
        return any(fnmatchcase(value, pattern) for pattern in test.patterns)
    if isinstance(value, frozenset):
        return bool(value & test.any_of)
    if test.any_of:
        return value in test.any_of
    return passes_number(test, value)


def passes_number(test: FieldTest, value: Any) -> bool:
    """Numbers, and days of any year."""
    low, high = test.at_least, test.at_most
    if isinstance(value, tuple):
        sold, today = value
        years = (year * 10_000 + (high or 0) for year in range(2026, 2030))
        return bool(today <= min(day for day in years if day >= sold))
    if low is not None and high is not None and low > high:
        return FIELDS[test.field].kind is FieldKind.SEASON and not high < value < low
    return (low is None or value >= low) and (high is None or value <= high)


def applies(rule: Rule, known: Values) -> bool:
    some = not rule.any or any(holds(each, known) for each in rule.any)
    return holds(rule.when, known) and some and not any(holds(each, known) for each in rule.unless)


@st.composite
def rules_and_values(draw: st.DrawFn) -> tuple[list[Rule], Values]:
    names = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=6, unique=True))
    effects = EFFECTS[Layer.STORE]
    made = [draw(rules(f"rule-{n}", Layer.STORE, names, effects)) for n in range(6)]
    return made, draw(values(names))


@examples(150, 3000)
@given(rules_and_values())
def test_the_index_fires_what_each_rule_says_by_itself(drawn: tuple[list[Rule], Values]) -> None:
    made, known = drawn
    index = index_of(made, FIELDS)

    held = index.every
    for columns in index.columns.values():
        for column in columns:
            held &= column.mask_of(known[column.field])

    assert index.rules_of(index.fired(held)) == [rule for rule in made if applies(rule, known)]


def test_an_interval_holds_from_its_first_to_its_last_number() -> None:
    window = FieldTest("days_since_sale", at_least=3, at_most=5)
    index = index_of([shop_rule(Effect.ALLOW, window)], FIELDS)
    (column,) = index.columns["sale"]

    inside = [days for days in range(12) if index.fired(column.mask_of(days))]

    assert inside == [3, 4, 5]


def test_an_interval_that_ends_before_it_begins_never_holds() -> None:
    empty = FieldTest("days_since_sale", at_least=9, at_most=3)
    index = index_of([shop_rule(Effect.ALLOW, empty)], FIELDS)
    (column,) = index.columns["sale"]

    assert not any(index.fired(column.mask_of(days)) for days in range(12))


def test_a_pattern_says_nothing_of_what_is_absent() -> None:
    index = index_of([shop_rule(Effect.ALLOW, FieldTest("scheme", patterns=("*",)))], FIELDS)
    (column,) = index.columns["tender"]

    assert [bool(index.fired(column.mask_of(each))) for each in ("visa", None)] == [True, False]


def test_no_board_comes_about_without_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    visit, allow = card_visit("R-1"), shop_rule(Effect.ALLOW)

    through = propose_board(visit, policy_of(allow)).option("refund/original")
    monkeypatch.setattr(RuleIndex, "fired", lambda _index, _held: 0)
    without = propose_board(visit, policy_of(allow)).option("refund/original")

    assert through.standing is Standing.AVAILABLE
    assert [reason.code for reason in without.reasons] == ["not_offered"]


def test_the_same_packs_are_compiled_once() -> None:
    policy = policy_of(shop_rule(Effect.ALLOW))
    again = Policy(policy.packs, fingerprint="sha256:1")

    book = rulebook_for(policy, "US-MN", NOW.date())

    assert rulebook_for(again, "EE", NOW.date() + timedelta(days=1)) is book
    assert rulebook_for(policy_of(*policy.packs[0].rules), "US-MN", NOW.date()) is not book


def test_a_pack_of_another_day_is_another_book() -> None:
    pack = Pack("shop", Layer.SHOP, "1", effective_until=date(2026, 11, 21))

    books = [rulebook_for(Policy((pack,)), "US-MN", date(2026, 11, day)) for day in (21, 22)]

    assert [book.packs for book in books] == [("shop",), ()]


def test_facts_alone_make_the_columns() -> None:
    """Adding a fact is a line in FIELDS and a line beside it; the index needs no word of it."""
    index = index_of([shop_rule(Effect.ALLOW, FieldTest("buyer", any_of=frozenset({"x"})))], FIELDS)

    held, unknown = look(index.columns["sale"], {"buyer": str}, "x", index.every)

    assert (index.fired(held), unknown) == (1, [])


@pytest.mark.skipif(not WORKLOAD.is_dir(), reason="the shared workload is not beside this checkout")
@pytest.mark.parametrize("count", [200, 1000])
def test_the_reference_workload_fires_as_its_reference(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    benches = ROOT / "packaging" / "bench"
    monkeypatch.setattr(sys, "path", [*sys.path, str(WORKLOAD), str(benches)])
    bench = runpy.run_path(str(benches / "policy_index.py"))

    assert bench["digest_of_ours"](count) == bench["digest_of_reference"](count)


def test_each_absent_card_says_what_it_alone_would_change() -> None:
    """Cards that are supposed there one after the other: neither stays for the other's turn."""
    visit = card_visit("R-1", "R-2")
    there = FieldTest("original_tender_present", any_of=frozenset({True}))
    visa = shop_rule(Effect.ALLOW, there, FieldTest("scheme", patterns=("visa",)))
    amex = shop_rule(Effect.APPROVE, there, FieldTest("scheme", patterns=("amex",)))

    option = propose_board(visit, policy_of(visa, amex)).option("refund/original")

    assert [change for change in option.changes_if if change.value is True] == [
        Change("original_tender_present:R-1/1", value=True, standing=Standing.AVAILABLE),
        Change("original_tender_present:R-2/1", value=True, standing=Standing.NEEDS_APPROVAL),
    ]


def shop_rule(effect: Effect, *tests: FieldTest) -> Rule:
    name = f"{effect}-{len(tests)}"
    return Rule(name, Layer.SHOP, effect, frozenset(CATALOGUE), name, when=tests)


def policy_of(*rules: Rule) -> Policy:
    return Policy((Pack("shop", Layer.SHOP, "1", rules=rules),))


def card_visit(*receipts: str) -> Case:
    """Goods from each receipt, paid by visa, then amex; the cards are at home."""
    schemes = dict(zip(receipts, ("visa", "amex"), strict=False))
    sales = tuple(card_sale(receipt, scheme) for receipt, scheme in schemes.items())
    facts = Facts(original_tender_present={f"{receipt}/1": False for receipt in receipts})
    items = tuple(
        ClaimedItem(each, 1, Decimal(1), Reason.OTHER, Condition.USED, frozenset())
        for each in receipts
    )
    return Case(NOW, Store("1", "US-MN", "USD"), sales, Claim(items, facts=facts))


def card_sale(receipt: str, scheme: str) -> Sale:
    line = SaleLine(1, "goods", Decimal(1), "each", 1000)
    card = SaleTender(1, TenderType.CREDIT_CARD, 1000, scheme=scheme)
    return Sale(receipt, "1", NOW - timedelta(days=3), (line,), (card,))
