"""An even exchange of goods that cost more by now: each by itself, the tolerance in their order.

R6: what is within it is absorbed and never mentioned; what is above it is a manager's. R14: what
the law gives is free of charge (Directive (EU) 2019/771 Art. 14(1)(a)).
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.pack_growth import ALLOW
from domain.small_sales import shop_rule, sold, whole
from returns_desk.domain.board import Board, Option, Standing
from returns_desk.domain.case import Case, Claim, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule, Settings
from returns_desk.domain.sale import Sale, SaleTender, TenderType
from strategies import NOW

EVEN = "even_exchange/none"
FAULTY = FieldTest("reason", any_of=frozenset({"faulty"}))
RIGHT = Rule("right", Layer.LAW, Effect.RIGHT, frozenset({EVEN}), "right", when=(FAULTY,))
CODE = "difference_above_tolerance"


def board_of(rises: Sequence[int], *reasons: Reason | None, rules: Sequence[Rule] = ()) -> Board:
    """Goods of 1000 that cost so much more by now; the shop absorbs 300."""
    lines = tuple(sold(n, 1, 1000) for n in range(1, len(rises) + 1))
    sale = Sale("R-1", "1", NOW, lines, (SaleTender(1, TenderType.CASH, 1000 * len(lines)),))
    told = reasons or (Reason.CHANGED_MIND,) * len(lines)
    items = tuple(
        replace(whole(sale, line), reason=reason, new_unit_price=1000 + rise)
        for line, rise, reason in zip(lines, rises, told, strict=True)
    )
    shop = Pack("shop", Layer.SHOP, "1", rules=(ALLOW,), settings=Settings(exchange_tolerance=300))
    packs = (Pack("law", Layer.LAW, "1", rules=(RIGHT,)), replace(shop, rules=(ALLOW, *rules)))
    return propose_board(
        Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim(items)), Policy(packs)
    )


def seen(option: Option) -> tuple[Standing, list[int], list[tuple[int, Standing]], int]:
    left = [(each.item, each.standing) for each in option.left]
    return option.standing, [each.item for each in option.items], left, option.absorbed


def test_the_tolerance_is_used_up_in_the_claims_order_while_it_holds() -> None:
    option = board_of([200, 150, 100]).option(EVEN)

    assert seen(option) == (Standing.AVAILABLE, [0, 2], [(1, Standing.NEEDS_APPROVAL)], 300)
    assert [reason.code for reason in option.left[0].reasons][:1] == [CODE]
    assert not option.left[0].reasons[0].public


def test_goods_that_cost_less_by_now_make_no_room_for_dearer_ones() -> None:
    option = board_of([-500, 301]).option(EVEN)

    assert seen(option) == (Standing.AVAILABLE, [0], [(1, Standing.NEEDS_APPROVAL)], 0)


def test_where_all_are_too_dear_a_manager_may_exchange_all_of_them() -> None:
    option = board_of([301, 400]).option(EVEN)

    assert seen(option) == (Standing.NEEDS_APPROVAL, [0, 1], [], 701)
    assert option.approval_role == "manager"
    assert option.reasons[0].code == CODE


@pytest.mark.parametrize("rise", [100, 5000])
def test_a_right_needs_no_tolerance_and_uses_none_of_it(rise: int) -> None:
    option = board_of([rise, 300], Reason.FAULTY, Reason.LATE).option(EVEN)

    assert seen(option) == (Standing.AVAILABLE, [0, 1], [], rise + 300)


def test_while_it_is_open_whether_it_is_a_right_dear_goods_are_conditional() -> None:
    board = board_of([5000], None)

    option = board.option(EVEN)
    assert option.standing is Standing.CONDITIONAL
    assert option.approval_role == "manager"
    assert [(need.fact, need.value) for need in option.needs] == [("reason:0", "faulty")]
    assert EVEN in {name for q in board.questions for name in q.decides}


def test_what_is_open_has_the_tolerance_before_what_is_conditional() -> None:
    damaged = FieldTest("reason", any_of=frozenset({"damaged"}))
    rules = (shop_rule(Effect.FORBID, damaged, id="no", options=frozenset({EVEN})),)

    option = board_of([300, 300], None, Reason.LATE, rules=rules).option(EVEN)

    assert seen(option) == (Standing.AVAILABLE, [1], [(0, Standing.CONDITIONAL)], 300)


def test_a_supervisors_goods_that_are_too_dear_stay_the_supervisors() -> None:
    """What needs approval anyway is not made a higher person's by its price."""
    late = FieldTest("reason", any_of=frozenset({"late"}))
    rules = (shop_rule(Effect.APPROVE, late, id="ask", role="supervisor"),)

    option = board_of([900], Reason.LATE, rules=rules).option(EVEN)

    assert (option.standing, option.approval_role) == (Standing.NEEDS_APPROVAL, "supervisor")
