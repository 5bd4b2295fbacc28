"""The questions that still matter, most telling first.

A question is asked only if its answer can change the board (R5).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from returns_desk.domain.board import CATALOGUE, FactValue, Question
from returns_desk.domain.engine.bearing import Bearers
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.completions import kind_rank
from returns_desk.domain.engine.covering import Decided, cover, priced
from returns_desk.domain.engine.explaining import Dependence, Shown, board_name
from returns_desk.domain.engine.item_money import ItemMoney
from returns_desk.domain.engine.shares import CASH, cash_planned

Questioned = Mapping[str, tuple[tuple[str, Sequence[Decided]], ...]]
"""Per option what it hangs on: each item's table, with the option that the tables are of."""


Covered = Mapping[str, frozenset[int]]
"""Per option the items that it covers, by their places in the claim."""


def questions_of(
    tables: Questioned, items: Sequence[Item], hidden: frozenset[str], covered: Covered
) -> tuple[Question, ...]:
    """One question per unknown fact that some shown option depends on."""
    dependence = Dependence()
    telling_of: dict[str, tuple[str, ...]] = {}
    decides: dict[str, list[str]] = {}
    for option in CATALOGUE:
        if option in hidden:
            continue
        for of, each in tables[option]:
            if of not in telling_of:
                telling_of[of] = tuple(_telling(of, each, covered[of], dependence))
        telling = (fact for of, _ in tables[option] for fact in telling_of[of])
        for fact in dict.fromkeys(telling):
            decides.setdefault(fact, []).append(option)
    answers = _answers(items) if decides else {}
    ordered = sorted(decides, key=lambda fact: (-len(decides[fact]), kind_rank(fact), fact))
    return tuple(Question(fact, answers[fact], tuple(decides[fact])) for fact in ordered)


def _telling(
    option: str, decided: Sequence[Decided], covered: frozenset[int], dependence: Dependence
) -> Iterable[str]:
    """The facts that an option depends on, by their names on the board."""
    found: dict[str, None] = {}
    bears_once = False
    for each in decided:
        table = each.table
        if not table.facts or not table.outcomes:
            continue
        if len(table.outcomes) == 1:
            facts = dependence.sure_facts(table)
        else:
            money = priced(option, each).money
            bears_once = bears_once or any(one.once for one in money)
            facts = dependence.facts(table, _shown(money))
        for fact in facts:
            found[board_name(each.item, fact)] = None
    own = [each for each in decided if each.item.index in covered]
    if bears_once:
        found |= dict.fromkeys(_bearing_facts(option, own, dependence, found))
    if _hangs_on_rights(option, own):
        found |= dict.fromkeys(_facts_of_rights(own, dependence))
    return found


def _shown(money: Sequence[ItemMoney]) -> Shown:
    """What shows of each outcome, but for what other items have a say in."""
    return tuple((each.amount, each.fee, each.routes, each.stays) for each in money)


def _bearing_facts(
    option: str, covered: Sequence[Decided], dependence: Dependence, known: Collection[str]
) -> Iterator[str]:
    """Facts of fees that are kept once, where that changes what some covered item gets."""
    bearers = Bearers([priced(option, each) for each in covered])
    tried = set(known)
    for at, each in enumerate(bearers.covered):
        table, item = each.decided.table, each.decided.item
        if not table.facts:
            continue
        for fact in dependence.facts(table, tuple((m.amount, m.once) for m in each.money)):
            name = board_name(item, fact)
            if name not in tried and bearers.is_felt(fact, at):
                yield name
            tried.add(name)


def _hangs_on_rights(option: str, covered: Sequence[Decided]) -> bool:
    """Whether cash goes out by other means unless the law gives it, and that is still open."""
    if option == CASH or all(t.is_right or not t.right for t in {d.table for d in covered}):
        return False
    drawer = covered[0].item.sight.drawer
    if drawer.limit is None:
        return False
    cash = cash_planned(option, cover(option, covered).most)
    return drawer.is_too_much(cash) and not drawer.is_too_much_for_a_right(cash)


def _facts_of_rights(covered: Sequence[Decided], dependence: Dependence) -> Iterator[str]:
    for each in covered:
        alike = ((),) * len(each.table.outcomes)
        for fact in dependence.facts(each.table, alike, by_right=True):
            yield board_name(each.item, fact)


def _answers(items: Sequence[Item]) -> dict[str, tuple[FactValue, ...]]:
    """What can be answered, by the name of the fact on the board; the last item's word counts."""
    answers: dict[str, tuple[FactValue, ...]] = {}
    for item in items:
        for unknown in item.sight.unknown:
            name = unknown.name if unknown.is_shared else f"{unknown.name}:{item.index}"
            answers[name] = unknown.values
        for part in item.sight.parts:
            for unknown, (_, name) in zip(part.unknown, part.names, strict=True):
                answers[name] = unknown.values
    return answers
