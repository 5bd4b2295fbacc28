"""The board as it must be: every option's standing, cover and amounts over all completions.

Owns the joining of verdicts over completions and items. Options whose money follows other
rules than an item's share (`refund/mixed`, price reduction, goodwill, repair) get a
standing here and no amount.
"""

from dataclasses import dataclass

from oracle.defaults import same_acts, with_defaults
from oracle.facts import completions, mentioned_facts
from oracle.subjects import subjects_of
from oracle.verdicts import APPROVAL, NOT, PERMITTED, Verdict, verdicts_of
from returns_desk.domain.board import CATALOGUE, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy

STANDINGS = list(Standing)
"""Best first."""

Completion = tuple[tuple[str, object], ...]
Verdicts = dict[tuple[str, int], Verdict]
"""By option and item."""


@dataclass(frozen=True, slots=True)
class ExpectedOption:
    """What must stand on the board for one option."""

    standing: Standing
    item_standings: tuple[Standing, ...]
    covered: frozenset[int]
    amount: int
    amount_max: int
    is_right: bool
    has_approval: bool
    depends_on: frozenset[str]


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
    size = len(subjects_of(case))
    _close_the_same(same_acts(case, policy), size, worlds)
    return ExpectedBoard({o: _expected(o, size, worlds, names) for o in CATALOGUE})


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


def _expected(
    option: str, size: int, worlds: dict[Completion, Verdicts], names: list[str]
) -> ExpectedOption:
    by_item = [{w[option, i].kind for w in worlds.values()} for i in range(size)]
    standings = tuple(standing_of(kinds) for kinds in by_item)
    best = min(standings, key=STANDINGS.index)
    covered = frozenset(i for i in range(size) if standings[i] is best)
    amounts = _amounts(option, covered, worlds)
    certain = best is not Standing.NOT_POSSIBLE and all(
        w[option, i].right for w in worlds.values() for i in covered
    )
    return ExpectedOption(
        standing=best,
        item_standings=standings,
        covered=covered,
        amount=min(amounts),
        amount_max=max(amounts),
        is_right=certain,
        has_approval=any(APPROVAL in by_item[i] for i in covered),
        depends_on=frozenset(
            name for name in names if _matters(option, size, worlds, names.index(name))
        ),
    )


def _amounts(option: str, covered: frozenset[int], worlds: dict[Completion, Verdicts]) -> list[int]:
    """The sums over the covered items, in each completion in which all are possible."""
    sums = []
    for verdicts in worlds.values():
        found = [verdicts[option, index] for index in covered]
        if all(v.kind != NOT for v in found):
            sums.append(sum(v.amount for v in found))
    return sums or [0]


def _matters(option: str, size: int, worlds: dict[Completion, Verdicts], place: int) -> bool:
    """Whether two completions that differ in this fact alone give anything different."""
    seen: dict[Completion, list[tuple[int, int]]] = {}
    for completion, verdicts in worlds.items():
        rest = completion[:place] + completion[place + 1 :]
        now = [(verdicts[option, i].kind, verdicts[option, i].amount) for i in range(size)]
        if seen.setdefault(rest, now) != now:
            return True
    return False
