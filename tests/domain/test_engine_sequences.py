"""Any sequence of partial returns pays back exactly what was paid: per line, tax and tender."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.money import can_give_back
from returns_desk.domain.board import CATALOGUE, Option, Standing
from returns_desk.domain.case import Case, Claim, ClaimedItem, Condition, Facts, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import CARD_LIKE, Sale, SaleLine, SaleTender, TenderType
from strategies import CURRENCIES, NOW, examples, sales

MONEY_WAYS = ("refund/original", "refund/other_card", "refund/cash", "store_credit/store_credit")
ALL_ALLOWED = Policy(
    (
        Pack(
            id="kind-shop",
            layer=Layer.SHOP,
            version="1",
            rules=(Rule("all", Layer.SHOP, Effect.ALLOW, frozenset(CATALOGUE), "all"),),
        ),
    )
)


@dataclass
class Totals:
    """What came back so far of one line."""

    amount: int = 0
    tax: int = 0


def case_of(found: Sequence[Sale], items: Sequence[ClaimedItem], currency: str) -> Case:
    keys = [f"{s.receipt}/{t.tender}" for s in found for t in s.tenders if t.type in CARD_LIKE]
    facts = Facts(original_tender_present=MappingProxyType(dict.fromkeys(keys, True)))
    store = Store("3141", "US-MN", currency)
    return Case(NOW, store, tuple(found), Claim(items=tuple(items), facts=facts))


def claimed(sale: Sale, line: SaleLine, quantity: Decimal) -> ClaimedItem:
    return ClaimedItem(
        receipt=sale.receipt,
        line=line.line,
        quantity=quantity,
        reason=Reason.CHANGED_MIND,
        condition=Condition.UNOPENED,
        missing=frozenset(),
    )


def booked(found: list[Sale], case: Case, option: Option) -> list[Sale]:
    """The sales as the till shows them after the option was paid out."""
    return [_booked(sale, case, option) for sale in found]


def _booked(sale: Sale, case: Case, option: Option) -> Sale:
    lines = list(sale.lines)
    for item in option.items:
        wanted = case.claim.items[item.item]
        for place, line in enumerate(lines):
            if (wanted.receipt, wanted.line) == (sale.receipt, line.line):
                lines[place] = replace(
                    line,
                    returned=line.returned + item.quantity,
                    returned_paid=line.returned_paid + item.amount + item.fee,
                    returned_fee=line.returned_fee + item.fee,
                )
    sent = {f"{sale.receipt}/{t.tender}": 0 for t in sale.tenders}
    for leg in option.legs:
        if leg.tender in sent:
            sent[leg.tender] += leg.amount
    tenders = [
        replace(t, refunded=t.refunded + sent[f"{sale.receipt}/{t.tender}"]) for t in sale.tenders
    ]
    return replace(sale, lines=tuple(lines), tenders=tuple(tenders))


def fresh(sale: Sale) -> Sale:
    """The sale as if nothing had come back yet."""
    lines = [replace(line, returned=Decimal(0), returned_paid=0) for line in sale.lines]
    tenders = [replace(tender, refunded=0) for tender in sale.tenders]
    return replace(sale, lines=tuple(lines), tenders=tuple(tenders))


@st.composite
def one_claim(draw: st.DrawFn, found: list[Sale]) -> list[ClaimedItem]:
    """A part of one or several lines of which something is left."""
    open_lines = [(s, line) for s in found for line in s.lines if line.available]
    chosen = draw(st.lists(st.sampled_from(range(len(open_lines))), min_size=1, unique=True))
    items = []
    for sale, line in (open_lines[n] for n in chosen):
        step = Decimal(1) if line.unit == "each" else Decimal("0.001")
        steps = int(line.available / step)
        least = max(1, steps // 3)
        items.append(claimed(sale, line, draw(st.integers(least, steps)) * step))
    return items


@examples(20, 150)
@given(st.data())
def test_a_sequence_of_partial_returns_pays_back_exactly_what_was_paid(
    data: st.DataObject,
) -> None:
    currency = data.draw(st.sampled_from(CURRENCIES))
    receipts = ("R-1", "R-2")[: data.draw(st.integers(1, 2))]
    found = [fresh(data.draw(sales(receipt, 2))) for receipt in receipts]
    totals = {(s.receipt, line.line): Totals() for s in found for line in s.lines}

    while any(line.available for sale in found for line in sale.lines):
        items = data.draw(one_claim(found))
        case = case_of(found, items, currency)
        board = propose_board(case, ALL_ALLOWED)
        ways = [board.option(name) for name in MONEY_WAYS]
        option = data.draw(st.sampled_from([way for way in ways if not way.same_as]))
        assert option.standing is Standing.AVAILABLE
        assert len(option.items) == len(items)
        for item in option.items:
            wanted = items[item.item]
            totals[wanted.receipt, wanted.line].amount += item.amount
            totals[wanted.receipt, wanted.line].tax += item.tax
        found = booked(found, case, option)

    for sale in found:
        for line in sale.lines:
            assert totals[sale.receipt, line.line] == Totals(line.paid, line.tax)
        assert all(can_give_back(tender) == 0 for tender in sale.tenders)


@examples(20, 150)
@given(st.data())
def test_fees_and_refunds_together_are_what_was_paid(data: st.DataObject) -> None:
    rate, fixed = data.draw(st.integers(0, 5000)), data.draw(st.integers(0, 300))
    fee = Rule(
        "fee",
        Layer.SHOP,
        Effect.FEE,
        frozenset(CATALOGUE),
        "restocking_fee",
        fee_basis_points=rate,
        fee_fixed=fixed,
    )
    pack = ALL_ALLOWED.packs[0]
    policy = Policy((replace(pack, rules=(*pack.rules, fee)),))
    found = [fresh(data.draw(sales("R-1", 1)))]
    paid_out = 0

    while any(line.available for sale in found for line in sale.lines):
        case = case_of(found, data.draw(one_claim(found)), "USD")
        option = propose_board(case, policy).option("refund/original")
        paid_out += option.amount
        found = booked(found, case, option)

    kept = sum(line.returned_fee for line in found[0].lines)
    assert paid_out + kept == sum(line.paid for line in found[0].lines)


def board_line(quantity: str, paid: int, **changes: Any) -> SaleLine:
    line = SaleLine(1, "goods", Decimal(quantity), "each", paid)
    return replace(line, **changes)


def sale_with(line: SaleLine, *tenders: SaleTender) -> Sale:
    return Sale("R-1", "3141", NOW, (line,), tenders)


@pytest.mark.parametrize(
    ("paid", "amounts"),
    [
        pytest.param(2000, [667, 666, 667], id="20.00 for three"),
        pytest.param(2920, [973, 974, 973], id="29.20 for three"),
    ],
)
def test_three_units_one_by_one_bring_what_they_cost(paid: int, amounts: list[int]) -> None:
    found = [sale_with(board_line("3", paid), SaleTender(1, TenderType.CASH, paid))]
    brought = []

    for _ in amounts:
        case = case_of(found, [claimed(found[0], found[0].lines[0], Decimal(1))], "USD")
        option = propose_board(case, ALL_ALLOWED).option("refund/original")
        brought.append(option.amount)
        found = booked(found, case, option)

    assert brought == amounts


def test_the_same_line_claimed_twice_brings_each_unit_once() -> None:
    sale = sale_with(board_line("3", 2000), SaleTender(1, TenderType.CASH, 2000))
    items = [claimed(sale, sale.lines[0], Decimal(2)), claimed(sale, sale.lines[0], Decimal(2))]

    option = propose_board(case_of([sale], items, "USD"), ALL_ALLOWED).option("refund/original")

    assert [(i.item, i.quantity, i.amount) for i in option.items] == [
        (0, Decimal(2), 1333),
        (1, Decimal(1), 667),
    ]
    assert [(left.item, left.quantity) for left in option.left] == [(1, Decimal(1))]


def test_two_tenders_are_refunded_in_proportion_to_what_each_can_give_back() -> None:
    card = SaleTender(1, TenderType.CREDIT_CARD, 3000, refundable_without_card=True)
    sale = sale_with(board_line("4", 4000), card, SaleTender(2, TenderType.CASH, 1500, change=500))
    case = case_of([sale], [claimed(sale, sale.lines[0], Decimal(2))], "USD")

    option = propose_board(case, ALL_ALLOWED).option("refund/original")

    assert {leg.tender: leg.amount for leg in option.legs} == {"R-1/1": 1500, "R-1/2": 500}


def test_money_that_does_not_fit_the_tenders_is_never_cut() -> None:
    card = SaleTender(1, TenderType.CREDIT_CARD, 4000, refunded=100, refundable_without_card=True)
    sale = sale_with(board_line("4", 4000), card)
    case = case_of([sale], [claimed(sale, sale.lines[0], Decimal(4))], "USD")

    option = propose_board(case, ALL_ALLOWED).option("refund/original")

    assert option.standing is Standing.NOT_POSSIBLE
    assert "exceeds_refundable_amount" in {reason.code for reason in option.reasons}
