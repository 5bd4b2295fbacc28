"""The packs in force for one jurisdiction on one day, compiled for the engine.

Owns which rules and settings apply; must not look at a case. A book is compiled once for the
same packs and kept: nothing but the clock can tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache, reduce
from operator import or_

from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import Reason
from returns_desk.domain.engine.rule_index import RuleIndex, index_of
from returns_desk.domain.engine.unknowns import Unknown, unknown_facts
from returns_desk.domain.policy import (
    FIELDS,
    Conjunction,
    Effect,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
    Settings,
    jurisdictions_of,
)
from returns_desk.domain.sale import TenderType

LAYER_RANK = {layer: rank for rank, layer in enumerate(Layer)}
"""0 is strongest; the more specific merchant's layer speaks later."""

_EFFECT_RANK = {effect: rank for rank, effect in enumerate(Effect)}

MOST_BOOKS_KEPT = 32


ADJUSTED = frozenset(
    {
        "refund/gift_card",
        "store_credit/store_credit",
        "goodwill/original",
        "goodwill/store_credit",
    }
)
"""Options that make good a lower price where that is what the customer came for."""

PRICE_ADJUSTMENT = Rule(
    id="price_adjustment",
    layer=Layer.SHOP,
    effect=Effect.FEE,
    options=ADJUSTED,
    code="price_adjustment",
    when=(FieldTest("reason", any_of=frozenset({Reason.PRICE_ADJUSTMENT})),),
)
"""Stands in every index, after the rules of the packs; it says no word on any board."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """How cash goes out at a counter, in minor units: its smallest coin, the most of one return.

    `above_limit` is how all of it is paid where it is more. A statutory refund is bound by
    `limit_of_law` alone (Directive 2011/83/EU Art. 13(1): by the means of the payment).
    """

    step: int = 1
    limit: int | None = None
    limit_of_law: int | None = None
    above_limit: str = "cheque"

    def is_too_much(self, cash: int) -> bool:
        """Whether a return's cash goes out by other means, but for what is a right."""
        return self.limit is not None and cash > self.limit

    def is_too_much_for_a_right(self, cash: int) -> bool:
        """Whether the law itself lets no such sum go out in cash."""
        return self.limit_of_law is not None and cash > self.limit_of_law


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The rules as an index, the settings that hold, and what the rules speak of.

    `of_option` are each option's rules and `planes` the conjunctions of those, `with_effect` the
    rules of each effect, `verified` those that were read in a source: all bits of the index.
    `adjustment` are the bits of the price adjustment. `hangs_on` are the options that an option's
    rules look at, in the order in which they are to be judged. `cash_limit_of_law` is what law
    packs say of it.
    `fields` are the fields that some rule about an option tests. `unknown` are the facts that may
    be unknown, by field. `thresholds` are the numbers that interval tests of a field compare with.
    """

    packs: tuple[str, ...]
    settings: Settings
    cash_limit_of_law: int | None
    index: RuleIndex
    of_option: Mapping[str, int]
    planes: Mapping[str, int]
    adjustment: int
    hangs_on: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, frozenset[str]]
    with_effect: Mapping[Effect, int]
    verified: int
    unknown: Mapping[str, Unknown]
    thresholds: Mapping[str, tuple[int, ...]]
    without_sale: int
    without_tender: int


@lru_cache(maxsize=MOST_BOOKS_KEPT)
def drawer_of(book: Rulebook) -> Drawer:
    """The drawer by the book of the counter's place; no shop lets out more than the law."""
    settings, of_law = book.settings, book.cash_limit_of_law
    limits = [limit for limit in (settings.cash_limit, of_law) if limit is not None]
    return Drawer(
        step=settings.cash_rounding_step or 1,
        limit=min(limits, default=None),
        limit_of_law=of_law,
        above_limit=settings.above_cash_limit or TenderType.CHEQUE,
    )


def rulebook_for(policy: Policy, jurisdiction: str, today: date) -> Rulebook:
    """The rulebook of the packs that apply in that jurisdiction on that day."""
    return _in_force(_Packs(policy.packs), jurisdiction, today)


class _Packs(tuple[Pack, ...]):
    """Packs that are the same only if each is the same object: to compare rules would take long."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Packs) and [*map(id, self)] == [*map(id, other)]


@lru_cache(maxsize=MOST_BOOKS_KEPT)
def _in_force(packs: _Packs, jurisdiction: str, today: date) -> Rulebook:
    return _compiled(_Packs(pack for pack in packs if _applies(pack, jurisdiction, today)))


@lru_cache(maxsize=MOST_BOOKS_KEPT)
def _compiled(in_force: _Packs) -> Rulebook:
    """The book of these packs; they are kept with it, so that their identities stay theirs."""
    packs = sorted(in_force, key=lambda pack: LAYER_RANK[pack.layer])
    rules = [*sorted(_without_replaced(packs), key=finding_order), PRICE_ADJUSTMENT]
    index = index_of(rules, FIELDS)
    tests = [test for rule in rules for test in _tests_of(rule)]
    thresholds = _thresholds(tests)
    of_option = {o: _bits(o in rule.options for rule in rules) for o in CATALOGUE}
    hangs_on = {o: _hangs_on(o, rules) for o in CATALOGUE}
    return Rulebook(
        packs=tuple(pack.id for pack in packs),
        settings=_merged(pack.settings for pack in packs),
        cash_limit_of_law=_least_cash_of_law(packs),
        index=index,
        of_option=of_option,
        planes={option: index.planes_of(bits) for option, bits in of_option.items()},
        adjustment=index.planes_of(1 << len(rules) - 1),
        hangs_on=hangs_on,
        fields={o: _fields_of(o, rules, hangs_on[o]) for o in CATALOGUE},
        with_effect={e: _bits(rule.effect is e for rule in rules) for e in Effect},
        verified=_bits(rule.verified for rule in rules),
        unknown=unknown_facts(index, thresholds, _words(tests, "missing")),
        thresholds=thresholds,
        without_sale=index.absent("sale"),
        without_tender=index.absent("tender"),
    )


def finding_order(rule: Rule) -> tuple[int, int, tuple[str, str]]:
    """Findings stand in this order: the strongest layer first, then by effect, then by name."""
    return LAYER_RANK[rule.layer], _EFFECT_RANK[rule.effect], (rule.pack, rule.id)


def _applies(pack: Pack, jurisdiction: str, today: date) -> bool:
    """Whether a pack is in force there and then."""
    is_law_of_a_place = pack.layer is Layer.LAW and pack.jurisdiction is not None
    if is_law_of_a_place and pack.jurisdiction not in jurisdictions_of(jurisdiction):
        return False
    started = pack.effective_from is None or pack.effective_from <= today
    return started and (pack.effective_until is None or today <= pack.effective_until)


def _without_replaced(packs: list[Pack]) -> tuple[Rule, ...]:
    """All rules, less those that a rule of a more specific merchant's layer replaces."""
    rules = [rule for pack in packs for rule in pack.rules]
    replacing = [rule for rule in rules if rule.replaces]

    def is_replaced(rule: Rule) -> bool:
        return rule.layer not in {Layer.LAW, Layer.ACQUIRER} and any(
            rule.id in other.replaces and LAYER_RANK[other.layer] > LAYER_RANK[rule.layer]
            for other in replacing
        )

    return tuple(rule for rule in rules if not is_replaced(rule))


def _merged(settings: Iterable[Settings]) -> Settings:
    """Each setting from the last pack that speaks of it; arrival days entry by entry."""
    merged: dict[str, object] = {}
    arrival: dict[str, tuple[int, int]] = {}
    for each in settings:
        arrival.update(each.arrival_days)
        for part in fields(Settings):
            value = getattr(each, part.name)
            if part.name != "arrival_days" and value is not None:
                merged[part.name] = value
    return Settings(arrival_days=arrival, **merged)  # type: ignore[arg-type]  # names come from Settings itself


def _least_cash_of_law(packs: Iterable[Pack]) -> int | None:
    """The least of what the law packs let out in cash; None where they are silent."""
    limits = [pack.settings.cash_limit for pack in packs if pack.layer is Layer.LAW]
    return min((each for each in limits if each is not None), default=None)


def conjunctions_of(rule: Rule) -> tuple[Conjunction, ...]:
    """Every conjunction a rule is made of."""
    return (rule.when, *rule.any, *rule.unless)


def _tests_of(rule: Rule) -> Iterable[FieldTest]:
    return (test for conjunction in conjunctions_of(rule) for test in conjunction)


def _bits(chosen: Iterable[bool]) -> int:
    """One bit per rule, in the index's order."""
    return reduce(or_, (1 << place for place, is_in in enumerate(chosen) if is_in), 0)


def _fields_of(option: str, rules: Iterable[Rule], before: Sequence[str]) -> frozenset[str]:
    """The fields on which an option hangs: its own, and those of the options before it."""
    own = (rule for rule in rules if not rule.options.isdisjoint((option, *before)))
    tested = frozenset(test.field for rule in own for test in _tests_of(rule))
    by_bank = any(each.endswith("/original") for each in before)
    return tested | {"refund_authorisation"} if by_bank else tested


def _hangs_on(option: str, rules: Sequence[Rule]) -> tuple[str, ...]:
    """The options that must be judged before this one, each after those that it hangs on.

    A circle that several packs make together is cut where it closes.
    """
    ordered: dict[str, None] = {}

    def visit(each: str, path: tuple[str, ...]) -> None:
        for before in options_before(each, rules):
            if before not in (*path, *ordered):
                visit(before, (*path, before))
                ordered[before] = None

    visit(option, (option,))
    return tuple(ordered)


def options_before(option: str, rules: Iterable[Rule]) -> tuple[str, ...]:
    """The options whose standing some rule about this one asks for, in alphabetical order."""
    own = (rule for rule in rules if option in rule.options and rule.only_if_not)
    return tuple(sorted(frozenset[str]().union(*(rule.only_if_not for rule in own))))


def _thresholds(tests: Iterable[FieldTest]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for test in tests:
        bounds = {bound for bound in (test.at_least, test.at_most) if bound is not None}
        found.setdefault(test.field, set()).update(bounds)
    return {name: tuple(sorted(bounds)) for name, bounds in found.items()}


def _words(tests: Iterable[FieldTest], field: str) -> tuple[str, ...]:
    """The words of a set-valued field that some test names."""
    return tuple(
        sorted({str(word) for test in tests if test.field == field for word in test.any_of})
    )
