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
    """All, or where the cash for all is not there, each for which it is: rights have first turn."""
    if _is_there(question, option, held):
        return held
    kept: tuple[int, ...] = ()
    for place in sorted(held, key=lambda place: (not _is_right(question, option, place), place)):
        more = tuple(sorted((*kept, place)))
        kept = more if _is_there(question, option, more) else kept
    return kept


def _is_there(question: Asked, option: str, places: tuple[int, ...]) -> bool:
    """Whether the drawer holds the cash of what pays most for these."""
    drawer = question.case.claim.facts.drawer_cash
    if drawer is None or not places:
        return True
    dearest = all_payments(question, option, places)[-1]
    legs = expected_legs(option, dearest, question.case, question.policy)
    return cash_of(legs) <= drawer


def _is_right(question: Asked, option: str, place: int) -> bool:
    return all(world.verdicts[option, place].right for world in question.worlds.values())
