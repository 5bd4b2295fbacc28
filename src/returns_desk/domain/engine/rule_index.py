"""Rules as bit masks: facts in, fired rules out.

Every conjunction of every rule has one bit: those of `when` lie in the first plane, one bit per
rule, the first alternatives of `any` in the next plane at the same places, and so on, then those
of `unless`. A field's value leaves some conjunctions standing, which is one mask; what stands
after all facts is the AND of their masks, however many rules there are. Owns the compiling of
rules and the looking-up; must not know cases, options or money.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import zip_longest
from operator import and_, or_

from returns_desk.domain.engine.field_masks import MaskOf, Tested, mask_of
from returns_desk.domain.policy import Conjunction, Field, FieldTest, Rule


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

    def told(self, held: int, open_elsewhere: int) -> tuple[int, int]:
        """What tells which rules apply where `held` may hold, `open_elsewhere` of it only perhaps.

        The same rules apply to all that are told alike, whatever becomes of what is open: of rules
        that an exception bars nothing is left, and of alternatives only that one holds.
        """
        settled = held & ~open_elsewhere
        barred = some = 0
        for place in self.unless_places:
            barred |= settled >> place
        for place in self.any_places:
            some |= settled >> place
        when = self._with_alternative(held) & ~barred
        kept, some = when, some & when
        for place in self.any_places:
            kept |= ((when & ~some) << place) & held
        for place in self.unless_places:
            kept |= (when << place) & held
        return kept, some

    def joined(self, held: Iterable[int]) -> list[int]:
        """The same sets of what may hold in as few as can be, for `told`.

        Two sets are one where they leave the same of every rule that may apply in both.
        """
        found: list[int] = []
        for each in {self.seen(one): None for one in held}:
            for place, other in enumerate(found):
                if not self.planes_of(each & other & self.whens) & (each ^ other):
                    found[place] |= each
                    break
            else:
                found.append(each)
        return found

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

    def rules_with(self, conjunctions: int) -> int:
        """The rules that some of these conjunctions belong to, one bit each."""
        places = (0, *self.any_places, *self.unless_places)
        return reduce(or_, (conjunctions >> place for place in places)) & self.whens

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
    return Column(name, about.may_be_unknown, untested, mask_of(about.kind, tests, untested))
