"""Where goods went that stayed with the shop: one table that follows the events, for managers.

Owns the table's DDL and what `goods_placed` changes in it. Must not write.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from returns_desk.adapters.journal.codec import time_text
from returns_desk.adapters.journal.projections import Cell, Change
from returns_desk.application.ports import Event, Json

TABLES: Final = ("goods_places",)
DDL: Final = (
    """CREATE TABLE goods_places (
    case_id TEXT, receipt TEXT, line INTEGER, quantity TEXT, place TEXT, suggested TEXT,
    confirmed INTEGER, placed_at TEXT, operator TEXT, PRIMARY KEY (case_id, receipt, line))
    WITHOUT ROWID""",
)
"""`receipt` is empty for goods without one; `confirmed` is 0 where nobody chose."""


def placed(event: Event) -> Iterator[Change]:
    """The goods of the event, each at its place; lenient, never a Defect."""
    goods = event.payload.get("goods")
    for each in goods if isinstance(goods, list | tuple) else ():
        if not isinstance(each, Mapping) or not isinstance(each.get("line"), int):
            continue
        key: dict[str, Cell] = {
            "case_id": event.case_id,
            "receipt": _text(each.get("receipt")) or "",
            "line": _line(each.get("line")),
        }
        told = ("quantity", "place", "suggested")
        values: dict[str, Cell] = {name: _text(each.get(name)) for name in told}
        noted: dict[str, Cell] = {
            "confirmed": int(event.payload.get("how") == "confirmed"),
            "placed_at": time_text(event.at),
            "operator": event.operator,
        }
        yield Change("goods_places", key, {**values, **noted})


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _line(value: Json) -> int | None:
    return value if isinstance(value, int) else None
