"""Goods that no receipt is here for: in a claim, in a plan, on a slip, after a restart."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import (
    CREDIT_LEG,
    PLUMS,
    SHELF,
    line,
    paying_option,
    plums,
    sale,
    shelf_options,
)
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.goods_without_receipt import is_of_line, same_gtin
from returns_desk.application.known_items import KnownItem
from returns_desk.application.proofs import Clues, GoodsEntry, Rung
from returns_desk.domain.board import CoveredItem
from returns_desk.domain.case import Condition, ItemWithoutReceipt, Reason
from returns_desk.domain.errors import OperatorMistake

KETTLE = GoodsEntry("Kettle", Decimal(2), 3990)
SKU = "SHELF-36W"


@pytest.fixture
def counter() -> Counter:
    items = FakeItems()
    items.known[SKU] = KnownItem(SKU, "", "Shelf board", "hardware", 1999)
    return Counter(
        sales=FakeSales([sale(), plums()]), items=items, propose=proposing(shelf_options())
    )


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return signed_in(counter)


def with_kettle(desk: Desk) -> None:
    """Take two kettles into the case."""
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(KETTLE)


# --- goods without a receipt in a claim -------------------------------------------------------


def test_what_is_told_of_goods_goes_with_them_to_their_receipt(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SKU)
    desk.back()
    desk.set_reason("", 1, Reason.FAULTY)
    desk.set_condition("", 1, Condition.OPENED)

    desk.scan(SHELF)

    claim = counter.proposed[-1].claim
    assert claim.without_receipt == ()
    (item,) = claim.items
    assert (item.reason, item.condition, item.quantity) == (
        Reason.FAULTY,
        Condition.OPENED,
        Decimal(1),
    )


def test_goods_that_stand_on_no_receipt_stay(desk: Desk, counter: Counter) -> None:
    with_kettle(desk)

    desk.scan(SHELF)

    claim = counter.proposed[-1].claim
    assert [each.description for each in claim.without_receipt] == ["Kettle"]
    assert [item.receipt for item in claim.items] == [SHELF]


def test_lines_of_the_receipt_beside_the_goods_are_left_out(desk: Desk, counter: Counter) -> None:
    counter.sales.sales[SHELF] = sale(lines=[line(1), line(2, sku="NAILS", gtin=None)])
    desk.scan(SKU)

    state = desk.scan(SHELF)

    assert state.stage is Stage.BOARD
    (item,) = counter.proposed[-1].claim.items
    assert item.line == 1


def test_one_claim_has_one_currency_goods_included(desk: Desk, counter: Counter) -> None:
    counter.sales.sales["EUR-1"] = sale("EUR-1", currency="EUR")
    with_kettle(desk)

    state = desk.scan("EUR-1")

    assert state.notice is not None
    assert state.notice.code == "another_currency"


def test_goods_are_counted_and_left_out_like_lines(desk: Desk, counter: Counter) -> None:
    desk.scan(PLUMS)
    with_kettle(desk)

    desk.set_quantity("", 1, Decimal(3))
    assert counter.proposed[-1].claim.without_receipt[0].quantity == 3
    desk.set_quantity("", 1, Decimal(0))

    assert counter.proposed[-1].claim.without_receipt == ()


def test_all_goods_can_not_be_left_out(desk: Desk) -> None:
    with_kettle(desk)

    with pytest.raises(OperatorMistake) as mistake:
        desk.set_quantity("", 1, Decimal(0))

    assert mistake.value.code == "nothing_claimed"


def test_questions_about_goods_are_answered_by_their_place(desk: Desk, counter: Counter) -> None:
    desk.scan(PLUMS)
    with_kettle(desk)

    desk.answer("reason:1", "faulty")
    state = desk.answer("condition:1", "used")

    (goods,) = counter.proposed[-1].claim.without_receipt
    assert (goods.reason, goods.condition) == (Reason.FAULTY, Condition.USED)
    assert state.case is not None
    assert state.case.answers["reason:1"] == "faulty"
    assert state.case.answers["condition:1"] == "used"
    desk.answer("reason:1", None)
    desk.answer("condition:1", None)
    (goods,) = counter.proposed[-1].claim.without_receipt
    assert (goods.reason, goods.condition) == (None, None)


@pytest.mark.parametrize("fact", ["missing:1", "reason:2"])
def test_what_is_not_asked_of_goods_is_said(desk: Desk, fact: str) -> None:
    desk.scan(PLUMS)
    with_kettle(desk)

    with pytest.raises(OperatorMistake) as mistake:
        desk.answer(fact, ("packaging",))

    assert mistake.value.code == "unknown_fact"


def test_goods_are_known_on_a_receipt_by_sku_or_gtin() -> None:
    goods = ItemWithoutReceipt(Decimal(1), sku="OTHER", gtin="12345678905")

    assert is_of_line(goods, line())
    assert is_of_line(replace(goods, sku=SKU, gtin=None), line())
    assert not is_of_line(replace(goods, gtin=None), line())


def test_a_gtin_is_the_same_with_zeros_in_front() -> None:
    assert same_gtin("12345678905", "00012345678905")
    assert not same_gtin("SHELF", "SHELF")
    assert not same_gtin(None, "12345678905")


# --- plan, slip, restart ----------------------------------------------------------------------


def paid_goods(fee: int = 0) -> tuple[Desk, Counter]:
    """Two kettles and a shelf, taken back for store credit."""
    covered = (
        CoveredItem(0, Decimal(1), 2136, 0, 0),
        CoveredItem(1, Decimal(2), 7980 - fee, 0, fee),
    )
    leg = replace(CREDIT_LEG, amount=10116 - fee)
    option = paying_option("store_credit/store_credit", [leg], items=covered)
    counter = Counter(sales=FakeSales([sale()]), propose=proposing([option]))
    desk = signed_in(counter)
    desk.scan(SHELF)
    with_kettle(desk)
    desk.choose("store_credit/store_credit")
    desk.confirm()
    return desk, counter


def test_goods_without_a_receipt_stand_in_the_plan_and_on_the_slip() -> None:
    desk, counter = paid_goods(fee=80)

    state = desk.book_leg(1, "004512")

    plan = counter.journal.last("plan_made").payload
    assert plan["without_receipt"] == [
        {
            "line": 1,
            "quantity": "2",
            "paid": 7980,
            "fee": 80,
            "description": "Kettle",
            "sku": None,
            "gtin": None,
            "category": "",
        }
    ]
    assert state.case is not None
    assert state.case.slip is not None
    told = {(each.text, each.value) for each in state.case.slip.lines}
    assert ("2 each Kettle", "USD 79.80") in told
    assert ("Fee", "USD 0.80") in told


def test_goods_that_an_option_leaves_out_are_not_in_its_plan() -> None:
    option = paying_option("store_credit/store_credit", [CREDIT_LEG])
    counter = Counter(sales=FakeSales([sale()]), propose=proposing([option]))
    desk = signed_in(counter)
    desk.scan(SHELF)
    with_kettle(desk)
    desk.choose("store_credit/store_credit")
    desk.confirm()

    assert "without_receipt" not in counter.journal.last("plan_made").payload


def test_goods_exchanged_for_nothing_paid_have_no_amount_on_the_slip() -> None:
    covered = (CoveredItem(0, Decimal(2), 0, 0, 0),)
    option = replace(shelf_options()[2], items=covered)
    counter = Counter(sales=FakeSales([]), propose=proposing([option]))
    desk = signed_in(counter)
    with_kettle(desk)
    desk.choose("even_exchange/none")

    state = desk.confirm()

    assert state.case is not None
    assert state.case.slip is not None
    assert ("2 each Kettle", "") in {(x.text, x.value) for x in state.case.slip.lines}


def test_an_open_case_of_goods_alone_is_offered_by_their_name(counter: Counter) -> None:
    with_kettle(signed_in(counter))
    again = signed_in(counter)

    offered = again.resume().open_cases
    state = again.resume_case(offered[0].case_id)

    assert offered[0].receipts == ("Kettle",)
    assert state.case is not None
    assert [each.claimed for each in state.case.without_receipt] == [2]


def test_a_ladder_over_a_case_is_finished_before_the_next_customer(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.begin_proof()

    with pytest.raises(OperatorMistake) as mistake:
        desk.next_customer()

    assert mistake.value.code == "finish_first"
    assert desk.look_up(Clues(Rung.ITEM, item="kettle")).stage is Stage.PROOF
