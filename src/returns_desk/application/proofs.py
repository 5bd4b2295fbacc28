"""The ladder of proof: how a purchase can be shown without its receipt, and what was found.

Owns the shapes between the counter and the screens; what is searched is proving.py's. Money is
int minor units. A card is known by its last four digits alone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Rung(StrEnum):
    """What may prove the purchase, in the order in which it is offered."""

    CARD = "card"
    """The card that paid, by its last four digits."""
    CUSTOMER = "customer"
    """The number under which the shop knows the customer."""
    SERIAL = "serial"
    """The number on the goods or their box."""
    BANK_STATEMENT = "bank_statement"
    """A bank statement that was shown: amount and day."""
    ITEM = "item"
    """The goods, and roughly when they were bought."""
    NOTHING = "nothing"
    """None of these: the goods alone, by the shop's rules for goods without a receipt."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What the customer can tell. `card` may be typed whole; no more than four digits are kept."""

    rung: Rung = Rung.CARD
    card: str = ""
    customer: str = ""
    serial: str = ""
    item: str = ""
    amount: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FoundPurchase:
    """One receipt that fits, with what is left of it.

    The three numbers and `paid` are of the line `goods` names, or of all `lines` that fit.
    `days_off` counts from the day that was told, None where none was. `sums_up` is False where
    the units of several lines can't be added.
    """

    receipt: str
    sold_at: datetime
    goods: str
    more_lines: int
    paid: int
    currency: str
    unit: str
    sold: Decimal
    returned: Decimal
    available: Decimal
    lines: tuple[int, ...]
    because: tuple[str, ...]
    days_off: int | None = None
    sums_up: bool = True


@dataclass(frozen=True, slots=True)
class ProofState:
    """The ladder as it stands: the rung, what was told, and what was found, best first.

    `is_told` is True where the customer said that there is no receipt.
    """

    clues: Clues
    found: tuple[FoundPurchase, ...] = ()
    has_searched: bool = False
    is_told: bool = False
    by_law: frozenset[Rung] = frozenset()
    """Rungs that the law here counts as proof."""
    goods: str = ""
    """What the goods are called that the store knows by the clue, for the last rung."""
    goods_price: int | None = None
    """What one of them costs today, or was sold for at least; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class GoodsEntry:
    """Goods that come back with no purchase found: their code or name, how many, today's price.

    `price` is of one unit, tax included, minor units; None where the store knows one.
    """

    goods: str
    quantity: Decimal = Decimal(1)
    price: int | None = None
