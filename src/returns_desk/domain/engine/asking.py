"""The questions that still matter, most telling first.

A question is asked only if its answer can change the board (R5).
"""

from collections.abc import Mapping, Sequence

from returns_desk.domain.board import CATALOGUE, FactValue, Question
from returns_desk.domain.engine.claimed import Item, fact_name
from returns_desk.domain.engine.covering import Decided
from returns_desk.domain.engine.explaining import facts_that_matter


def questions_of(
    tables: Mapping[str, Sequence[Decided]], hidden: frozenset[str]
) -> tuple[Question, ...]:
    """One question per unknown fact that some shown option depends on."""
    decides: dict[str, list[str]] = {}
    for option in CATALOGUE:
        if option in hidden:
            continue
        for fact in dict.fromkeys(
            f for each in tables[option] for f in facts_that_matter(option, each)
        ):
            decides.setdefault(fact, []).append(option)
    answers = _answers(tables)
    ordered = sorted(decides, key=lambda fact: (-len(decides[fact]), _kind_rank(fact), fact))
    return tuple(Question(fact, answers[fact], tuple(decides[fact])) for fact in ordered)


_KINDS = ("original_tender_present", "evidence", "other_card", "gift_card_present")


def _kind_rank(fact: str) -> int:
    """What can be seen on the counter before what has to be asked."""
    found = (rank for rank, kind in enumerate(_KINDS) if fact.startswith(kind))
    return next(found, len(_KINDS))


def _answers(tables: Mapping[str, Sequence[Decided]]) -> dict[str, tuple[FactValue, ...]]:
    """What can be answered, by the name of the fact on the board."""
    answers: dict[str, tuple[FactValue, ...]] = {}
    items: dict[int, Item] = {
        each.item.index: each.item for decided in tables.values() for each in decided
    }
    for item in items.values():
        unknowns = [*item.unknown.values()]
        unknowns += [unknown for part in item.parts for unknown in part.unknown.values()]
        for unknown in unknowns:
            answers[fact_name(item, unknown)] = tuple(value for value, _ in unknown.choices)
    return answers
