"""What a value of one field leaves standing, for each kind of field.

Owns the looking-up of a single value; must not know rules, only the bits of their conjunctions.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from fnmatch import translate
from functools import lru_cache, reduce
from operator import or_
from re import compile as compile_pattern

from returns_desk.domain.case import Reason
from returns_desk.domain.engine.calendar import is_in_season, is_until
from returns_desk.domain.policy import FieldKind, FieldTest

MaskOf = Callable[[object], int]
Tested = Sequence[tuple[int, FieldTest]]
"""Tests of one field, each with the bit of its conjunction."""

MOST_TEXTS_REMEMBERED = 1024
MOST_DAYS_REMEMBERED = 1024


def mask_of(kind: FieldKind, tests: Tested, untested: int) -> MaskOf:
    """Which conjunctions a value leaves standing; `untested` are those that no test is part of."""
    return _MASKS[_INTERVALS.get(kind, kind)](tests, untested)


def _word_masks(tests: Tested, untested: int) -> MaskOf:
    """Words and flags: a test holds for each of its words."""
    by_word: dict[object, int] = {}
    for bit, test in tests:
        for word in _judged_words(test):
            by_word[word] = by_word.get(word, untested) | bit
    return lambda value: by_word.get(value, untested)


def _judged_words(test: FieldTest) -> frozenset[str | bool]:
    """An unwanted gift is judged as a change of mind."""
    is_gift = test.field == "reason" and Reason.GIFT in test.any_of
    return test.any_of | {Reason.CHANGED_MIND} if is_gift else test.any_of


def _set_masks(tests: Tested, untested: int) -> MaskOf:
    """Sets of words: a test holds where one of its words is in the set."""
    of_word = _word_masks(tests, untested)

    def mask_of(words: object) -> int:
        known = words if isinstance(words, frozenset) else ()
        return reduce(or_, map(of_word, known), untested)

    return mask_of


def _pattern_masks(tests: Tested, untested: int) -> MaskOf:
    """Text: a test holds where one of its patterns matches."""
    patterns: dict[str, int] = {}
    for bit, test in tests:
        for pattern in test.patterns:
            patterns[pattern] = patterns.get(pattern, 0) | bit
    compiled = [(compile_pattern(translate(each)).match, mask) for each, mask in patterns.items()]

    @lru_cache(maxsize=MOST_TEXTS_REMEMBERED)
    def mask_of(value: object) -> int:
        if value is None:
            return untested
        text = str(value)
        return reduce(or_, (mask for matches, mask in compiled if matches(text)), untested)

    return mask_of


def _interval_masks(tests: Tested, untested: int) -> MaskOf:
    """Numbers, money, dates: between two turns all values act alike."""
    turns: dict[int, int] = {}
    mask = untested
    for bit, test in tests:
        low, high = test.at_least, test.at_most
        if low is not None and high is not None and low > high:
            continue
        if low is None:
            mask |= bit
        else:
            turns[low] = turns.get(low, 0) ^ bit
        if high is not None:
            turns[high + 1] = turns.get(high + 1, 0) ^ bit
    cuts = sorted(turns)
    masks = [mask]
    for cut in cuts:
        mask ^= turns[cut]
        masks.append(mask)

    def mask_of(value: object) -> int:
        return masks[bisect_right(cuts, value)] if isinstance(value, int) else untested

    return mask_of


def _season_masks(tests: Tested, untested: int) -> MaskOf:
    """Days of any year: a test holds from its first to its last day, over New Year as well."""
    spans = [(bit, test.at_least or 0, test.at_most or 0) for bit, test in tests]

    @lru_cache(maxsize=MOST_DAYS_REMEMBERED)
    def mask_of(day: object) -> int:
        if not isinstance(day, int):
            return untested
        held = (bit for bit, first, last in spans if is_in_season(day, first, last))
        return reduce(or_, held, untested)

    return mask_of


def _deadline_masks(tests: Tested, untested: int) -> MaskOf:
    """The sale's day and today: a test holds up to the first such day on or after the sale."""
    ends = [(bit, test.at_most or 0) for bit, test in tests]

    @lru_cache(maxsize=MOST_DAYS_REMEMBERED)
    def mask_of(days: object) -> int:
        if not isinstance(days, tuple):
            return untested
        since, today = days
        return reduce(or_, (bit for bit, last in ends if is_until(today, last, since)), untested)

    return mask_of


_INTERVALS = dict.fromkeys((FieldKind.MONEY, FieldKind.DATE), FieldKind.NUMBER)

_MASKS: Mapping[FieldKind, Callable[[Tested, int], MaskOf]] = {
    FieldKind.WORD: _word_masks,
    FieldKind.FLAG: _word_masks,
    FieldKind.WORDS: _set_masks,
    FieldKind.PATTERN: _pattern_masks,
    FieldKind.NUMBER: _interval_masks,
    FieldKind.SEASON: _season_masks,
    FieldKind.DEADLINE: _deadline_masks,
}
