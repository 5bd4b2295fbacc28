"""Edits of a claim: which units come back, and how an item is written into an event.

Pure. Items stand in the order of receipts and lines, one item a line; quantities are Decimal.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from returns_desk.application.ports import Json
from returns_desk.application.sentences import N_
from returns_desk.domain.case import (
    Claim,
    ClaimedItem,
    Condition,
    Fault,
    Missing,
    Reason,
    Severity,
)
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Sale, SaleLine

Place = tuple[str, int]
"""Receipt and line."""

_PIECES = "each"


def place_of(item: ClaimedItem) -> Place:
    """Where the item stands on its receipt."""
    return item.receipt, item.line


def whole_receipt(sale: Sale) -> tuple[ClaimedItem, ...]:
    """Every unit that can still come back (R1)."""
    return tuple(
        ClaimedItem(sale.receipt, line.line, line.available)
        for line in sale.lines
        if line.available > 0
    )


def as_sold(sale: Sale) -> tuple[ClaimedItem, ...]:
    """Every unit that was sold; for a receipt with nothing left, so that the board says why."""
    return tuple(ClaimedItem(sale.receipt, line.line, line.quantity) for line in sale.lines)


def item_at(items: Sequence[ClaimedItem], place: Place) -> ClaimedItem | None:
    """The claimed item of that line, or None."""
    return next((item for item in items if place_of(item) == place), None)


def with_quantity(
    items: Sequence[ClaimedItem], place: Place, quantity: Decimal, order: Sequence[Place]
) -> tuple[ClaimedItem, ...]:
    """The items with that quantity of that line; 0 takes the line out. `order` is of lines."""
    there = item_at(items, place)
    rest = [item for item in items if place_of(item) != place]
    if quantity:
        rest.append(replace(there or ClaimedItem(*place, quantity), quantity=quantity))
    return tuple(sorted(rest, key=lambda item: order.index(place_of(item))))


def changed_item(
    items: Sequence[ClaimedItem], place: Place, change: Callable[[ClaimedItem], ClaimedItem]
) -> tuple[ClaimedItem, ...]:
    """The items with one of them changed."""
    return tuple(change(item) if place_of(item) == place else item for item in items)


def check_quantity(line: SaleLine, quantity: Decimal) -> None:
    """Refuse what can't be claimed of a line by hand.

    Raises:
        OperatorMistake: below zero, a fraction of a piece, or more than is left.
    """
    if quantity < 0:
        raise OperatorMistake("Type a quantity of zero or more.", code="quantity_below_zero")
    if line.unit == _PIECES and quantity != quantity.to_integral_value():
        raise OperatorMistake("Type a whole number of pieces.", code="quantity_not_whole")
    if quantity > line.available:
        sentence, left = N_("Only {left} of this line can still come back."), str(line.available)
        message = sentence.format(left=left)
        raise OperatorMistake(message, code="quantity_above_left", left=left, sentence=sentence)


def next_quantity(line: SaleLine, claimed: Decimal) -> Decimal:
    """What one more scan makes of the quantity: one more piece, or the whole of a weight."""
    if line.unit != _PIECES:
        return line.available
    return min(claimed + 1, line.available)


def claim_document(claim: Claim, descriptions: Mapping[Place, str] | None = None) -> list[Json]:
    """The items as an event holds them, with what their goods are called where that is known.

    A description is for whoever reads events later; the claim itself is told without it.
    """
    known = descriptions or {}
    return [_item_document(item, known.get(place_of(item), "")) for item in claim.items]


def claimed_items(document: Json) -> tuple[ClaimedItem, ...]:
    """The items back from an event."""
    return tuple(_item(cast("Mapping[str, Json]", each)) for each in cast("list[Json]", document))


def fault_document(fault: Fault | None) -> Json:
    """A fault as an event holds it; None is unknown."""
    if fault is None:
        return None
    return {
        "severity": fault.severity and str(fault.severity),
        "repairs": fault.repairs,
        "refused": fault.refused,
    }


def fault_from(document: Json) -> Fault | None:
    """A fault back from an event."""
    if document is None:
        return None
    fields = cast("Mapping[str, Json]", document)
    severity = fields.get("severity")
    return Fault(
        severity=Severity(str(severity)) if severity else None,
        repairs=cast("int | None", fields.get("repairs")),
        refused=cast("bool | None", fields.get("refused")),
    )


def _item_document(item: ClaimedItem, description: str) -> Json:
    named: dict[str, Json] = {"description": description} if description else {}
    missing = None if item.missing is None else sorted(str(x) for x in item.missing)
    return {
        "receipt": item.receipt,
        "line": item.line,
        "quantity": str(item.quantity),
        "reason": item.reason and str(item.reason),
        "condition": item.condition and str(item.condition),
        "missing": cast("Json", missing),
        "fault": fault_document(item.fault),
        "new_unit_price": item.new_unit_price,
        "marks": cast("Json", sorted(item.marks)),
        "diminished_value": item.diminished_value,
        **named,
    }


def _item(document: Mapping[str, Json]) -> ClaimedItem:
    reason, condition, missing = (document[key] for key in ("reason", "condition", "missing"))
    return ClaimedItem(
        receipt=str(document["receipt"]),
        line=cast("int", document["line"]),
        quantity=Decimal(str(document["quantity"])),
        reason=Reason(str(reason)) if reason else None,
        condition=Condition(str(condition)) if condition else None,
        missing=None if missing is None else _missing(missing),
        fault=fault_from(document["fault"]),
        new_unit_price=cast("int | None", document["new_unit_price"]),
        # Events of before these were kept have neither.
        marks=frozenset(str(x) for x in cast("Sequence[Json]", document.get("marks", []))),
        diminished_value=cast("int", document.get("diminished_value", 0)),
    )


def _missing(document: Json) -> frozenset[Missing]:
    return frozenset(Missing(str(x)) for x in cast("Sequence[Json]", document))
