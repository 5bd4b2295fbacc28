"""CONTRACT.md's sentences about a board, under packs that say all that packs can.

Owns what the comparison with the oracle does not show: the order of the questions, what `needs`
lead to, and that no money goes out that did not come in.
"""

from collections import Counter

from hypothesis import assume, given

from domain.test_engine_answers import covered, gone_to_an_earlier_way
from domain.test_engine_oracle_answers import assume_no_cap_binds
from domain.test_engine_properties import possible, room_of
from oracle.compare import shown
from oracle.facts import unknown_facts, with_answer
from oracle_strategies import CaseAndPolicy
from returns_desk.domain.board import Standing
from returns_desk.domain.engine import propose_board
from rich_strategies import rich_visits
from strategies import examples


@examples(20, 200)
@given(rich_visits())
def test_the_most_telling_question_stands_first(visit: CaseAndPolicy) -> None:
    questions = propose_board(*visit).questions

    told = [len(question.decides) for question in questions]
    assert told == sorted(told, reverse=True)


@examples(20, 200)
@given(rich_visits())
def test_legs_add_up_and_no_tender_gives_more_than_it_can(visit: CaseAndPolicy) -> None:
    case, policy = visit
    room = room_of(case)

    for option in possible(propose_board(case, policy)):
        where = f"{option.id}\n{shown(case, policy)}"
        assert sum(leg.amount for leg in option.legs) == option.amount, where
        assert option.amount <= option.amount_max, where
        given_back = Counter[str]()
        for leg in option.legs:
            if leg.tender is not None:
                given_back[leg.tender] += leg.amount
        assert all(given_back[tender] <= room[tender] for tender in given_back), where


@examples(20, 200)
@given(rich_visits())
def test_what_an_option_needs_makes_it_available(visit: CaseAndPolicy) -> None:
    """Some of what it covers at least, where no one set of answers opens it for all of it."""
    case, policy = visit
    assume_no_cap_binds(case, policy)
    unknown = set(unknown_facts(case))
    conditional = [
        option
        for option in propose_board(case, policy).options
        if option.standing is Standing.CONDITIONAL
    ]
    assume(conditional)

    for option in conditional:
        told = case
        for need in option.needs:
            if need.fact in unknown:
                told = with_answer(told, need.fact, need.value)
        after = propose_board(told, policy).option(option.id)
        where = f"{option.id} {option.needs} {after.standing}\n{shown(case, policy)}"
        is_elsewhere = after.same_as or gone_to_an_earlier_way(after) & covered(option)
        assert is_elsewhere or after.standing is Standing.AVAILABLE, where
        assert is_elsewhere or covered(after) & covered(option), where
