"""A receipt that the store does not know, keyed in from paper on one screen.

Owns the form's shape and how it becomes a sale; where the sale is kept is the sale store's.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from returns_desk.application.goods_without_receipt import names_goods
from returns_desk.domain.case import Store
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

_PIECES = "each"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as printed. `price` is for the whole line, tax included, in minor units."""

    description: str
    quantity: Decimal
    price: int
    unit: str = "each"
    sku: str | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class PaperReceipt:
    """What a person reads off a paper receipt; enough for a full board."""

    receipt: str
    sold_at: datetime
    tender_type: TenderType
    lines: tuple[PaperLine, ...]
    last4: str | None = None
    scheme: str | None = None


def sale_from_paper(
    paper: PaperReceipt, store: Store, now: datetime, mask: Callable[[str], str]
) -> Sale:
    """The sale that the paper tells, paid in one tender; every field is checked first.

    Raises:
        InvalidInput: names the field (`lines/2/price`) and how to mend it.
    """
    _check_head(paper, now)
    if not paper.lines:
        raise InvalidInput("lines", "Type at least one line of the receipt.")
    lines = tuple(_line(index, line, mask) for index, line in enumerate(paper.lines))
    tender = SaleTender(
        tender=1,
        type=paper.tender_type,
        amount=sum(line.paid for line in lines),
        scheme=paper.scheme,
        last4=paper.last4,
    )
    return Sale(
        receipt=paper.receipt.strip(),
        store=store.id,
        sold_at=paper.sold_at,
        lines=lines,
        tenders=(tender,),
        currency=store.currency,
    )


def _check_head(paper: PaperReceipt, now: datetime) -> None:
    if not paper.receipt.strip():
        raise InvalidInput("receipt", "Type the receipt's number.")
    if paper.sold_at.tzinfo is None:
        raise InvalidInput("sold_at", "Type the day and time of the sale.")
    if paper.sold_at > now:
        raise InvalidInput("sold_at", "This day is still to come. Check the date on the receipt.")
    if paper.last4 is not None and not re.fullmatch(r"[0-9]{4}", paper.last4):
        raise InvalidInput("last4", "Type the last four digits of the card, only those.")


def _line(index: int, line: PaperLine, mask: Callable[[str], str]) -> SaleLine:
    place = f"lines/{index + 1}"
    if not line.description.strip():
        raise InvalidInput(f"{place}/description", "Type what was bought.")
    description = mask(line.description.strip())
    if not names_goods(description):
        message = "Type only what the goods are called, without long numbers or mail addresses."
        raise InvalidInput(f"{place}/description", message, code="not_a_name")
    if line.quantity <= 0:
        raise InvalidInput(f"{place}/quantity", "Type a quantity above zero.")
    if line.unit == _PIECES and line.quantity != line.quantity.to_integral_value():
        raise InvalidInput(f"{place}/quantity", "Type a whole number of pieces.")
    if line.price < 0:
        raise InvalidInput(f"{place}/price", "Type the price as printed, zero or more.")
    return SaleLine(
        line=index + 1,
        description=description,
        quantity=line.quantity,
        unit=line.unit,
        paid=line.price,
        sku=line.sku or None,
        category=line.category,
    )
