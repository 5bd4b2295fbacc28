"""Any law pack beside any shop: no option of any item gets worse, and none is refused for it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pack_strategies import policies
from returns_desk.domain.board import STANDING_RANK, Basis, Board, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Layer, Pack, Policy
from returns_desk.domain.sale import Buyer, Channel
from strategies import cases, examples
from support.law_boards import law_packs

SHOPS = (Layer.ACQUIRER, Layer.SHOP, Layer.STORE, Layer.CAMPAIGN)
WITH_RULES = [pack for pack in law_packs() if pack.rules]
WITH_UNVERIFIED = [pack for pack in WITH_RULES if any(not rule.verified for rule in pack.rules)]


def everywhere(pack: Pack) -> Pack:
    """The pack as if its law held in every place."""
    return replace(pack, jurisdiction=None)


@st.composite
def visits(draw: st.DrawFn, most_unknown: int) -> tuple[Case, Policy, Pack]:
    """One claimed item under a random shop, and one law pack that ships."""
    case = draw(cases(most_unknown=most_unknown))
    channel, buyer = draw(st.sampled_from(Channel)), draw(st.sampled_from(Buyer))
    sales = tuple(replace(sale, channel=channel, buyer=buyer) for sale in case.sales)
    claim = replace(case.claim, items=case.claim.items[:1])
    case = replace(case, sales=sales, claim=claim)
    return case, draw(policies(case, SHOPS)), everywhere(draw(st.sampled_from(WITH_RULES)))


def rank_of(board: Board, option: str) -> int:
    """How the only item stands under an option, or under the one that does the same."""
    found = board.option(option)
    if found.same_as:
        return rank_of(board, found.same_as)
    standings = [found.standing] if found.items else [left.standing for left in found.left]
    return min((STANDING_RANK[each] for each in standings), default=_WORST)


_WORST = STANDING_RANK[Standing.NOT_POSSIBLE]


@examples(60, 3000)
@given(visits(4))
def test_no_option_stands_worse_for_a_law_that_applies(
    visit: tuple[Case, Policy, Pack],
) -> None:
    case, policy, law = visit
    without = propose_board(case, policy)
    beside = propose_board(case, replace(policy, packs=(law, *policy.packs)))

    worse = [
        option.id
        for option in without.options
        if rank_of(beside, option.id) > rank_of(without, option.id)
    ]

    assert worse == []


@examples(60, 3000)
@given(visits(0))
def test_a_law_that_applies_takes_nothing_from_an_amount(
    visit: tuple[Case, Policy, Pack],
) -> None:
    case, policy, law = visit
    without = propose_board(case, policy)
    beside = propose_board(case, replace(policy, packs=(law, *policy.packs)))

    for option in without.options:
        also = beside.option(option.id)
        if option.items and also.items:
            assert also.amount >= option.amount


@pytest.mark.parametrize("law", WITH_UNVERIFIED, ids=lambda pack: pack.id)
def test_what_was_not_read_never_opens_an_option_without_a_manager(law: Pack) -> None:
    recalled = tuple(rule for rule in law.rules if not rule.verified)
    policy = Policy((everywhere(replace(law, rules=recalled)),))

    @examples(15, 400)
    @given(visits(2))
    def check(visit: tuple[Case, Policy, Pack]) -> None:
        board = propose_board(visit[0], policy)
        open_to_clerks = {Standing.AVAILABLE, Standing.CONDITIONAL}
        assert not {option.standing for option in board.options} & open_to_clerks
        assert Basis.RIGHT not in {option.basis for option in board.options}

    check()
