"""How much of a goodwill is given: typed, noted, and the board that follows from it."""

from dataclasses import replace

import pytest

from builders import CARD_LEG, SHELF, board, option, paying_option, sale
from counters import Counter, signed_in
from fakes import MANAGER_PIN, FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import CaseState, Prompt, Stage
from returns_desk.domain.board import Board, Option, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Policy

GOODWILL = "goodwill/original"
ALL_OF_IT = 2136
BY_CLERK = paying_option(GOODWILL, [CARD_LEG])
BY_MANAGER = paying_option(
    GOODWILL, [CARD_LEG], standing=Standing.NEEDS_APPROVAL, approval_role="manager"
)
UNSETTLED = replace(BY_MANAGER, amount_max=ALL_OF_IT + 1)


def desk_with(given: Option) -> tuple[Desk, Counter]:
    """A desk whose engine gives what was chosen of that goodwill."""

    def propose(case: Case, _policy: Policy) -> Board:
        chosen = case.claim.facts.goodwill_amount
        shown = given if chosen is None else _less(given, chosen)
        return board([shown, option("refund/cash", Standing.AVAILABLE)])

    counter = Counter(sales=FakeSales([sale()]), propose=propose)
    desk = signed_in(counter)
    desk.scan(SHELF)
    return desk, counter


def _less(given: Option, chosen: int) -> Option:
    legs = (replace(given.legs[0], amount=chosen),)
    return replace(given, amount=chosen, amount_max=chosen, legs=legs)


def case_of(desk: Desk) -> CaseState:
    case = desk.state().case
    assert case is not None
    return case


def amount(desk: Desk) -> int:
    return case_of(desk).board.option(GOODWILL).amount


def code_of(desk: Desk) -> str:
    with pytest.raises(OperatorMistake) as caught:
        desk.ask_goodwill_amount()
    return caught.value.code


def asked(desk: Desk) -> None:
    desk.choose(GOODWILL)
    desk.ask_goodwill_amount()


def test_a_typed_amount_is_noted_planned_and_paid() -> None:
    desk, counter = desk_with(BY_CLERK)
    asked(desk)
    waiting, most = desk.state().prompt, case_of(desk).other_ways.goodwill_most
    desk.name_price(1250)
    rest = desk.state().prompt
    desk.confirm()

    assert (waiting, most, rest) == (Prompt.AMOUNT, ALL_OF_IT, Prompt.CASE)
    chosen = counter.journal.last("goodwill_amount_chosen").payload
    assert chosen == {"amount": 1250, "of": ALL_OF_IT}
    assert counter.journal.last("option_chosen").payload["amount"] == 1250


def test_all_of_it_is_no_choice_of_an_amount() -> None:
    desk, counter = desk_with(BY_CLERK)
    asked(desk)
    desk.name_price(1)
    least = amount(desk)
    desk.ask_goodwill_amount()

    desk.name_price(ALL_OF_IT)

    assert (least, amount(desk)) == (1, ALL_OF_IT)
    assert counter.journal.last("goodwill_amount_chosen").payload["amount"] is None
    assert case_of(desk).can_confirm


@pytest.mark.parametrize("typed", [-1, 0, ALL_OF_IT + 1])
def test_nothing_and_more_than_all_are_not_taken(typed: int) -> None:
    desk, counter = desk_with(BY_CLERK)
    asked(desk)

    with pytest.raises(OperatorMistake) as caught:
        desk.name_price(typed)

    assert caught.value.code == "no_goodwill_amount"
    assert (desk.state().prompt, amount(desk)) == (Prompt.AMOUNT, ALL_OF_IT)
    assert "goodwill_amount_chosen" not in counter.journal.types()


def test_an_amount_is_of_goodwill_alone() -> None:
    desk, _ = desk_with(BY_CLERK)
    seen = [case_of(desk).other_ways.can_choose_amount]
    codes = [code_of(desk)]
    desk.choose("refund/cash")
    seen.append(case_of(desk).other_ways.can_choose_amount)
    codes.append(code_of(desk))
    desk.choose(GOODWILL)
    seen.append(case_of(desk).other_ways.can_choose_amount)

    assert codes == ["no_goodwill_chosen"] * 2
    assert seen == [False, False, True]


def test_an_amount_that_hangs_on_an_answer_is_not_chosen_yet() -> None:
    desk, _ = desk_with(UNSETTLED)
    desk.ask_for(GOODWILL)

    assert code_of(desk) == "answer_first"
    assert desk.state().stage is Stage.APPROVAL


def test_a_manager_is_asked_for_the_amount_that_was_typed() -> None:
    desk, counter = desk_with(BY_MANAGER)
    asked(desk)
    waiting = desk.state().stage, desk.state().prompt
    desk.name_price(900)
    awaited = desk.state().stage
    desk.approve(MANAGER_PIN)

    assert waiting == (Stage.BOARD, Prompt.AMOUNT)
    assert awaited is Stage.APPROVAL
    assert counter.journal.last("approval_given").payload["amount"] == 900
    assert case_of(desk).can_confirm


def test_a_yes_to_one_amount_is_no_yes_to_another() -> None:
    desk, _ = desk_with(BY_MANAGER)
    desk.choose(GOODWILL)
    desk.approve(MANAGER_PIN)
    desk.ask_goodwill_amount()

    desk.name_price(900)

    case = case_of(desk)
    assert (desk.state().stage, case.approval, case.can_confirm) == (Stage.APPROVAL, None, False)


def test_esc_leaves_what_was_given_before() -> None:
    desk, _ = desk_with(BY_CLERK)
    asked(desk)

    desk.back()

    assert (case_of(desk).chosen, amount(desk)) == (GOODWILL, ALL_OF_IT)


def test_less_than_all_still_counts_as_all_that_the_goods_were_worth() -> None:
    desk, counter = desk_with(BY_CLERK)
    asked(desk)
    desk.name_price(900)
    desk.confirm()
    desk.book_leg(1, "R-1")

    taken = counter.journal.last("goods_taken").payload["items"]
    assert isinstance(taken, list)
    assert [each["paid"] for each in taken if isinstance(each, dict)] == [ALL_OF_IT]
