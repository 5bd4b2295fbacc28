"""Questions about escalations over the tables that managers read: what is open, what was equal.

Owns the queries; what is equal is the application's to say. Must not write.
"""

import sqlite3
from typing import Final

from returns_desk.adapters.journal import escalation_life
from returns_desk.adapters.journal.codec import read_time
from returns_desk.application.escalations.equal_cases import (
    MOST_COMPARED,
    EarlierDecision,
    EqualCases,
    Likeness,
    equal_to,
)
from returns_desk.application.escalations.queue import Waiting

_CASE: Final = "SELECT number, operator, closed_at FROM cases WHERE case_id = ?"
_DECISIONS: Final = """
    SELECT d.case_id, c.number, d.decided_at, d.decision, d.approver, d.reason, d.amount,
    d.alternative, d.event FROM decisions d JOIN cases c ON c.case_id = d.case_id
    WHERE d.option = ? AND d.case_id <> ? ORDER BY d.event DESC LIMIT ?
"""
_RULE: Final = """
    SELECT rule FROM escalations WHERE case_id = ? AND option = ? AND rule IS NOT NULL
    AND event <= ? ORDER BY event DESC, position DESC LIMIT 1
"""
_GOODS: Final = "SELECT reason, condition FROM case_items WHERE case_id = ?"
_LATEST: Final = 1 << 62


def open_escalations(connection: sqlite3.Connection) -> tuple[Waiting, ...]:
    """Every escalation that has not ended, oldest first."""
    found = []
    for case_id, life in escalation_life.open_ones(connection):
        row = connection.execute(_CASE, [case_id]).fetchone()
        number, clerk, closed_at = row or (0, "", None)
        found.append(Waiting(case_id, number or 0, clerk or "", life, closed_at is None))
    return tuple(found)


def equal_cases(connection: sqlite3.Connection, case_id: str, option: str) -> EqualCases:
    """How cases like this one were decided before."""
    rows = connection.execute(_DECISIONS, [option, case_id, MOST_COMPARED]).fetchall()
    decisions = [
        EarlierDecision(
            case_id=other,
            number=number or 0,
            at=read_time(at),
            decision=decision,
            approver=approver or "",
            reason=reason or "",
            amount=amount or 0,
            alternative=alternative,
            likeness=_likeness(connection, other, option, event),
        )
        for other, number, at, decision, approver, reason, amount, alternative, event in rows
    ]
    return equal_to(_likeness(connection, case_id, option, _LATEST), decisions)


def _likeness(connection: sqlite3.Connection, case_id: str, option: str, up_to: int) -> Likeness:
    rule = connection.execute(_RULE, [case_id, option, up_to]).fetchone()
    goods = connection.execute(_GOODS, [case_id]).fetchall()
    reasons = frozenset(reason for reason, _ in goods if reason)
    conditions = frozenset(condition for _, condition in goods if condition)
    return Likeness(option, rule[0] if rule else None, reasons, conditions)
