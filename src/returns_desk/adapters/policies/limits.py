"""Packs that ask more than the desk may weigh are refused where they are loaded.

Owns the sentence. The count is the application's, the same as `policy check` shows.
"""

from datetime import date

from returns_desk.adapters.policies.problems import PackProblem, UnusablePack
from returns_desk.adapters.policies.reader import LoadedPack
from returns_desk.application.policy_lab.completions_limit import (
    MOST_COMPLETIONS,
    Product,
    product_above_limit,
)
from returns_desk.application.policy_lab.report import named
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.policy import Layer, Policy


def refuse_above_limit(
    policy: Policy, loaded: tuple[LoadedPack, ...], place: str, day: date
) -> None:
    """Nothing where an option and item need few enough completions at that place.

    Raises:
        UnusablePack: of the pack that tells most apart, and names its rules.
    """
    worst = product_above_limit(rulebook_for(policy, place, day))
    if worst is not None:
        pack = _widest(loaded, worst)
        rules = [name for name in worst.rules if name in _ids(pack)]
        message = (
            f"asks too much at once for {place}: {worst.option} needs up to"
            f" {worst.completions:,} completions of unknown facts and {MOST_COMPLETIONS:,} may be;"
            f" test fewer of {', '.join(worst.facts)} in {named(rules)}."
        )
        raise UnusablePack([PackProblem(pack.file, "rules", message)])


def _widest(loaded: tuple[LoadedPack, ...], worst: Product) -> LoadedPack:
    """The pack with most of the rules, a shop's or an acquirer's where there is one."""

    def weight(each: LoadedPack) -> tuple[bool, int]:
        count = len(_ids(each).intersection(worst.rules))
        return (count > 0 and each.pack.layer is not Layer.LAW, count)

    return max(loaded, key=weight)


def _ids(loaded: LoadedPack) -> frozenset[str]:
    return frozenset(rule.id for rule in loaded.pack.rules)
