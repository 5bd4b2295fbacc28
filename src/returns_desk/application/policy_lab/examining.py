"""The whole examination of a policy: `policy check` beyond what a single file can show.

Owns the order of the searches and which law they are held against. Pure but for the callback that
it is given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from returns_desk.application.policy_lab.bench import (
    Bench,
    Surroundings,
    rules_in_force,
)
from returns_desk.application.policy_lab.clashing_windows import clashing_windows
from returns_desk.application.policy_lab.completions_limit import (
    MOST_COMPLETIONS,
    Product,
    too_great_product,
    worst_product,
)
from returns_desk.application.policy_lab.effort import Effort
from returns_desk.application.policy_lab.empty_handed import empty_handed
from returns_desk.application.policy_lab.hole_traps import hole_traps
from returns_desk.application.policy_lab.idle_keys import idle_keys
from returns_desk.application.policy_lab.in_force import MERCHANT_LAYERS
from returns_desk.application.policy_lab.known_places import place_findings
from returns_desk.application.policy_lab.law_floor import law_elsewhere, law_findings
from returns_desk.application.policy_lab.manager_traps import manager_traps
from returns_desk.application.policy_lab.money_traps import money_traps
from returns_desk.application.policy_lab.report import Gravity, Kind, LabFinding, LabReport, named
from returns_desk.application.policy_lab.rule_findings import rule_findings
from returns_desk.application.policy_lab.unverified_law import unverified_law
from returns_desk.domain.policy import Layer, Policy

_ORDER = list(Gravity)


def examine(policy: Policy, where: Surroundings, effort: Effort | None = None) -> LabReport:
    """Everything that is to be said of the packs: errors first, then warnings, then notes."""
    counted = effort or Effort()
    products = {place: _worst_at(policy, where, place) for place in where.places or (where.place,)}
    worst = max(products.values(), key=lambda each: each.completions)
    findings = [*place_findings(policy, where.places), *product_findings(policy, where)]
    findings += idle_keys(policy, where)
    if worst.completions <= MOST_COMPLETIONS:
        bench = Bench(policy, where, counted)
        findings += [*_of_rules(bench), *_traps(bench)]
    findings += [*_law(policy, where, counted), *unverified_law(policy, where.places)]
    return LabReport(
        findings=tuple(sorted(findings, key=lambda each: _ORDER.index(each.gravity))),
        boards_made=counted.boards,
        most_completions=worst.completions,
        left_out=tuple(counted.left_out),
    )


# --- the limit -----------------------------------------------------------------------------------


def product_findings(policy: Policy, where: Surroundings) -> Iterator[LabFinding]:
    """Packs that need more completions than may be: refused where the shop trades.

    Where they do so with the law of other places, it is told: a sale made there may come back here,
    and is then decided by that law.
    """
    own = where.places or (where.place,)
    others = places_of_law(policy)
    for kind, places in (
        (Kind.TOO_MANY_COMPLETIONS, own),
        (Kind.TOO_MANY_ELSEWHERE, [each for each in others if each not in own]),
    ):
        worst = {place: _too_great_at(policy, where, place) for place in places}
        above = {place: product for place, product in worst.items() if product is not None}
        if above:
            yield _product_finding(kind, above)
            return


def _worst_at(policy: Policy, where: Surroundings, place: str) -> Product:
    return worst_product(rules_in_force(policy, replace(where, place=place)))


def _too_great_at(policy: Policy, where: Surroundings, place: str) -> Product | None:
    return too_great_product(rules_in_force(policy, replace(where, place=place)))


def _product_finding(kind: Kind, by_place: Mapping[str, Product]) -> LabFinding:
    worst = max(by_place.values(), key=lambda each: each.completions)
    facts = " x ".join(f"{' with '.join(f)} ({count})" for f, count in worst.factors.items())
    message = (
        f"{worst.option} needs up to {worst.completions:,} completions of unknown facts"
        f" ({', '.join(by_place)}) and {MOST_COMPLETIONS:,} may be: {facts}, told apart by"
        f" {named(worst.rules)}; test fewer of these facts."
    )
    return LabFinding(kind, message, worst.rules, (worst.option,), tuple(by_place), worst.facts)


# --- the searches --------------------------------------------------------------------------------


def _of_rules(bench: Bench) -> Iterator[LabFinding]:
    bench.effort.begin("rules that contradict or never matter")
    yield from rule_findings(bench)
    yield from clashing_windows(bench)


def _traps(bench: Bench) -> Iterator[LabFinding]:
    """What customers could run into; only where a shop's own rules are among the packs."""
    if any(rule.layer in MERCHANT_LAYERS for rule in bench.rules):
        bench.effort.begin("visits without a way to money")
        yield from money_traps(bench)
        yield from empty_handed(bench)
        bench.effort.begin("windows with holes")
        yield from hole_traps(bench)
    bench.effort.begin("approvals that leave nothing to weigh")
    yield from manager_traps(bench)


def _law(policy: Policy, where: Surroundings, effort: Effort) -> Iterable[LabFinding]:
    """The law of the shop's places rule by rule; of all places in one note where it named none."""
    effort.begin("windows shorter than the law")
    if where.places:
        own = (replace(where, place=place) for place in where.places)
        return law_findings(Bench(policy, each, effort) for each in own)
    # Most members of the EU add no rule of their own; one of them stands for all.
    different: dict[tuple[str, ...], Surroundings] = {}
    for place in places_of_law(policy):
        there = replace(where, place=place)
        different.setdefault(tuple(r.id for r in rules_in_force(policy, there)), there)
    return law_elsewhere(Bench(policy, each, effort) for each in different.values())


def places_of_law(policy: Policy) -> Sequence[str]:
    """Every place that a law pack is written for."""
    places = {pack.jurisdiction for pack in policy.packs if pack.layer is Layer.LAW}
    return sorted(place for place in places if place is not None)
