"""Whether a value passes a test of a rule, as packs document it.

Owns the laboratory's own reading of a `FieldTest`, kept apart from the engine's: tests hold the
two against one another.
"""

from fnmatch import fnmatchcase
from typing import cast

from returns_desk.domain.policy import FIELDS, FieldKind, FieldTest

INTERVALS = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE})


def passes(test: FieldTest, value: object) -> bool:
    """Whether the value passes; what is absent (None) passes no test."""
    if value is None:
        return False
    kind = FIELDS[test.field].kind
    if kind in INTERVALS:
        number = cast("int", value)
        low = number if test.at_least is None else test.at_least
        high = number if test.at_most is None else test.at_most
        return low <= number <= high
    if kind is FieldKind.SEASON:
        return _is_in_season(test, cast("int", value))
    if kind is FieldKind.DEADLINE:
        return _is_in_time(test, *cast("tuple[int, int]", value))
    return _is_named(test, value)


def _is_named(test: FieldTest, value: object) -> bool:
    """Whether the test names the word, or a pattern or a word of the set."""
    kind = FIELDS[test.field].kind
    if kind is FieldKind.PATTERN:
        return any(fnmatchcase(str(value), pattern) for pattern in test.patterns)
    if kind is FieldKind.WORDS:
        return not cast("frozenset[str]", value).isdisjoint(test.any_of)
    if test.field == "reason" and value == "changed_mind":
        return not test.any_of.isdisjoint({"changed_mind", "gift"})
    return value in test.any_of


def _is_in_season(test: FieldTest, day: int) -> bool:
    """Whether the day lies between the two days of any year; the first may be the later one."""
    begun, not_ended = day >= (test.at_least or 0), day <= (test.at_most or 0)
    return (
        begun and not_ended if (test.at_least or 0) <= (test.at_most or 0) else begun or not_ended
    )


def _is_in_time(test: FieldTest, sold: int, today: int) -> bool:
    """Whether today is not past the first such day since the sale; days are like 20261121."""
    this_year = sold - sold % 10_000 + (test.at_most or 0)
    return today <= (this_year if this_year >= sold else this_year + 10_000)
