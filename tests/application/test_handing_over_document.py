"""The document of a completed return: everything from the journal, also from an older one."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest

from builders import CARD_LEG, CREDIT_LEG, NOW, SHELF, SOLD_AT, paying_option, sale
from counters import Counter, signed_in
from fake_items import FakeItems
from fakes import MANAGER, badge_of
from returns_desk.application.handed_over_parts import Goods
from returns_desk.application.handing_over_document import return_document_of
from returns_desk.application.known_items import KnownItem
from returns_desk.application.plans import plan_document
from returns_desk.application.ports import Event, Json
from returns_desk.application.proofs import GoodsEntry, Rung
from returns_desk.domain.board import CoveredItem, Standing
from returns_desk.domain.case import Claim, ClaimedItem
from returns_desk.domain.errors import Defect
from support.completed_returns import (
    CHEESE,
    REFERENCE,
    carry_out,
    counter_with,
    document_of,
    document_of_the_case,
    goods_alone,
    goods_beside_a_receipt,
    pay_out,
    seven_plums,
    shelf,
    some_cheese,
    two_tenders,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUND = paying_option("refund/original", [CARD_LEG])


def completed_events() -> tuple[Event, ...]:
    counter = counter_with([sale()], REFUND)
    return tuple(counter.journal.read(case_id=carry_out(counter, SHELF, REFUND.id)))


def without_keys(events: tuple[Event, ...], keys: set[str]) -> tuple[Event, ...]:
    """The events as a version before these keys of the plan wrote them."""

    def old(event: Event) -> Event:
        if event.type != "plan_made":
            return event
        items = cast("list[Mapping[str, Json]]", event.payload["items"])
        kept = [{key: item[key] for key in item if key not in keys} for item in items]
        rest = {key: event.payload[key] for key in event.payload if key not in keys}
        return replace(event, payload={**rest, "items": kept})

    return tuple(old(event) for event in events)


def test_document_holds_what_the_till_and_the_books_need() -> None:
    document = shelf()

    (line,) = document.lines
    (leg,) = document.legs
    (bought,) = document.sales
    assert document.name == f"RD-3141-07-1-{document.reference[-12:]}"
    assert (document.store, document.terminal, document.operator) == ("3141", "07", "mara")
    assert (document.completed_at, document.currency) == (NOW, "USD")
    assert (document.remedy, document.goods) == ("refund", Goods.TAKEN)
    assert (line.sku, line.gtin, line.category) == (
        "SHELF-36W",
        "00012345678905",
        "hardware/shelving",
    )
    assert (line.paid, line.tax, line.worth, line.worth_tax) == (2136, 137, 2136, 137)
    assert (line.reason, line.condition) == ("faulty", "opened")
    assert (leg.tender, leg.pays, leg.reference) == (f"{SHELF}/1", 2136, REFERENCE)
    assert (bought.receipt, bought.terminal, bought.sold_at) == (SHELF, "07", SOLD_AT)
    assert document.sale_of(SHELF) == bought
    assert document.sale_of(CHEESE) is None


def test_even_exchange_keeps_its_price_difference_for_the_books() -> None:
    plums = seven_plums()

    assert plums.absorbed == 238
    assert plums.goods is Goods.AGAIN
    assert (plums.lines[0].paid, plums.lines[0].worth, plums.lines[0].new_unit_price) == (
        0,
        350,
        84,
    )


def test_price_reduction_leaves_the_goods_with_the_customer() -> None:
    reduction = paying_option("price_reduction/original", [replace(CARD_LEG, amount=400)])
    counter = counter_with([sale()], reduction)

    document = document_of(counter, carry_out(counter, SHELF, reduction.id))

    assert document.goods is Goods.KEPT
    assert (document.lines[0].paid, document.lines[0].worth) == (400, 2136)


def test_part_of_a_weight_and_its_fee_are_told_exactly() -> None:
    (line,) = some_cheese().lines

    assert (line.quantity, line.unit) == (Decimal("0.300"), "kg")
    assert (line.paid, line.fee, line.worth) == (540, 50, 540)
    assert (line.sku, line.gtin, line.category) == (None, None, "")


def test_each_leg_says_what_was_paid_and_what_counts() -> None:
    _, cash = two_tenders().legs

    assert (cash.amount, cash.rounding, cash.pays, cash.means) == (1137, -2, 1135, "cash")


def test_approver_is_named_where_one_was_needed() -> None:
    chosen = replace(REFUND, standing=Standing.NEEDS_APPROVAL, approval_role="manager")
    counter: Counter = counter_with([sale()], chosen)
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.ask_for(chosen.id)
    desk.approve(badge_of(MANAGER))
    desk.confirm()
    state = desk.scan(REFERENCE)
    assert state.case is not None

    assert document_of(counter, state.case.case_id).approver == MANAGER.id


def test_same_events_give_the_same_document_for_ever() -> None:
    events = completed_events()

    later = tuple(replace(each, at=each.at + timedelta(0)) for each in events)
    assert return_document_of(events, "3141") == return_document_of(later, "3141")


def test_plan_of_an_older_version_is_still_readable() -> None:
    new = {"sku", "gtin", "category", "worth", "worth_tax", "sales"}
    document = return_document_of(without_keys(completed_events(), new), "3141")

    (line,) = document.lines
    assert (line.worth, line.worth_tax, line.sku, line.gtin) == (2136, 0, None, None)
    assert document.sales == ()
    assert line.receipt == SHELF


def test_line_that_the_claim_does_not_hold_has_no_reason() -> None:
    events = completed_events()
    changed = [e for e in events if e.type == "claim_changed"]
    unclaimed = tuple(
        replace(e, payload={**e.payload, "items": []}) if e in changed else e for e in events
    )

    (line,) = return_document_of(unclaimed, "3141").lines

    assert (line.reason, line.condition, line.new_unit_price) == (None, None, None)


def test_goods_without_a_receipt_are_worth_what_is_owed_and_have_no_tax() -> None:
    (kettles,) = document_of_the_case(goods_alone()).lines

    assert (kettles.receipt, kettles.line) == (None, None)
    assert (kettles.paid, kettles.fee, kettles.tax) == (7980, 80, 0)
    assert (kettles.worth, kettles.worth_tax, kettles.taxes) == (7980, 0, ())
    assert (kettles.description, kettles.quantity, kettles.unit) == ("Kettle", Decimal(2), "each")
    assert (kettles.reason, kettles.condition) == ("faulty", "used")


def test_goods_without_a_receipt_stand_behind_those_on_receipts() -> None:
    document = document_of_the_case(goods_beside_a_receipt())

    assert [(x.receipt, x.paid) for x in document.lines] == [(SHELF, 2136), (None, 7980)]
    assert sum(x.paid for x in document.lines) == sum(leg.amount for leg in document.legs)


def test_goods_that_the_store_knows_are_handed_over_by_their_codes() -> None:
    covered = CoveredItem(0, Decimal(1), 1999, 0, 0)
    leg = replace(CREDIT_LEG, amount=1999)
    chosen = paying_option("store_credit/store_credit", [leg], items=(covered,))
    counter = counter_with([], chosen)
    known = KnownItem("KETTLE-2L", "4006381333931", "Kettle", "kitchen", 1999)
    items = FakeItems()
    items.known["KETTLE-2L"] = known
    counter.items = items
    desk = signed_in(counter)
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(GoodsEntry("KETTLE-2L"))

    (kettle,) = document_of(counter, pay_out(desk, chosen.id)).lines

    assert (kettle.sku, kettle.gtin, kettle.category) == ("KETTLE-2L", "4006381333931", "kitchen")
    assert (kettle.reason, kettle.condition) == (None, None)


def test_goods_that_the_claim_does_not_hold_have_no_reason() -> None:
    events = tuple(goods_alone().journal.read())
    unclaimed = tuple(
        replace(e, payload={**e.payload, "without_receipt": []}) if e.type == "claim_changed" else e
        for e in events
    )

    (kettles,) = return_document_of(tuple(e for e in unclaimed if e.case_id), "3141").lines

    assert (kettles.reason, kettles.condition) == (None, None)


def test_earlier_plan_that_was_given_up_is_not_told() -> None:
    counter = counter_with([sale()], REFUND)
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(REFUND.id)
    desk.confirm()
    desk.change_rest()
    desk.choose(REFUND.id)
    desk.confirm()
    state = desk.scan(REFERENCE)
    assert state.case is not None
    plans = [e for e in counter.journal.events if e.type == "plan_made"]

    document = document_of(counter, state.case.case_id)

    assert len(plans) == 2
    assert document.key == plans[1].payload["key"]


def test_case_without_an_end_is_not_handed_over() -> None:
    events = tuple(e for e in completed_events() if e.type != "case_completed")

    with pytest.raises(Defect):
        return_document_of(events, "3141")


def test_goods_of_no_known_sale_have_no_worth_of_their_own() -> None:
    item = ClaimedItem("unknown", 1, Decimal(1))
    covered = CoveredItem(0, Decimal(1), 0, 0, 0)

    plan = plan_document(
        "key", paying_option("even_exchange/none", [], items=(covered,)), Claim(items=(item,)), []
    )

    assert plan["sales"] == []
    (goods,) = cast("list[Mapping[str, Json]]", plan["items"])
    assert "worth" not in goods
