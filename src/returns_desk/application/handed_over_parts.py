"""Small parts of what is handed over of a return: where its goods are, and the sale they are of.

Owns the shapes alone.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Goods(StrEnum):
    """Where the goods are after the return."""

    TAKEN = "taken"
    KEPT = "kept"
    AGAIN = "again"
    """The customer has the same goods again: exchanged evenly or replaced."""


@dataclass(frozen=True, slots=True)
class OriginalSale:
    """The sale that something came back from; `sold_at` None where an old event did not say."""

    receipt: str
    store: str
    terminal: str
    sold_at: datetime | None = None
