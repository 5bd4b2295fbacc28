"""Queries over the read models for what a new case must know of earlier ones.

Owns what counts as an earlier visit and as goodwill given without a second person. Must not write.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Final

from returns_desk.adapters.journal.codec import read_time
from returns_desk.application.earlier_visits import MOST_VISITS, CaseSpan, EarlierVisit
from returns_desk.application.slips import payout_reference
from returns_desk.domain.case import EarlierReturn

_VISITS: Final = """
    WITH latest AS (
        SELECT DISTINCT event FROM returned_lines
        WHERE receipt IN (SELECT value FROM json_each(?)) ORDER BY event DESC LIMIT ?
    )
    SELECT r.returned_at, sum(l.paid - l.fee), c.number, r.key
    FROM latest CROSS JOIN returns r ON r.event = latest.event
    CROSS JOIN returned_lines l ON l.event = r.event
    CROSS JOIN cases c ON c.case_id = r.case_id
    WHERE r.case_id <> ? GROUP BY r.event ORDER BY r.event
"""
"""The latest events are found in the index of receipts alone; CROSS JOIN keeps that order."""

_TAKEN_BACK: Final = """
    SELECT c.closed_at, c.number, p.key FROM cases c JOIN plans p ON p.case_id = c.case_id
    WHERE c.case_id IN (SELECT r.case_id FROM case_receipts r
        WHERE r.receipt IN (SELECT value FROM json_each(?)))
    AND c.outcome = 'voided' AND c.case_id <> ? ORDER BY c.opened_sequence DESC, p.key LIMIT ?
"""

_GOODWILL: Final = """
    SELECT coalesce(sum(l.amount), 0) FROM goodwill g JOIN legs l ON l.key = g.key
    WHERE g.operator = ? AND g.given_on >= ? AND g.case_id <> ?
    AND (g.approved IS NULL OR g.approved <> g.option) AND l.state IN ('begun', 'booked')
"""

_CASES: Final = """
    SELECT c.opened_at, c.closed_at FROM cases c
    WHERE c.case_id IN (SELECT r.case_id FROM case_receipts r
        WHERE r.receipt IN (SELECT value FROM json_each(?)))
    AND c.case_id <> ? ORDER BY c.opened_sequence DESC LIMIT ?
"""


def cases_about(
    connection: sqlite3.Connection, receipts: Sequence[str], besides: str
) -> tuple[CaseSpan, ...]:
    """The latest cases with one of these receipts, newest first."""
    rows = connection.execute(_CASES, [json.dumps(list(receipts)), besides, MOST_VISITS])
    return tuple(CaseSpan(read_time(at), read_time(end) if end else None) for at, end in rows)


def earlier_visits(
    connection: sqlite3.Connection, receipts: Sequence[str], besides: str
) -> tuple[EarlierVisit, ...]:
    """The latest times that goods of these receipts came back, oldest first."""
    if not receipts:
        return ()
    asked = json.dumps(list(receipts))
    rows = connection.execute(_VISITS, [asked, MOST_VISITS, besides])
    voided = connection.execute(_TAKEN_BACK, [asked, besides, MOST_VISITS])
    visits = (
        EarlierVisit(
            EarlierReturn(read_time(at), amount, with_receipt=True),
            payout_reference(number or 0, key),
        )
        for at, amount, number, key in rows
    )
    return (*visits, *(_taken_back(*row) for row in voided))


def _taken_back(at: str, number: int | None, key: str) -> EarlierVisit:
    nothing = EarlierReturn(read_time(at), 0, with_receipt=True)
    return EarlierVisit(nothing, payout_reference(number or 0, key), was_taken_back=True)


def goodwill_given(connection: sqlite3.Connection, operator: str, since: date, besides: str) -> int:
    """Minor units that the operator gave as goodwill on their own since that day."""
    cells = [operator, since.isoformat(), besides]
    return int(connection.execute(_GOODWILL, cells).fetchone()[0])
