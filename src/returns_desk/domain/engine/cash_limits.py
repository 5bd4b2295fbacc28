"""What an option covers once its cash is held against the drawer and against the packs' limit.

Owns those two joint limits; what the tenders can carry is the business of `covering`.
"""

from collections.abc import Sequence

from returns_desk.domain.board import Standing
from returns_desk.domain.engine.covering import Cover, Decided, NotCarried, cover
from returns_desk.domain.engine.item_money import ItemMoney
from returns_desk.domain.engine.rights_alone import refused_above, right_or_refused
from returns_desk.domain.engine.shares import CASH, Totals, legs_of, totals_of

ABOVE_LIMIT = "cash_limit_exceeded"


def within_drawer(option: str, covering: Cover, drawer_cash: int | None) -> Cover:
    """The cover less the last items, while its cash legs are more than the drawer holds."""
    if drawer_cash is None or covering.standing is Standing.NOT_POSSIBLE:
        return covering
    count = _count_within(option, covering.most, drawer_cash)
    if count == len(covering.covered):
        return covering
    short = [NotCarried(each, "drawer_short_of_cash") for each in covering.covered[count:]]
    return Cover(
        covering.standing if count else Standing.NOT_POSSIBLE,
        covering.covered[:count],
        (*covering.not_carried, *short),
        covering.least[:count],
        covering.most[:count],
    )


def _count_within(option: str, most: Sequence[ItemMoney], drawer_cash: int) -> int:
    """So many of the first items can be paid; the totals are those of the items before each."""
    totals = totals_of(most)
    count = len(most)
    while count and _cash(option, totals) > drawer_cash:
        count -= 1
        last = most[count]
        totals[last.item.receipt] = totals[last.item.receipt].plus(last, -1)
    return count


def within_cash_limit(
    option: str, decided: Sequence[Decided], drawer_cash: int | None
) -> Sequence[Decided]:
    """The tables of what goes out in cash: above the packs' limit rights alone, as far as they go.

    All of it counts together, and the money is never cut. Where a right hangs on an open fact, so
    does its cash; what was only recalled of the law is a manager's. A limit of law binds rights as
    well.
    """
    drawer = decided[0].item.sight.drawer
    if option != CASH or not drawer.is_too_much(sum([each.item.share for each in decided])):
        return decided
    if not drawer.is_too_much(_most(option, decided, drawer_cash)):
        return decided
    rights = [d._replace(table=right_or_refused(d.table, ABOVE_LIMIT)) for d in decided]
    if not drawer.is_too_much_for_a_right(_most(option, rights, drawer_cash)):
        return rights
    return [d._replace(table=refused_above(d.table, ABOVE_LIMIT)) for d in decided]


def _most(option: str, decided: Sequence[Decided], drawer_cash: int | None) -> int:
    """The most that its covered items bring together."""
    covering = within_drawer(option, cover(option, decided), drawer_cash)
    return sum(each.amount for each in covering.most)


def _cash(option: str, totals: Totals) -> int:
    """What the drawer has to give, rounding included."""
    legs = legs_of(option, totals)
    return sum(leg.amount + leg.rounding for leg in legs if leg.means == "cash")
