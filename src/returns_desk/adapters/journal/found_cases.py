"""Cases as a search answers them: the few facts by which a person knows one again.

Owns the record and its queries over the read models. It must not search: that is search_index.py's.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_CASES: Final = """
    SELECT c.case_id, c.number, c.opened_at, c.closed_at, c.stage, c.outcome, c.amount, c.operator
    FROM json_each(?) wanted JOIN cases c ON c.case_id = wanted.value ORDER BY wanted.key
"""
_RECEIPTS: Final = """
    SELECT r.case_id, r.receipt
    FROM json_each(?) wanted JOIN case_receipts r ON r.case_id = wanted.value
"""
_ITEMS: Final = """
    SELECT i.case_id, coalesce(i.description, i.sku), i.reason
    FROM json_each(?) wanted JOIN case_items i ON i.case_id = wanted.value
"""
"""Each asked once for all the cases: SQLite's own lists would be read as JSON, three to a case."""

_Texts = dict[str, dict[str, None]]
"""By case, its texts in the order in which they came, each once."""


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case with what identifies it. Times as in the journal, money in minor units.

    `items` are descriptions, or SKUs where there is none; events of before descriptions stood in
    claims tell them once a plan was made.
    """

    case_id: str
    number: int | None
    opened_at: str | None
    closed_at: str | None
    stage: str | None
    outcome: str | None
    amount: int | None
    operator: str | None
    receipts: tuple[str, ...]
    items: tuple[str, ...]
    reasons: tuple[str, ...]


def found_cases(connection: sqlite3.Connection, case_ids: Sequence[str]) -> tuple[FoundCase, ...]:
    """The cases of these ids, in their order; one that the read models lack is left out."""
    wanted = [json.dumps(list(case_ids))]
    cases = connection.execute(_CASES, wanted).fetchall()
    receipts = _texts(connection.execute(_RECEIPTS, wanted))
    goods = connection.execute(_ITEMS, wanted).fetchall()
    items = _texts((case_id, item) for case_id, item, _ in goods if item)
    reasons = _texts((case_id, reason) for case_id, _, reason in goods if reason is not None)
    return tuple(
        FoundCase(*row, *(tuple(each.get(row[0], ())) for each in (receipts, items, reasons)))
        for row in cases
    )


def _texts(rows: Iterable[tuple[str, str]]) -> _Texts:
    found: _Texts = {}
    for case_id, text in rows:
        found.setdefault(case_id, {})[text] = None
    return found
