"""The engine against a slow oracle that tries every completion of what is unknown."""

from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.board import expected_board
from oracle.compare import disagreements, shown
from oracle.facts import count_completions
from oracle_strategies import (
    CaseAndPolicy,
    facts_at_the_limit,
    known_visits,
    many_facts,
    rough_visits,
)
from pack_strategies import policies
from returns_desk.domain.board import Standing
from returns_desk.domain.engine import propose_board
from rich_strategies import exchange_visits, rich_visits
from strategies import cases, examples

MOST_COMPLETIONS = 600


@st.composite
def visits(draw: st.DrawFn, most_tenders: int) -> CaseAndPolicy:
    case = draw(cases(most_tenders=most_tenders))
    return case, draw(policies(case))


def check_against_the_oracle(visit: CaseAndPolicy, most_completions: int) -> None:
    case, policy = visit
    assume(count_completions(case, policy) <= most_completions)

    board = propose_board(case, policy)

    found = disagreements(board, expected_board(case, policy))
    assert not found, "\n".join([*found, shown(case, policy)])


@examples(60, 600)
@given(visits(1))
def test_board_equals_the_oracles_where_one_tender_paid(visit: CaseAndPolicy) -> None:
    check_against_the_oracle(visit, MOST_COMPLETIONS)


@examples(30, 300)
@given(visits(2))
def test_board_equals_the_oracles_where_two_tenders_paid(visit: CaseAndPolicy) -> None:
    check_against_the_oracle(visit, MOST_COMPLETIONS)


@examples(60, 600)
@given(rough_visits())
def test_board_equals_the_oracles_where_tenders_or_drawer_are_short(visit: CaseAndPolicy) -> None:
    """Settings of every kind, goods without a receipt and lowered prices are among them."""
    check_against_the_oracle(visit, MOST_COMPLETIONS // 4)


@examples(120, 1500)
@given(rich_visits())
def test_board_equals_the_oracles_where_packs_say_all_they_can(visit: CaseAndPolicy) -> None:
    """Every field, fees of all kinds, alternatives, limits for cash, adjustments among them."""
    check_against_the_oracle(visit, MOST_COMPLETIONS // 4)


@examples(4, 30)
@given(many_facts(7))
def test_board_equals_the_oracles_where_items_share_many_facts(visit: CaseAndPolicy) -> None:
    check_against_the_oracle(visit, 128)


@examples(1, 8)
@given(facts_at_the_limit())
def test_board_equals_the_oracles_at_the_limit_of_completions(visit: CaseAndPolicy) -> None:
    case, policy = visit
    assert count_completions(case, policy) == 4_096

    check_against_the_oracle(visit, 4_096)


@examples(40, 600)
@given(exchange_visits())
def test_board_equals_the_oracles_where_new_goods_were_chosen(visit: CaseAndPolicy) -> None:
    check_against_the_oracle(visit, MOST_COMPLETIONS // 4)


@examples(40, 400)
@given(known_visits())
def test_with_all_known_just_what_the_oracle_permits_is_available(visit: CaseAndPolicy) -> None:
    case, policy = visit

    board = propose_board(case, policy)

    expected = expected_board(case, policy).options.items()
    permitted = {name for name, option in expected if option.standing is Standing.AVAILABLE}
    assert {o.id for o in board.options if o.standing is Standing.AVAILABLE} == permitted
    assert board.questions == ()
