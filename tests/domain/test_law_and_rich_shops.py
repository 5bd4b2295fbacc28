"""No shop, whatever its packs can say, lowers what the law gives (R14).

The law stands alone first, then beside a shop with fees, limits for cash and alternatives.
"""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.test_engine_answers import covered, gone_to_an_earlier_way
from oracle.compare import shown
from pack_strategies import policies
from returns_desk.domain.board import STANDING_RANK, Board, Option, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Layer, Policy
from rich_strategies import rich_cases, rich_policies
from strategies import examples

LawAndBoth = tuple[Case, Policy, Policy]


@st.composite
def law_and_rich_shop(draw: st.DrawFn) -> LawAndBoth:
    """The same law alone, and with packs of a shop that say all they can."""
    case = draw(rich_cases())
    law = draw(policies(case, (Layer.LAW,)))
    rich = draw(rich_policies(case))
    shops = tuple(pack for pack in rich.packs if pack.layer is not Layer.LAW)
    return case, law, replace(law, packs=(*law.packs, *shops))


def lowered(alone: Board, together: Board) -> list[str]:
    """Where what the law gives by itself is less beside the shop."""
    rights = [each for each in alone.options if each.standing is not Standing.NOT_POSSIBLE]
    return [found for right in rights for found in _lowered(right, together)]


def _lowered(right: Option, together: Board) -> list[str]:
    kept = together.option(right.id)
    if kept.same_as:
        kept = together.option(kept.same_as)
    gone = gone_to_an_earlier_way(kept)
    if gone >= covered(right):
        return []
    found = []
    if STANDING_RANK[kept.standing] > STANDING_RANK[right.standing]:
        found.append(f"{right.id} is {kept.standing}, not {right.standing}")
    if right.standing is Standing.AVAILABLE and not found:
        paid = {item.item: item.amount for item in kept.items}
        left = covered(right) - covered(kept) - gone - _left_for_others(right, kept)
        found += [f"{right.id}: item {i} is left" for i in left]
        found += [
            f"{right.id}: item {item.item} gets {paid[item.item]}, not {item.amount}"
            for item in right.items
            if item.item in paid and paid[item.item] < item.amount
        ]
        cash = [_cash(option) for option in (right, kept)]
        if cash[1] < cash[0] and not gone:
            found.append(f"{right.id}: {cash[1]} in cash, not {cash[0]}")
    return found


def _left_for_others(right: Option, kept: Option) -> set[int]:
    """Items for which the tenders have no money left, as the shop gives it for earlier ones."""
    if kept.amount < right.amount:
        return set()
    limits = {"exceeds_refundable_amount", "drawer_short_of_cash"}
    return {each.item for each in kept.left if each.reasons[0].code in limits}


def _cash(option: Option) -> int:
    return sum(leg.amount for leg in option.legs if leg.means == "cash")


@examples(60, 600)
@given(law_and_rich_shop())
def test_no_shop_that_says_all_it_can_lowers_what_the_law_gives(visit: LawAndBoth) -> None:
    case, law, both = visit

    found = lowered(propose_board(case, law), propose_board(case, both))

    assert not found, "\n".join([*found, shown(case, both)])
