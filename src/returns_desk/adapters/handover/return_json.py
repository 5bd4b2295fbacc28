"""A completed return as JSON, in our own shape.

Owns the keys; `returns-desk schema return` publishes them (return_shape.py). Money: integers in
the minor unit; quantities: decimal strings; times: RFC 3339 with offset.
"""

import json
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import cast

from returns_desk.application.handing_over_document import ReturnDocument, ReturnLeg, ReturnLine
from returns_desk.application.ports import Json

FIRST_FORMAT = 1
"""Of returns of before it was noted where the goods go: the same bytes as ever."""
FORMAT_VERSION = 2
RETURN = "returns-desk/return"
VOID = "returns-desk/void"
"""Of a document that takes a return back; whoever knows returns alone takes it for none."""


def return_json(document: ReturnDocument) -> dict[str, Json]:
    """The document as plain values, in the order of the published shape."""
    return {
        "format": VOID if document.voids else RETURN,
        "version": _version(document),
        "training": document.training,
        "reference": document.reference,
        "key": document.key,
        "case": {"id": document.case_id, "number": document.case_number},
        "store": document.store,
        "terminal": document.terminal,
        "business_day": document.business_day.isoformat(),
        "completed_at": document.completed_at.isoformat(timespec="seconds"),
        "operator": document.operator,
        "approved_by": document.approver,
        "currency": document.currency,
        "option": document.option,
        "remedy": document.remedy,
        "goods": str(document.goods),
        "amount": sum(leg.amount for leg in document.legs),
        "lines": [_line(line) for line in document.lines],
        "legs": [_leg(leg) for leg in document.legs],
        "sales": [_plain(asdict(sale)) for sale in document.sales],
        "price_difference": document.absorbed,
        **_new_goods(document),
        "journal": {"sequence": document.vouched_sequence, "hash": document.vouched_hash},
        **({"voids": document.voids} if document.voids else {}),
    }


def json_bytes(document: ReturnDocument) -> bytes:
    """The whole file: UTF-8, the same bytes every time."""
    text = json.dumps(return_json(document), ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8")


def _version(document: ReturnDocument) -> int:
    is_placed = any(line.place is not None for line in document.lines)
    return FORMAT_VERSION if is_placed else FIRST_FORMAT


def _line(line: ReturnLine) -> dict[str, Json]:
    """Taxes by code stand in POSLog only: this version of the shape has no word for them."""
    values = asdict(line)
    del values["taxes"]
    is_kept = values.pop("is_kept")
    if is_kept:
        values["kept"] = True
    if line.place is None:
        del values["place"], values["place_confirmed"]
    return _plain(values)


def _leg(leg: ReturnLeg) -> dict[str, Json]:
    """A leg that takes money stands with what it takes; others have no word for it."""
    values = asdict(leg)
    if not leg.takes:
        del values["takes"]
    return {**_plain(values), "pays": leg.pays}


def _new_goods(document: ReturnDocument) -> dict[str, Json]:
    """What went out in an exchange, where it was chosen at the desk."""
    goods: list[Json] = [_plain(asdict(each)) for each in document.new_goods]
    return {"new_goods": goods} if goods else {}


def _plain(values: dict[str, object]) -> dict[str, Json]:
    return {key: _plain_value(value) for key, value in values.items()}


def _plain_value(value: object) -> Json:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return cast("Json", value)
