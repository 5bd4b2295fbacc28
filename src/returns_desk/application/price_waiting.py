"""When a price adjustment waits for the price of today: only where the shop does not know it.

Owns that nobody is asked for a price that is known (R5).
"""

from returns_desk.application.claims import Place, item_at
from returns_desk.application.presence import there
from returns_desk.application.turn import Turn
from returns_desk.application.typed_price import PriceAsked
from returns_desk.domain.case import ClaimedItem, Reason


def price_now(item: ClaimedItem | None) -> int | None:
    """Today's price of one where the goods are here for it; elsewhere no screen tells it (R6)."""
    is_why = item is not None and item.reason is Reason.PRICE_ADJUSTMENT
    return item.new_unit_price if item is not None and is_why else None


def wait_for_price(turn: Turn, place: Place, reason: Reason | None) -> None:
    """Wait for what one costs today where goods are kept at a lower price that nobody knows."""
    item = there(item_at(turn.record.claim.items, place), "a reason is of claimed goods")
    asked = None
    if reason is Reason.PRICE_ADJUSTMENT and item.new_unit_price is None:
        line = there(turn.session.line_of(*place), "claimed goods are on a receipt")
        asked = PriceAsked(line.description, place=place)
    turn.set(asked_price=asked, asks_day=False)
