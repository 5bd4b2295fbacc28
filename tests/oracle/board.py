"""The board as it must be: every option's standing, cover and amounts over all completions.

Owns the joining of verdicts over completions and items.
"""

from dataclasses import dataclass

from oracle.covering import carried, within_drawer
from oracle.defaults import same_acts, setting, with_defaults
from oracle.facts import completions, mentioned_facts
from oracle.legs import ExpectedLeg, Paid, expected_legs
from oracle.subjects import Subject, subjects_of
from oracle.verdicts import APPROVAL, NOT, PERMITTED, Verdict, risen_by, verdicts_of
from returns_desk.domain.board import CATALOGUE, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy

STANDINGS = list(Standing)
"""Best first."""

Completion = tuple[tuple[str, object], ...]
Legs = tuple[ExpectedLeg, ...]
Verdicts = dict[tuple[str, int], Verdict]
"""By option and item."""


@dataclass(frozen=True, slots=True)
class ExpectedOption:
    """What must stand on the board for one option.

    `legs` is None where they hang on an unknown fact; `is_capped` where the tenders or the drawer
    can't carry all that the rules would give.
    """

    standing: Standing
    item_standings: tuple[Standing, ...]
    covered: frozenset[int]
    amount: int
    amount_max: int
    is_right: bool
    has_approval: bool
    depends_on: frozenset[str]
    is_capped: bool
    legs: Legs | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the oracle, with every completion's verdicts."""

    case: Case
    policy: Policy
    subjects: list[Subject]
    worlds: dict[Completion, Verdicts]
    names: list[str]


@dataclass(frozen=True, slots=True)
class ExpectedBoard:
    """All options, and the facts that still matter to any of them."""

    options: dict[str, ExpectedOption]

    def questions(self, hidden: frozenset[str] = frozenset()) -> frozenset[str]:
        """The facts on which some option depends that is shown."""
        shown = [o.depends_on for name, o in self.options.items() if name not in hidden]
        return frozenset[str]().union(*shown)


def standing_of(kinds: set[int]) -> Standing:
    """The standing of one item from its verdicts over all completions."""
    if kinds == {PERMITTED}:
        return Standing.AVAILABLE
    if PERMITTED in kinds:
        return Standing.CONDITIONAL
    return Standing.NEEDS_APPROVAL if APPROVAL in kinds else Standing.NOT_POSSIBLE


def expected_board(case: Case, policy: Policy) -> ExpectedBoard:
    """Try every completion and read off what the board must say."""
    case = with_defaults(case, policy)
    worlds: dict[Completion, Verdicts] = {}
    for chosen, filled in completions(case, policy):
        worlds[tuple(chosen.items())] = _verdicts(filled, policy)
    names = mentioned_facts(case, policy)
    subjects = subjects_of(case)
    _close_the_same(same_acts(case, policy), len(subjects), worlds)
    question = Asked(case, policy, subjects, worlds, names)
    return ExpectedBoard({option: _expected(question, option) for option in CATALOGUE})


def _close_the_same(same: dict[str, str], size: int, worlds: dict[Completion, Verdicts]) -> None:
    """An item has no second way that does the same as an earlier one at least as good."""
    places = [(option, i) for option in CATALOGUE for i in range(size)]
    plain = {p: standing_of({w[p].kind for w in worlds.values()}) for p in places}
    for option, earlier in same.items():
        for i in range(size):
            own, other = plain[option, i], plain[earlier, i]
            if STANDINGS.index(own) >= STANDINGS.index(other):
                for verdicts in worlds.values():
                    verdicts[option, i] = Verdict(NOT)


def _verdicts(filled: Case, policy: Policy) -> Verdicts:
    found = [verdicts_of(subject, policy) for subject in subjects_of(filled)]
    return {
        (option, index): verdicts[option]
        for index, verdicts in enumerate(found)
        for option in CATALOGUE
    }


def _expected(question: Asked, option: str) -> ExpectedOption:
    subjects, worlds = question.subjects, question.worlds
    size = len(subjects)
    by_item = [{w[option, i].kind for w in worlds.values()} for i in range(size)]
    standings = tuple(standing_of(kinds) for kinds in by_item)
    found = carried(option, subjects, standings, [_most(option, i, worlds) for i in range(size)])
    _, most = _extremes(option, found.covered, worlds)
    paid = _paid(found.covered, subjects, most)
    found = within_drawer(option, found, paid, question.case, question.policy)
    least, most = _extremes(option, found.covered, worlds)
    is_dear = option == "even_exchange/none" and _is_dearer(question, found.covered)
    return ExpectedOption(
        standing=Standing.NEEDS_APPROVAL if is_dear else found.standing,
        item_standings=tuple(
            Standing.NOT_POSSIBLE if i in found.capped else each for i, each in enumerate(standings)
        ),
        covered=frozenset(found.covered),
        amount=_sum(least),
        amount_max=_sum(most),
        is_right=bool(found.covered)
        and all(w[option, i].right for w in worlds.values() for i in found.covered),
        has_approval=is_dear or any(APPROVAL in by_item[i] for i in found.covered),
        depends_on=frozenset(
            name
            for name in question.names
            if _matters(option, size, worlds, question.names.index(name))
        ),
        is_capped=bool(found.capped),
        legs=_legs(question, option, found.covered),
    )


def _is_dearer(question: Asked, covered: tuple[int, ...]) -> bool:
    """Whether the same goods cost more by now than the packs absorb."""
    found = [question.subjects[place] for place in covered]
    sale = question.subjects[0].sale
    tolerance = setting(question.case, sale, question.policy, "exchange_tolerance") or 0
    assert isinstance(tolerance, int)
    return sum(map(risen_by, found)) > tolerance


def _legs(question: Asked, option: str, covered: tuple[int, ...]) -> Legs | None:
    """The legs, where all completions pay every covered item the same by the same ways."""
    worlds = question.worlds.values()
    for place in covered:
        money = {(w[option, place].amount, w[option, place].routes) for w in worlds}
        if len(money) > 1:
            return None
    one_world = next(iter(worlds))
    found = [one_world[option, place] for place in covered]
    paid = _paid(covered, question.subjects, found)
    return expected_legs(option, paid, question.case, question.policy)


def _paid(covered: tuple[int, ...], subjects: list[Subject], found: list[Verdict]) -> list[Paid]:
    return [
        Paid(subjects[place], verdict.amount, verdict.routes)
        for place, verdict in zip(covered, found, strict=True)
    ]


def _most(option: str, item: int, worlds: dict[Completion, Verdicts]) -> int:
    return max(verdicts[option, item].amount for verdicts in worlds.values())


def _sum(found: list[Verdict]) -> int:
    return sum(verdict.amount for verdict in found)


def _extremes(
    option: str, covered: tuple[int, ...], worlds: dict[Completion, Verdicts]
) -> tuple[list[Verdict], list[Verdict]]:
    """The completion that pays least, and the one that pays most, where all are possible."""
    every = ([verdicts[option, i] for i in covered] for verdicts in worlds.values())
    joint = [found for found in every if all(verdict.kind != NOT for verdict in found)]
    if joint:
        return min(joint, key=_sum), max(joint, key=_sum)
    each = [[w[option, i] for w in worlds.values() if w[option, i].kind != NOT] for i in covered]
    return (
        [min(found, key=lambda v: v.amount) for found in each],
        [max(found, key=lambda v: v.amount) for found in each],
    )


def _matters(option: str, size: int, worlds: dict[Completion, Verdicts], place: int) -> bool:
    """Whether two completions that differ in this fact alone give anything different."""
    seen: dict[Completion, list[tuple[object, ...]]] = {}
    for completion, verdicts in worlds.items():
        rest = completion[:place] + completion[place + 1 :]
        now = [_shown(verdicts[option, i]) for i in range(size)]
        if seen.setdefault(rest, now) != now:
            return True
    return False


def _shown(verdict: Verdict) -> tuple[object, ...]:
    return verdict.kind, verdict.amount, verdict.routes
