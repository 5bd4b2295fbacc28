"""Whether an earlier option stands as well as another and gives as much, whatever is answered.

Owns that comparison for one item, completion by completion; which options do the same by their
means, and what the tenders can carry of both, is the business of `deciding`.
"""

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import product
from operator import and_

from returns_desk.domain.board import STANDING_RANK, Standing
from returns_desk.domain.engine.claimed import Item, Sight
from returns_desk.domain.engine.completions import Completions, Scope, count_of, told_apart
from returns_desk.domain.engine.fees import NO_FEES, kept_once
from returns_desk.domain.engine.item_money import ItemMoney
from returns_desk.domain.engine.judging import Before, before_of, judge_all
from returns_desk.domain.engine.rule_index import RuleIndex
from returns_desk.domain.engine.shares import item_money
from returns_desk.domain.engine.tables import MOST_TABLES_KEPT, Outcome, Portion, Table, table_of
from returns_desk.domain.engine.verdicts import Judged, scopes_of

MOST_SIDE_BY_SIDE = 1 << 16
"""Above so many joint completions two options are not compared, and both are shown."""

Pair = tuple[str, str]
"""An option, and the earlier one that does the same by its means."""

Doubts = tuple[tuple[Outcome, Outcome], ...] | None
"""What the pair keeps of the money where it is not plainly the same, in some completion.

None where the earlier one stands lower in one of them; none in it where no item can make a
difference.
"""


def doubts_of(pair: Pair, sight: Sight, own: Table, earlier: Table) -> Doubts:
    """Where the earlier option might do less than the other, for goods that are seen so."""
    if own.standing is Standing.NOT_POSSIBLE:
        return ()
    if STANDING_RANK[own.standing] < STANDING_RANK[earlier.standing]:
        return None
    if own.facts and earlier.facts:
        scopes = scopes_of(pair[0], sight), scopes_of(pair[1], sight)
        both = _side_by_side(sight.book.index, *scopes, before_of(pair, sight))
        return _doubts(*both) if both else None
    return _doubts(own, earlier)


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _side_by_side(
    index: RuleIndex, own: tuple[Scope, ...], earlier: tuple[Scope, ...], before: Before
) -> tuple[Table, Table] | None:
    """The tables of both over the same completions, if those are not too many.

    Without findings, for nobody reads them.
    """
    first = [scope for _, each in before for scope in each]
    _, together = told_apart([*first, *own, *earlier], index)
    if count_of(together) > MOST_SIDE_BY_SIDE:
        return None
    completions, judged = judge_all((*own, *earlier), before, index)
    count = len(own)
    return _table(completions, judged[:count]), _table(completions, judged[count:])


def _table(completions: Completions, judged: Sequence[Judged]) -> Table:
    possible = reduce(and_, [each.permitted | each.approval for each in judged])
    parts = [[Portion(each, completions.everywhere)] for each in judged]
    return table_of(completions, parts, {(): possible}, ())


def _doubts(own: Table, earlier: Table) -> Doubts:
    """The same of two tables over the same completions, or of which one hangs on nothing."""
    everywhere = max(own.everywhere, earlier.everywhere)
    permitted = _spread(earlier.permitted, earlier, everywhere)
    possible = permitted | _spread(earlier.approval, earlier, everywhere)
    asked = _spread(own.approval, own, everywhere)
    if _spread(own.permitted, own, everywhere) & ~permitted or asked & ~possible:
        return None
    return tuple(
        [
            (one, other)
            for one, other in product(own.outcomes, earlier.outcomes)
            if other.fees is not NO_FEES
            and one.fees != other.fees
            and _spread(one.rows, own, everywhere) & _spread(other.rows, earlier, everywhere)
        ]
    )


def _spread(rows: int, table: Table, everywhere: int) -> int:
    """The rows of a table that hangs on nothing, over all completions of the other."""
    return everywhere if rows and not table.facts else rows


def gives_no_more(
    pair: Pair, item: Item, outcomes: tuple[Outcome, Outcome], *, is_alone: bool
) -> bool:
    """Whether the earlier one gives at least as much for that item with these outcomes.

    In company no fee that the whole return bears once may be due for it that is not due for the
    other: what that comes to hangs on the other items.
    """
    own, earlier = [
        item_money(option, item, each) for option, each in zip(pair, outcomes, strict=True)
    ]
    if is_alone:
        return _whole(own) <= _whole(earlier)
    return own.amount <= earlier.amount and earlier.once <= own.once


def _whole(money: ItemMoney) -> int:
    """What the item brings by itself."""
    return kept_once([money])[0].amount
