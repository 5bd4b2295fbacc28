"""What an option covers once its cash is held against the drawer and against the packs' limit.

Owns those two joint limits; what the tenders can carry is the business of `covering`.
"""

from collections.abc import Sequence
from itertools import compress

from returns_desk.domain.board import Standing
from returns_desk.domain.engine.covering import Cover, NotCarried
from returns_desk.domain.engine.item_money import ItemMoney
from returns_desk.domain.engine.shares import CASH, Totals, legs_of, totals_of


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


def within_cash_limit(option: str, covering: Cover) -> Cover:
    """No cash is paid where all of it together is above the limit; the money is never cut.

    What the law gives in cash is bound by a limit of law alone.
    """
    if option != CASH or covering.standing is Standing.NOT_POSSIBLE:
        return covering
    drawer, total = (
        covering.covered[0].item.sight.drawer,
        sum(each.amount for each in covering.most),
    )
    if not drawer.is_too_much(total):
        return covering
    bound = drawer.is_too_much_for_a_right(total)
    stays = [not bound and each.table.is_right for each in covering.covered]
    above = [each for each, kept in zip(covering.covered, stays, strict=True) if not kept]
    return Cover(
        covering.standing if any(stays) else Standing.NOT_POSSIBLE,
        tuple(compress(covering.covered, stays)),
        (*covering.not_carried, *(NotCarried(each, "cash_limit_exceeded") for each in above)),
        tuple(compress(covering.least, stays)),
        tuple(compress(covering.most, stays)),
    )


def _cash(option: str, totals: Totals) -> int:
    """What the drawer has to give, rounding included."""
    legs = legs_of(option, totals)
    return sum(leg.amount + leg.rounding for leg in legs if leg.means == "cash")
