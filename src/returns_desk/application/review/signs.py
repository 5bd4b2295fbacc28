"""Signs: where a period stands out beyond chance, and what each of them is about (R3, R4, R9).

Owns when a sign is claimed. Pure. A sign blames nobody and knows no clerk. All looks of one screen
are counted together, so that of twenty screens on which nothing is, at most one claims anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from returns_desk.application.policy_lab.drafting import wilson
from returns_desk.application.review.chance import by_chance_of_all, by_chance_of_share

AT_MOST: Final = 0.05
"""The chance that a screen on which nothing is claims anything."""
TIMES_THE_REST: Final = 1.5
"""What is hardly more than elsewhere is none, however surely it is more."""
LEAST: Final = 5
"""Fewer than so many are told, and are no sign."""
ENOUGH_DECISIONS: Final = 15
SURELY_ALLOWED: Final = 68
"""Of a hundred, at the least, 95 % sure: fourteen of fifteen are, thirteen are not."""
BOTH_WAYS: Final = 2
"""An answer that was given once may have been a slip of the finger."""


class SignKind(StrEnum):
    """What a sign is about."""

    STEERING = "steering"
    ITEM = "item"
    UNEQUAL_ANSWERS = "unequal_answers"
    ALWAYS_APPROVED = "always_approved"
    BROKEN_PROMISES = "broken_promises"
    WALK_AWAYS = "walk_aways"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that stands out; `about` is the part of the day, item, rule, kind or hour."""

    kind: SignKind
    about: str


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many, about one thing; `label` is how people know it."""

    about: str
    times: int
    of: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """Equal cases: the same rule, option, reasons and conditions, and how they were answered."""

    rule: str
    option: str
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    allowed: int
    declined: int

    @property
    def is_unequal(self) -> bool:
        """Whether some were allowed and some not, both more than once."""
        both = min(self.allowed, self.declined)
        return both >= BOTH_WAYS and self.allowed + self.declined >= LEAST


@dataclass(frozen=True, slots=True)
class SignFigures:
    """What signs are looked for in.

    Attributes:
        credit_by_part, credit_by_counter: store credit, of cases where money could be had.
        items: lines that came back, of lines of the item that were sold; 0 where nobody knows.
        reasons: lines that came back for that reason, of all.
        answers: equal cases with their answers.
        rules: decisions that allowed, of all that the rule asked for.
        promises: broken ones, of those that ended, by kind.
        left: customers who left, of those whose case ended in that hour.
    """

    credit_by_part: tuple[Counted, ...] = ()
    credit_by_counter: tuple[Counted, ...] = ()
    items: tuple[Counted, ...] = ()
    reasons: tuple[Counted, ...] = ()
    answers: tuple[Answered, ...] = ()
    rules: tuple[Counted, ...] = ()
    promises: tuple[Counted, ...] = ()
    left: tuple[Counted, ...] = ()


def signs_of(figures: SignFigures) -> tuple[Sign, ...]:
    """Every sign that one screen with these figures claims."""
    compared = (
        (SignKind.STEERING, figures.credit_by_part),
        (SignKind.STEERING, figures.credit_by_counter),
        (SignKind.BROKEN_PROMISES, figures.promises),
        (SignKind.WALK_AWAYS, figures.left),
    )
    looks = len(figures.items) + sum(len(counted) for _, counted in compared)
    by_chance = AT_MOST / max(looks, 1)
    found = [
        Sign(kind, about)
        for kind, counted in compared
        for about in _above_the_rest(counted, by_chance)
    ]
    found += [Sign(SignKind.ITEM, about) for about in _above_sold(figures.items, by_chance)]
    unequal = dict.fromkeys(each.rule for each in figures.answers if each.is_unequal)
    found += [Sign(SignKind.UNEQUAL_ANSWERS, rule) for rule in unequal]
    found += [Sign(SignKind.ALWAYS_APPROVED, x.about) for x in figures.rules if _is_allowed(x)]
    return tuple(found)


def _above_the_rest(counted: Iterable[Counted], by_chance: float) -> Iterator[str]:
    """What lies above all others together."""
    every = tuple(counted)
    times, of = sum(x.times for x in every), sum(x.of for x in every)
    for each in every:
        rest_times, rest_of = times - each.times, of - each.of
        if each.times < LEAST or not rest_of:
            continue
        is_more = each.times * rest_of >= TIMES_THE_REST * rest_times * each.of
        if is_more and by_chance_of_all(each.times, each.of, times, of) < by_chance:
            yield each.about


def _above_sold(items: Iterable[Counted], by_chance: float) -> Iterator[str]:
    """What comes back more often than it is sold; of items that nobody knows sold, nothing."""
    known = [each for each in items if each.of]
    came_back, sold = sum(x.times for x in known), sum(x.of for x in known)
    for each in known:
        share = each.of / sold
        if each.times < LEAST or share >= 1:
            continue
        is_more = each.times >= TIMES_THE_REST * share * came_back
        if is_more and by_chance_of_share(each.times, came_back, share) < by_chance:
            yield each.about


def _is_allowed(rule: Counted) -> bool:
    return rule.of >= ENOUGH_DECISIONS and wilson(rule.times, rule.of).least >= SURELY_ALLOWED
