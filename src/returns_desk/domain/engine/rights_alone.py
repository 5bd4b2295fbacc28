"""Tables of which a joint limit leaves open only what the law gives (R14).

Owns the narrowing, completion by completion: where the right hangs on an open fact, so does what is
left. Which tables a limit touches is the business of the limits.
"""

from dataclasses import replace
from functools import lru_cache

from returns_desk.domain.board import Finding
from returns_desk.domain.engine.tables import MOST_TABLES_KEPT, Outcome, Table, built_in
from returns_desk.domain.policy import Effect


@lru_cache(maxsize=MOST_TABLES_KEPT)
def right_or_asked(table: Table, code: str) -> Table:
    """What is no right is a manager's; the reason is for them alone (R6)."""
    asked = table.approval | table.permitted & ~table.right
    finding = replace(built_in(code, certain=not table.right), public=False, effect=Effect.APPROVE)
    return _narrowed(table, table.right, asked, finding)


@lru_cache(maxsize=MOST_TABLES_KEPT)
def right_or_refused(table: Table, code: str) -> Table:
    """What is no right is not possible; what was only recalled of the law is a manager's."""
    finding = built_in(code, certain=not table.right | table.recalled)
    return _narrowed(table, table.right, table.recalled, finding)


@lru_cache(maxsize=MOST_TABLES_KEPT)
def refused_above(table: Table, code: str) -> Table:
    """Nothing of it is possible."""
    return _narrowed(table, 0, 0, built_in(code))


def _narrowed(table: Table, permitted: int, approval: int, finding: Finding) -> Table:
    """The table with these completions alone; itself where those are its own already."""
    if (permitted, approval) == (table.permitted, table.approval):
        return table
    narrowed = replace(
        table,
        permitted=permitted,
        approval=approval,
        right=table.right & permitted,
        recalled=table.recalled & approval,
        outcomes=_outcomes(table, permitted | approval),
        roles=_roles(table, approval),
        findings=(finding, *table.findings),
    )
    return replace(narrowed, standing=narrowed.standing_in(narrowed.everywhere))


def _outcomes(table: Table, possible: int) -> tuple[Outcome, ...]:
    """The outcomes that still come up, in the order in which they do."""
    left = (
        replace(each, rows=rows, is_right=not rows & ~table.right)
        for each in table.outcomes
        if (rows := each.rows & possible)
    )
    return tuple(sorted(left, key=lambda each: each.rows & -each.rows))


def _roles(table: Table, approval: int) -> frozenset[str]:
    """Who must approve what is left; what no rule handed to anybody is a manager's."""
    kept = table.roles if approval & table.approval else frozenset[str]()
    return kept | {"manager"} if approval & ~table.approval else kept
