"""Goods that stay with the customer though something is paid for them: whose price went down.

Owns which goods of a plan those are. The engine pays only the difference for them there; whoever
wants all of the money brings the goods back.
"""

from typing import Final

from returns_desk.application.case_record import Plan
from returns_desk.domain.board import Option
from returns_desk.domain.case import ClaimedItem, Reason
from returns_desk.domain.engine.rulebook import ADJUSTED

GOODS_STAY: Final = frozenset({"price_reduction"})
"""Remedies under which the customer keeps the goods."""


def stays(option: Option, item: ClaimedItem) -> bool:
    """Whether the option pays a lower price for these goods and leaves them with the customer."""
    return option.id in ADJUSTED and item.reason is Reason.PRICE_ADJUSTMENT


def all_kept(plan: Plan) -> bool:
    """Whether nothing of a plan comes back, because all of it stays at a lower price."""
    return bool(plan.items) and not plan.goods and all(item.is_kept for item in plan.items)
