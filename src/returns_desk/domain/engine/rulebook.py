"""The packs in force for one jurisdiction on one day, indexed for the engine.

Owns which rules and settings apply; must not look at a case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.policy import (
    FIELDS,
    Conjunction,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
    Settings,
    jurisdictions_of,
)

LAYER_RANK = {layer: rank for rank, layer in enumerate(Layer)}
"""0 is strongest; the more specific merchant's layer speaks later."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules by option, the settings that hold, and what the rules speak of.

    `rules` are those that no tender has a say in, `tender_rules` the others. `thresholds` are
    the numbers that interval tests of a field compare with; `words` are the words of
    set-valued fields that some test names.
    """

    packs: tuple[str, ...]
    rules: Mapping[str, tuple[Rule, ...]]
    tender_rules: Mapping[str, tuple[Rule, ...]]
    settings: Settings
    used_fields: frozenset[str]
    thresholds: Mapping[str, tuple[int, ...]]
    words: Mapping[str, tuple[str, ...]]


def rulebook_for(policy: Policy, jurisdiction: str, today: date) -> Rulebook:
    """The rulebook of the packs that apply in that jurisdiction on that day."""
    packs = sorted(
        (pack for pack in policy.packs if _applies(pack, jurisdiction, today)),
        key=lambda pack: LAYER_RANK[pack.layer],
    )
    rules = _without_replaced(packs)
    tests = [test for rule in rules for test in _tests_of(rule)]
    return Rulebook(
        packs=tuple(pack.id for pack in packs),
        rules=_by_option(rule for rule in rules if not _tests_tender(rule)),
        tender_rules=_by_option(rule for rule in rules if _tests_tender(rule)),
        settings=_merged(pack.settings for pack in packs),
        used_fields=frozenset(test.field for test in tests),
        thresholds=_thresholds(tests),
        words=_words(tests),
    )


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

    def is_replaced(rule: Rule) -> bool:
        return any(
            rule.id in other.replaces and LAYER_RANK[other.layer] > LAYER_RANK[rule.layer]
            for other in rules
            if rule.layer not in {Layer.LAW, Layer.ACQUIRER}
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


def conjunctions_of(rule: Rule) -> tuple[Conjunction, ...]:
    """Every conjunction a rule is made of."""
    return (rule.when, *rule.any, *rule.unless)


def _tests_of(rule: Rule) -> Iterable[FieldTest]:
    return (test for conjunction in conjunctions_of(rule) for test in conjunction)


def _by_option(rules: Iterable[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    known = tuple(rules)
    return {option: tuple(r for r in known if option in r.options) for option in CATALOGUE}


def _tests_tender(rule: Rule) -> bool:
    """Whether a rule speaks of the tender that a part of the money came from."""
    return any(FIELDS[test.field].about == "tender" for test in _tests_of(rule))


def _thresholds(tests: Iterable[FieldTest]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for test in tests:
        bounds = {bound for bound in (test.at_least, test.at_most) if bound is not None}
        found.setdefault(test.field, set()).update(bounds)
    return {name: tuple(sorted(bounds)) for name, bounds in found.items()}


def _words(tests: Iterable[FieldTest]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for test in tests:
        found.setdefault(test.field, set()).update(str(word) for word in test.any_of)
    return {name: tuple(sorted(words)) for name, words in found.items()}
