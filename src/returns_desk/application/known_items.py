"""What the sale store knows of goods by their code, for goods that come back without a receipt.

Owns the shape and the port. Prices are of one unit, tax included, in minor units.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from returns_desk.application.ports import Candidate


@dataclass(frozen=True, slots=True)
class KnownItem:
    """Goods that were sold here. `lowest_price` is the least that a unit was sold for."""

    sku: str
    gtin: str
    description: str
    category: str
    lowest_price: int | None = None


class ItemLookup(Protocol):
    """The sale store, asked by goods."""

    def known_item(self, code: str, since: datetime) -> KnownItem | None:
        """The goods of a SKU or GTIN; the lowest price among the latest sales since then.

        Where nothing was sold since then, older sales tell the price.
        """
        ...

    def with_serial(self, serial: str) -> tuple[Candidate, ...]:
        """The sale lines of the piece with that serial number, the latest first."""
        ...


class NoItems:
    """A sale store that knows no goods."""

    def known_item(self, _code: str, _since: datetime) -> KnownItem | None:
        """Nothing."""
        return None

    def with_serial(self, _serial: str) -> tuple[Candidate, ...]:
        """Nothing."""
        return ()
