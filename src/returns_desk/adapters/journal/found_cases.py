"""Cases as a search answers them: the few facts by which a person knows one again.

Owns the record and its query over the read models. It must not search: that is search_index.py's.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_CASES: Final = """
    SELECT c.case_id, c.number, c.opened_at, c.closed_at, c.stage, c.outcome, c.amount, c.operator,
    (SELECT json_group_array(r.receipt) FROM case_receipts r WHERE r.case_id = c.case_id),
    (SELECT json_group_array(coalesce(i.description, i.sku)) FROM case_items i
     WHERE i.case_id = c.case_id AND coalesce(i.description, i.sku, '') <> ''),
    (SELECT json_group_array(i.reason) FROM case_items i
     WHERE i.case_id = c.case_id AND i.reason IS NOT NULL)
    FROM json_each(?) wanted JOIN cases c ON c.case_id = wanted.value ORDER BY wanted.key
"""


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
    rows = connection.execute(_CASES, [json.dumps(list(case_ids))])
    return tuple(
        FoundCase(*row[:8], *(tuple(dict.fromkeys(json.loads(each))) for each in row[8:]))
        for row in rows
    )
