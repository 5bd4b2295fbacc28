"""What the tests of the ladder of proof share: goods, a sale store that remembers questions.

Owns helpers only; a test puts in what it is about.
"""

from datetime import timedelta
from decimal import Decimal

from builders import SOLD_AT, line, sale, tender
from fakes import FakeSales
from returns_desk.application.desk_state import DeskState
from returns_desk.application.known_items import KnownItem
from returns_desk.application.ports import Candidate, SaleQuery
from returns_desk.application.proofs import FoundPurchase
from returns_desk.domain.sale import Sale

SKU = "SHELF-36W"
SHELF_BOARD = KnownItem(SKU, "00012345678905", "Shelf board, white, 36 in", "hardware", 1999)
THREE = "3141-01-20261101-0003"


class AskedSales(FakeSales):
    """A sale store that remembers what it was asked, and answers all of it alike."""

    def __init__(self, sales: list[Sale], found: tuple[Candidate, ...] = ()) -> None:
        super().__init__(sales)
        self.found = found
        self.queries: list[SaleQuery] = []

    def find(self, query: SaleQuery, limit: int = 20) -> tuple[Candidate, ...]:
        self.queries.append(query)
        return self.found[:limit]


def three_lines() -> Sale:
    """A shelf, two more of it, and half a kilo of nails."""
    lines = [line(1), line(2, quantity=Decimal(2)), line(3, unit="kg", sku="NAILS", gtin=None)]
    sold_at = SOLD_AT - timedelta(days=6)
    return sale(THREE, lines, [tender(amount=6408)], sold_at=sold_at)


def candidate(receipt: str, number: int = 1, *because: str) -> Candidate:
    return Candidate(receipt, number, 1, because)


def found(state: DeskState) -> tuple[FoundPurchase, ...]:
    assert state.proof is not None
    return state.proof.found
