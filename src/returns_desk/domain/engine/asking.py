"""The questions that still matter, most telling first.

A question is asked only if its answer can change the board (R5).
"""

from collections.abc import Mapping

from returns_desk.domain.board import CATALOGUE, FactValue, Question
from returns_desk.domain.engine.claimed import Item, fact_name
from returns_desk.domain.engine.completions import kind_rank
from returns_desk.domain.engine.covering import Decided
from returns_desk.domain.engine.explaining import facts_that_matter

Questioned = Mapping[str, tuple[tuple[str, Decided], ...]]
"""Per option what it hangs on: each item's table, with the option that the table is of."""


def questions_of(tables: Questioned, hidden: frozenset[str]) -> tuple[Question, ...]:
    """One question per unknown fact that some shown option depends on."""
    decides: dict[str, list[str]] = {}
    for option in CATALOGUE:
        if option in hidden:
            continue
        telling = (fact for of, each in tables[option] for fact in facts_that_matter(of, each))
        for fact in dict.fromkeys(telling):
            decides.setdefault(fact, []).append(option)
    answers = _answers(tables)
    ordered = sorted(decides, key=lambda fact: (-len(decides[fact]), kind_rank(fact), fact))
    return tuple(Question(fact, answers[fact], tuple(decides[fact])) for fact in ordered)


def _answers(tables: Questioned) -> dict[str, tuple[FactValue, ...]]:
    """What can be answered, by the name of the fact on the board."""
    answers: dict[str, tuple[FactValue, ...]] = {}
    items: dict[int, Item] = {
        each.item.index: each.item for decided in tables.values() for _, each in decided
    }
    for item in items.values():
        unknowns = [*item.unknown.values()]
        unknowns += [unknown for part in item.parts for unknown in part.unknown.values()]
        for unknown in unknowns:
            answers[fact_name(item, unknown)] = tuple(value for value, _ in unknown.choices)
    return answers
