"""Reads a file of orders of another system record by record, whatever the system.

Owns the envelopes, the decoding and the refusal of one record without the rest. Must not know what
an order says: each system's module does. Memory stays bounded by one record.
"""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from returns_desk.adapters.sales.input_files import Progress, opened
from returns_desk.adapters.sales.json_fields import JsonObject, decoded
from returns_desk.adapters.sales.json_reader import (
    Envelope,
    JsonRecord,
    of_array,
    of_members,
    read_records,
)
from returns_desk.adapters.sales.json_window import JsonWindow
from returns_desk.adapters.sales.readings import EarlierReturn, LeftOut, ReaderSettings, Reading
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import Sale

_DEEPEST: Final = 5
_NAMES: Final = ("id", "name", "number", "order_id", "payment_id", "created_at", "date_created")
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class Shop:
    """What the shop says where an order says nothing."""

    settings: ReaderSettings
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class OrderRead:
    """What one record says; `Reading` adds its place in the file."""

    sale: Sale | None = None
    doubts: tuple[SaleDoubt, ...] = ()
    returns: tuple[EarlierReturn, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    aliases: tuple[str, ...] = ()


ReadOrder = Callable[[JsonObject, Shop], OrderRead | None]
"""Reads one record; None where it was joined to another one, which says it all."""


def left_out(reason: str, place: str = "", detail: str = "") -> OrderRead:
    """Build the outcome of a record that is no sale."""
    return OrderRead(left_out=(LeftOut(reason, place, detail),))


def read_orders(
    path: Path,
    encoding: str | None,
    settings: ReaderSettings,
    progress: Progress,
    how: tuple[Envelope, ReadOrder],
) -> Iterator[Reading]:
    """Yield each record of the file in its order.

    Raises:
        InvalidInput: the file as a whole can't be used.

    """
    envelope, read = how
    shop = Shop(settings, ZoneInfo(settings.zone))
    with opened(path, encoding) as file:
        for record, value in records_of(read_records(file, envelope), envelope):
            reading = _reading(record, value, read, shop)
            if reading is not None:
                yield reading
            progress(file.read_per_mille())


def records_of(
    records: Iterator[JsonRecord], envelope: Envelope, depth: int = 0
) -> Iterator[tuple[JsonRecord, object]]:
    """Decode each record and open the envelopes that fit into one.

    What can't be decoded comes as its `InvalidInput`.

    Raises:
        InvalidInput: never of one record; the file as a whole can't be used.

    """
    for record in records:
        value = _decoded(record)
        window = JsonWindow(io.StringIO(record.text))
        if isinstance(value, list) and depth < _DEEPEST:
            inside = of_array(window)
        elif isinstance(value, dict) and depth < _DEEPEST and _is_envelope(value, envelope):
            inside = of_members(window, envelope)
        else:
            yield record, value
            continue
        window.skip_blank()
        yield from records_of((_placed(x, record) for x in inside), envelope, depth + 1)


def _decoded(record: JsonRecord) -> object:
    if record.problem:
        return InvalidInput("", record.problem, code="broken_json")
    try:
        return decoded(record.text)
    except InvalidInput as bad:
        return bad


def _is_envelope(value: dict[str, object], envelope: Envelope) -> bool:
    # An order has lists of such names too, but it has an id besides.
    return any(isinstance(value.get(key), dict) for key in envelope.singles) or (
        "id" not in value and any(isinstance(value.get(key), list) for key in envelope.lists)
    )


def _placed(inner: JsonRecord, outer: JsonRecord) -> JsonRecord:
    name = inner.envelope or outer.envelope
    return replace(inner, row=outer.row, pointer=outer.pointer + inner.pointer, envelope=name)


def _reading(record: JsonRecord, value: object, read: ReadOrder, shop: Shop) -> Reading | None:
    try:
        said = read(_object_of(value), shop)
    except InvalidInput as bad:
        return Reading(record.row, record.pointer, _named(value), bad=bad)
    if said is None:
        return None
    return Reading(
        row=record.row,
        place=record.pointer,
        text=_named(value),
        sale=said.sale,
        doubts=said.doubts,
        returns=said.returns,
        left_out=said.left_out,
        aliases=said.aliases,
    )


def _named(value: object) -> str:
    """What tells the order among others; the rest of it holds names and addresses."""
    told = value if isinstance(value, dict) else {}
    plain = {key: told.get(key) for key in _NAMES}
    kept = {key: str(x)[:_LONGEST_NAME] for key, x in plain.items() if isinstance(x, str | int)}
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def _object_of(value: object) -> JsonObject:
    if isinstance(value, InvalidInput):
        raise value
    if not isinstance(value, dict):
        raise InvalidInput("", "this is no order: write an object in curly brackets")
    return JsonObject(value)
