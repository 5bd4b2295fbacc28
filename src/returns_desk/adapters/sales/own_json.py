"""Reads our own JSON of sales (CONTRACT.md, `sale`), record by record.

Owns the refusal of a key that stands twice in one record: which of the two was meant, nobody can
tell. Where records begin and end is `json_reader`'s, what a sale may say is `documents`'.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from returns_desk.adapters.sales.documents import sale_from_json
from returns_desk.adapters.sales.input_files import Progress, opened
from returns_desk.adapters.sales.json_reader import JsonRecord, read_records
from returns_desk.adapters.sales.readings import ReaderSettings, Reading
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import Sale


def read_own_json(
    path: Path, encoding: str | None, _settings: ReaderSettings, progress: Progress, /
) -> Iterator[Reading]:
    """Yield each sale of the file in its order; the file itself says everything.

    Raises:
        InvalidInput: the file as a whole can't be used: place, sentence and mend.

    """
    with opened(path, encoding) as file:
        for record in read_records(file):
            yield _reading(record)
            progress(file.read_per_mille())


def _reading(record: JsonRecord) -> Reading:
    place = (record.row, record.pointer, record.text)
    try:
        return Reading(*place, sale=_sale(record))
    except InvalidInput as bad:
        return Reading(*place, bad=bad)


def _sale(record: JsonRecord) -> Sale:
    if record.problem:
        raise InvalidInput("", record.problem, code="broken_json")
    _refuse_key_twice(record.text)
    return sale_from_json(record.text)


def _refuse_key_twice(text: str) -> None:
    try:
        json.loads(text, object_pairs_hook=_object, parse_int=str, parse_float=str)
    except RecursionError as problem:
        message = "this is nested too deep: one whole sale stands here"
        raise InvalidInput("", message, code="broken_json") from problem


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys: set[str] = set()
    for key, _ in pairs:
        if key in keys:
            message = f"the key {json.dumps(key[:40])} stands twice: keep one of them"
            raise InvalidInput("", message, code="key_twice")
        keys.add(key)
    return dict(pairs)
