"""Joins the lines of one receipt, wherever they stood in the file, into a `Sale`.

Owns what the records of one receipt must agree on. Must not read text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from returns_desk.adapters.sales.csv_rows import CsvLine, CsvSettings, unit_of
from returns_desk.adapters.sales.csv_values import BadValueError
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

_ONE_EACH = (("store", "two_stores"), ("customer", "two_customers"))


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A sold line and its place among all records of the receipt, those left out included.

    So a line keeps its number when a record before it is mended and the file comes again.
    """

    place: int
    line: CsvLine


def sale_of(receipt: str, placed: Sequence[PlacedLine], settings: CsvSettings) -> Sale:
    """Build the sale of one receipt.

    Raises:
        BadValueError: its records contradict each other, with the reason.

    """
    lines = [x.line for x in placed]
    for role, reason in _ONE_EACH:
        if len({x.get(role) for x in lines} - {None}) > 1:
            raise BadValueError(reason)
    if len({x.currency for x in lines}) > 1:
        raise BadValueError("two_currencies")
    customer = _first(lines, "customer")
    return Sale(
        receipt=receipt,
        store=_first(lines, "store") or settings.store,
        # Some tills stamp each line: the sale began with the earliest.
        sold_at=min(x.sold_at for x in lines),
        terminal=_first(lines, "terminal") or "",
        cashier=_first(lines, "cashier"),
        customer=customer and without_decimals(customer),
        currency=lines[0].currency,
        lines=_lines(placed),
        tenders=_tenders(lines, settings),
    )


def without_decimals(customer: str) -> str:
    """Undo what spreadsheets do to numbers of customers.

    >>> without_decimals("13748.0")
    '13748'
    """
    number, point, zeros = customer.partition(".")
    return number if point and number.isdigit() and not zeros.strip("0") else customer


def _first(lines: Sequence[CsvLine], role: str) -> str | None:
    return next((value for x in lines if (value := x.get(role))), None)


def _lines(placed: Sequence[PlacedLine]) -> tuple[SaleLine, ...]:
    numbers = [_number(x) for x in placed]
    if len(set(numbers)) < len(numbers):
        raise BadValueError("line_repeated")
    made = [_line(number, x.line) for number, x in zip(numbers, placed, strict=True)]
    return tuple(sorted(made, key=lambda line: line.line))


def _number(placed: PlacedLine) -> int:
    text = placed.line.get("line")
    if text is None:
        return placed.place
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text) > 0):  # noqa: PLR2004 -- nine digits are plenty
        raise BadValueError("bad_line_number")
    return int(text)


def _line(number: int, line: CsvLine) -> SaleLine:
    sku, gtin = line.get("sku"), line.get("gtin")
    return SaleLine(
        line=number,
        description=line.get("description") or sku or gtin or "",
        quantity=line.quantity,
        unit=unit_of(line.get("unit")),
        paid=line.paid,
        sku=sku,
        gtin=gtin,
        category=line.get("category") or "",
        tax=line.tax,
        discount=line.discount,
        serial=line.get("serial"),
        kind=line.kind,
    )


def _tenders(lines: Sequence[CsvLine], settings: CsvSettings) -> tuple[SaleTender, ...]:
    """What each way of paying carried; all of it on the assumed one where the file says nothing."""
    amounts: dict[tuple[TenderType, str | None, str | None], int] = {}
    for line in lines:
        key = (line.tender or settings.tender, line.get("scheme"), line.last4)
        amounts[key] = amounts.get(key, 0) + line.paid
    return tuple(
        SaleTender(tender=number, type=key[0], scheme=_lower(key[1]), last4=key[2], amount=amount)
        for number, (key, amount) in enumerate(amounts.items(), start=1)
    )


def _lower(scheme: str | None) -> str | None:
    return scheme.casefold() if scheme else None
