"""What every reader of sales hands on, whatever the format: a sale, its doubts, earlier returns.

Owns these shapes only. A reader never repairs: what does not add up is a `Doubt` that travels with
the sale, what is no sale is left out with its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from returns_desk.adapters.sales.input_files import Progress
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import Sale, TenderType


@dataclass(frozen=True, slots=True)
class ReturnedPiece:
    """Goods that came back in another system; money in minor units, `paid` before fees.

    `line` is the line number of the sale where the source names it, else None; then `sku` or
    `gtin` says which goods they are.
    """

    quantity: Decimal
    paid: int
    fee: int = 0
    line: int | None = None
    sku: str | None = None
    gtin: str | None = None


@dataclass(frozen=True, slots=True)
class RefundedPart:
    """Money that another system gave back, above zero; `tender` is of the sale, where known."""

    type: TenderType
    amount: int
    tender: int | None = None


@dataclass(frozen=True, slots=True)
class EarlierReturn:
    """A return that another system booked, joined to the receipt of its sale.

    `id` is never the same for two returns (source's own number, with store and terminal where
    the number is theirs). `receipt` is None where the source does not say which sale it was.
    `reference` is what our slip's barcode said, where the till booked a return of this program.
    """

    id: str
    receipt: str | None
    returned_at: datetime
    pieces: tuple[ReturnedPiece, ...]
    refunds: tuple[RefundedPart, ...]
    reference: str | None = None
    doubts: tuple[SaleDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the file that is no sale, or can't be used: a code of `reasons.SENTENCES`."""

    reason: str
    place: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One record of a file. `text` is the record as it stood there, for the list of left out.

    A record may hold a sale with returns (an order with its refunds), returns alone, or nothing
    of use; `bad` then says why, with its place inside the record. `aliases` are other numbers
    that the sale is known by, such as the order's id, by which a return may name it.
    """

    row: int
    place: str
    text: str
    sale: Sale | None = None
    doubts: tuple[SaleDoubt, ...] = ()
    returns: tuple[EarlierReturn, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    bad: InvalidInput | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """What the shop says where a file says nothing. `zone` is the IANA name for bare times."""

    store: str
    currency: str
    zone: str
    tender: TenderType


class SalesReader(Protocol):
    """Reads one format. Memory stays bounded by one record, whatever the file's size."""

    def __call__(
        self, path: Path, encoding: str | None, settings: ReaderSettings, progress: Progress, /
    ) -> Iterator[Reading]:
        """Yield each record in the file's order.

        The whole file is read once before anything of it is stored, so a file that turns out to
        be broken at its end changes nothing.

        Raises:
            InvalidInput: the file as a whole can't be used: place, sentence and mend.
        """
        ...
