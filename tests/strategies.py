"""Random cases, valid by construction: small sales, honest tills, a claim with few unknowns.

Owns what hypothesis draws of sales and claims; packs are drawn in `pack_strategies`.
Sales are consistent, as a till leaves them: tenders add up to the lines, and what came back
before was paid back to the tenders.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st

from oracle.facts import with_answer
from oracle.money import share
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import (
    AskedFor,
    Case,
    Claim,
    ClaimedItem,
    Condition,
    EvidenceKind,
    Facts,
    Fault,
    Missing,
    OtherCard,
    Reason,
    RefundAuthorisation,
    Severity,
    Store,
)
from returns_desk.domain.money import allocate
from returns_desk.domain.sale import CARD_LIKE, Channel, Sale, SaleLine, SaleTender, TenderType

NOW = datetime(2026, 11, 21, 18, 40, tzinfo=timezone(timedelta(hours=-6)))
CURRENCIES = ("JPY", "USD", "KWD")
TENDERS = (
    TenderType.CREDIT_CARD,
    TenderType.DEBIT_CARD,
    TenderType.CASH,
    TenderType.GIFT_CARD,
    TenderType.CHEQUE,
    TenderType.BANK_TRANSFER,
    TenderType.STORE_CREDIT,
)
MISSING = (Missing.PACKAGING, Missing.UPC, Missing.ACCESSORIES)
MOST_UNKNOWN = 4


LONG_RUN = "engine-oracle"
SHORT_SEED = 20261121


def examples(short: int, full: int) -> Callable[[Any], Any]:
    """Seeded settings of a property: `short` examples in every run, `full` in its long run."""
    count = full if os.environ.get("RETURNS_DESK_LONG") == LONG_RUN else short
    chosen = settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )
    begin = seed(int(os.environ.get("RETURNS_DESK_SEED", SHORT_SEED)))
    mark = pytest.mark.long(LONG_RUN, examples=count)
    return lambda test: mark(begin(chosen(test)))


quantities = st.one_of(
    st.integers(1, 5).map(Decimal),
    st.integers(50, 4000).map(lambda grams: Decimal(grams) / 1000),
)


@st.composite
def sale_lines(draw: st.DrawFn, number: int) -> SaleLine:
    """One line; now and then a part of it came back before."""
    quantity = draw(quantities)
    paid = draw(st.integers(200, 20_000))
    tax = draw(st.integers(0, paid // 5))
    unit = "each" if quantity == int(quantity) else "kg"
    back = _part(quantity, draw(st.sampled_from((0, 0, 0, 1, 2))), unit)
    return SaleLine(
        line=number,
        description="goods",
        quantity=quantity,
        unit=unit,
        paid=paid,
        tax=tax,
        sku=f"SKU-{number}",
        category=draw(st.sampled_from(("food/fruit", "hardware/shelving", "toys"))),
        final_sale=draw(st.sampled_from((False, False, True))),
        returned=back,
        returned_paid=share(paid, quantity, Decimal(0), back),
    )


def _part(quantity: Decimal, thirds: int, unit: str) -> Decimal:
    """That many thirds of a quantity, in whole pieces or whole grams."""
    step = Decimal(1) if unit == "each" else Decimal("0.001")
    return (quantity * thirds / 3 / step).to_integral_value() * step


@st.composite
def tenders_for(
    draw: st.DrawFn, paid: int, back: int, most: int, types: tuple[TenderType, ...]
) -> tuple[SaleTender, ...]:
    """One or two tenders that add up to what was paid, with what they gave back already."""
    count = draw(st.integers(1, most))
    weights = [draw(st.integers(30, 70)) for _ in range(count)]
    parts, backs = allocate(paid, weights), allocate(back, allocate(paid, weights))
    found = []
    for number, (part, gone) in enumerate(zip(parts, backs, strict=True), 1):
        kind = draw(st.sampled_from(types))
        change = draw(st.integers(0, 500)) if kind is TenderType.CASH else 0
        found.append(
            SaleTender(
                tender=number,
                type=kind,
                amount=part + change,
                change=change,
                refunded=gone,
                scheme=draw(st.sampled_from(("visa", "mastercard"))) if kind in CARD_LIKE else None,
                cleared=draw(st.booleans()) if kind is TenderType.CHEQUE else None,
                refundable_without_card=draw(st.sampled_from((None, False, True))),
            )
        )
    return tuple(found)


@st.composite
def sales(
    draw: st.DrawFn, receipt: str, most_tenders: int, types: tuple[TenderType, ...] = TENDERS
) -> Sale:
    """One receipt of one to three lines."""
    lines = tuple(draw(sale_lines(n)) for n in range(1, draw(st.integers(1, 3)) + 1))
    paid = sum(line.paid for line in lines)
    back = sum(line.returned_paid for line in lines)
    sold_at = NOW - timedelta(days=draw(st.integers(1, 12)), hours=draw(st.integers(0, 9)))
    channel = draw(st.sampled_from((Channel.IN_STORE, Channel.IN_STORE, Channel.ONLINE)))
    return Sale(
        receipt=receipt,
        store="3141",
        sold_at=sold_at,
        lines=lines,
        tenders=draw(tenders_for(paid, back, most_tenders, types)),
        channel=channel,
        delivered_at=sold_at + timedelta(days=draw(st.integers(0, 1))),
        policy_disclosed=draw(st.sampled_from((None, True, False))),
        customer=draw(st.sampled_from((None, "customer-1"))),
        jurisdiction=draw(st.sampled_from((None, None, "EE"))),
    )


@st.composite
def claimed_items(draw: st.DrawFn, sale: Sale, line: SaleLine) -> ClaimedItem:
    """A part, the whole, or (rarely) more than is left of one line; everything known."""
    share_of_rest = draw(st.sampled_from((1, 3, 3, 3, 4)))
    rest = line.available or Decimal(1)
    quantity = _part(rest, share_of_rest, line.unit) or rest
    return ClaimedItem(
        receipt=sale.receipt,
        line=line.line,
        quantity=quantity,
        reason=draw(st.sampled_from(list(Reason))),
        condition=draw(st.sampled_from(list(Condition))),
        missing=draw(st.frozensets(st.sampled_from(MISSING), max_size=2)),
        fault=Fault(
            severity=draw(st.sampled_from(list(Severity))),
            repairs=draw(st.integers(0, 3)),
            refused=draw(st.booleans()),
        ),
    )


@st.composite
def known_facts(draw: st.DrawFn, found: tuple[Sale, ...], declines: bool) -> Facts:
    """Facts in which everything is known."""
    keys = [f"{s.receipt}/{t.tender}" for s in found for t in s.tenders if t.type in CARD_LIKE]
    declined = declines and draw(st.integers(0, 5)) == 0
    refused = dict.fromkeys(keys[:1], RefundAuthorisation.DECLINED) if declined else {}
    card = OtherCard(scheme=draw(st.sampled_from(("visa", "amex"))), same_customer=True)
    return Facts(
        original_tender_present=MappingProxyType({k: draw(st.booleans()) for k in keys}),
        refund_authorisation=MappingProxyType(refused),
        other_card=replace(card, same_customer=draw(st.booleans())),
        photo_id_seen=draw(st.booleans()),
        is_purchaser=draw(st.booleans()),
        gift_card_present=draw(st.booleans()),
        even_exchange_in_stock=draw(st.booleans()),
    )


def without_fact(case: Case, fact: str) -> Case:
    """The case in which that fact is not known (any more)."""
    name, _, key = fact.partition(":")
    facts, claim = case.claim.facts, case.claim
    if name == "evidence":
        rest = {k: v for k, v in claim.evidence.items() if k.value != key}
        return replace(case, claim=replace(claim, evidence=MappingProxyType(rest)))
    if name == "original_tender_present":
        kept = {k: v for k, v in facts.original_tender_present.items() if k != key}
        told = replace(facts, original_tender_present=MappingProxyType(kept))
        return replace(case, claim=replace(claim, facts=told))
    if name == "other_card.same_customer" and facts.other_card is not None:
        card = replace(facts.other_card, same_customer=None)
        return replace(case, claim=replace(claim, facts=replace(facts, other_card=card)))
    return with_answer(case, fact, None)


def forgettable_facts(case: Case) -> list[str]:
    """Every fact of this case that may be unknown."""
    names = ["photo_id_seen", "is_purchaser", "gift_card_present", "other_card.same_customer"]
    names += [f"evidence:{kind.value}" for kind in EvidenceKind]
    names += [f"original_tender_present:{k}" for k in case.claim.facts.original_tender_present]
    parts = ("reason", "condition", "missing", "fault")
    names += [f"{part}:{i}" for i in range(len(case.claim.items)) for part in parts]
    online = [s.receipt for s in case.sales if s.channel is Channel.ONLINE]
    return names + [f"delivered_at:{receipt}" for receipt in online]


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    most_tenders: int = 1,
    types: tuple[TenderType, ...] = TENDERS,
    most_unknown: int = MOST_UNKNOWN,
    declines: bool = True,
) -> Case:
    """A visit with one to three items of one or two receipts and a few unknown facts."""
    receipts = ("R-1", "R-2")[: draw(st.sampled_from((1, 1, 2)))]
    found = tuple(draw(sales(receipt, most_tenders, types)) for receipt in receipts)
    places = [(sale, line) for sale in found for line in sale.lines]
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=3, unique_by=_place))
    asked = draw(st.none() | st.sampled_from(CATALOGUE))
    case = Case(
        now=NOW,
        store=Store("3141", "US-MN", draw(st.sampled_from(CURRENCIES))),
        sales=found,
        claim=Claim(
            items=tuple(draw(claimed_items(sale, line)) for sale, line in chosen),
            evidence=MappingProxyType({kind: draw(st.booleans()) for kind in EvidenceKind}),
            facts=draw(known_facts(found, declines)),
            asked_for=AskedFor(*asked.split("/")) if asked else None,
        ),
    )
    names = forgettable_facts(case)
    for name in draw(st.lists(st.sampled_from(names), max_size=most_unknown, unique=True)):
        case = without_fact(case, name)
    return case


def _place(pair: tuple[Sale, SaleLine]) -> tuple[str, int]:
    return pair[0].receipt, pair[1].line
