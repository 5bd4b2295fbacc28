"""Goodwill of which a person chose less than all: exactly that is paid, and nothing else moves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, sale_of
from domain.small_sales import shop_rule, sold
from returns_desk.domain.board import Board, Option, Standing
from returns_desk.domain.case import Facts
from returns_desk.domain.policy import Effect, FieldTest, Rule, Settings
from returns_desk.domain.sale import SaleTender, TenderType
from strategies import examples

GOODWILL = "goodwill/original"
CREDIT = "goodwill/store_credit"
OURS = frozenset({GOODWILL, CREDIT})
BY_CLERK = shop_rule(Effect.ALLOW, id="clerk", options=OURS)
BY_MANAGER = shop_rule(Effect.APPROVE, id="manager", options=OURS)
CARD = SaleTender(1, TenderType.CREDIT_CARD, 3000, refundable_without_card=True)
CASH = SaleTender(2, TenderType.CASH, 1001)
LINES = (sold(1, 1, 2001, tax=201), sold(2, 1, 2000, tax=100))


def board(chosen: int | None, *rules: Rule, settings: Settings | None = None) -> Board:
    sale = sale_of(LINES, CARD, CASH)
    return board_of([sale], claim_of(sale), rules, settings, Facts(goodwill_amount=chosen))


def sums(option: Option) -> tuple[int, ...]:
    """What its goods and its legs come to, each beside the amount that it names."""
    legs, items = (sum(each.amount for each in parts) for parts in (option.legs, option.items))
    return option.amount, option.amount_max, legs, items


@examples(100, 1000)
@given(st.integers(1, 4001), st.sampled_from([BY_CLERK, BY_MANAGER]))
def test_every_amount_up_to_all_is_paid_exactly_and_nothing_else_moves(
    chosen: int, rule: Rule
) -> None:
    given_, whole = board(chosen, rule), board(None, rule)

    for name in OURS:
        option, all_of_it = given_.option(name), whole.option(name)
        assert sums(option) == (chosen,) * 4
        assert option.tax == sum(item.tax for item in option.items) <= all_of_it.tax
        assert all(0 <= item.tax <= item.amount for item in option.items)
        assert {leg.tender: leg.amount for leg in all_of_it.legs}.items() >= {
            (leg.tender, max(leg.amount, most.amount))
            for leg in option.legs
            for most in all_of_it.legs
            if most.tender == leg.tender
        }
        parts = {"amount", "amount_max", "tax", "items", "legs"}
        kept = {part: getattr(all_of_it, part) for part in parts}
        assert replace(option, **kept) == all_of_it
    others = [[o for o in each.options if o.id not in OURS] for each in (given_, whole)]
    assert others[0] == others[1]
    assert (given_.questions, given_.triggers) == (whole.questions, whole.triggers)


@pytest.mark.parametrize("chosen", [4001, 4002, 10**9])
def test_no_choice_gives_more_than_all(chosen: int) -> None:
    assert board(chosen, BY_CLERK) == board(None, BY_CLERK)


def test_choosing_opens_nothing() -> None:
    limited = replace(BY_CLERK, when=(FieldTest("amount", at_most=2500),))

    option = board(1000, limited).option(GOODWILL)

    assert (option.standing, option.amount, option.legs) == (Standing.NOT_POSSIBLE, 0, ())


def test_where_all_is_still_open_the_choice_is_the_most() -> None:
    sale = sale_of([goods(1000)])
    when = (FieldTest("photo_id_seen", any_of=frozenset({False})),)
    rules = (BY_CLERK, fee(fee_fixed=400, options=OURS, when=when))

    def goodwill(chosen: int | None) -> tuple[int, int]:
        facts = Facts(goodwill_amount=chosen)
        option = board_of([sale], claim_of(sale), rules, facts=facts).option(GOODWILL)
        return option.amount, option.amount_max

    assert [goodwill(each) for each in (None, 800, 600, 100)] == [
        (600, 1000),
        (600, 800),
        (600, 600),
        (100, 100),
    ]


@pytest.mark.parametrize(("is_netted", "tax"), [(False, 63), (True, 50)])
def test_fees_stay_and_the_tax_is_that_of_what_is_given(*, is_netted: bool, tax: int) -> None:
    sale = sale_of([goods(1000, tax=100)])
    rules = (BY_CLERK, fee(fee_fixed=200, options=OURS))

    def goodwill(chosen: int | None) -> Option:
        settings = Settings(fee_reduces_tax=is_netted)
        facts = Facts(goodwill_amount=chosen)
        return board_of([sale], claim_of(sale), rules, settings, facts).option(GOODWILL)

    assert (goodwill(None).amount, goodwill(None).fee) == (800, 200)
    assert (goodwill(500).amount, goodwill(500).fee, goodwill(500).tax) == (500, 200, tax)


def test_a_refund_beside_it_is_never_less() -> None:
    whole, cut = (board(each, ALLOW).option("refund/original") for each in (None, 1))

    assert cut == whole
    assert cut.amount == 4001
