"""refund/mixed: each part of the money takes the best way that is open to it.

What a single destination can't carry serves here: original tenders first, then other money
in the catalogue's order. Where one way carries everything, that way is the option, not this.
"""

from returns_desk.domain.board import Finding
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.completions import completions, constant_mask, open_facts
from returns_desk.domain.engine.matching import Bits
from returns_desk.domain.engine.verdicts import (
    Outcome,
    Row,
    Scope,
    Table,
    Verdict,
    built_in,
    findings_of,
    highest_role,
    judge_scope,
    physical_bar,
    refused_table,
    scopes_of,
)

MIXED = "refund/mixed"
SAME_AS = "same_as:"
WAYS = (
    "refund/original",
    "refund/other_card",
    "refund/cash",
    "refund/bank_transfer",
    "refund/cheque",
)


def decide_mixed(item: Item, language: str) -> Table:
    """The table of refund/mixed for one item whose money came from several tenders."""
    bar = physical_bar(MIXED, item)
    if bar is not None:
        return refused_table(bar)
    if item.share and not item.parts:
        return refused_table("exceeds_refundable_amount")
    bits = Bits()
    ways = {way: scopes_of(way, item, bits) for way in WAYS}
    facts = open_facts(bits)
    rows = tuple(
        Row(choice, _route(ways, mask)) for choice, mask in completions(facts, constant_mask(bits))
    )
    scopes = [scope for each in ways.values() for scope in each]
    if all(row.outcome.verdict is Verdict.NOT for row in rows):
        return Table(facts, rows, _why_not(rows))
    findings = findings_of(rows, scopes, language)
    return Table(facts, rows, tuple(f for f in findings if not f.code.startswith(SAME_AS)))


def _route(ways: dict[str, tuple[Scope, ...]], completion: int) -> Outcome:
    """Each part by its best way; not possible where one way carries all, or none carries a part."""
    count = len(ways["refund/original"])
    best = [_best_way(ways, part, completion) for part in range(count)]
    routes = tuple(way.split("/")[1] for way, _ in best)
    outcomes = [outcome for _, outcome in best]
    worst = max(outcome.verdict for outcome in outcomes)
    if worst is Verdict.NOT:
        return _refused("no_way_for_a_part")
    if len(set(routes)) == 1:
        return _refused("same_as:refund/original" if routes[0] == "original" else "one_destination")
    return Outcome(
        verdict=worst,
        is_right=all(outcome.is_right for outcome in outcomes),
        role=highest_role(o.role for o in outcomes if o.role)
        if worst is Verdict.APPROVAL
        else None,
        fee_basis_points=max(outcome.fee_basis_points for outcome in outcomes),
        fee_fixed=max(outcome.fee_fixed for outcome in outcomes),
        applied=frozenset().union(*(outcome.applied for outcome in outcomes)),
        routes=routes,
    )


def _best_way(
    ways: dict[str, tuple[Scope, ...]], part: int, completion: int
) -> tuple[str, Outcome]:
    judged = [(way, judge_scope(scopes[part], completion)) for way, scopes in ways.items()]
    return min(judged, key=lambda each: each[1].verdict)


def _refused(code: str) -> Outcome:
    return Outcome(Verdict.NOT, False, None, 0, 0, frozenset({("", code)}))


def _why_not(rows: tuple[Row, ...]) -> tuple[Finding, ...]:
    """Why no completion opens it; the same as the original only where that is all there is."""
    codes = {code for row in rows for _, code in row.outcome.applied}
    own = {code for code in codes if not code.startswith(SAME_AS)} or codes
    return tuple(built_in(code) for code in sorted(own))
