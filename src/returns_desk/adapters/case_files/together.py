"""What must fit together in a case: numbers that are there once, claims that point at lines.

Owns the checks that need more than one value. Must not make domain objects.
"""

from collections.abc import Iterable
from decimal import Decimal

from returns_desk.adapters.case_files.json_text import pointer_to
from returns_desk.adapters.case_files.scalars import nearest, quoted
from returns_desk.adapters.case_files.shapes import (
    CaseShape,
    ClaimShape,
    ItemShape,
    LineShape,
    SaleShape,
)
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.errors import InvalidInput

WHOLE_UNIT = "each"
"""Goods of this unit come in whole pieces."""


def check_case(case: CaseShape) -> None:
    """Check a whole case.

    Raises:
        InvalidInput: at the first thing that does not fit.
    """
    receipts = [sale.receipt for sale in case.sales]
    _refuse_repeated(receipts, "sales", "receipt", "this receipt")
    for index, sale in enumerate(case.sales):
        check_sale(sale, pointer_to("sales", index))
    _check_items(case)
    _check_currency(case)
    _check_tender_keys(case)
    _check_asked_for(case.claim)


def check_sale(sale: SaleShape, place: str) -> None:
    """Check one sale; `place` is its pointer.

    Raises:
        InvalidInput: at the first thing that does not fit.
    """
    _refuse_repeated([x.line for x in sale.lines], f"{place}/lines", "line", "this line number")
    tenders = [x.tender for x in sale.tenders]
    _refuse_repeated(tenders, f"{place}/tenders", "tender", "this tender number")
    for index, line in enumerate(sale.lines):
        _check_line(line, f"{place}/lines/{index}")


def _refuse_repeated(values: Iterable[object], place: str, key: str, what: str) -> None:
    seen = set()
    for index, value in enumerate(values):
        if value in seen:
            where = f"{place if place.startswith('/') else '/' + place}/{index}/{key}"
            raise InvalidInput(where, f"{what} is there twice; give each its own.")
        seen.add(value)


def _check_line(line: LineShape, place: str) -> None:
    _check_whole(line.quantity, line.unit, f"{place}/quantity")
    if line.returned is not None:
        _check_whole(line.returned, line.unit, f"{place}/returned")
        if line.returned > line.quantity:
            message = f"more came back than the {line.quantity} that were sold; check both numbers."
            raise InvalidInput(f"{place}/returned", message)
    if line.returned_paid > max(line.paid, 0):
        message = f"more was paid back than the {line.paid} that was paid; check both numbers."
        raise InvalidInput(f"{place}/returned_paid", message)


def _check_whole(quantity: Decimal, unit: str, place: str) -> None:
    if unit == WHOLE_UNIT and quantity != quantity.to_integral_value():
        message = f"{quantity} is a fraction, and unit 'each' comes in whole pieces; mend either."
        raise InvalidInput(place, message)


def _check_items(case: CaseShape) -> None:
    lines = {s.receipt: {line.line: line for line in s.lines} for s in case.sales}
    for index, item in enumerate(case.claim.items):
        place = pointer_to("claim", "items", index)
        line = _claimed_line(item, lines, place)
        _check_whole(item.quantity, line.unit, f"{place}/quantity")


def _claimed_line(item: ItemShape, lines: dict[str, dict[int, LineShape]], place: str) -> LineShape:
    sale = lines.get(item.receipt)
    if sale is None:
        message = f"no receipt {quoted(item.receipt)} is among the sales; check it or add the sale."
        raise InvalidInput(f"{place}/receipt", message)
    line = sale.get(item.line)
    if line is None:
        message = f"receipt {quoted(item.receipt)} has no line {item.line}; check the number."
        raise InvalidInput(f"{place}/line", message)
    if line.paid < 0:
        message = f"line {item.line} is a deduction and no goods; claim the line it belongs to."
        raise InvalidInput(f"{place}/line", message)
    return line


def _check_currency(case: CaseShape) -> None:
    claimed = {item.receipt for item in case.claim.items}
    for index, sale in enumerate(case.sales):
        if sale.receipt in claimed and sale.currency not in {None, case.store.currency}:
            place = pointer_to("sales", index, "currency")
            message = (
                f"this sale is in {sale.currency} and the shop counts in {case.store.currency};"
                " bring one currency at a time."
            )
            raise InvalidInput(place, message)


def _check_tender_keys(case: CaseShape) -> None:
    known = {f"{sale.receipt}/{t.tender}" for sale in case.sales for t in sale.tenders}
    facts = case.claim.facts
    for name in ("original_tender_present", "refund_authorisation"):
        for key in getattr(facts, name):
            if key not in known:
                place = pointer_to("claim", "facts", name, key)
                message = 'no sale has this tender; write "receipt/tender" as the sales have them.'
                raise InvalidInput(place, message)


def _check_asked_for(claim: ClaimShape) -> None:
    asked = claim.asked_for
    if asked is None:
        return
    option = f"{asked.remedy}/{asked.destination}"
    if option not in CATALOGUE:
        hint = nearest(option, list(CATALOGUE))
        message = f"{quoted(option)} is no option of the catalogue; {hint}"
        raise InvalidInput(pointer_to("claim", "asked_for"), message)
