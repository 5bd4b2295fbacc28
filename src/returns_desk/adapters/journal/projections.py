"""What each event changes in the tables that the screens read: pure, one function per event type.

Owns the meaning of payload keys for the read models. An event type that isn't listed changes
nothing and stays readable. It must not touch a database; table_changes.py writes the changes.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from returns_desk.adapters.journal.codec import time_text
from returns_desk.application.goods_without_receipt import whole_gtin
from returns_desk.application.kept_goods import GOODS_STAY
from returns_desk.application.plans import SAME_GOODS_AGAIN
from returns_desk.application.ports import Event, Json
from returns_desk.domain.errors import Defect, ensure

PROJECTION_VERSION: Final = 14
"""Counts up with every change of meaning here or of DDL in read_models.py."""

Cell = str | int | None


_NO_CELLS: Final[Mapping[str, Cell]] = MappingProxyType({})


class Change(NamedTuple):
    """Set `values` in the row with that key, making it where it isn't; `first` only where empty.

    A tuple, since a rebuild makes millions of them.
    """

    table: str
    key: Mapping[str, Cell]
    values: Mapping[str, Cell] = _NO_CELLS
    first: Mapping[str, Cell] = _NO_CELLS


FILLED_FROM_THE_START: Final = frozenset(
    {"opened_at", "opened_sequence", "sequence", "asked_at", "asked_sequence"}
)
"""Columns among `first` that the event which makes the row always fills."""

STAGES: Final = {
    "case_opened": "opened",
    "receipt_added": "receipt",
    "claim_changed": "claim",
    "board_shown": "board",
    "asked_for": "asked",
    "escalation_raised": "escalated",
    "approval_given": "approved",
    "approval_declined": "declined",
    "option_chosen": "chosen",
    "plan_made": "planned",
    "leg_begun": "booking",
    "leg_booked": "booking",
    "leg_failed": "booking",
    "leg_settled": "booking",
    "goods_taken": "goods",
    "slip_issued": "slip",
    "case_completed": "completed",
    "case_left": "left",
}
"""The step that a case has reached, by its last event of these types."""

GOODWILL: Final = "goodwill/"
"""What the ids of all options begin with that give goodwill."""


def changes(event: Event) -> Iterator[Change]:
    """Every change that the event makes, in order.

    Raises:
        Defect: The payload lacks what its type promises; such an event is never recorded.

    """
    try:
        if event.case_id is not None and event.type in STAGES:
            yield Change("cases", {"case_id": event.case_id}, _case_values(event), _firsts(event))
        yield from _BY_TYPE.get(event.type, _nothing)(event)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        message = f"Event {event.sequence} ({event.type}) does not hold what its type promises."
        raise Defect(message, code="event_malformed") from error


def _case_values(event: Event) -> dict[str, Cell]:
    values: dict[str, Cell] = {"stage": STAGES[event.type]}
    if event.type == "case_opened":
        values["number"] = _integer(event.payload["number"])
    if event.type in {"option_chosen", "case_completed"}:
        values["amount"] = _integer(event.payload["amount"])
    if event.type in {"case_completed", "case_left"}:
        values["closed_at"] = time_text(event.at)
        values["outcome"] = _outcome(event)
    return values


def _outcome(event: Event) -> str:
    return _text(event.payload["option"]) if event.type == "case_completed" else "left"


def _firsts(event: Event) -> dict[str, Cell]:
    firsts: dict[str, Cell] = {
        "opened_at": time_text(event.at),
        "opened_sequence": event.sequence,
        "operator": event.operator,
    }
    if event.type == "receipt_added":
        firsts["receipt"] = _text(event.payload["receipt"])
    return firsts


def _receipt(event: Event) -> Iterator[Change]:
    key: dict[str, Cell] = {
        "case_id": event.case_id,
        "receipt": _text(event.payload["receipt"]),
    }
    yield Change("case_receipts", key, first={"sequence": event.sequence})


def _plan(event: Event) -> Iterator[Change]:
    key = _text(event.payload["key"])
    if event.case_id is not None:
        yield Change("plans", {"case_id": event.case_id, "key": key})
    for leg in _objects(event.payload["legs"]):
        receipt, tender = _tender(leg.get("tender"))
        values: dict[str, Cell] = {
            "case_id": event.case_id,
            "receipt": receipt,
            "tender": tender,
            "destination": _text_or_none(leg.get("destination")),
            "means": _text_or_none(leg.get("means")),
            "amount": _integer(leg["amount"]),
            "rounding": _integer(leg.get("rounding", 0)),
            "state": "to_book",
        }
        yield Change("legs", {"key": key, "leg": _integer(leg["leg"])}, values)
    yield from _bare_goods(event, key)


def _bare_goods(event: Event, key: str) -> Iterator[Change]:
    """Goods that come back without a receipt for good; of older plans nobody knows any."""
    remedy = (_text_or_none(event.payload.get("option")) or "").partition("/")[0]
    if remedy in GOODS_STAY | SAME_GOODS_AGAIN:
        return
    for goods in _objects(event.payload.get("without_receipt", [])):
        gtin = _text_or_none(goods.get("gtin"))
        values: dict[str, Cell] = {
            "case_id": event.case_id,
            "sku": _text_or_none(goods.get("sku")),
            "gtin": whole_gtin(gtin) if gtin else None,
            "planned_at": time_text(event.at),
            "sequence": event.sequence,
        }
        yield Change("bare_goods", {"key": key, "line": _integer(goods["line"])}, values)


def _begun(event: Event) -> Iterator[Change]:
    values: dict[str, Cell] = {
        "case_id": event.case_id,
        "state": "begun",
        "begun_at": time_text(event.at),
        "operator": event.operator,
    }
    yield Change("legs", _leg_key(event), values)


def _booked(event: Event) -> Iterator[Change]:
    receipt, tender = _tender(event.payload.get("tender"))
    values: dict[str, Cell] = {
        "case_id": event.case_id,
        "state": "booked",
        "receipt": receipt,
        "tender": tender,
        "amount": _integer(event.payload["amount"]),
        "rounding": _integer(event.payload.get("rounding", 0)),
        "reference": _text_or_none(event.payload.get("reference")),
    }
    yield Change("legs", _leg_key(event), values)


def _failed(event: Event) -> Iterator[Change]:
    why = _text_or_none(event.payload.get("why"))
    yield Change("legs", _leg_key(event), {"state": "failed", "why": why})


def _settled(event: Event) -> Iterator[Change]:
    happened = event.payload["happened"]
    ensure(isinstance(happened, bool), "A leg in doubt is settled by yes or no.")
    values: dict[str, Cell] = {
        "state": "booked" if happened else "failed",
        "reference": _text_or_none(event.payload.get("reference")),
    }
    yield Change("legs", _leg_key(event), values)


def _goods(event: Event) -> Iterator[Change]:
    values: dict[str, Cell] = {
        "case_id": event.case_id,
        "key": _text(event.payload["key"]),
        "returned_at": time_text(event.at),
    }
    yield Change("returns", {"event": event.sequence}, values)
    for position, item in enumerate(_objects(event.payload["items"])):
        if item.get("receipt") is None:
            continue  # goods without a receipt count against no line
        quantity = Decimal(_text(item["quantity"]))
        returned: dict[str, Cell] = {
            "case_id": event.case_id,
            "receipt": _text(item["receipt"]),
            "line": _integer(item["line"]),
            "quantity": f"{quantity:f}",
            "paid": _integer(item["paid"]),
            "fee": _integer(item.get("fee", 0)),
        }
        yield Change("returned_lines", {"event": event.sequence, "position": position}, returned)


def _goodwill_chosen(event: Event) -> Iterator[Change]:
    option = _text(event.payload["option"])
    if not option.startswith(GOODWILL):
        return
    values: dict[str, Cell] = {
        "option": option,
        "key": _text(event.payload["key"]),
        "operator": event.operator,
        "given_on": event.at.date().isoformat(),
    }
    yield Change("goodwill", {"case_id": event.case_id}, values)


def _goodwill_decided(event: Event) -> Iterator[Change]:
    """Whether a second person allowed it; then it uses up no budget of whoever serves."""
    option = _text_or_none(event.payload.get("option")) or ""
    if option.startswith(GOODWILL):
        approved = option if event.type == "approval_given" else None
        yield Change("goodwill", {"case_id": event.case_id}, {"approved": approved})


def _nothing(_event: Event) -> Iterator[Change]:
    return iter(())


_BY_TYPE: Final[Mapping[str, Callable[[Event], Iterator[Change]]]] = {
    "receipt_added": _receipt,
    "approval_given": _goodwill_decided,
    "approval_declined": _goodwill_decided,
    "option_chosen": _goodwill_chosen,
    "plan_made": _plan,
    "leg_begun": _begun,
    "leg_booked": _booked,
    "leg_failed": _failed,
    "leg_settled": _settled,
    "goods_taken": _goods,
}


def _leg_key(event: Event) -> dict[str, Cell]:
    return {"key": _text(event.payload["key"]), "leg": _integer(event.payload["leg"])}


def _tender(value: Json) -> tuple[str | None, int | None]:
    """The receipt and the tender's number in "receipt/number"; receipts may hold slashes."""
    if value is None:
        return None, None
    receipt, _, number = _text(value).rpartition("/")
    return receipt, int(number)


def _objects(value: Json) -> list[Mapping[str, Json]]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, Mapping) for each in value):
        message = "not a list of objects"
        raise TypeError(message)
    return [each for each in value if isinstance(each, Mapping)]


def _integer(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        message = "not an integer"
        raise TypeError(message)
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str):
        message = "not a text"
        raise TypeError(message)
    return value


def _text_or_none(value: Json) -> str | None:
    return None if value is None else _text(value)
