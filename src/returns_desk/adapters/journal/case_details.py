"""What managers read of each case beyond its stage: goods, first wish, escalations, decisions.

Owns those tables and what each event changes in them. Pure; table_changes.py writes the changes.
Payloads of every version that was ever recorded are read here: what an older one lacks is NULL.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from returns_desk.adapters.journal.codec import time_text
from returns_desk.adapters.journal.goods_places import placed
from returns_desk.adapters.journal.projections import Cell, Change
from returns_desk.adapters.journal.promises_table import CHANGES as OF_PROMISES
from returns_desk.adapters.journal.table_changes import Removal
from returns_desk.application.goods_without_receipt import NO_RECEIPT
from returns_desk.application.ports import Event, Json

TABLES: Final = ("case_items", "first_asks", "escalations", "decisions")

DDL: Final = (
    """CREATE TABLE case_items (
    case_id TEXT, receipt TEXT, line INTEGER, quantity TEXT, reason TEXT, condition TEXT,
    description TEXT, sku TEXT, gtin TEXT, category TEXT, paid INTEGER, fee INTEGER,
    PRIMARY KEY (case_id, receipt, line)) WITHOUT ROWID""",
    """CREATE TABLE first_asks (
    case_id TEXT PRIMARY KEY, option TEXT, asked_at TEXT, asked_sequence INTEGER, operator TEXT)
    WITHOUT ROWID""",
    """CREATE TABLE escalations (
    event INTEGER, position INTEGER, case_id TEXT, raised_at TEXT, trigger TEXT, option TEXT,
    rule TEXT, amount INTEGER, operator TEXT, PRIMARY KEY (event, position)) WITHOUT ROWID""",
    "CREATE INDEX escalations_by_case ON escalations (case_id)",
    """CREATE TABLE decisions (
    event INTEGER PRIMARY KEY, case_id TEXT, decided_at TEXT, decision TEXT, option TEXT,
    amount INTEGER, approver TEXT, reason TEXT, alternative TEXT)""",
)


def details(event: Event) -> Iterator[Change | Removal]:
    """Every change that the event makes in these tables, in order; lenient, never a Defect."""
    if event.case_id is not None:
        yield from _BY_TYPE.get(event.type, _nothing)(event)


def _claimed(event: Event) -> Iterator[Change | Removal]:
    yield Removal("case_items", {"case_id": event.case_id})
    told = ("quantity", "reason", "condition", "description")
    for item in _objects(event.payload.get("items")):
        yield from _item(event, item, {name: _text(item.get(name)) for name in told})
    also = (*told, "sku", "gtin", "category")
    for line, goods in enumerate(_objects(event.payload.get("without_receipt")), 1):
        place: dict[str, Json] = {"receipt": NO_RECEIPT, "line": line}
        yield from _item(event, place, {name: _text(goods.get(name)) for name in also})


def _planned(event: Event) -> Iterator[Change | Removal]:
    goods = _objects(event.payload.get("without_receipt"))
    without = [{**each, "receipt": NO_RECEIPT} for each in goods]
    for item in (*_objects(event.payload.get("items")), *without):
        told = ("quantity", "description", "sku", "gtin", "category")
        values: dict[str, Cell] = {name: _text(item.get(name)) for name in told}
        sums = {"paid": _integer(item.get("paid")), "fee": _integer(item.get("fee"))}
        yield from _item(event, item, {**values, **sums})


def _item(
    event: Event, item: Mapping[str, Json], values: Mapping[str, Cell]
) -> Iterator[Change | Removal]:
    receipt, line = _text(item.get("receipt")), _integer(item.get("line"))
    if receipt is not None and line is not None:
        key: dict[str, Cell] = {"case_id": event.case_id, "receipt": receipt, "line": line}
        yield Change("case_items", key, values)


def _asked(event: Event) -> Iterator[Change | Removal]:
    """By asking or by choosing, whichever came first."""
    option = _text(event.payload.get("option"))
    if option is None:
        return
    firsts: dict[str, Cell] = {
        "option": option,
        "asked_at": time_text(event.at),
        "asked_sequence": event.sequence,
        "operator": event.operator,
    }
    yield Change("first_asks", {"case_id": event.case_id}, first=firsts)


def _escalated(event: Event) -> Iterator[Change | Removal]:
    payload = event.payload
    about = {_text(each.get("code")): each for each in _objects(payload.get("about"))}
    for position, trigger in enumerate(_texts(payload.get("triggers"))):
        option = _text(about.get(trigger, payload).get("option"))
        values: dict[str, Cell] = {
            "case_id": event.case_id,
            "raised_at": time_text(event.at),
            "trigger": trigger,
            "option": option,
            "rule": _deciding_rule(payload.get("board"), option),
            "amount": _integer(payload.get("amount")),
            "operator": event.operator,
        }
        yield Change("escalations", {"event": event.sequence, "position": position}, values)


def _deciding_rule(board: Json, option: str | None) -> str | None:
    """The rule of the first reason of that option on the board; it is the one that decides."""
    if not isinstance(board, Mapping):
        return None
    for each in _objects(board.get("options")):
        if each.get("id") == option:
            reasons = _objects(each.get("reasons"))
            return _text(reasons[0].get("rule")) if reasons else None
    return None


def _decided(event: Event) -> Iterator[Change | Removal]:
    payload = event.payload
    values: dict[str, Cell] = {
        "case_id": event.case_id,
        "decided_at": time_text(event.at),
        "decision": "approved" if event.type == "approval_given" else "declined",
        "option": _text(payload.get("option")),
        "amount": _integer(payload.get("amount")),
        "approver": _text(payload.get("approver")),
        "reason": _text(payload.get("reason")),
        "alternative": _text(payload.get("alternative")),
    }
    yield Change("decisions", {"event": event.sequence}, values)


def _nothing(_event: Event) -> Iterator[Change | Removal]:
    return iter(())


_BY_TYPE: Final[Mapping[str, Callable[[Event], Iterator[Change | Removal]]]] = {
    "claim_changed": _claimed,
    "plan_made": _planned,
    "asked_for": _asked,
    "escalation_raised": _escalated,
    "approval_given": _decided,
    "approval_declined": _decided,
    "goods_placed": placed,
    **OF_PROMISES,
}


def _objects(value: Json) -> list[Mapping[str, Json]]:
    found = value if isinstance(value, list | tuple) else ()
    return [each for each in found if isinstance(each, Mapping)]


def _texts(value: Json) -> list[str]:
    found = value if isinstance(value, list | tuple) else ()
    return [each for each in found if isinstance(each, str)]


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _integer(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
