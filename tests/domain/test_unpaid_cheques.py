"""A cheque that its bank sent back: what never came in is not paid out, and goods may still go."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.small_sales import shop_rule, whole
from returns_desk.domain.board import CATALOGUE, Board, Standing
from returns_desk.domain.case import Case, Claim, Facts, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.engine.verdicts import GOODS
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW

LINE = SaleLine(1, "goods", Decimal(1), "each", 1000)
UNPAID = SaleTender(1, TenderType.CHEQUE, 1000, cleared=True, bounced=True)
ALLOW = shop_rule(Effect.ALLOW, id="all")
RIGHT = Rule("right", Layer.LAW, Effect.RIGHT, frozenset(CATALOGUE), "right")
MONEY = sorted(frozenset(CATALOGUE) - GOODS - {"refund/mixed", "price_reduction/original"})


def board_of(*rules: Rule, tenders: tuple[SaleTender, ...] = (UNPAID,)) -> Board:
    sale = Sale("R-1", "1", NOW - timedelta(days=30), (LINE,), tenders)
    case = Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim(items=(whole(sale, LINE),)))
    packs = [Pack(f"pack-{r.id}", r.layer, "1", jurisdiction=None, rules=(r,)) for r in rules]
    return propose_board(case, Policy(tuple(packs)))


@pytest.mark.parametrize("option", MONEY)
def test_nothing_is_paid_out_that_never_came_in(option: str) -> None:
    found = board_of(ALLOW).option(option)

    assert found.standing is Standing.NOT_POSSIBLE
    assert found.legs == ()


def test_what_was_paid_beside_it_goes_back() -> None:
    cash = SaleTender(2, TenderType.CASH, 1000)
    board = board_of(ALLOW, tenders=(UNPAID, cash))

    assert [(leg.tender, leg.amount) for leg in board.option("refund/original").legs] == [
        ("R-1/2", 1000)
    ]
    short = board_of(ALLOW, tenders=(UNPAID, replace(cash, amount=400)))
    assert short.option("refund/original").standing is Standing.NOT_POSSIBLE
    assert short.option("refund/original").reasons[0].code == "exceeds_refundable_amount"


def test_not_even_a_right_pays_it_out() -> None:
    assert board_of(ALLOW, RIGHT).option("refund/original").standing is Standing.NOT_POSSIBLE


def test_goods_are_still_mended_and_a_pack_can_say_otherwise() -> None:
    bounced = FieldTest("cheque_bounced", frozenset({True}))
    forbid = shop_rule(Effect.FORBID, bounced, id="unpaid", options=frozenset({"exchange/none"}))

    assert board_of(ALLOW).option("repair/none").standing is Standing.AVAILABLE
    assert board_of(ALLOW, forbid).option("repair/none").standing is Standing.AVAILABLE
    assert board_of(ALLOW, forbid).option("exchange/none").standing is Standing.NOT_POSSIBLE


def test_a_cheque_that_was_paid_goes_back_as_ever() -> None:
    paid = replace(UNPAID, bounced=False)

    assert board_of(ALLOW, tenders=(paid,)).option("refund/original").amount == 1000


@pytest.mark.parametrize("exchange_total", [None, 0, 400, 1000, 2000])
@pytest.mark.parametrize("reason", [None, *Reason])
def test_no_option_of_the_whole_board_gives_anything_for_it(
    exchange_total: int | None, reason: Reason | None
) -> None:
    """Not by credit, nor by an exchange, nor by the difference to a lower price."""
    sale = Sale("R-1", "1", NOW - timedelta(days=30), (LINE,), (UNPAID,))
    item = replace(whole(sale, LINE), reason=reason, new_unit_price=300)
    claim = Claim(items=(item,), facts=Facts(exchange_total=exchange_total))
    packs = tuple(Pack(r.id, r.layer, "1", rules=(r,)) for r in (ALLOW, RIGHT))

    board = propose_board(Case(NOW, Store("1", "US-MN", "USD"), (sale,), claim), Policy(packs))

    paying = {option.id for option in board.options if option.amount_max or option.legs}
    assert paying == set()
    assert all(option.absorbed == 0 for option in board.options)
    money_options = {*MONEY, "refund/mixed", "price_reduction/original", "exchange/none"}
    assert {board.option(name).standing for name in money_options} == {Standing.NOT_POSSIBLE}
