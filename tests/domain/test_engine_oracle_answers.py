"""CONTRACT.md's "Questions", R4's order and the digest, under packs that say all that packs can.

Where a joint cap binds, an answer may change which items it leaves out; those cases are left out,
and an answer after which one binds that did not before may leave an option less, by the contract.
"""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import assume, given

from domain.test_engine_answers import covered, decided
from oracle.board import expected_board
from oracle.compare import shown
from oracle.facts import count_completions, unknown_facts, values_of, with_answer
from oracle_strategies import CaseAndPolicy
from returns_desk.application.board_document import board_document
from returns_desk.domain.board import CATALOGUE, Option, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Policy
from rich_strategies import rich_visits
from strategies import examples

MOST_COMPLETIONS = 100
MOST_VALUES = 6


def bound(case: Case, policy: Policy) -> set[str]:
    """The options of which a joint cap leaves something out."""
    expected = expected_board(case, policy).options.items()
    return {name for name, option in expected if option.is_capped or option.is_limited}


def assume_no_cap_binds(case: Case, policy: Policy) -> None:
    assume(count_completions(case, policy) <= MOST_COMPLETIONS)
    assume(not bound(case, policy))


def is_less(after: Option, before: Option) -> bool:
    """Whether an option that was available is so no more, for all that it covered and gave.

    What an earlier option does as well by now is asked of that one.
    """
    moved = {e.item for e in after.left if any(r.code.startswith("same_as:") for r in e.reasons)}
    kept = {item.item: item.amount for item in before.items if item.item not in moved}
    return bool(kept) and not (
        after.standing is Standing.AVAILABLE
        and covered(after) >= set(kept)
        and after.amount >= sum(kept.values())
    )


@examples(15, 200)
@given(rich_visits())
def test_no_answer_makes_an_available_option_less(visit: CaseAndPolicy) -> None:
    case, policy = visit
    board = propose_board(case, policy)
    assume(board.questions)
    assume_no_cap_binds(case, policy)

    for question in board.questions:
        for answer in question.answers:
            after = with_answer(case, question.fact, answer)
            told = propose_board(after, policy)
            less = {
                before.id
                for before in board.options
                if before.standing is Standing.AVAILABLE
                and not told.option(before.id).same_as
                and is_less(told.option(before.id), before)
            }
            where = f"{less} at {question.fact}={answer}\n{shown(case, policy)}"
            assert not less or less <= bound(after, policy), where


@examples(15, 200)
@given(rich_visits())
def test_what_is_not_asked_changes_nothing(visit: CaseAndPolicy) -> None:
    case, policy = visit
    assume_no_cap_binds(case, policy)
    board = propose_board(case, policy)
    asked = {question.fact for question in board.questions}

    for fact in sorted(set(unknown_facts(case)) - asked):
        for value in values_of(case, fact, policy)[:MOST_VALUES]:
            told = propose_board(with_answer(case, fact, value), policy)
            assert decided(told) == decided(board), f"{fact}={value}\n{shown(case, policy)}"


@examples(20, 200)
@given(rich_visits())
def test_what_was_asked_for_stands_first_and_the_rest_as_in_r4(visit: CaseAndPolicy) -> None:
    case, policy = visit
    first = [case.claim.asked_for.option_id] if case.claim.asked_for else []

    names = [option.id for option in propose_board(case, policy).options]

    assert names == first + [name for name in CATALOGUE if name not in first]


@examples(20, 200)
@given(rich_visits())
def test_the_digest_hangs_on_no_order_in_which_facts_were_told(visit: CaseAndPolicy) -> None:
    case, policy = visit
    evidence = MappingProxyType(dict(reversed(list(case.claim.evidence.items()))))
    again = replace(case, claim=replace(case.claim, evidence=evidence))

    digests = {
        board_document(propose_board(each, policy), each)["digest"] for each in (case, again, case)
    }

    assert len(digests) == 1
