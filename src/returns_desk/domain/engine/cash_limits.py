"""What stays open in cash once all of a return is held against the packs' limit.

Owns that joint limit; what tenders and drawer can carry is the business of `covering`.
"""

from collections.abc import Sequence

from returns_desk.domain.engine.covering import Decided, cover
from returns_desk.domain.engine.rights_alone import refused_above, right_or_refused
from returns_desk.domain.engine.shares import CASH

ABOVE_LIMIT = "cash_limit_exceeded"


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
    return sum(each.amount for each in cover(option, decided, drawer_cash).most)
