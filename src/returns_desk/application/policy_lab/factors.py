"""What invented cases can differ in: independent factors, each with choices that rules tell apart.

A choice knows the fields that rules then see, and the part of the sketch that brings them about.
Fields that hang together (days, months and dates of one sale) share a factor, so that no case is
invented whose facts contradict each other. Decides nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from returns_desk.application.policy_lab.history_choices import history_choices
from returns_desk.application.policy_lab.passing import passes
from returns_desk.application.policy_lab.sketching import Sketch
from returns_desk.application.policy_lab.tender_choices import tender_choices
from returns_desk.application.policy_lab.thresholds import Made, Tests
from returns_desk.application.policy_lab.time_choices import days_alone, time_choices
from returns_desk.application.policy_lab.visit_choices import choices_of_sale, choices_of_visit

MOST_CHOICES = 400
"""A factor keeps no more choices than this; packs of people have a tenth of it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way a factor can be: what rules see, and what the sketch changes."""

    fields: Mapping[str, object]
    sketch: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Factor:
    """Choices of which exactly one holds; the first is the plainest."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """All factors of one kind of visit, and the sketch that they change.

    `fields` are all those that the factors decide; any other is absent in such a visit.
    """

    plainest: Sketch
    factors: tuple[Factor, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that rules see in such a visit."""
        return frozenset(name for each in self.factors for name in each.choices[0].fields)

    def sketch_of(self, chosen: Sequence[int]) -> Sketch:
        """The sketch with one choice per factor."""
        changes: dict[str, Any] = {}
        evidence: dict[str, bool] = {}
        for factor, index in zip(self.factors, chosen, strict=True):
            part = factor.choices[index].sketch
            evidence.update(part.get("evidence", {}))
            changes.update(part)
        return replace(self.plainest, **{**changes, "evidence": evidence})


def space_with_receipt(tests: Iterable[Any], plainest: Sketch) -> Space:
    """Visits with a receipt; choices that none of the tests tells apart are joined."""
    given: Tests = tuple(dict.fromkeys(tests))
    made = {
        **choices_of_visit(given, plainest),
        **choices_of_sale(given, plainest),
        "time": time_choices(given, plainest.today),
        "tender": tender_choices(given),
        "history": history_choices(given, plainest.today),
    }
    return Space(plainest, tuple(_factor(name, each, given) for name, each in made.items()))


def space_without_receipt(tests: Iterable[Any], plainest: Sketch) -> Space:
    """Visits with goods alone."""
    given: Tests = tuple(dict.fromkeys(tests))
    bare = replace(plainest, is_found=False)
    made = {
        **choices_of_visit(given, bare),
        "time": days_alone(given, plainest.today),
        "history": history_choices(given, plainest.today),
    }
    return Space(bare, tuple(_factor(name, each, given) for name, each in made.items()))


def _factor(name: str, made: Made, tests: Tests) -> Factor:
    """The factor with one choice for each answer that the tests together can give."""
    kept: dict[tuple[bool, ...], Choice] = {}
    mine: Tests | None = None
    for seen, sketch in made:
        if mine is None:
            mine = tuple(test for test in tests if test.field in seen)
        answers = tuple(passes(test, seen[test.field]) for test in mine)
        kept.setdefault(answers, Choice(seen, sketch))
        if len(kept) == MOST_CHOICES:
            break
    return Factor(name, tuple(kept.values()))
