"""R1, R2: a second way is hidden only where an earlier one leaves nothing to it, in any case."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from domain.pack_growth import board_of, claim_of, sale_of
from domain.small_sales import shop_rule, sold
from returns_desk.domain.board import Board, Option, Standing
from returns_desk.domain.case import Facts, Reason
from returns_desk.domain.engine import sameness
from returns_desk.domain.policy import Effect, FeePer, FieldTest, Layer, Rule
from returns_desk.domain.sale import SaleTender, TenderType

REFUND = "refund/original"
GOODWILL = "goodwill/original"
ONLY_REFUND = frozenset({REFUND})
ONLY_GOODWILL = frozenset({GOODWILL})
MONEY = shop_rule(Effect.ALLOW, id="money", options=ONLY_REFUND)
MANAGER = shop_rule(Effect.APPROVE, id="manager", options=ONLY_GOODWILL)
CARD = SaleTender(1, TenderType.CREDIT_CARD, 1000, scheme="visa")
FAULTY = FieldTest("reason", any_of=frozenset({Reason.FAULTY}))
DEAR = FieldTest("unit_price", at_least=800)
SIX = FieldTest("unit_price", at_least=600)
LATE = FieldTest("reason", any_of=frozenset({Reason.LATE}))


def keeps(options: frozenset[str] = ONLY_REFUND, **more: Any) -> Rule:
    return shop_rule(Effect.FEE, **{"id": "keeps", "options": options, **more})


def board(
    *rules: Rule,
    prices: Sequence[int] = (1000,),
    tender: SaleTender = CARD,
    facts: Facts | None = None,
    **item: Any,
) -> Board:
    sale = sale_of([sold(place, 1, paid) for place, paid in enumerate(prices, 1)], tender)
    return board_of([sale], claim_of(sale, **item), rules, facts=facts)


def goodwill(*rules: Rule, **more: Any) -> Option:
    return board(*rules, **more).option(GOODWILL)


def test_a_manager_may_give_all_where_the_shop_keeps_all_of_it() -> None:
    found = board(MONEY, MANAGER, keeps(fee_basis_points=10_000))

    assert (found.option(REFUND).standing, found.option(REFUND).amount) == ("available", 0)
    assert found.option(GOODWILL).standing is Standing.NEEDS_APPROVAL
    assert found.option(GOODWILL).amount == 1000


def test_what_brings_no_more_is_the_same() -> None:
    assert goodwill(MONEY, MANAGER).same_as == REFUND
    both = keeps(ONLY_REFUND | ONLY_GOODWILL, fee_basis_points=1000)
    assert goodwill(MONEY, MANAGER, both).same_as == REFUND


def test_fees_of_two_kinds_are_compared_by_what_they_come_to() -> None:
    """A tenth of 10.00 is 1.00, whatever the rules call it."""
    tenth = keeps(fee_basis_points=1000)

    def beside(fixed: int) -> Option:
        return goodwill(MONEY, MANAGER, tenth, keeps(ONLY_GOODWILL, id="flat", fee_fixed=fixed))

    assert [beside(fixed).same_as for fixed in (101, 100, 99)] == [REFUND, REFUND, None]
    assert beside(99).amount == 901


def test_a_way_stays_that_some_answer_leaves_alone() -> None:
    """The refund is shut where it is worn out; then a manager's way is the only one."""
    shut = shop_rule(Effect.FORBID, id="shut", options=ONLY_REFUND, when=(LATE,))
    asked = shop_rule(Effect.FORBID, id="no", options=ONLY_GOODWILL, when=(FAULTY,))

    assert goodwill(MONEY, MANAGER, shut, reason=None).standing is Standing.NEEDS_APPROVAL
    assert goodwill(MONEY, MANAGER, shut, asked, reason=None).same_as is None
    assert goodwill(MONEY, MANAGER, shut, reason=Reason.LATE).same_as is None
    assert goodwill(MONEY, MANAGER, shut, reason=Reason.FAULTY).same_as == REFUND


def test_two_ways_that_the_same_answer_shuts_are_the_same() -> None:
    """Each hangs on the reason, and the second is open only where the first one is."""
    shut = shop_rule(Effect.FORBID, id="shut", options=ONLY_REFUND, when=(LATE,))
    both = (LATE,), (FAULTY,)
    closed = [
        shop_rule(Effect.FORBID, id=f"no-{n}", options=ONLY_GOODWILL, when=when)
        for n, when in enumerate(both)
    ]

    assert goodwill(MONEY, MANAGER, shut, *closed, reason=None).same_as == REFUND


def test_a_fee_that_only_one_answer_brings_keeps_the_other_way() -> None:
    found = goodwill(MONEY, MANAGER, keeps(fee_fixed=100, when=(FAULTY,)), reason=None)

    assert (found.standing, found.amount) == (Standing.NEEDS_APPROVAL, 1000)


def test_fees_that_never_meet_are_not_compared() -> None:
    """Where the refund bears one, goodwill bears more."""
    less = keeps(fee_fixed=100, when=(FAULTY,))
    more = keeps(ONLY_GOODWILL, id="more", fee_fixed=200, when=(FAULTY,))

    assert goodwill(MONEY, MANAGER, less, more, reason=None).same_as == REFUND


def test_only_the_goods_stay_for_which_it_gives_more() -> None:
    found = goodwill(MONEY, MANAGER, keeps(fee_fixed=100, when=(DEAR,)), prices=(900, 100))

    assert [(item.item, item.amount) for item in found.items] == [(0, 900)]
    assert [left.reasons[0].code for left in found.left] == [f"same_as:{REFUND}"]


def test_goods_that_are_seen_alike_may_differ_in_what_they_bring() -> None:
    """A tenth of 9.00 is more than a fixed 0.50, a tenth of 1.00 is less."""
    flat = keeps(ONLY_GOODWILL, id="flat", fee_fixed=50)
    found = goodwill(MONEY, MANAGER, keeps(fee_basis_points=1000), flat, prices=(900, 100))

    assert [(item.item, item.amount) for item in found.items] == [(0, 850)]


def test_a_fee_of_the_whole_return_is_not_weighed_item_by_item() -> None:
    """Two refunds of 5.00 bear 1.00 each by rules of their own, goodwill bears 1.00 in all."""
    per = FeePer.RETURN
    dear = keeps(fee_fixed=100, fee_per=per, when=(DEAR,))
    cheap = keeps(
        id="cheap", fee_fixed=100, fee_per=per, when=(FieldTest("unit_price", at_most=799),)
    )
    once = keeps(ONLY_GOODWILL, id="once", fee_fixed=100, fee_per=per)
    rules = (MONEY, MANAGER, dear, cheap, once)

    found = board(*rules, prices=(800, 200))
    assert (found.option(REFUND).amount, found.option(GOODWILL).amount) == (800, 900)
    assert goodwill(*rules).same_as == REFUND


def test_what_a_short_drawer_leaves_out_of_one_way_stays_in_the_other() -> None:
    """The refund is 10.00, the drawer holds 6.00, and goodwill is half of the money."""
    cash = SaleTender(1, TenderType.CASH, 1000)
    half = keeps(ONLY_GOODWILL, fee_basis_points=5000)

    short = board(MONEY, MANAGER, half, tender=cash, facts=Facts(drawer_cash=600))
    assert short.option(REFUND).standing is Standing.NOT_POSSIBLE
    assert short.option(GOODWILL).amount == 500
    enough = board(MONEY, MANAGER, half, tender=cash, facts=Facts(drawer_cash=1000))
    assert enough.option(GOODWILL).same_as == REFUND


def test_where_the_drawer_is_short_for_what_is_free_a_manager_may_give_the_rest() -> None:
    """9.00 are free and the drawer holds 6.00; the goods of 1.00 are a manager's."""
    dear = shop_rule(Effect.ALLOW, id="dear", options=ONLY_REFUND, when=(DEAR,))
    asked = shop_rule(Effect.APPROVE, id="asked", options=ONLY_REFUND, unless=((DEAR,),))
    cash = SaleTender(1, TenderType.CASH, 1000)

    found = board(dear, asked, prices=(900, 100), tender=cash, facts=Facts(drawer_cash=600)).option(
        REFUND
    )

    assert (found.standing, found.amount) == (Standing.NEEDS_APPROVAL, 100)
    assert [left.reasons[0].code for left in found.left] == ["drawer_short_of_cash"]


def test_where_the_drawer_is_short_for_the_first_goods_the_next_are_paid() -> None:
    cash = SaleTender(1, TenderType.CASH, 1000)

    found = board(MONEY, prices=(900, 100), tender=cash, facts=Facts(drawer_cash=600))

    assert [item.item for item in found.option(REFUND).items] == [1]


def test_where_the_drawer_is_short_a_right_never_waits_behind_what_the_shop_adds() -> None:
    """R14: the shop gives 5.00 of itself, the law gives 6.00, and the drawer holds 6.00."""
    lawful = replace(
        shop_rule(Effect.RIGHT, id="lawful", options=ONLY_REFUND, when=(SIX,)),
        layer=Layer.LAW,
    )
    cash = SaleTender(1, TenderType.CASH, 1100)
    facts = Facts(drawer_cash=600)

    found = board(MONEY, lawful, prices=(500, 600), tender=cash, facts=facts).option(REFUND)

    assert [(item.item, item.amount) for item in found.items] == [(1, 600)]
    assert [(left.item, left.reasons[0].code) for left in found.left] == [
        (0, "drawer_short_of_cash")
    ]


def test_the_drawer_must_hold_what_the_first_goods_may_bring_by_themselves() -> None:
    """Both bring most where no photo was seen, 3.00 and 7.00; with one the first brings 8.00."""
    unseen, seen = (FieldTest("photo_id_seen", frozenset({known})) for known in (False, True))
    cheap = FieldTest("unit_price", at_most=700)
    rules = (
        MONEY,
        keeps(id="unseen", fee_fixed=500, when=(DEAR, unseen)),
        keeps(id="seen", fee_fixed=600, when=(cheap, seen)),
    )
    cash = SaleTender(1, TenderType.CASH, 1500)

    def most(drawer_cash: int) -> int:
        facts = Facts(drawer_cash=drawer_cash)
        return board(*rules, prices=(800, 700), tender=cash, facts=facts).option(REFUND).amount_max

    assert [most(1000), most(800), most(700), most(600)] == [1000, 800, 700, 0]


def test_what_short_tenders_leave_out_of_one_way_stays_in_the_other() -> None:
    card = SaleTender(1, TenderType.CREDIT_CARD, 1000, scheme="visa", refunded=400)
    half = keeps(ONLY_GOODWILL, fee_basis_points=5000)

    assert goodwill(MONEY, MANAGER, half, tender=card).amount == 500
    assert goodwill(MONEY, MANAGER, tender=card).same_as == REFUND


def test_two_ways_with_too_many_completions_are_both_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never hidden in doubt."""

    def shut(name: str) -> Option:
        both = ONLY_REFUND | ONLY_GOODWILL
        late = shop_rule(Effect.FORBID, id=name, options=both, when=(LATE,))
        return goodwill(MONEY, MANAGER, late, reason=None)

    assert shut("few").same_as == REFUND
    monkeypatch.setattr(sameness, "MOST_SIDE_BY_SIDE", 1)
    assert shut("many").same_as is None
