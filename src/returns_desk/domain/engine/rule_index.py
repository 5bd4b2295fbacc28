"""Rules as bit masks: facts in, fired rules out.

Every conjunction of every rule has one bit: those of `when` lie in the first plane, one bit per
rule, the first alternatives of `any` in the next plane at the same places, and so on, then those
of `unless`. A field's value leaves some conjunctions standing, which is one mask; what stands
after all facts is the AND of their masks, however many rules there are. Owns the compiling of
rules and the looking-up; must not know cases, options or money.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache, reduce
from itertools import zip_longest
from operator import and_, or_
from re import compile as compile_pattern

from returns_desk.domain.case import Reason
from returns_desk.domain.policy import Conjunction, Field, FieldKind, FieldTest, Rule

MaskOf = Callable[[object], int]
Tested = Sequence[tuple[int, FieldTest]]
"""Tests of one field, each with the bit of its conjunction."""

MOST_TEXTS_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Column:
    """One field: `mask_of` gives the conjunctions that a value of it leaves standing.

    `untested` are the conjunctions that don't speak of it: what an absent value (None) leaves.
    A conjunction that tests a field twice has its second test in a second column.
    """

    field: str
    may_be_unknown: bool
    untested: int
    mask_of: MaskOf


@dataclass(frozen=True, slots=True, eq=False)
class RuleIndex:
    """The rules with their bits, and a column per field, by what the field is about.

    `every` holds the bits of all conjunctions, `whens` those of the first plane; `any_places`
    and `unless_places` are the distances of the other planes. `without_any` are the rules that
    have no alternatives.
    """

    rules: tuple[Rule, ...]
    columns: Mapping[str, tuple[Column, ...]]
    every: int
    whens: int
    without_any: int
    any_places: tuple[int, ...]
    unless_places: tuple[int, ...]

    def fired(self, held: int) -> int:
        """The rules that apply, one bit each, where the conjunctions `held` hold."""
        barred = 0
        for place in self.unless_places:
            barred |= held >> place
        return self._with_alternative(held) & ~barred

    def fired_in(
        self, held: int, rows_of: Mapping[int, int], everywhere: int
    ) -> list[tuple[Rule, int]]:
        """The rules that may apply, each with the completions in which it does, as bits.

        `held` are the conjunctions that may hold, `rows_of` has the completions of those that do
        not hold `everywhere`, by their bit.
        """
        if not rows_of:
            return [(rule, everywhere) for rule in self.rules_of(self.fired(held))]
        found = []
        rest = self._with_alternative(held)
        while rest:
            bit = rest & -rest
            rest ^= bit
            rows = rows_of.get(bit, everywhere)
            if bit & ~self.without_any:
                rows &= _any_rows(bit, self.any_places, held, rows_of, everywhere)
            rows &= ~_any_rows(bit, self.unless_places, held, rows_of, everywhere)
            if rows:
                found.append((self.rules[bit.bit_length() - 1], rows))
        return found

    def seen(self, held: int) -> int:
        """Of what may still hold, the conjunctions whose facts have a say.

        Alternatives count where `when` may hold, exceptions where an alternative may as well.
        """
        when = held & self.whens
        alive = self._with_alternative(held)
        kept = when
        for place in self.any_places:
            kept |= (when << place) & held
        for place in self.unless_places:
            kept |= (alive << place) & held
        return kept

    def _with_alternative(self, held: int) -> int:
        """The rules whose `when` and at least one of whose alternatives are held."""
        if not self.any_places:
            return held & self.whens
        some = self.without_any
        for place in self.any_places:
            some |= held >> place
        return held & some & self.whens

    def planes_of(self, rules: int) -> int:
        """The bits of all conjunctions of these rules."""
        places = (0, *self.any_places, *self.unless_places)
        return self.every & reduce(or_, (rules << place for place in places))

    def absent(self, about: str) -> int:
        """What stands where nothing of that kind is there: no sale, no tender."""
        return reduce(and_, (column.untested for column in self.columns.get(about, ())), self.every)

    def rules_of(self, fired: int) -> list[Rule]:
        """The rules behind their bits, in the index's order."""
        found = []
        while fired:
            lowest = fired & -fired
            found.append(self.rules[lowest.bit_length() - 1])
            fired ^= lowest
        return found


def _any_rows(
    bit: int, places: tuple[int, ...], held: int, rows_of: Mapping[int, int], everywhere: int
) -> int:
    """Where at least one of a rule's conjunctions in these planes holds."""
    rows = 0
    for place in places:
        if held & bit << place:
            rows |= rows_of.get(bit << place, everywhere)
    return rows


def index_of(rules: Sequence[Rule], fields: Mapping[str, Field]) -> RuleIndex:
    """The index of these rules; `fields` says of each field its kind and what it is about."""
    count = len(rules)
    any_planes = _planes(rule.any for rule in rules)
    unless_planes = _planes(rule.unless for rule in rules)
    planes = [tuple(rule.when for rule in rules), *any_planes, *unless_planes]
    bits = [
        (1 << plane * count + place, conjunction)
        for plane, conjunctions in enumerate(planes)
        for place, conjunction in enumerate(conjunctions)
        if conjunction is not None
    ]
    every = sum(bit for bit, _ in bits)
    firsts = len(any_planes) + 1
    return RuleIndex(
        rules=tuple(rules),
        columns=_columns(bits, fields, every),
        every=every,
        whens=(1 << count) - 1,
        without_any=sum(1 << place for place, rule in enumerate(rules) if not rule.any),
        any_places=tuple(count * plane for plane in range(1, firsts)),
        unless_places=tuple(count * plane for plane in range(firsts, len(planes))),
    )


def _planes(
    of_rules: Iterable[tuple[Conjunction, ...]],
) -> list[tuple[Conjunction | None, ...]]:
    """The first conjunction of each rule, the second of each, and so on; None where none is."""
    return list(zip_longest(*of_rules)) if (of_rules := list(of_rules)) else []


def _columns(
    bits: Iterable[tuple[int, Conjunction]], fields: Mapping[str, Field], every: int
) -> Mapping[str, tuple[Column, ...]]:
    tested: dict[tuple[str, int], list[tuple[int, FieldTest]]] = {}
    for bit, conjunction in bits:
        for key, test in _numbered(conjunction):
            tested.setdefault(key, []).append((bit, test))
    columns: dict[str, tuple[Column, ...]] = {}
    for (name, _), tests in sorted(tested.items(), key=lambda each: each[0]):
        about = fields[name].about
        columns[about] = (*columns.get(about, ()), _column(name, fields[name], tests, every))
    return columns


def _numbered(conjunction: Conjunction) -> Iterator[tuple[tuple[str, int], FieldTest]]:
    """Each test with its field and how many tests of that field came before it."""
    before: dict[str, int] = {}
    for test in conjunction:
        number = before.get(test.field, 0)
        before[test.field] = number + 1
        yield (test.field, number), test


def _column(name: str, about: Field, tests: Tested, every: int) -> Column:
    untested = every & ~sum(bit for bit, _ in tests)
    kind = _INTERVALS.get(about.kind, about.kind)
    mask_of = _MASKS[kind](tests, untested)
    return Column(name, about.may_be_unknown, untested, mask_of)


# --- one kind of field each -----------------------------------------------------------------


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


_INTERVALS = dict.fromkeys((FieldKind.MONEY, FieldKind.DATE), FieldKind.NUMBER)

_MASKS: Mapping[FieldKind, Callable[[Tested, int], MaskOf]] = {
    FieldKind.WORD: _word_masks,
    FieldKind.FLAG: _word_masks,
    FieldKind.WORDS: _set_masks,
    FieldKind.PATTERN: _pattern_masks,
    FieldKind.NUMBER: _interval_masks,
}
