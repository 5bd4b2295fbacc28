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
    if kind is FieldKind.PATTERN:
        return any(fnmatchcase(str(value), pattern) for pattern in test.patterns)
    if kind is FieldKind.WORDS:
        return not cast("frozenset[str]", value).isdisjoint(test.any_of)
    if test.field == "reason" and value == "changed_mind":
        return not test.any_of.isdisjoint({"changed_mind", "gift"})
    return value in test.any_of
