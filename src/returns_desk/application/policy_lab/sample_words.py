"""Words that shell patterns of a pack match, alone and two at once.

Owns the making of such words. Decides nothing.
"""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import permutations

MOST_PATTERNS_PAIRED = 30
"""Beyond so many patterns only single ones get a word; pairs would take too long."""


def samples(patterns: Sequence[str]) -> Iterator[str]:
    """A word per pattern, then words that two patterns may share."""
    singles = [word_for(pattern) for pattern in patterns]
    yield from singles
    if len(patterns) > MOST_PATTERNS_PAIRED:
        return
    for (one, _), (other, word) in permutations(zip(patterns, singles, strict=True), 2):
        joined = word_for(one.replace("*", word, 1))
        if fnmatchcase(joined, one) and fnmatchcase(joined, other):
            yield joined


def word_for(pattern: str) -> str:
    """A word that the pattern matches, for patterns without a negated set.

    >>> word_for("food/*"), word_for("A-??[xy]")
    ('food/x', 'A-xxx')
    """
    plain = re.sub(r"\[([^\]!])[^\]]*\]", r"\1", pattern)
    return plain.replace("*", "x").replace("?", "x")
