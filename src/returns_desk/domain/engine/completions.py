"""All completions of the unknown facts that matter, with values that act alike joined.

A fact's values collapse into the classes that the rules tell apart. Owns the enumeration;
knows nothing of money or verdicts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from returns_desk.domain.board import FactValue
from returns_desk.domain.engine.matching import Bits, holds
from returns_desk.domain.engine.unknowns import Unknown


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values of one fact that no rule in play tells apart; `values[0]` stands for all."""

    values: tuple[FactValue, ...]
    mask: int


@dataclass(frozen=True, slots=True)
class OpenFact:
    """One unknown fact with its classes, in the order of its values."""

    name: str
    is_shared: bool
    classes: tuple[ValueClass, ...]

    def class_of(self, value: FactValue) -> int:
        """The index of the class that holds the value; the first where none does."""
        found = (i for i, each in enumerate(self.classes) if value in each.values)
        return next(found, 0)


_SEEN_FIRST = (
    "original_tender_present",
    "evidence:receipt",
    "evidence",
    "other_card",
    "gift_card_present",
)


def kind_rank(fact: str) -> int:
    """What can be seen on the counter before what has to be asked."""
    found = (rank for rank, kind in enumerate(_SEEN_FIRST) if fact.startswith(kind))
    return next(found, len(_SEEN_FIRST))


def open_facts(bits: Bits) -> tuple[OpenFact, ...]:
    """The unknown facts that some rule still tests; shared ones first, then in name order."""
    facts = [_open_fact(unknown, bits) for unknown in bits.unknowns.values()]
    telling = [fact for fact in facts if len(fact.classes) > 1]
    return tuple(
        sorted(telling, key=lambda fact: (not fact.is_shared, kind_rank(fact.name), fact.name))
    )


def constant_mask(bits: Bits) -> int:
    """The bits of facts whose values all act alike."""
    mask = 0
    for unknown in bits.unknowns.values():
        fact = _open_fact(unknown, bits)
        if len(fact.classes) == 1:
            mask |= fact.classes[0].mask
    return mask


def completions(
    facts: tuple[OpenFact, ...], constant: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every choice of one class per fact, with the mask of what then holds."""
    for choice in product(*(range(len(fact.classes)) for fact in facts)):
        mask = constant
        for fact, index in zip(facts, choice, strict=True):
            mask |= fact.classes[index].mask
        yield choice, mask


def _open_fact(unknown: Unknown, bits: Bits) -> OpenFact:
    by_mask: dict[int, list[FactValue]] = {}
    for value, fields in unknown.choices:
        by_mask.setdefault(_mask_of(fields, bits, unknown.name), []).append(value)
    classes = tuple(ValueClass(tuple(values), mask) for mask, values in by_mask.items())
    return OpenFact(unknown.name, unknown.is_shared, classes)


def _mask_of(fields: Mapping[str, object], bits: Bits, name: str) -> int:
    mask = 0
    for bit, test in bits.tests[name]:
        if holds(test, fields.get(test.field)):
            mask |= bit
    return mask
