"""What holds of every board: the catalogue, the order, the money, the reasons."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from oracle.facts import unknown_facts
from oracle.money import can_give_back
from pack_strategies import policies
from returns_desk.domain.board import CATALOGUE, Board, Option, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Policy
from strategies import cases, examples

CaseAndPolicy = tuple[Case, Policy]


@st.composite
def visits(draw: st.DrawFn) -> CaseAndPolicy:
    """A case with a policy; one or two tenders."""
    case = draw(cases(most_tenders=2))
    return case, draw(policies(case))


def room_of(case: Case) -> dict[str | None, int]:
    """What each tender of the case can still give back, by its key."""
    return {
        f"{sale.receipt}/{tender.tender}": can_give_back(tender)
        for sale in case.sales
        for tender in sale.tenders
    }


def possible(board: Board) -> list[Option]:
    return [o for o in board.options if o.standing is not Standing.NOT_POSSIBLE]


@examples(14, 100)
@given(visits())
def test_each_option_of_the_catalogue_is_on_the_board_once(visit: CaseAndPolicy) -> None:
    board = propose_board(*visit)

    assert sorted(o.id for o in board.options) == sorted(CATALOGUE)


@examples(14, 100)
@given(visits())
def test_what_was_asked_for_stands_first_and_the_rest_in_the_order_of_r4(
    visit: CaseAndPolicy,
) -> None:
    case, policy = visit
    asked = case.claim.asked_for

    names = [o.id for o in propose_board(case, policy).options]

    first = [asked.option_id] if asked else []
    assert names == first + [name for name in CATALOGUE if name not in first]


@examples(14, 100)
@given(visits())
def test_legs_add_up_and_stay_within_what_each_tender_can_give_back(visit: CaseAndPolicy) -> None:
    case, policy = visit
    room = room_of(case)

    for option in propose_board(case, policy).options:
        assert sum(leg.amount for leg in option.legs) == option.amount
        by_tender = Counter[str | None]()
        for leg in option.legs:
            assert leg.amount >= 0
            by_tender[leg.tender] += leg.amount
        assert all(sent <= room[tender] for tender, sent in by_tender.items() if tender in room)
        assert {tender for tender in by_tender if tender is not None} <= room.keys()


@examples(14, 100)
@given(visits())
def test_items_amounts_taxes_and_fees_add_up_to_the_options(visit: CaseAndPolicy) -> None:
    for option in possible(propose_board(*visit)):
        assert sum(item.amount for item in option.items) == option.amount
        assert sum(item.fee for item in option.items) == option.fee
        assert sum(item.tax for item in option.items) == option.tax
        assert all(item.fee >= 0 and item.amount >= 0 for item in option.items)


@examples(14, 100)
@given(visits())
def test_every_claimed_unit_is_covered_or_left(visit: CaseAndPolicy) -> None:
    case, policy = visit

    for option in propose_board(case, policy).options:
        for index, item in enumerate(case.claim.items):
            covered = [place.quantity for place in option.items if place.item == index]
            left = [place.quantity for place in option.left if place.item == index]
            assert sum(covered + left) == item.quantity


@examples(14, 100)
@given(visits())
def test_more_than_is_left_stands_in_left_as_already_returned(visit: CaseAndPolicy) -> None:
    case, policy = visit

    for option in propose_board(case, policy).options:
        for index, item in enumerate(case.claim.items):
            sale = case.sale_of(item.receipt)
            line = sale.line_at(item.line) if sale else None
            surplus = item.quantity - line.available if line else 0
            codes = [
                (left.quantity, [reason.code for reason in left.reasons])
                for left in option.left
                if left.item == index and left.amount == 0
            ]
            assert surplus <= 0 or (surplus, ["already_returned"]) in codes


@examples(14, 100)
@given(visits())
def test_what_is_not_possible_pays_nothing_and_says_why(visit: CaseAndPolicy) -> None:
    for option in propose_board(*visit).options:
        if option.standing is Standing.NOT_POSSIBLE:
            assert (option.amount, option.amount_max, option.fee) == (0, 0, 0)
            assert option.legs == ()
            assert option.items == ()
            assert option.reasons


@examples(14, 100)
@given(visits())
def test_what_is_the_same_as_another_names_an_earlier_original(visit: CaseAndPolicy) -> None:
    board = propose_board(*visit)

    for option in board.options:
        if option.same_as is not None:
            assert option.standing is Standing.NOT_POSSIBLE
            assert CATALOGUE.index(option.same_as) < CATALOGUE.index(option.id)
            assert board.option(option.same_as).same_as is None


@examples(14, 100)
@given(visits())
def test_an_available_option_waits_for_no_unknown_fact(visit: CaseAndPolicy) -> None:
    case, policy = visit
    unknown = set(unknown_facts(case))

    for option in propose_board(case, policy).options:
        if option.standing is Standing.AVAILABLE:
            assert not {need.fact for need in option.needs} & unknown


@examples(14, 100)
@given(visits())
def test_a_conditional_option_says_what_must_come_true(visit: CaseAndPolicy) -> None:
    case, policy = visit
    unknown = set(unknown_facts(case))

    for option in propose_board(case, policy).options:
        if option.standing is Standing.CONDITIONAL:
            assert {need.fact for need in option.needs} & unknown


@examples(14, 100)
@given(visits())
def test_only_unknown_facts_are_asked_and_none_twice(visit: CaseAndPolicy) -> None:
    case, policy = visit

    asked = [question.fact for question in propose_board(case, policy).questions]

    assert len(asked) == len(set(asked))
    assert set(asked) <= set(unknown_facts(case))


@examples(14, 100)
@given(visits())
def test_each_question_decides_options_and_offers_answers(visit: CaseAndPolicy) -> None:
    for question in propose_board(*visit).questions:
        assert question.decides
        assert set(question.decides) <= set(CATALOGUE)
        assert len(question.answers) > 1


@examples(14, 100)
@given(visits())
def test_the_amount_differs_only_where_a_question_decides_it(visit: CaseAndPolicy) -> None:
    board = propose_board(*visit)
    decided = {option for question in board.questions for option in question.decides}

    for option in board.options:
        assert option.is_settled or option.id in decided


@examples(14, 100)
@given(visits())
def test_the_same_case_and_packs_give_the_same_board(visit: CaseAndPolicy) -> None:
    case, policy = visit

    first, second = propose_board(case, policy), propose_board(replace(case), replace(policy))

    assert first == second


@examples(14, 100)
@given(visits())
def test_what_no_rule_speaks_of_changes_nothing(visit: CaseAndPolicy) -> None:
    case, policy = visit
    sales = tuple(
        replace(
            sale,
            terminal="99",
            cashier="another",
            lines=tuple(replace(line, description="other words") for line in sale.lines),
            tenders=tuple(replace(t, last4="0000", account="tok_x") for t in sale.tenders),
        )
        for sale in case.sales
    )

    board = propose_board(replace(case, sales=sales), policy)

    assert board == propose_board(case, policy)


@examples(14, 100)
@given(visits())
def test_an_option_that_a_manager_may_allow_names_the_role(visit: CaseAndPolicy) -> None:
    for option in propose_board(*visit).options:
        if option.standing is Standing.NEEDS_APPROVAL:
            assert option.approval_role
        if option.standing in {Standing.AVAILABLE, Standing.NOT_POSSIBLE}:
            assert option.approval_role is None
