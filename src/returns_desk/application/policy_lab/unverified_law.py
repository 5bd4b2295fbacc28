"""Rules of law that were recalled and not read: at most a manager decides, nothing is refused.

Owns the list of them. What such rules may do is the engine's affair.
"""

from collections.abc import Iterator, Sequence

from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.domain.policy import Layer, Pack, Policy, Rule, jurisdictions_of


def unverified_law(policy: Policy, places: Sequence[str]) -> Iterator[LabFinding]:
    """One note per law pack that is in force at the places; one for all where there are none."""
    here = {name for place in places for name in jurisdictions_of(place)}
    recalled = {pack.id: (pack, _recalled(pack)) for pack in policy.packs}
    found = [(pack, names) for pack, names in recalled.values() if names]
    for pack, names in found:
        if pack.jurisdiction is None or pack.jurisdiction in here:
            yield _note(_quoted(names), [pack], names)
    rest = [each for each in found if each[0].jurisdiction is not None]
    if rest and not places:
        said = "; ".join(f"{pack.jurisdiction} {_quoted(names)}" for pack, names in rest)
        every = tuple(name for _, names in rest for name in names)
        yield _note(said, [pack for pack, _ in rest], every)


def _recalled(pack: Pack) -> tuple[str, ...]:
    return tuple(rule.id for rule in pack.rules if _is_unverified(rule))


def _is_unverified(rule: Rule) -> bool:
    return rule.layer is Layer.LAW and not rule.verified


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _note(said: str, packs: Sequence[Pack], names: tuple[str, ...]) -> LabFinding:
    message = (
        f"recalled and not yet read in a source: {said}; each lets a manager decide and refuses"
        " nothing."
    )
    places = tuple(pack.jurisdiction for pack in packs if pack.jurisdiction)
    return LabFinding(Kind.UNVERIFIED_LAW, message, names, places=places)
