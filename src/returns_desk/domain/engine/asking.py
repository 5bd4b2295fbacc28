"""The questions that still matter, most telling first.

A question is asked only if its answer can change the board (R5).
"""

from collections.abc import Iterable, Mapping, Sequence

from returns_desk.domain.board import CATALOGUE, FactValue, Question
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.completions import kind_rank
from returns_desk.domain.engine.covering import Decided, priced
from returns_desk.domain.engine.explaining import Dependence, board_name

Questioned = Mapping[str, tuple[tuple[str, Sequence[Decided]], ...]]
"""Per option what it hangs on: each item's table, with the option that the tables are of."""


def questions_of(
    tables: Questioned, items: Sequence[Item], hidden: frozenset[str]
) -> tuple[Question, ...]:
    """One question per unknown fact that some shown option depends on."""
    dependence = Dependence()
    decides: dict[str, list[str]] = {}
    for option in CATALOGUE:
        if option in hidden:
            continue
        telling = (f for of, each in tables[option] for f in _telling(of, each, dependence))
        for fact in dict.fromkeys(telling):
            decides.setdefault(fact, []).append(option)
    answers = _answers(items) if decides else {}
    ordered = sorted(decides, key=lambda fact: (-len(decides[fact]), kind_rank(fact), fact))
    return tuple(Question(fact, answers[fact], tuple(decides[fact])) for fact in ordered)


def _telling(option: str, decided: Iterable[Decided], dependence: Dependence) -> Iterable[str]:
    """The facts that an option depends on, by their names on the board."""
    for each in decided:
        if each.table.facts and each.table.outcomes:
            shown = tuple(
                (money.amount, money.fee, money.routes, money.once, money.stays)
                for money in priced(option, each).money
            )
            for fact in dependence.facts(each.table, shown):
                yield board_name(each.item, fact)


def _answers(items: Sequence[Item]) -> dict[str, tuple[FactValue, ...]]:
    """What can be answered, by the name of the fact on the board; the last item's word counts."""
    answers: dict[str, tuple[FactValue, ...]] = {}
    for item in items:
        of_parts = [unknown for part in item.sight.parts for unknown in part.unknown]
        for unknown in (*item.sight.unknown, *of_parts):
            name = unknown.name if unknown.is_shared else f"{unknown.name}:{item.index}"
            answers[name] = unknown.values
    return answers
