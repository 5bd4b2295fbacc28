"""A board that is only weighed: the whole one, but for what would still open an option."""

from dataclasses import replace

from hypothesis import given, settings

from oracle_strategies import CaseAndPolicy, known_visits, rough_visits
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.engine import propose_board, weigh_board
from rich_strategies import exchange_visits, rich_visits

DRAWN = settings(max_examples=60, deadline=None)


def without_suppositions(board: Board) -> Board:
    """The board with nothing said of what would change an option that is not possible."""
    options = [
        replace(each, changes_if=()) if each.standing is Standing.NOT_POSSIBLE else each
        for each in board.options
    ]
    return replace(board, options=tuple(options))


def assert_weighs_the_same(drawn: CaseAndPolicy) -> None:
    case, policy = drawn
    whole, weighed = propose_board(case, policy), weigh_board(case, policy)

    assert without_suppositions(weighed) == without_suppositions(whole)


@DRAWN
@given(rough_visits())
def test_rough_visits_weigh_as_their_whole_boards(drawn: CaseAndPolicy) -> None:
    assert_weighs_the_same(drawn)


@DRAWN
@given(known_visits())
def test_visits_of_which_all_is_known_weigh_as_their_whole_boards(drawn: CaseAndPolicy) -> None:
    assert_weighs_the_same(drawn)


@DRAWN
@given(rich_visits())
def test_rich_visits_weigh_as_their_whole_boards(drawn: CaseAndPolicy) -> None:
    assert_weighs_the_same(drawn)


@DRAWN
@given(exchange_visits())
def test_exchanges_weigh_as_their_whole_boards(drawn: CaseAndPolicy) -> None:
    assert_weighs_the_same(drawn)
