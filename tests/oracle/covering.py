"""Which items an option covers where tenders or the drawer can't carry all of them.

Owns CONTRACT.md's "Cover" and its joint caps: the best standing found, items in their order while
the money holds, never cut. Knows nothing of rules or completions.
"""

from dataclasses import dataclass

from oracle.legs import ExpectedLeg, Paid, cash_of, expected_legs
from oracle.money import can_give_back
from oracle.subjects import Subject
from oracle.worlds import Asked
from oracle.worths import takes_money
from returns_desk.domain.board import Standing

BEST_FIRST = (Standing.AVAILABLE, Standing.CONDITIONAL, Standing.NEEDS_APPROVAL)


@dataclass(frozen=True, slots=True)
class Carried:
    """The standing that is covered, the items, and those that a joint cap leaves out."""

    standing: Standing
    covered: tuple[int, ...]
    capped: frozenset[int]

    def only(self, kept: tuple[int, ...]) -> "Carried":
        """These of the items; the others are left out."""
        standing = self.standing if kept else Standing.NOT_POSSIBLE
        return Carried(standing, kept, self.capped | set(self.covered) - set(kept))


def carried(
    option: str, subjects: list[Subject], standings: tuple[Standing, ...], most: list[int]
) -> Carried:
    """The items of the best standing of which the tenders can carry any; `most` is per item."""
    capped: set[int] = set()
    for standing in BEST_FIRST:
        covered: list[int] = []
        room = _rooms(subjects) if takes_money(option) else {}
        for place in (i for i, each in enumerate(standings) if each is standing):
            sale = subjects[place].sale
            receipt = sale.receipt if sale else None
            if receipt in room and most[place] > room[receipt]:
                capped.add(place)
                room[receipt] = -1
                continue
            covered.append(place)
            if receipt in room:
                room[receipt] -= most[place]
        if covered:
            return Carried(standing, tuple(covered), frozenset(capped))
    return Carried(Standing.NOT_POSSIBLE, (), frozenset(capped))


def _rooms(subjects: list[Subject]) -> dict[str | None, int]:
    sales = {each.sale.receipt: each.sale for each in subjects if each.sale is not None}
    return {name: sum(map(can_give_back, sale.tenders)) for name, sale in sales.items()}


def within_drawer(option: str, found: Carried, paid: list[Paid], question: Asked) -> Carried:
    """Less the last items while the cash legs are more than the drawer holds."""
    case, policy = question.case, question.policy
    count = len(paid)
    while count and not _holds(
        case.claim.facts.drawer_cash, expected_legs(option, paid[:count], case, policy)
    ):
        count -= 1
    return found.only(found.covered[:count]) if count < len(paid) else found


def _holds(drawer: int | None, legs: tuple[ExpectedLeg, ...]) -> bool:
    return drawer is None or cash_of(legs) <= drawer
