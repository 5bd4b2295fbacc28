"""How each shape of figures in the peers' refund tests is tried on this program.

Owns one function per shape of input; which cases are run, and why some are not, stands in
test_peer_cases.py.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from domain.peer_tax_figures import (
    adds_tax_line_by_line,
    gives_charged_tax_back,
    keeps_included_tax_inside,
    mirrors_a_net_total,
    mirrors_taxed_lines,
    mirrors_what_was_charged,
)
from domain.small_sales import minor, one_by_one, refunded, shop_rule, sold
from returns_desk.domain.board import Standing
from returns_desk.domain.errors import Defect
from returns_desk.domain.money import allocate, basis_points_of, cash_rounding, round_half_up
from returns_desk.domain.policy import Effect, FieldTest
from returns_desk.domain.sale import LineKind, SaleTender, TenderType

Figures = dict[str, Any]


# --- one function for each shape of figures ---------------------------------------------


def spreads_a_discount(given: Figures, expected: Figures) -> None:
    weights = []
    for line in given["lines"]:
        price = line if isinstance(line, str) else line["unit"]
        count = 1 if isinstance(line, str) else line["qty"] * line.get("eligible", True)
        weights.append(minor(price) * count)

    parts = allocate(minor(given["discount"]), weights)

    if "per_line" in expected:
        assert list(parts) == [minor(part) for part in expected["per_line"]]
    else:
        assert sorted(parts) == [minor(part) for part in expected["per_line_unordered"]]


def allocates_by_ratios(given: Figures, expected: Figures) -> None:
    """Fractional ratios ask for a finer unit: both amount and ratios are counted in that one."""
    finer = expected.get("scale", given["scale"]) - given["scale"]
    amount = given["minor"] * 10**finer
    ratios = [int(Decimal(str(ratio)) * 10**finer) for ratio in given["ratios"]]

    if "error" in expected:
        with pytest.raises(Defect):
            allocate(amount, ratios)
    else:
        assert list(allocate(amount, ratios)) == expected["minor"]


def rounds(given: Figures, expected: Figures) -> None:
    power = Fraction(10) ** given["ndigits"]

    assert round_half_up(Fraction(given["amount"]) * power) / power == Fraction(expected["amount"])


def returns_some_units(given: Figures, expected: Figures) -> None:
    adjusted = minor(given.get("order_adjustment", "0"))
    line = sold(1, given["qty"], minor(given["unit"]) * given["qty"] + adjusted)

    share = line.paid_share(Decimal(given["return_qty"]))

    wanted = expected.get("refund") or expected["refund_unrounded"]
    assert share == round_half_up(Fraction(wanted) * 100)


def returns_all_units_one_by_one(given: Figures, expected: Figures) -> None:
    paid = minor(given["unit"]) * given["qty"] + minor(given["order_adjustment"])

    assert one_by_one(paid, 0, given["qty"])[0] == minor(expected["sum_of_refunds"])


def exchanges_evenly(given: Figures, expected: Figures) -> None:
    option = refunded([sold(1, given["qty"], minor(given["unit"]))], ways="even_exchange/none")

    assert option.standing is Standing.AVAILABLE
    assert option.amount == minor(expected["refund"])


def caps_at_what_the_tender_holds(given: Figures, _expected: Figures) -> None:
    paid = minor(given.get("payment") or given["order_total"])
    gone = minor(given.get("already_refunded", "0"))
    wanted = minor(given.get("refund") or given["requested"])
    tender = SaleTender(1, TenderType.GIFT_CARD, paid, refunded=gone)

    option = refunded([sold(1, 1, wanted)], tenders=(tender,))

    assert option.standing is Standing.NOT_POSSIBLE
    assert "exceeds_refundable_amount" in {reason.code for reason in option.reasons}


def refunds_lines(given: Figures, expected: Figures) -> None:
    lines = [
        sold(
            number,
            1,
            minor(line["price"]),
            final_sale=number - 1 in given.get("blocked", []),
            category="addon" if line.get("addon") else "ticket",
        )
        for number, line in enumerate(given["lines"], 1)
    ]
    blocked = shop_rule(Effect.FORBID, FieldTest("final_sale", any_of=frozenset({True})))
    fee = shop_rule(
        Effect.FEE,
        FieldTest("category", patterns=("ticket",)),
        fee_fixed=minor(given.get("fee_per_item", "0")),
    )

    option = refunded(lines, blocked, fee)

    assert option.amount == minor(expected["refund"])
    assert {leg.means for leg in option.legs} == {"gift_card"}


def keeps_a_fee_of_the_whole_return(given: Figures, expected: Figures) -> None:
    """A rate on every line, and a fixed amount once: it is written for the first line alone."""
    lines = [
        sold(n, 1, minor(line["price"]), category="first" if n == 1 else "other")
        for n, line in enumerate(given["lines"], 1)
    ]
    rate = shop_rule(Effect.FEE, id="rate", fee_basis_points=int(given["fee_percent"]) * 100)
    first = FieldTest("category", patterns=("first",))
    once = shop_rule(Effect.FEE, first, id="once", fee_fixed=minor(given["fee_fixed"]))

    option = refunded(lines, rate, once)

    assert option.amount == minor(expected["refund"])


def returns_single_units_by_serial(given: Figures, expected: Figures) -> None:
    """A unit with a serial is a line of its own; one that came back does not come back again."""
    lines = [sold(n, 1, 1000, serial=serial) for n, serial in enumerate(given["serials"], 1)]
    first = lines[0]
    returned = [replace(first, returned=Decimal(1), returned_paid=first.paid), *lines[1:]]
    rounds = [refunded(lines[:1]), refunded(returned)]

    came = [[given["serials"][item.item] for item in option.items] for option in rounds]

    assert came == expected["return_serials"]
    assert [left.item for left in rounds[1].left] == [0]


def splits_over_tenders(given: Figures, expected: Figures) -> None:
    kinds = {"bank_draft": TenderType.CHEQUE, "cash": TenderType.CASH}
    paid = [(kinds[k], minor(v)) for each in given["payments"] for k, v in each.items()]
    tenders = tuple(SaleTender(n, kind, part) for n, (kind, part) in enumerate(paid, 1))
    line = sold(1, given["qty"], minor(given["unit"]) * given["qty"])

    option = refunded([line], tenders=tenders)

    told = [(kinds[k], -minor(v)) for each in expected["refunds"] for k, v in each.items()]
    assert sorted((leg.means, leg.amount) for leg in option.legs) == sorted(told)


def keeps_change_apart(given: Figures, expected: Figures) -> None:
    change = minor(expected["change"])
    cash = next(minor(each["cash"]) for each in given["payments"] if "cash" in each)

    tender = SaleTender(1, TenderType.CASH, cash, change=change)

    assert tender.refundable_amount == minor(expected["cash_kept"])


def discounts_whole_receipts(given: Figures, expected: Figures) -> None:
    receipts = given.get("receipts") or [{"gross": given["unit"], **given}]
    totals = []
    for each in receipts:
        gross = minor(each["gross"])
        rate = int(each.get("doc_discount_pct", "0")) * 100
        totals.append(gross - basis_points_of(gross, rate))

    option = refunded([sold(n, 1, total) for n, total in enumerate(totals, 1)])

    assert option.amount == minor(expected.get("total") or expected["sum"])


def rounds_cash(given: Figures, expected: Figures) -> None:
    gross, step = minor(given["gross"]), minor(given["round_to"])

    rounding = cash_rounding(gross, step)

    assert (rounding, gross + rounding) == (
        minor(expected["adjustment"]),
        minor(expected["rounded"]),
    )


def refunds_half_of_goods_and_fee(given: Figures, expected: Figures) -> None:
    goods = given["lines"][0]
    line = sold(1, goods["qty"], minor(goods["unit"]) * goods["qty"])
    service = sold(2, 1, minor(given["fee"]), kind=LineKind.SERVICE, unit="service")
    half = service.paid_share(Decimal("0.5"))

    share = line.paid_share(Decimal(given["return"]["qty"]))

    assert (share, half) == (minor(given["return"]["goods"]), -minor(expected["fee_line"]))
    assert share + half == minor(expected["refund"])


def refunds_delivery_alone(given: Figures, expected: Figures) -> None:
    option = refunded([sold(1, 1, minor(given["shipping_refund"]), kind=LineKind.DELIVERY)])

    assert option.amount == -minor(expected["adjustment"])


SHAPES: list[tuple[str, Callable[[Figures, Figures], None]]] = [
    ("discount lines", spreads_a_discount),
    ("minor ratios scale", allocates_by_ratios),
    ("amount ndigits", rounds),
    ("amount mode ndigits", rounds),
    ("qty return_qty unit", returns_some_units),
    ("order_adjustment qty return_qty unit", returns_some_units),
    ("qty return_qty shipping_adjustment unit", returns_some_units),
    ("order_adjustment qty returns unit", returns_all_units_one_by_one),
    ("exchange qty return_qty unit", exchanges_evenly),
    ("already_refunded order_total requested", caps_at_what_the_tender_holds),
    ("payment refund", caps_at_what_the_tender_holds),
    ("qty return_qty tax_included tax_rate unit", gives_charged_tax_back),
    ("qty rate return_qty unit", gives_charged_tax_back),
    ("amount included_tax", keeps_included_tax_inside),
    ("gross lines mode rate tax", mirrors_what_was_charged),
    ("currency gross lines mode rate tax", mirrors_what_was_charged),
    ("gross mode rate", mirrors_what_was_charged),
    ("qty tax_included tax_rate unit", mirrors_a_net_total),
    ("discount on qty tax_included tax_rate unit", mirrors_a_net_total),
    ("qtys tax_rate unit", mirrors_taxed_lines),
    ("discount lines tax_rate", mirrors_taxed_lines),
    ("lines", adds_tax_line_by_line),
    ("lines paid tender", refunds_lines),
    ("blocked lines paid tender", refunds_lines),
    ("fee_per_item lines paid tender", refunds_lines),
    ("fee_per_item lines paid", refunds_lines),
    ("fee_fixed fee_percent lines paid tender", keeps_a_fee_of_the_whole_return),
    ("qty returns serials", returns_single_units_by_serial),
    ("payments qty unit", splits_over_tenders),
    ("payments total", keeps_change_apart),
    ("doc_discount_pct qty unit", discounts_whole_receipts),
    ("receipts", discounts_whole_receipts),
    ("gross round_to", rounds_cash),
    ("fee lines return", refunds_half_of_goods_and_fee),
    ("shipping_refund", refunds_delivery_alone),
]
RUN_BY_SHAPE = dict(SHAPES)
"""Which function runs a case, by the names of its inputs in alphabetical order."""
