"""The whole examination of a policy: `policy check` beyond what a single file can show.

Owns the order of the searches. Pure but for the callbacks that it is given.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from returns_desk.application.policy_lab.bench import (
    MERCHANT_LAYERS,
    Bench,
    Surroundings,
    rules_in_force,
)
from returns_desk.application.policy_lab.completions_limit import (
    MOST_COMPLETIONS,
    Product,
    worst_product,
)
from returns_desk.application.policy_lab.hole_traps import hole_traps
from returns_desk.application.policy_lab.law_floor import law_findings
from returns_desk.application.policy_lab.manager_traps import manager_traps
from returns_desk.application.policy_lab.money_traps import money_traps
from returns_desk.application.policy_lab.report import Gravity, Kind, LabFinding, LabReport
from returns_desk.application.policy_lab.rule_findings import rule_findings
from returns_desk.domain.policy import Layer, Policy, Rule

_ORDER = list(Gravity)


@dataclass(frozen=True, slots=True)
class Watch:
    """How an examination is watched: whether it must end, and how many boards were made."""

    is_over: Callable[[], bool] = lambda: False
    on_board: Callable[[int], None] = lambda _count: None


def examine(policy: Policy, where: Surroundings, watch: Watch | None = None) -> LabReport:
    """Everything that is to be said of the packs: errors first, then warnings, then notes."""
    watching = watch or Watch()
    here = _worst_at(policy, where, where.place)
    bench = Bench(policy, where, watching.is_over, watching.on_board)
    elsewhere = [
        Bench(policy, replace(where, place=place), watching.is_over)
        for place in _places_of_law(policy)
    ]
    findings = [*product_findings(policy, where)]
    if here.completions <= MOST_COMPLETIONS:
        findings += [*rule_findings(bench), *_traps(bench)]
    findings += [*law_findings(elsewhere), *_unverified(policy)]
    return LabReport(
        findings=tuple(sorted(findings, key=lambda each: _ORDER.index(each.gravity))),
        boards_made=bench.boards_made,
        most_completions=here.completions,
        is_whole=not any(each.was_stopped for each in (bench, *elsewhere)),
    )


def product_findings(policy: Policy, where: Surroundings) -> Iterator[LabFinding]:
    """Packs that need more completions than may be: refused here, told of other places' law."""
    worst = _worst_at(policy, where, where.place)
    if worst.completions > MOST_COMPLETIONS:
        yield _product_finding(Kind.TOO_MANY_COMPLETIONS, {where.place: worst})
    elsewhere = {place: _worst_at(policy, where, place) for place in _places_of_law(policy)}
    above = {p: w for p, w in elsewhere.items() if w.completions > MOST_COMPLETIONS}
    above.pop(where.place, None)
    if above:
        yield _product_finding(Kind.TOO_MANY_ELSEWHERE, above)


def _worst_at(policy: Policy, where: Surroundings, place: str) -> Product:
    return worst_product(rules_in_force(policy, replace(where, place=place)))


def _product_finding(kind: Kind, by_place: Mapping[str, Product]) -> LabFinding:
    worst = max(by_place.values(), key=lambda each: each.completions)
    facts = " x ".join(f"{fact} ({count})" for fact, count in worst.facts.items())
    named = ", ".join(f"'{rule}'" for rule in worst.rules)
    message = (
        f"{worst.option} needs up to {worst.completions:,} completions of unknown facts"
        f" ({', '.join(by_place)}) and {MOST_COMPLETIONS:,} may be: {facts}, told apart by"
        f" {named}; test fewer of these facts."
    )
    return LabFinding(
        kind, message, worst.rules, (worst.option,), tuple(by_place), tuple(worst.facts)
    )


def _traps(bench: Bench) -> Iterator[LabFinding]:
    """What customers could run into; only where a shop's own rules are among the packs."""
    if any(rule.layer in MERCHANT_LAYERS for rule in bench.rules):
        yield from money_traps(bench)
        yield from hole_traps(bench)
    yield from manager_traps(bench)


def _places_of_law(policy: Policy) -> Sequence[str]:
    """Every place that a law pack is written for."""
    places = {pack.jurisdiction for pack in policy.packs if pack.layer is Layer.LAW}
    return sorted(place for place in places if place is not None)


def _unverified(policy: Policy) -> Iterator[LabFinding]:
    """Rules of law that were recalled and not read; they give at most needs_approval."""
    for pack in policy.packs:
        names = tuple(rule.id for rule in pack.rules if _is_unverified(rule))
        if names:
            said = ", ".join(f"'{name}'" for name in names)
            message = (
                f"recalled and not yet read in a source: {said}; each lets a manager decide and"
                " refuses nothing."
            )
            places = (pack.jurisdiction,) if pack.jurisdiction else ()
            yield LabFinding(Kind.UNVERIFIED_LAW, message, names, places=places)


def _is_unverified(rule: Rule) -> bool:
    return rule.layer is Layer.LAW and not rule.verified
