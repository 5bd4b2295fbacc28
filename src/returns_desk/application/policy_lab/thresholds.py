"""The turning points of a pack: numbers, dates, words and patterns that its tests name.

Owns the collecting. Decides nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from returns_desk.domain.policy import FieldTest

Tests = tuple[FieldTest, ...]
"""Tests of rules, each once."""

Made = Iterator[tuple[Mapping[str, object], Mapping[str, Any]]]
"""Ways a factor can be: what rules see, and what a sketch changes; the plainest first."""


def numbers_of(tests: Iterable[FieldTest], field: str) -> tuple[int, ...]:
    """The numbers on both sides of every bound of the field's intervals, in ascending order."""
    turns: set[int] = set()
    for test in tests:
        if test.field == field and test.at_least is not None:
            turns |= {test.at_least - 1, test.at_least}
        if test.field == field and test.at_most is not None:
            turns |= {test.at_most, test.at_most + 1}
    return tuple(sorted(turns))


def patterns_of(tests: Iterable[FieldTest], field: str) -> tuple[str, ...]:
    """All patterns that tests of the field name, each once."""
    found = (pattern for test in tests if test.field == field for pattern in test.patterns)
    return tuple(dict.fromkeys(found))
