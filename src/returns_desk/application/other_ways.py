"""The counter's commands for other ways than money back: new goods, prices, goodwill, parcels.

Owns their names and what they are given; how a command runs is the desk's.
"""

from datetime import date
from decimal import Decimal

from returns_desk.application import new_goods, parcels, price_adjusting
from returns_desk.application.desk_state import DeskState
from returns_desk.application.evidence.commands import EvidenceCommands
from returns_desk.application.goodwill_choosing import ask_amount
from returns_desk.application.goodwill_giving import set_goodwill_reason


class OtherWays(EvidenceCommands):
    """The part of the desk for exchanges, price adjustments, goodwill and parcels."""

    def set_new_goods(self, number: int, quantity: Decimal) -> DeskState:
        """Let that many of the new goods at that place, from 1, go out; 0 leaves them here."""
        return self._do("set_new_goods", lambda t: new_goods.set_quantity(t, number, quantity))

    def set_goodwill_reason(self, reason: str) -> DeskState:
        """Say why goodwill is given (goodwill_budget.GOODWILL_REASONS)."""
        return self._do("set_goodwill_reason", lambda turn: set_goodwill_reason(turn, reason))

    def ask_goodwill_amount(self) -> DeskState:
        """Wait for how much of the goodwill is given; `name_price` takes it."""
        return self._do("ask_goodwill_amount", ask_amount)

    def mark_parcel(self, *, is_parcel: bool) -> DeskState:
        """Note that the goods came by parcel, or take that back."""
        return self._do("mark_parcel", lambda turn: parcels.mark_parcel(turn, is_parcel=is_parcel))

    def ask_posted_on(self) -> DeskState:
        """Wait for the day on which the parcel was posted."""
        return self._do("ask_posted_on", parcels.ask_posted_on)

    def set_posted_on(self, day: date) -> DeskState:
        """Note when the parcel was posted."""
        return self._do("set_posted_on", lambda turn: parcels.set_posted_on(turn, day))

    def name_price(self, price: int) -> DeskState:
        """Say what one of what the scan field waits for costs today, minor units with tax."""
        return self._do("name_price", lambda turn: new_goods.name_price(turn, price))

    def ask_price(self, receipt: str, line: int) -> DeskState:
        """Wait for what one of a claimed line costs today."""
        place = (receipt, line)
        return self._do("ask_price", lambda turn: price_adjusting.ask_price(turn, place))
