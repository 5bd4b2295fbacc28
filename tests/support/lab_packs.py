"""Policies of a few rules, for tests of the laboratory; owns no test."""

from datetime import date
from typing import Any

from returns_desk.application.policy_lab.bench import Bench, Surroundings
from returns_desk.domain.policy import (
    Effect,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
)

TODAY = date(2026, 11, 21)
HERE = Surroundings(TODAY)


def at_most(field: str, number: int) -> FieldTest:
    return FieldTest(field, at_most=number)


def at_least(field: str, number: int) -> FieldTest:
    return FieldTest(field, at_least=number)


def is_one_of(field: str, *words: str | bool) -> FieldTest:
    return FieldTest(field, any_of=frozenset(words))


def rule(name: str, effect: str, *options: str, **changes: Any) -> Rule:
    given = {"layer": Layer.SHOP, "code": "told", "text": {"en": "Told."}, "pack": "lab"}
    return Rule(id=name, effect=Effect(effect), options=frozenset(options), **{**given, **changes})


def right(name: str, *options: str, **changes: Any) -> Rule:
    return rule(name, "right", *options, layer=Layer.LAW, pack="law", source="read", **changes)


def policy(*rules: Rule, law: tuple[Rule, ...] = (), place: str = "EU", **changes: Any) -> Policy:
    layers = dict.fromkeys(each.layer for each in rules)
    packs = [
        Pack(f"lab-{layer}", layer, "1", rules=tuple(r for r in rules if r.layer is layer))
        for layer in layers
    ]
    if law:
        packs.append(Pack("law", Layer.LAW, "1", jurisdiction=place, rules=law, **changes))
    return Policy(tuple(packs), "sha256:lab")


def bench(*rules: Rule, law: tuple[Rule, ...] = (), place: str = "EU") -> Bench:
    return Bench(policy(*rules, law=law, place=place), HERE)
