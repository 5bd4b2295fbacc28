"""What `policy` prints: findings, explanations and differences, for people and as JSON.

Owns the layout. Must not find or decide anything.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from returns_desk.application.policy_lab.comparing import Aspect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from returns_desk.application.policy_lab.comparing import Difference, Summary
    from returns_desk.application.policy_lab.explaining import Explanation
    from returns_desk.application.policy_lab.report import LabFinding, LabReport
    from returns_desk.domain.case import Case


def say_findings(report: LabReport, out: TextIO) -> None:
    """Each finding on a line; then how thoroughly it was looked for."""
    out.writelines(
        f"{finding.gravity}: {finding.kind.replace('_', ' ')}: {finding.message}\n"
        for finding in report.findings
    )
    out.write(
        f"{report.boards_made} boards were made; the worst option and item needs"
        f" {report.most_completions:,} completions.\n"
    )
    if report.left_out:
        parts = "; ".join(report.left_out)
        out.write(f"So many rules that not everything was tried; cut short: {parts}.\n")


def finding_document(finding: LabFinding, case_text: Callable[[Case], str]) -> dict[str, Any]:
    """A finding as JSON-able values; the example is a case as `board` reads it, or null."""
    return {
        "kind": finding.kind,
        "gravity": finding.gravity,
        "message": finding.message,
        "rules": list(finding.rules),
        "options": list(finding.options),
        "places": list(finding.places),
        "facts": list(finding.facts),
        "example": json.loads(case_text(finding.example)) if finding.example else None,
    }


def say_explanations(explained: Sequence[Explanation], out: TextIO) -> None:
    """One paragraph per option."""
    for each in explained:
        out.write(f"{each.option} ({each.title})\n  {each.stands}\n")
        for title, lines in (
            ("Because", each.because),
            ("It needs", each.needs),
            ("It would change", each.changes),
        ):
            out.writelines(f"  {title}: {line}\n" for line in lines)


def say_difference(number: int, found: Sequence[Difference], out: TextIO) -> None:
    """The changes of one case, each on a line that begins with the case's line.

    What only follows from another standing (no amount any more, another place) is not repeated;
    the JSON has everything.
    """
    turned = {each.option for each in found if each.aspect is Aspect.STANDING}
    for each in found:
        if _follows(each, turned):
            continue
        about = f" {each.option}" if each.option else ""
        out.write(f"line {number}:{about} {each.aspect}: {_said(each.before)} -> ")
        out.write(f"{_said(each.after)}{_DIRECTIONS[each.direction]}\n")


def _follows(found: Difference, turned: set[str]) -> bool:
    if found.aspect is Aspect.ORDER:
        return bool(turned)
    if found.aspect is Aspect.AMOUNT and [0, 0] not in (found.before, found.after):
        return False
    return found.aspect in _FOLLOWING and found.option in turned


_FOLLOWING = (Aspect.AMOUNT, Aspect.APPROVAL, Aspect.BASIS)
_DIRECTIONS = {1: " (better)", -1: " (worse)", 0: ""}


def say_summary(summary: Summary, out: TextIO) -> None:
    """The table over all cases."""
    rows = {
        "cases": summary.cases,
        "changed": summary.changed,
        "better for the customer": summary.better,
        "worse for the customer": summary.worse,
        **{f"with another {aspect}": count for aspect, count in summary.by_aspect.items()},
    }
    out.writelines(f"{name:<26}{count:>8}\n" for name, count in rows.items())


def _said(value: Any) -> str:
    if isinstance(value, list):
        return " | ".join(dict.fromkeys(map(str, value))) or "nothing"
    return "nobody" if value is None else str(value)
