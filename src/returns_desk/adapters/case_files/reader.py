"""JSON text to a `Case` or a `Sale`, strict and total: whatever is wrong is an InvalidInput.

Owns the order of checks (syntax, shape, then what belongs together) and the making of domain
objects. Must not decide anything about the return.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from returns_desk.adapters.case_files import shapes
from returns_desk.adapters.case_files.json_text import parse_json, pointer_to
from returns_desk.adapters.case_files.together import check_case, check_sale
from returns_desk.domain.case import (
    AskedFor,
    Case,
    Claim,
    ClaimedItem,
    EarlierReturn,
    EvidenceKind,
    Facts,
    Fault,
    ItemWithoutReceipt,
    OtherCard,
    Store,
)
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import LineTax, Sale, SaleLine, SaleTender

Shape = TypeVar("Shape", bound=BaseModel)


def read_case(content: bytes | str) -> Case:
    """The case in that JSON.

    Raises:
        InvalidInput: with the JSON pointer and one sentence; the first thing that is wrong.
    """
    shape = _shaped(shapes.CaseShape, parse_json(content))
    check_case(shape)
    return Case(
        now=shape.now,
        store=Store(**dict(shape.store)),
        sales=tuple(_sale(each) for each in shape.sales),
        claim=_claim(shape.claim),
    )


def sale_from_json(document: object) -> Sale:
    """The sale in that document (already parsed), as one of a case's `sales`.

    Raises:
        InvalidInput: with the JSON pointer inside the document and one sentence.
    """
    shape = _shaped(shapes.SaleShape, document)
    check_sale(shape, "")
    return _sale(shape)


def _shaped(shape: type[Shape], document: object) -> Shape:
    if not isinstance(document, dict):
        raise InvalidInput("", "must be an object; write it in braces.")
    try:
        return shape.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = pointer_to(*(part for part in first["loc"] if part != "[key]"))
        raise InvalidInput(place, _sentence(first)) from None


def _sentence(error: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    known = {
        "case_value": context.get("sentence"),
        "missing": "is missing; add it.",
        "model_type": "must be an object; write it in braces.",
        "dict_type": "must be an object; write it in braces.",
        "list_type": "must be a list; write it in square brackets.",
        "too_long": f"has more than {context.get('max_length')} entries; split the case.",
    }
    return str(known.get(error["type"]) or f"{error['msg']}; mend it.")


def _sale(shape: shapes.SaleShape) -> Sale:
    return Sale(
        **{
            **dict(shape),
            "lines": tuple(_line(line) for line in shape.lines),
            "tenders": tuple(SaleTender(**dict(tender)) for tender in shape.tenders),
        }
    )


def _line(shape: shapes.LineShape) -> SaleLine:
    values = dict(shape)
    values["taxes"] = tuple(LineTax(**dict(tax)) for tax in shape.taxes)
    values["bundle_parts"] = tuple(shape.bundle_parts)
    values["marks"] = frozenset(shape.marks)
    if shape.returned is None:
        del values["returned"]
    return SaleLine(**values)


def _claim(shape: shapes.ClaimShape) -> Claim:
    asked = shape.asked_for
    evidence = {EvidenceKind(name): value for name, value in shape.evidence if value is not None}
    return Claim(
        items=tuple(_item(item) for item in shape.items),
        without_receipt=tuple(_bare_item(item) for item in shape.without_receipt),
        evidence=MappingProxyType(evidence),
        facts=_facts(shape.facts),
        asked_for=AskedFor(asked.remedy, asked.destination) if asked else None,
        withdrawal_notified_at=shape.withdrawal_notified_at,
        history=_history(shape.history),
        returned_by=shape.returned_by,
        return_shipping=shape.return_shipping,
    )


def _history(shape: Sequence[shapes.HistoryShape]) -> tuple[EarlierReturn, ...]:
    return tuple(EarlierReturn(**dict(each)) for each in shape)


def _item(shape: shapes.ItemShape) -> ClaimedItem:
    values = dict(shape)
    values["missing"] = None if shape.missing is None else frozenset(shape.missing)
    values["fault"] = None if shape.fault is None else Fault(**dict(shape.fault))
    values["marks"] = frozenset(shape.marks)
    return ClaimedItem(**values)


def _bare_item(shape: shapes.WithoutReceiptShape) -> ItemWithoutReceipt:
    return ItemWithoutReceipt(**{**dict(shape), "marks": frozenset(shape.marks)})


def _facts(shape: shapes.FactsShape) -> Facts:
    values = dict(shape)
    for name in ("original_tender_present", "refund_authorisation"):
        known = {key: value for key, value in values[name].items() if value is not None}
        values[name] = MappingProxyType(known)
    values["other_card"] = OtherCard(**dict(shape.other_card)) if shape.other_card else None
    return Facts(**values)
