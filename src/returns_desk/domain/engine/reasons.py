"""Why an option stands where it does: the findings of its tables, each once, in order.

Owns which findings come first and which stand for others; what rules say is known already.
"""

from collections.abc import Iterable
from functools import lru_cache

from returns_desk.domain.board import Finding, Standing
from returns_desk.domain.engine.tables import MOST_TABLES_KEPT, Table, built_in
from returns_desk.domain.policy import Effect

_DECISIVE = {
    Standing.AVAILABLE: (Effect.RIGHT, Effect.ALLOW, Effect.FEE),
    Standing.CONDITIONAL: (Effect.RIGHT, Effect.ALLOW, Effect.FEE),
    Standing.NEEDS_APPROVAL: (Effect.APPROVE,),
    Standing.NOT_POSSIBLE: (Effect.FORBID,),
}


@lru_cache(maxsize=MOST_TABLES_KEPT)
def why_refused(tables: tuple[Table, ...]) -> tuple[Finding, ...]:
    """Why an option is refused that none of these tables opens."""
    return less_barred(reasons_of(Standing.NOT_POSSIBLE, tables))


@lru_cache(maxsize=MOST_TABLES_KEPT)
def reasons_left(table: Table, limit: str | None) -> tuple[Finding, ...]:
    """Why an item is left; `limit` names the joint limit that left it, if one did."""
    if limit is None:
        return reasons_of(table.standing, (table,))
    return (built_in(limit), *reasons_of(Standing.NOT_POSSIBLE, (table,)))


@lru_cache(maxsize=MOST_TABLES_KEPT)
def reasons_of(standing: Standing, tables: tuple[Table, ...]) -> tuple[Finding, ...]:
    """All findings, those that decide this standing first."""
    findings = distinct(finding for table in tables for finding in table.findings)
    decisive = _DECISIVE[standing]
    return tuple(sorted(findings, key=lambda f: (f.effect not in decisive, not f.certain)))


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each rule's finding once; certain where it is so anywhere."""
    by_rule: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        key = (finding.layer, finding.rule, finding.code)
        known = by_rule.get(key)
        by_rule[key] = finding if known is None or finding.certain else known
    return tuple(by_rule.values())


_BARRED = frozenset({"already_returned", "no_original_tender"})


def less_barred(reasons: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The single reason same_as where all other items can't come into it anyway."""
    same = tuple(reason for reason in reasons if reason.code.startswith("same_as:"))
    others = {reason.code for reason in reasons} - {reason.code for reason in same}
    return same[:1] if same and others <= _BARRED else reasons
