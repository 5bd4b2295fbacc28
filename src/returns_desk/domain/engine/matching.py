"""One rule against one item: what is decided already, and what hangs on unknown facts.

Every test of an unknown fact gets one bit; a completion of the unknown facts is then a
number, and a rule is a few masks to compare it with. So a thousand completions cost a
thousand comparisons and no look-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import cast

from returns_desk.domain.case import Reason
from returns_desk.domain.engine.unknowns import Known, Unknown
from returns_desk.domain.policy import FIELDS, Conjunction, FieldKind, FieldTest, Rule

_INTERVALS = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE})


def holds(test: FieldTest, value: object) -> bool:
    """Whether a known value passes a test; an absent value passes none."""
    if value is None:
        return False
    kind = FIELDS[test.field].kind
    if kind in _INTERVALS:
        return _within(test, value)
    if kind is FieldKind.PATTERN:
        return any(fnmatchcase(str(value), pattern) for pattern in test.patterns)
    if kind is FieldKind.WORDS:
        return isinstance(value, frozenset) and not value.isdisjoint(test.any_of)
    if value == Reason.CHANGED_MIND and test.field == "reason":
        return not test.any_of.isdisjoint({Reason.CHANGED_MIND, Reason.GIFT})
    return value in test.any_of


def _within(test: FieldTest, value: object) -> bool:
    number = cast("int", value)
    above = test.at_least is None or number >= test.at_least
    return above and (test.at_most is None or number <= test.at_most)


@dataclass(slots=True)
class Bits:
    """Gives each (unknown fact, test) its bit; `tests` lists them by fact name."""

    unknowns: dict[str, Unknown] = field(default_factory=dict)
    tests: dict[str, list[tuple[int, FieldTest]]] = field(default_factory=dict)
    _given: dict[tuple[str, FieldTest], int] = field(default_factory=dict)

    def bit(self, unknown: Unknown, test: FieldTest) -> int:
        """The bit of that test of that fact, as a mask."""
        key = (unknown.name, test)
        if key not in self._given:
            mask = 1 << len(self._given)
            self._given[key] = mask
            self.unknowns.setdefault(unknown.name, unknown)
            self.tests.setdefault(unknown.name, []).append((mask, test))
        return self._given[key]


@dataclass(frozen=True, slots=True)
class Matcher:
    """A rule as masks. It applies to a completion when `applies` says so."""

    rule: Rule
    when: int
    any: tuple[int, ...]
    unless: tuple[int, ...]

    def applies(self, completion: int) -> bool:
        """Whether the rule applies in that completion."""
        if completion & self.when != self.when:
            return False
        if self.any and not any(completion & mask == mask for mask in self.any):
            return False
        return not any(completion & mask == mask for mask in self.unless)


def matcher_for(
    rule: Rule, known: Known, unknown: Mapping[str, Unknown], bits: Bits
) -> Matcher | None:
    """The rule as masks over the unknown facts, or None where it can't apply any more."""
    when = _mask(rule.when, known, unknown, bits)
    if when is None:
        return None
    some = [_mask(each, known, unknown, bits) for each in rule.any]
    possible = tuple(mask for mask in some if mask is not None)
    if rule.any and not possible:
        return None
    barred = [_mask(each, known, unknown, bits) for each in rule.unless]
    if 0 in barred:
        return None
    unless = tuple(mask for mask in barred if mask is not None)
    return Matcher(rule, when, () if 0 in possible else possible, unless)


def _mask(
    conjunction: Conjunction, known: Known, unknown: Mapping[str, Unknown], bits: Bits
) -> int | None:
    """The bits that must be set for a conjunction to hold; None where it can't hold."""
    open_tests = []
    for test in conjunction:
        if test.field in unknown:
            open_tests.append(test)
        elif not holds(test, known.get(test.field)):
            return None
    mask = 0
    for test in open_tests:
        mask |= bits.bit(unknown[test.field], test)
    return mask
