"""What is left of the goods' money once new goods are chosen: one return, whatever its receipts."""

from dataclasses import replace

import pytest

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, sale_of
from domain.small_sales import shop_rule, sold
from returns_desk.domain.board import Board, Option, Standing
from returns_desk.domain.case import Facts, Reason
from returns_desk.domain.policy import Effect, FeePer, FieldTest, Rule, Settings
from returns_desk.domain.sale import SaleTender, TenderType

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


def three_for(total: int, *rules: Rule, first: Reason | None = Reason.FAULTY) -> Board:
    """Goods of 500, 300 and 200 on one receipt, for new goods of `total`; late goods stay out."""
    sale = sale_of([goods(500), sold(2, 1, 300), sold(3, 1, 200)])
    no_late = shop_rule(Effect.FORBID, LATE, id="late", options=frozenset({EXCHANGE}))
    items = claim_of(sale, reason=Reason.FAULTY)
    told = (replace(items[0], reason=first), *items[1:])
    return board_of([sale], told, (*rules, no_late), facts=Facts(exchange_total=total))


def seen(option: Option) -> tuple[Standing, list[int], list[tuple[int, Standing]]]:
    left = [(each.item, each.standing) for each in option.left]
    return option.standing, [each.item for each in option.items], left


def test_goods_whose_money_would_have_no_way_back_are_left_out() -> None:
    option = three_for(700, ONLY_EXCHANGE).option(EXCHANGE)

    left = [(1, Standing.NOT_POSSIBLE)]
    assert seen(option) == (Standing.AVAILABLE, [0, 2], left)
    assert option.left[0].reasons[0].code == "no_way_for_the_rest"
    assert option.customer_pays == 0


def test_an_answer_that_raises_the_worth_does_not_close_the_exchange() -> None:
    """The first item may be late; if it is not, its money is too much, and the others stay."""
    before = three_for(450, ONLY_EXCHANGE, first=None).option(EXCHANGE)
    after = three_for(450, ONLY_EXCHANGE).option(EXCHANGE)

    assert (before.standing, after.standing) == (Standing.AVAILABLE, Standing.AVAILABLE)
    assert [each.item for each in before.items] == [each.item for each in after.items] == [1]


def test_goods_whose_money_only_a_manager_gives_back_are_a_managers() -> None:
    ask = shop_rule(Effect.APPROVE, id="ask", options=frozenset({"refund/cash"}))

    option = three_for(700, ONLY_EXCHANGE, ask).option(EXCHANGE)

    assert seen(option)[:2] == (Standing.AVAILABLE, [0, 2])
    dear = three_for(100, ONLY_EXCHANGE, ask).option(EXCHANGE)
    assert (dear.standing, dear.amount, dear.approval_role) == (
        Standing.NEEDS_APPROVAL,
        900,
        "manager",
    )


def test_goods_that_stand_worse_by_themselves_are_left_so() -> None:
    """250 are for the last item alone; the first two are more than that, and a manager's."""
    ask = shop_rule(Effect.APPROVE, id="ask", options=frozenset({"store_credit/store_credit"}))

    option = three_for(250, ONLY_EXCHANGE, ask).option(EXCHANGE)

    left = [(0, Standing.NEEDS_APPROVAL), (1, Standing.NEEDS_APPROVAL)]
    assert seen(option) == (Standing.AVAILABLE, [2], left)
    assert [each.amount for each in option.left] == [500, 300]


def test_what_the_tender_cannot_carry_is_left_for_that_and_jumps_no_queue() -> None:
    paid = SaleTender(1, TenderType.CASH, 1000, refunded=500)
    sale = sale_of([goods(300), sold(2, 1, 200), sold(3, 1, 500)], paid)
    facts = Facts(exchange_total=250)

    option = board_of([sale], claim_of(sale), (ONLY_EXCHANGE,), facts=facts).option(EXCHANGE)

    assert [each.item for each in option.items] == [1]
    assert [(each.item, each.reasons[0].code) for each in option.left] == [
        (0, "no_way_for_the_rest"),
        (2, "exceeds_refundable_amount"),
    ]


def test_what_is_conditional_is_exchanged_where_what_is_open_has_no_way() -> None:
    """The first item is open but worth too much; the last is open under a condition."""
    late_only = shop_rule(Effect.FORBID, LATE, id="late", options=frozenset({EXCHANGE}))
    sale = sale_of([goods(500), sold(2, 1, 200)])
    first, second = claim_of(sale, reason=Reason.FAULTY)

    board = board_of(
        [sale],
        (first, replace(second, reason=None)),
        (ONLY_EXCHANGE, late_only),
        facts=Facts(exchange_total=250),
    )

    option = board.option(EXCHANGE)
    assert seen(option) == (Standing.CONDITIONAL, [1], [(0, Standing.NOT_POSSIBLE)])
    assert {need.fact for need in option.needs} == {"reason:1"}


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


def test_a_spent_tender_of_another_receipt_leaves_no_question_unasked() -> None:
    """What is to be known of the last goods still shows where they stand, though nothing opens."""
    spent = SaleTender(1, TenderType.BANK_TRANSFER, 800, refunded=800)
    sales = [
        sale_of([goods(800)], spent, receipt="R-1"),
        sale_of([goods(300)], receipt="R-2"),
        sale_of([goods(500)], receipt="R-3"),
    ]
    opened = FieldTest("condition", any_of=frozenset({"opened"}))
    items = [item for sale in sales for item in claim_of(sale)]
    told = [*items[:2], replace(items[2], condition=None)]

    board = board_of(
        sales,
        told,
        (ONLY_EXCHANGE, shop_rule(Effect.FORBID, opened, options=frozenset({EXCHANGE}))),
        facts=Facts(exchange_total=10),
    )

    assert seen(board.option(EXCHANGE))[2][-1] == (2, Standing.CONDITIONAL)
    assert [question.fact for question in board.questions] == ["condition:2"]


def test_a_rest_holds_no_more_tax_than_itself() -> None:
    """The fee leaves less than the tax was; that it takes of the tax is in no line of the rest."""
    sale = sale_of([goods(304, tax=32)])
    rules = (ALLOW, fee(fee_fixed=300))

    option = board_of([sale], claim_of(sale), rules, facts=Facts(exchange_total=0)).option(EXCHANGE)

    assert (option.amount, option.tax) == (4, 4)
