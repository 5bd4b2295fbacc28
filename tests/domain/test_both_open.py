"""The rest of an exchange goes a way that the same answers open as the exchange."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from domain.pack_growth import board_of, claim_of, goods, sale_of
from domain.small_sales import shop_rule
from oracle.compare import shown
from oracle.facts import unknown_facts, with_answer
from oracle_strategies import CaseAndPolicy
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.case import Condition, Facts, Reason
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, FieldTest, Rule
from rich_strategies import exchange_visits
from strategies import examples

EXCHANGE = "exchange/none"
ORIGINAL = "refund/original"
CREDIT = "store_credit/store_credit"


def only_if(option: str, effect: Effect = Effect.ALLOW, **fields: set[str]) -> Rule:
    tests = (FieldTest(name, any_of=frozenset(values)) for name, values in fields.items())
    return shop_rule(effect, *tests, id=f"{effect.value} {option}", options=frozenset({option}))


def board_with(
    *rules: Rule, reason: Reason | None = None, condition: Condition | None = None
) -> Board:
    """Goods of 1000 for new ones of 400: 600 are left over."""
    sale = sale_of([goods(1000)])
    items = claim_of(sale, reason=reason, condition=condition)
    return board_of([sale], items, rules, facts=Facts(exchange_total=400))


def test_a_way_that_is_never_open_with_the_exchange_is_no_way() -> None:
    rules = (
        only_if(EXCHANGE, reason={"changed_mind"}),
        only_if(ORIGINAL, reason={"faulty"}),
        only_if(CREDIT, reason={"changed_mind", "late"}),
    )

    option = board_with(*rules).option(EXCHANGE)

    assert option.standing is Standing.CONDITIONAL
    assert [(need.fact, need.value) for need in option.needs] == [("reason:0", "changed_mind")]
    assert [leg.destination for leg in option.legs] == ["store_credit"]
    told = board_with(*rules, reason=Reason.CHANGED_MIND).option(EXCHANGE)
    assert (told.standing, told.legs) == (Standing.AVAILABLE, option.legs)


def test_without_another_way_no_answer_opens_the_exchange() -> None:
    rules = only_if(EXCHANGE, reason={"changed_mind"}), only_if(ORIGINAL, reason={"faulty"})

    option = board_with(*rules).option(EXCHANGE)

    assert option.standing is Standing.NOT_POSSIBLE
    assert [each.reasons[0].code for each in option.left] == ["no_way_for_the_rest"]
    for reason in Reason:
        after = board_with(*rules, reason=reason).option(EXCHANGE)
        assert after.standing is Standing.NOT_POSSIBLE


def test_the_answers_that_both_stand_are_named() -> None:
    rules = (
        only_if(EXCHANGE, reason={"changed_mind", "late", "faulty"}),
        only_if(ORIGINAL, reason={"faulty", "late", "wrong_item"}),
    )

    [need] = board_with(*rules).option(EXCHANGE).needs

    assert need.fact == "reason:0"
    assert {need.value, *need.any_of} == {"faulty", "late"}
    for reason in (Reason.FAULTY, Reason.LATE):
        assert board_with(*rules, reason=reason).option(EXCHANGE).standing is Standing.AVAILABLE


def test_what_only_one_of_them_asks_is_named_beside_it() -> None:
    rules = (
        only_if(EXCHANGE, reason={"changed_mind", "faulty"}),
        only_if(ORIGINAL, reason={"faulty", "late"}, condition={"unopened"}),
    )

    needs = board_with(*rules).option(EXCHANGE).needs

    assert [(need.fact, need.value) for need in needs] == [
        ("reason:0", "faulty"),
        ("condition:0", "unopened"),
    ]
    told = board_with(*rules, reason=Reason.FAULTY, condition=Condition.UNOPENED)
    assert told.option(EXCHANGE).standing is Standing.AVAILABLE


def test_a_managers_way_is_open_where_the_exchange_is() -> None:
    """Faulty goods: the exchange is a manager's with each reason but that one."""
    rules = (
        only_if(EXCHANGE, Effect.APPROVE, reason={"changed_mind", "late"}),
        only_if(ORIGINAL, reason={"faulty", "late"}),
        only_if(CREDIT, Effect.APPROVE),
    )

    option = board_with(*rules).option(EXCHANGE)

    assert option.standing is Standing.NEEDS_APPROVAL
    assert [leg.means for leg in option.legs] == ["cash"]
    assert [(need.fact, need.value) for need in option.needs] == [("reason:0", "late")]


def test_a_manager_of_all_exchanges_is_asked_nothing_of_the_goods() -> None:
    """Whatever is answered a manager can allow it; only its way hangs on the reason."""
    rules = (
        only_if(EXCHANGE, Effect.APPROVE),
        only_if(ORIGINAL, reason={"faulty"}),
    )

    option = board_with(*rules).option(EXCHANGE)

    assert option.standing is Standing.NEEDS_APPROVAL
    assert [(need.fact, need.value) for need in option.needs] == [("reason:0", "faulty")]


def test_what_opens_both_without_it_is_not_named() -> None:
    """Of faulty goods the condition is nothing to either; of late ones it parts them for ever."""
    rules = (
        only_if(EXCHANGE, reason={"faulty"}),
        replace(only_if(EXCHANGE, reason={"late"}, condition={"unopened"}), id="late unopened"),
        only_if(ORIGINAL, reason={"faulty"}),
        replace(only_if(ORIGINAL, reason={"late"}, condition={"opened"}), id="late opened"),
    )

    [need] = board_with(*rules).option(EXCHANGE).needs

    assert (need.fact, need.value, need.any_of) == ("reason:0", "faulty", ())


def test_an_open_way_comes_before_a_managers_though_that_would_be_the_first() -> None:
    rules = only_if(EXCHANGE), only_if(ORIGINAL, Effect.APPROVE), only_if(CREDIT)

    option = board_with(*rules).option(EXCHANGE)

    assert (option.standing, option.approval_role) == (Standing.AVAILABLE, None)
    assert [leg.destination for leg in option.legs] == ["store_credit"]


def test_what_is_asked_of_the_visit_is_asked_once_for_all_goods() -> None:
    rules = [
        shop_rule(
            Effect.ALLOW,
            FieldTest("is_purchaser", any_of=frozenset({True})),
            id=option,
            options=frozenset({option}),
        )
        for option in (EXCHANGE, ORIGINAL)
    ]
    sales = [sale_of([goods(1000)]), sale_of([goods(700)], receipt="R-2")]
    items = [each for sale in sales for each in claim_of(sale)]

    option = board_of(sales, items, rules, facts=Facts(exchange_total=400)).option(EXCHANGE)

    assert [(need.fact, need.value) for need in option.needs] == [("is_purchaser", True)]


@pytest.mark.parametrize(
    ("first", "second"), [*product([Reason.CHANGED_MIND, Reason.LATE], repeat=2)]
)
def test_each_item_has_its_own_answer(first: Reason, second: Reason) -> None:
    rules = (
        only_if(EXCHANGE, reason={"changed_mind", "late"}),
        only_if(ORIGINAL, reason={"faulty", "changed_mind", "late"}),
    )
    sales = [sale_of([goods(1000)]), sale_of([goods(700)], receipt="R-2")]
    items = [replace(each, reason=None) for sale in sales for each in claim_of(sale)]

    def with_reasons(*reasons: Reason | None) -> Board:
        told = [replace(i, reason=r) for i, r in zip(items, reasons, strict=True)]
        return board_of(sales, told, rules, facts=Facts(exchange_total=400))

    needs = with_reasons(None, None).option(EXCHANGE).needs

    assert [need.fact for need in needs] == ["reason:0", "reason:1"]
    assert with_reasons(first, second).option(EXCHANGE).standing is Standing.AVAILABLE


@examples(20, 200)
@given(exchange_visits())
def test_no_question_is_given_two_answers(visit: CaseAndPolicy) -> None:
    for option in propose_board(*visit).options:
        named = Counter(need.fact for need in option.needs)
        assert set(named.values()) <= {1}, f"{option.id} {option.needs}\n{shown(*visit)}"


@examples(20, 200)
@given(exchange_visits())
def test_the_answers_open_the_exchange_of_one_item(visit: CaseAndPolicy) -> None:
    case, policy = visit
    case = replace(case, claim=replace(case.claim, items=case.claim.items[:1], without_receipt=()))
    option = propose_board(case, policy).option(EXCHANGE)
    if option.standing is not Standing.CONDITIONAL:
        return

    unknown, told = set(unknown_facts(case)), case
    for need in option.needs:
        if need.fact in unknown:
            told = with_answer(told, need.fact, need.value)
    after = propose_board(told, policy).option(EXCHANGE)

    where = f"{option.needs} {after.standing}\n{shown(case, policy)}"
    assert after.standing is Standing.AVAILABLE, where
