"""Payments that stand in the same file as their orders: receipt number and tenders come of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.square import read_square
from support.shop_orders import golden_cases, outcome, read_text, read_value

if TYPE_CHECKING:
    from pathlib import Path


def order(id_: str = "ORD1") -> dict[str, Any]:
    """An order of 21.20, paid with a card as its own tender says."""
    return {**golden_cases("square")[0]["input"], "id": id_}


def payment(id_: str, amount: int, order_id: str = "ORD1", **changed: Any) -> dict[str, Any]:
    """A payment that went through."""
    return {
        "id": id_,
        "order_id": order_id,
        "status": "COMPLETED",
        "source_type": "CARD",
        "amount_money": {"amount": amount, "currency": "USD"},
        "receipt_number": f"R{id_}",
        "buyer_email_address": "ann@example.com",
        "card_details": {
            "status": "CAPTURED",
            "card": {"card_brand": "VISA", "last_4": "4242", "cardholder_name": "Ann Example"},
        },
        **changed,
    }


GIFT_CARD: dict[str, Any] = {
    "card_details": {"status": "CAPTURED", "card": {"card_brand": "SQUARE_GIFT_CARD"}},
}


@pytest.mark.parametrize("turned", [False, True])
def test_payments_before_or_after_their_order_are_its_tenders(turned: bool, tmp_path: Path) -> None:
    parts = [
        ("orders", [order()]),
        ("payments", [payment("P1", 2000, **GIFT_CARD), payment("P2", 120)]),
    ]

    (reading,) = read_value(read_square, tmp_path, dict(parts[::-1] if turned else parts))

    said = outcome(reading)
    assert said["receipt"] == "RP1"
    assert said["tenders"] == [["gift_card", 2000, None], ["credit_card", 120, "4242"]]
    assert said["alias"] == [
        "square:order:ORD1",
        "square:payment:P1",
        "RP1",
        "square:payment:P2",
        "RP2",
    ]
    assert said["doubts"] == []


def test_tip_cash_and_external_payments_are_read(tmp_path: Path) -> None:
    cash: dict[str, Any] = {
        "source_type": "CASH",
        "card_details": None,
        "cash_details": {
            "buyer_supplied_money": {"amount": 2000, "currency": "USD"},
            "change_back_money": {"amount": 900, "currency": "USD"},
        },
    }
    cheque: dict[str, Any] = {
        "source_type": "EXTERNAL",
        "external_details": {"type": "CHECK"},
        "tip_money": {"amount": 20, "currency": "USD"},
    }
    records = [order(), payment("P1", 1100, **cash), payment("P2", 1000, **cheque)]

    (reading,) = read_text(read_square, tmp_path, "\n".join(map(json.dumps, records)))

    assert reading.sale is not None
    tenders = [(x.type.value, x.amount, x.change) for x in reading.sale.tenders]
    assert tenders == [("cash", 2000, 900), ("cheque", 1020, 0)]
    assert reading.doubts == ()


def test_only_payments_that_went_through_count(tmp_path: Path) -> None:
    states = ("APPROVED", "PENDING", "CANCELED", "FAILED", "COMPLETED")
    payments = [payment(f"P{n}", 2120, status=state) for n, state in enumerate(states)]

    (reading,) = read_value(read_square, tmp_path, {"orders": [order()], "payments": payments})

    assert outcome(reading)["tenders"] == [["credit_card", 2120, "4242"]]
    assert outcome(reading)["receipt"] == "RP4"


def test_a_payment_that_can_not_be_read_is_named_and_the_order_keeps_its_own_tenders(
    tmp_path: Path,
) -> None:
    spoilt = payment("P1", 2120, card_details="x")

    readings = read_value(read_square, tmp_path, {"orders": [order()], "payments": [spoilt]})

    assert [x.sale is not None for x in readings] == [True, False]
    assert readings[1].bad is not None
    assert (readings[1].place, readings[1].bad.pointer) == ("/payments/0", "/card_details")


def test_payments_of_another_order_are_left_out_with_the_reason(tmp_path: Path) -> None:
    value = {"orders": [order()], "payments": [payment("P9", 500, "ORD9")]}

    sale, lone = read_value(read_square, tmp_path, value)

    assert outcome(sale)["receipt"] == "ORD1"
    assert outcome(lone) == {"left_out": ["payment_without_order"]}


def test_a_refund_names_its_sale_by_the_payment(tmp_path: Path) -> None:
    refund = {
        "id": "RF1",
        "payment_id": "P1",
        "order_id": "OTHER",
        "status": "COMPLETED",
        "created_at": "2026-11-05T09:00:00Z",
        "amount_money": {"amount": 500, "currency": "USD"},
        "destination_type": "CARD",
    }
    value = {"orders": [order()], "payments": [payment("P1", 2120)], "refunds": [refund]}

    sale, back = read_value(read_square, tmp_path, value)

    assert outcome(back)["returns"][0]["receipt"] in sale.aliases
    assert outcome(back)["returns"][0]["refunds"] == [["credit_card", 500, None]]
