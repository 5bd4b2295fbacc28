"""What is left of the goods' money once new goods are chosen: one return, whatever its receipts."""

from dataclasses import replace

import pytest

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, sale_of
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.case import Facts, Reason
from returns_desk.domain.policy import FeePer, FieldTest, Rule, Settings

EXCHANGE = "exchange/none"
LATE = FieldTest("reason", any_of=frozenset({"late"}))
LATE_FEE = fee(when=(LATE,), fee_fixed=300)
ONLY_EXCHANGE = replace(ALLOW, options=frozenset({EXCHANGE}))


def late_or_not(exchange_total: int, reason: Reason | None = None, *rules: Rule) -> Board:
    sale = sale_of([goods(800)])
    facts = Facts(exchange_total=exchange_total)
    return board_of(
        [sale], claim_of(sale, reason=reason), (*(rules or (ALLOW,)), LATE_FEE), facts=facts
    )


def test_the_rest_of_two_receipts_is_rounded_once() -> None:
    first, second = sale_of([goods(800)]), sale_of([goods(800)], receipt="R-2")

    option = board_of(
        [first, second],
        claim_of(first) + claim_of(second),
        settings=Settings(cash_rounding_step=10),
        facts=Facts(exchange_total=1006),
    ).option(EXCHANGE)

    assert [leg.amount for leg in option.legs] == [297, 297]
    assert sum(leg.amount + leg.rounding for leg in option.legs) == 590


@pytest.mark.parametrize(
    ("total", "least", "most", "pays"), [(400, 100, 400, 0), (600, 0, 200, 100), (900, 0, 0, 400)]
)
def test_while_a_fee_is_open_the_rest_is_from_the_least_to_the_most(
    total: int, least: int, most: int, pays: int
) -> None:
    board = late_or_not(total)

    option = board.option(EXCHANGE)
    assert (option.amount, option.amount_max, option.customer_pays) == (least, most, pays)
    assert "reason:0" in {question.fact for question in board.questions}


@pytest.mark.parametrize(("reason", "amount"), [(Reason.FAULTY, 400), (Reason.LATE, 100)])
def test_the_answer_says_which_of_them_it_is(reason: Reason, amount: int) -> None:
    option = late_or_not(400, reason).option(EXCHANGE)

    assert (option.amount, option.amount_max) == (amount, amount)


def test_where_no_way_is_open_for_the_rest_the_goods_stand_in_what_is_left() -> None:
    option = late_or_not(400, Reason.FAULTY, ONLY_EXCHANGE).option(EXCHANGE)

    assert option.standing is Standing.NOT_POSSIBLE
    assert option.items == ()
    assert [(each.item, each.reasons[0].code) for each in option.left] == [
        (0, "no_way_for_the_rest")
    ]


def test_where_only_some_answers_leave_a_rest_without_a_way_it_is_conditional() -> None:
    option = late_or_not(600, None, ONLY_EXCHANGE).option(EXCHANGE)

    assert option.standing is Standing.CONDITIONAL
    assert (option.amount, option.amount_max, option.customer_pays) == (0, 0, 100)
    assert "no_way_for_the_rest" in {reason.code for reason in option.reasons}
    late = late_or_not(600, Reason.LATE, ONLY_EXCHANGE).option(EXCHANGE)
    assert late.standing is Standing.AVAILABLE


def test_the_tax_in_the_rest_is_rounded_once() -> None:
    sale = sale_of([goods(1000, tax=167)])
    rules = (ALLOW, fee(fee_basis_points=1000))
    facts = Facts(exchange_total=100)

    option = board_of([sale], claim_of(sale), rules, Settings(fee_reduces_tax=True), facts).option(
        EXCHANGE
    )

    assert (option.amount, option.tax) == (800, 134)


def test_tax_is_rounded_once_where_an_item_bears_fees_of_its_own_and_of_the_return() -> None:
    """761 of 6687 is tax; of the 4913 that are left it is 559.11, not the 560 of two roundings."""
    sale = sale_of([goods(6687, tax=761)])
    both = fee(fee_basis_points=2621, fee_fixed=21, fee_per=FeePer.RETURN)

    option = board_of([sale], claim_of(sale), (ALLOW, both), Settings(fee_reduces_tax=True)).option(
        "refund/original"
    )

    assert (option.amount, option.tax) == (4913, 559)


def test_the_tax_of_a_price_reduction_less_a_fee_is_rounded_once() -> None:
    """The reduction of 3 with a tax share of 0.5 would be 1, and of the 2 that are left 1 again."""
    sale = sale_of([goods(12, tax=2)])
    rules = (ALLOW, fee(fee_fixed=1))

    option = board_of(
        [sale],
        claim_of(sale, new_unit_price=9),
        rules,
        Settings(fee_reduces_tax=True),
    ).option("price_reduction/original")

    assert (option.amount, option.tax) == (2, 0)
