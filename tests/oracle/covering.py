"""Which items an option covers where tenders or the drawer can't carry all of them.

Owns CONTRACT.md's "Cover" and its joint caps: the best standing found, items in their order while
the money holds, never cut. Knows nothing of rules or completions.
"""

from dataclasses import dataclass

from oracle.legs import cash_of, expected_legs
from oracle.money import can_give_back
from oracle.subjects import Subject
from oracle.worlds import Asked, all_payments
from oracle.worths import takes_money
from returns_desk.domain.board import Standing

BEST_FIRST = (Standing.AVAILABLE, Standing.CONDITIONAL, Standing.NEEDS_APPROVAL)


@dataclass(frozen=True, slots=True)
class Carried:
    """The standing that is covered, the items, and those that a joint cap leaves out."""

    standing: Standing
    covered: tuple[int, ...]
    capped: frozenset[int]


def carried(question: Asked, option: str, standings: tuple[Standing, ...]) -> Carried:
    """The items of the best standing of which tenders and drawer can carry any."""
    capped: set[int] = set()
    for standing in BEST_FIRST:
        places = [i for i, each in enumerate(standings) if each is standing]
        held = _held_by_tenders(question, option, places)
        covered = _held_by_drawer(question, option, held)
        capped |= set(places) - set(covered)
        if covered:
            return Carried(standing, covered, frozenset(capped))
    return Carried(Standing.NOT_POSSIBLE, (), frozenset(capped))


def _held_by_tenders(question: Asked, option: str, places: list[int]) -> tuple[int, ...]:
    """Those of the items, in their order, while the receipt's tenders hold their money."""
    room = _rooms(question.subjects) if takes_money(option) else {}
    held: list[int] = []
    for place in places:
        sale = question.subjects[place].sale
        receipt = sale.receipt if sale else None
        most = question.most(option, place)
        if receipt in room and most > room[receipt]:
            room[receipt] = -1
            continue
        held.append(place)
        if receipt in room:
            room[receipt] -= most
    return tuple(held)


def _rooms(subjects: list[Subject]) -> dict[str | None, int]:
    sales = {each.sale.receipt: each.sale for each in subjects if each.sale is not None}
    return {name: sum(map(can_give_back, sale.tenders)) for name, sale in sales.items()}


def _held_by_drawer(question: Asked, option: str, held: tuple[int, ...]) -> tuple[int, ...]:
    """Less the last items while what pays most takes more cash than the drawer holds."""
    drawer = question.case.claim.facts.drawer_cash
    while drawer is not None and held:
        dearest = all_payments(question, option, held)[-1]
        if cash_of(expected_legs(option, dearest, question.case, question.policy)) <= drawer:
            break
        held = held[:-1]
    return held
