"""Finds what is planted by plain counting: shows that it can be found, and that clean is clean.

Owns no statistics worth the name: a share is unlike the rest where it lies five standard errors
away. It knows the shop's shifts, goods and rules as the planter made them, and shares no code with
any review.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from support.planting.arrivals import BY_HOUR
from support.planting.facts import EVENING, LATE, OTHER_CARD
from support.planting.goods import CATALOGUE
from support.planting.signs import Sign, SignKind
from support.planting.slow_counts import Cases, Share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

ERRORS_AWAY: Final = 5.0
MOSTLY: Final = 0.85
ENOUGH: Final = 15


def plain_signs(journal: Path, today: date) -> frozenset[Sign]:
    """Every sign of the whole journal up to that day."""
    with JournalReader(journal, AnchorFile(journal.with_name("anchor.json"))) as reader:
        cases = Cases(event for event in reader.read() if event.at.date() <= today)
    return frozenset(_signs(cases))


def _signs(cases: Cases) -> Iterator[Sign]:
    morning = set(BY_HOUR) - EVENING
    if _is_above(cases.credit_where_money_stood(EVENING), cases.credit_where_money_stood(morning)):
        yield Sign(SignKind.STEERING)
    for goods in CATALOGUE:
        sold = Share(goods.sold * 1_000, 100_000)
        if _is_above(cases.came_back(goods.sku), sold):
            yield Sign(SignKind.ITEM, goods.sku)
    for rule in sorted({key[0] for key in cases.unequal_keys()}):
        yield Sign(SignKind.UNEQUAL_ANSWERS, rule)
    for rule in (LATE, OTHER_CARD):
        allowed = cases.approved(rule)
        if allowed.of >= ENOUGH and allowed.part >= MOSTLY:
            yield Sign(SignKind.ALWAYS_APPROVED, rule)
    if _is_above(cases.broken("call_you"), cases.broken("order_for_you")):
        yield Sign(SignKind.BROKEN_PROMISES, "call_you")
    left = {hour: cases.left(hour) for hour in BY_HOUR}
    for hour, share in left.items():
        others = [each for other, each in left.items() if other != hour]
        if _is_above(share, Share(sum(x.times for x in others), sum(x.of for x in others))):
            yield Sign(SignKind.WALK_AWAYS, str(hour))


def _is_above(one: Share, other: Share) -> bool:
    if not (one.of and other.of):
        return False
    both = (one.times + other.times) / (one.of + other.of)
    error = sqrt(both * (1 - both) * (1 / one.of + 1 / other.of))
    return one.part - other.part > ERRORS_AWAY * error > 0
