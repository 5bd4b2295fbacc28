"""What one covered item gets under an option, as a shape; the sums are made elsewhere."""

from typing import NamedTuple

from returns_desk.domain.engine.claimed import Item


class Once(NamedTuple):
    """A fee that a whole return bears but once, by its rule; in minor units."""

    pack: str
    rule: str
    amount: int


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
