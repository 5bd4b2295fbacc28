"""A shop's limit for cash never changes the means of a statutory refund (R14).

Directive 2011/83/EU Art. 13(1): by the same means of payment as the consumer used.
"""

from dataclasses import replace
from typing import Any

import pytest

from domain.pack_growth import goods, sale_of
from domain.small_sales import shop_rule, sold, whole
from returns_desk.domain.board import CATALOGUE, Board, Option, Standing
from returns_desk.domain.case import Case, Claim, Facts, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule, Settings
from returns_desk.domain.sale import Sale, SaleTender, TenderType
from strategies import NOW

FAULTY = FieldTest("reason", any_of=frozenset({"faulty"}))
RIGHT = Rule(
    "right", Layer.LAW, Effect.RIGHT, frozenset({"refund/original"}), "right", when=(FAULTY,)
)
LIMIT = Settings(cash_limit=1000)


def board_of(
    sale: Sale,
    *reasons: Reason | None,
    right: Rule = RIGHT,
    law: Settings | None = None,
    shop: Settings = LIMIT,
    **facts: Any,
) -> Board:
    """A shop that allows all, under a law that gives money back for faulty goods."""
    packs = (
        Pack("law", Layer.LAW, "1", rules=(right,), settings=law or Settings()),
        Pack("shop", Layer.SHOP, "1", rules=(shop_rule(Effect.ALLOW, id="all"),), settings=shop),
    )
    lines = zip(sale.lines, reasons, strict=True)
    items = tuple(replace(whole(sale, line), reason=reason) for line, reason in lines)
    claim = Claim(items=items, facts=Facts(**facts))
    return propose_board(Case(NOW, Store("1", "US-MN", "USD"), (sale,), claim), Policy(packs))


def legs(option: Option) -> list[tuple[str, int]]:
    return [(leg.means, leg.amount) for leg in option.legs]


@pytest.mark.parametrize(
    ("reason", "means"), [(Reason.FAULTY, "cash"), (Reason.CHANGED_MIND, "cheque")]
)
def test_cash_above_the_limit_goes_back_in_cash_where_it_is_a_right(
    reason: Reason, means: str
) -> None:
    option = board_of(sale_of([goods(5000)]), reason).option("refund/original")

    assert legs(option) == [(means, 5000)]


def test_of_a_return_only_what_is_no_right_goes_out_otherwise() -> None:
    sale = sale_of([goods(700), sold(2, 1, 500)])

    option = board_of(sale, Reason.FAULTY, Reason.LATE).option("refund/original")

    assert legs(option) == [("cash", 700), ("cheque", 500)]


def test_cash_in_hand_that_is_a_right_is_not_refused() -> None:
    card = SaleTender(1, TenderType.CREDIT_CARD, 1200, refundable_without_card=True)
    sale = sale_of([goods(700), sold(2, 1, 500)], card)
    right = replace(RIGHT, options=frozenset(CATALOGUE))

    option = board_of(sale, Reason.FAULTY, Reason.LATE, right=right).option("refund/cash")

    assert option.standing is Standing.AVAILABLE
    assert legs(option) == [("cash", 700)]
    assert [(left.item, left.reasons[0].code) for left in option.left] == [
        (1, "cash_limit_exceeded")
    ]


def test_it_is_asked_what_says_whether_it_is_a_right() -> None:
    board = board_of(sale_of([goods(5000)]), None)

    decides = {question.fact: question.decides for question in board.questions}
    assert "refund/original" in decides["reason:0"]


@pytest.mark.parametrize(
    ("paid", "means", "shop"),
    [
        pytest.param(1000, TenderType.CASH, LIMIT, id="within the limit"),
        pytest.param(5000, TenderType.BANK_TRANSFER, LIMIT, id="no cash at all"),
        pytest.param(5000, TenderType.CASH, Settings(), id="no limit"),
    ],
)
def test_it_is_not_asked_where_the_means_are_the_same(
    paid: int, means: TenderType, shop: Settings
) -> None:
    sale = sale_of([goods(paid)], SaleTender(1, means, paid))

    assert board_of(sale, None, shop=shop).questions == ()


def test_only_the_law_itself_limits_the_cash_of_a_right() -> None:
    sale, law = sale_of([goods(5000)]), Settings(cash_limit=3000)

    board = board_of(sale, Reason.FAULTY, law=law, shop=Settings())

    assert legs(board.option("refund/original")) == [("cheque", 5000)]
    assert board_of(sale, None, law=law).questions == ()


def test_no_shop_lets_out_more_cash_than_the_law() -> None:
    sale, law = sale_of([goods(5000)]), Settings(cash_limit=3000)

    board = board_of(sale, Reason.LATE, law=law, shop=Settings(cash_limit=9000))

    assert legs(board.option("refund/original")) == [("cheque", 5000)]


def test_the_rest_of_an_exchange_is_a_right_where_its_way_is() -> None:
    sale = sale_of([goods(5000)])

    for reason, means in ((Reason.FAULTY, "cash"), (Reason.LATE, "cheque")):
        option = board_of(sale, reason, exchange_total=500).option("exchange/none")
        assert legs(option) == [(means, 4500)]


# --- cash in hand above a shop's limit ------------------------------------------------------------

CASH = "refund/cash"
CASH_BY_LAW = replace(RIGHT, options=frozenset({CASH}))
BY_CARD = SaleTender(1, TenderType.CREDIT_CARD, 5000, refundable_without_card=True)


def test_cash_above_the_limit_is_conditional_while_the_right_to_it_is_open() -> None:
    board = board_of(sale_of([goods(5000)], BY_CARD), None, right=CASH_BY_LAW)

    option = board.option(CASH)
    assert option.standing is Standing.CONDITIONAL
    assert [(need.fact, need.value) for need in option.needs] == [("reason:0", "faulty")]
    assert CASH in {name for each in board.questions for name in each.decides}


def test_of_goods_above_the_limit_those_that_may_be_a_right_are_left_conditional() -> None:
    card = replace(BY_CARD, amount=1200)
    sale = sale_of([goods(700), sold(2, 1, 500)], card)

    option = board_of(sale, Reason.FAULTY, None, right=CASH_BY_LAW).option(CASH)

    assert (option.standing, [each.item for each in option.items]) == (Standing.AVAILABLE, [0])
    assert [(each.item, each.standing) for each in option.left] == [(1, Standing.CONDITIONAL)]


def test_what_was_only_recalled_of_the_law_is_a_managers_above_the_limit() -> None:
    sale = sale_of([goods(5000)], BY_CARD)
    recalled = replace(CASH_BY_LAW, verified=False)

    option = board_of(sale, Reason.FAULTY, right=recalled).option(CASH)

    assert (option.standing, option.approval_role) == (Standing.NEEDS_APPROVAL, "manager")


def test_what_the_shop_gives_beside_never_brings_a_right_above_the_laws_own_limit() -> None:
    sale = sale_of([goods(2000), sold(2, 1, 2000)], replace(BY_CARD, amount=4000))
    law = Settings(cash_limit=3000)

    option = board_of(sale, Reason.FAULTY, Reason.LATE, right=CASH_BY_LAW, law=law).option(CASH)

    assert legs(option) == [("cash", 2000)]


def test_above_the_laws_own_limit_no_cash_goes_out_and_nothing_is_asked() -> None:
    sale = sale_of([goods(5000)], BY_CARD)

    board = board_of(sale, None, right=CASH_BY_LAW, law=Settings(cash_limit=3000))

    option = board.option(CASH)
    assert option.standing is Standing.NOT_POSSIBLE
    assert option.reasons[0].code == "cash_limit_exceeded"
    assert board.questions == ()
