"""The engine against a slow oracle that tries every completion of what is unknown."""

from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.board import expected_board
from oracle.compare import disagreements, shown
from oracle.facts import count_completions
from pack_strategies import policies
from returns_desk.domain.case import Case
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Policy
from strategies import cases, examples

MOST_COMPLETIONS = 600


@st.composite
def questions_of_the_day(draw: st.DrawFn, most_tenders: int) -> tuple[Case, Policy]:
    case = draw(cases(most_tenders=most_tenders))
    policy = draw(policies(case))
    assume(count_completions(case, policy) <= MOST_COMPLETIONS)
    return case, policy


@examples(90, 600)
@given(questions_of_the_day(1))
def test_board_equals_the_oracles_where_one_tender_paid(given_both: tuple[Case, Policy]) -> None:
    case, policy = given_both

    board = propose_board(case, policy)

    found = disagreements(board, expected_board(case, policy))
    assert not found, "\n".join([*found, shown(case, policy)])


@examples(45, 300)
@given(questions_of_the_day(2))
def test_board_equals_the_oracles_where_two_tenders_paid(given_both: tuple[Case, Policy]) -> None:
    case, policy = given_both

    board = propose_board(case, policy)

    found = disagreements(board, expected_board(case, policy))
    assert not found, "\n".join([*found, shown(case, policy)])
