"""Where goods go that stay with the shop, and what their reason and condition suggest.

Owns the words and the suggestion. Recalled goods are kept apart, and goods for repair are repaired:
of these nobody chooses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from returns_desk.domain.case import Condition, Reason


class GoodsPlace(StrEnum):
    """Where goods go."""

    STOCK = "stock"
    REFURBISH = "refurbish"
    VENDOR = "vendor"
    DONATE = "donate"
    WASTE = "waste"
    QUARANTINE = "quarantine"
    REPAIR = "repair"


CHOICES = (
    GoodsPlace.STOCK,
    GoodsPlace.REFURBISH,
    GoodsPlace.VENDOR,
    GoodsPlace.DONATE,
    GoodsPlace.WASTE,
    GoodsPlace.QUARANTINE,
)
"""What a person chooses among, in the order in which it is shown."""

FIXED = frozenset({Reason.RECALL})
"""Reasons that leave no choice: what is recalled may hurt somebody."""

_BY_REASON: Mapping[Reason, GoodsPlace] = {
    Reason.RECALL: GoodsPlace.QUARANTINE,
    Reason.SPOILED: GoodsPlace.WASTE,
    Reason.DAMAGED: GoodsPlace.WASTE,
    Reason.FAULTY: GoodsPlace.VENDOR,
    Reason.NOT_AS_DESCRIBED: GoodsPlace.VENDOR,
}


@dataclass(frozen=True, slots=True)
class NotedPlaces:
    """Where the goods of a case went, by receipt and line; without a receipt it is empty.

    `is_confirmed` is False where nobody chose and the suggestion was noted.
    """

    places: Mapping[tuple[str, int], GoodsPlace]
    is_confirmed: bool


def suggested_place(reason: Reason | None, condition: Condition | None) -> GoodsPlace:
    """Where such goods go in most shops; what nobody looked at is looked over before it is sold.

    >>> suggested_place(Reason.CHANGED_MIND, Condition.UNOPENED)
    <GoodsPlace.STOCK: 'stock'>
    >>> suggested_place(Reason.CHANGED_MIND, None)
    <GoodsPlace.REFURBISH: 'refurbish'>
    """
    if reason is not None and reason in _BY_REASON:
        return _BY_REASON[reason]
    if condition is Condition.DAMAGED:
        return GoodsPlace.WASTE
    return GoodsPlace.STOCK if condition is Condition.UNOPENED else GoodsPlace.REFURBISH
