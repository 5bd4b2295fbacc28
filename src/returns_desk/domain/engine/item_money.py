"""What one covered item gets under an option, as a shape; the sums are made elsewhere."""

import sys
from typing import NamedTuple

from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.money import basis_points_of

NO_CAP = sys.maxsize
"""Stands where a fee has no cap."""


class Once(NamedTuple):
    """A fee that a whole return bears but once, by its rule; in minor units.

    With a rate it grows with what comes back, from its floor up to its cap. `is_ceiling`: all
    above the amount is kept, after the other fees.
    """

    pack: str
    rule: str
    amount: int
    basis_points: int = 0
    floor: int = 0
    cap: int = NO_CAP
    is_ceiling: bool = False

    def brought(self, worth: int, net: int) -> int:
        """What counts of an item of that worth, of which so much is left after the fees before."""
        if self.is_ceiling:
            return net
        return worth if self.basis_points else 0

    def due(self, worth: int) -> int:
        """What is to be kept once goods of that worth have come back."""
        if self.is_ceiling:
            return max(0, worth - self.amount)
        kept = basis_points_of(worth, self.basis_points) + self.amount
        return min(max(kept, self.floor), self.cap)


class ItemMoney(NamedTuple):
    """What one covered item gets: `amount` is net of `fee`, both in minor units.

    `once` is what the whole return bears once and this item's rules speak of. `stays`: the goods
    stay with the customer, though the option takes goods back. `is_right`: the law gives it.
    """

    item: Item
    amount: int
    tax: int
    fee: int
    routes: tuple[str, ...] = ()
    once: frozenset[Once] = frozenset()
    stays: bool = False
    is_right: bool = False
