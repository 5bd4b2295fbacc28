"""All completions of one case side by side, and what is paid in each.

Owns the joining of one item's verdicts to what several items get together; which items an option
covers is `oracle.covering`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from oracle.fees import borne
from oracle.legs import Paid, expected_legs
from oracle.subjects import Subject
from oracle.verdicts import NOT, Verdict
from oracle.worths import told_quantity
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy

Completion = tuple[tuple[str, object], ...]
Verdicts = dict[tuple[str, int], Verdict]
"""By option and item."""


@dataclass(frozen=True, slots=True)
class World:
    """One completion: the goods as they are then, and what becomes of each."""

    subjects: list[Subject]
    verdicts: Verdicts


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the oracle, with every completion's verdicts."""

    case: Case
    policy: Policy
    subjects: list[Subject]
    worlds: dict[Completion, World]
    names: list[str]

    def kinds(self, option: str, item: int) -> set[int]:
        """What the rules make of an item, over all completions."""
        return {world.verdicts[option, item].kind for world in self.worlds.values()}

    def most(self, option: str, item: int) -> int:
        """The most that an item can bring."""
        return max(world.verdicts[option, item].amount for world in self.worlds.values())


def settled(question: Asked, covered: tuple[int, ...], found: list[Verdict]) -> list[Paid]:
    """What each covered item gets once the fees are off that are kept once for all."""
    worths = [v.amount + v.fee for v in found]
    once = borne([v.amount for v in found], worths, [v.once for v in found])
    return [
        Paid(
            question.subjects[i],
            verdict.amount - part,
            verdict.fee + part,
            verdict.routes,
            verdict.right,
        )
        for i, verdict, part in zip(covered, found, once, strict=True)
    ]


def all_payments(question: Asked, option: str, covered: tuple[int, ...]) -> list[list[Paid]]:
    """What is paid in each completion where all items are possible, the least first.

    Where no completion allows all of them together, each item's least, and each item's most.
    """
    rows = [[w.verdicts[option, i] for i in covered] for w in question.worlds.values()]
    joint = [row for row in rows if all(verdict.kind != NOT for verdict in row)]
    if not joint:
        open_ones = [[v for v in each if v.kind != NOT] for each in zip(*rows, strict=True)]
        joint = [[end(each, key=_amount) for each in open_ones] for end in (min, max)]
    return sorted((settled(question, covered, row) for row in joint), key=total_of)


def _amount(verdict: Verdict) -> int:
    return verdict.amount


def total_of(paid: list[Paid]) -> int:
    """What all of it comes to."""
    return sum(each.amount for each in paid)


def facts_that_matter(question: Asked, option: str, covered: tuple[int, ...]) -> frozenset[str]:
    """The facts in which two completions may differ alone and give anything different."""
    shown = {key: _shown(question, w, option, covered) for key, w in question.worlds.items()}
    return _telling(question.names, shown)


def _telling(names: list[str], seen: Mapping[Completion, tuple[object, ...]]) -> frozenset[str]:
    found = set[str]()
    for place, name in enumerate(names):
        known: dict[Completion, tuple[object, ...]] = {}
        for completion, now in seen.items():
            rest = completion[:place] + completion[place + 1 :]
            if known.setdefault(rest, now) != now:
                found.add(name)
    return frozenset(found)


def _shown(
    question: Asked, world: World, option: str, covered: tuple[int, ...]
) -> tuple[object, ...]:
    """What the board would say of every item, and of the covered ones' money together."""
    every = [world.verdicts[option, i] for i in range(len(question.subjects))]
    paid = settled(question, covered, [every[i] for i in covered])
    each = tuple((verdict.kind, verdict.amount, verdict.routes) for verdict in every)
    units = tuple(told_quantity(world.subjects[i], option) for i in covered)
    amounts = tuple(item.amount for item in paid)
    legs = expected_legs(option, paid, question.case, question.policy) if paid else ()
    return each, units, amounts, tuple(leg[:2] + leg[3:4] for leg in legs)
