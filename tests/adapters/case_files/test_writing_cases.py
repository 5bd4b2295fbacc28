"""Whatever a case holds comes back the same after writing and reading."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.case_files import case_to_json, read_case
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import (
    AskedFor,
    Case,
    Claim,
    ClaimedItem,
    Condition,
    EarlierReturn,
    EvidenceKind,
    Facts,
    Fault,
    ItemWithoutReceipt,
    Missing,
    OtherCard,
    Reason,
    RefundAuthorisation,
    ReturnCheck,
    ReturnedBy,
    Severity,
    Store,
)
from returns_desk.domain.sale import (
    Buyer,
    CardEntry,
    Channel,
    LineKind,
    LineTax,
    Sale,
    SaleLine,
    SaleTender,
    TenderType,
)

Value = TypeVar("Value")


def maybe(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value | None]:
    return st.none() | values


signs = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
names = st.text(signs, min_size=1, max_size=12)
money = st.integers(0, 10**9)
flags = st.booleans()
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.builds(
    lambda moment, offset: moment.replace(tzinfo=offset),
    st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)),  # noqa: DTZ001 -- offset is added
    offsets | st.just(UTC),
)
days = st.dates(date(1950, 1, 1), date(2150, 1, 1))
marks = st.frozensets(names, max_size=2)
pieces = st.integers(1, 50).map(Decimal)
weights = st.decimals("0.001", "99", places=3)


@st.composite
def lines(draw: Callable[..., Any], number: int) -> SaleLine:
    unit = draw(st.sampled_from(["each", "kg"]))
    quantity = draw(pieces if unit == "each" else weights)
    paid = draw(money)
    return SaleLine(
        line=number,
        description=draw(names),
        quantity=quantity,
        unit=unit,
        paid=paid,
        sku=draw(maybe(names)),
        category=draw(names),
        tax=draw(st.integers(0, paid)),
        taxes=tuple(draw(st.lists(st.builds(LineTax, names, st.integers(0, 9999), money)))),
        returned=draw(st.sampled_from([Decimal(0), quantity])),
        returned_paid=draw(st.integers(0, paid)),
        final_sale=draw(flags),
        bundle_parts=tuple(draw(st.lists(names, max_size=2))),
        kind=draw(st.sampled_from(LineKind)),
        use_by=draw(maybe(days)),
        starts_at=draw(maybe(times)),
        marks=draw(marks),
    )


@st.composite
def tenders(draw: Callable[..., Any], number: int) -> SaleTender:
    return SaleTender(
        tender=number,
        type=draw(st.sampled_from(TenderType)),
        amount=draw(money),
        scheme=draw(maybe(names)),
        last4=draw(maybe(st.from_regex(r"\A[0-9]{4}\Z"))),
        change=draw(money),
        rounding=draw(st.integers(-9, 9)),
        cleared=draw(maybe(flags)),
        refundable_without_card=draw(maybe(flags)),
        expires_on=draw(maybe(days)),
        issuer=draw(maybe(names)),
        entry=draw(maybe(st.sampled_from(CardEntry))),
        bounced=draw(flags),
    )


@st.composite
def sales(draw: Callable[..., Any], receipt: str) -> Sale:
    return Sale(
        receipt=receipt,
        store=draw(names),
        sold_at=draw(times),
        lines=tuple(draw(lines(n)) for n in range(draw(st.integers(1, 3)))),
        tenders=tuple(draw(tenders(n)) for n in range(draw(st.integers(0, 2)))),
        channel=draw(st.sampled_from(Channel)),
        policy_disclosed=draw(maybe(flags)),
        delivered_at=draw(maybe(times)),
        buyer=draw(st.sampled_from(Buyer)),
        currency=draw(maybe(st.just("EUR"))),
    )


@st.composite
def items(draw: Callable[..., Any], sale: Sale, line: SaleLine) -> ClaimedItem:
    return ClaimedItem(
        receipt=sale.receipt,
        line=line.line,
        quantity=draw(pieces if line.unit == "each" else weights),
        reason=draw(maybe(st.sampled_from(Reason))),
        condition=draw(maybe(st.sampled_from(Condition))),
        missing=draw(maybe(st.frozensets(st.sampled_from(Missing)))),
        fault=draw(
            maybe(
                st.builds(
                    Fault,
                    maybe(st.sampled_from(Severity)),
                    maybe(st.integers(0, 9)),
                    maybe(times),
                    maybe(flags),
                )
            )
        ),
        new_unit_price=draw(maybe(money)),
        marks=draw(marks),
        diminished_value=draw(money),
    )


bare_items = st.builds(
    ItemWithoutReceipt,
    quantity=weights,
    description=names,
    sku=maybe(names),
    current_price=maybe(money),
    reason=maybe(st.sampled_from(Reason)),
    marks=marks,
)


other_cards = st.builds(OtherCard, maybe(names), st.none(), maybe(flags), maybe(names))


@st.composite
def facts(draw: Callable[..., Any], sold: tuple[Sale, ...]) -> Facts:
    keys = [f"{sale.receipt}/{tender.tender}" for sale in sold for tender in sale.tenders]
    chosen = [key for key in keys if draw(flags)]
    return Facts(
        original_tender_present=MappingProxyType({key: draw(flags) for key in chosen}),
        refund_authorisation=MappingProxyType(
            {key: draw(st.sampled_from(RefundAuthorisation)) for key in chosen}
        ),
        other_card=draw(
            maybe(st.builds(OtherCard, maybe(names), st.none(), maybe(flags), maybe(names)))
        ),
        photo_id_seen=draw(maybe(flags)),
        drawer_cash=draw(maybe(money)),
        even_exchange_in_stock=draw(flags),
        exchange_total=draw(maybe(money)),
        identity_verified=draw(flags),
        return_check=draw(st.sampled_from(ReturnCheck)),
        customer_owes=draw(money),
        goodwill_amount=draw(maybe(st.integers(1, 9_999))),
    )


@st.composite
def cases(draw: Callable[..., Any]) -> Case:
    receipts = draw(st.lists(names, max_size=2, unique=True))
    sold = tuple(draw(sales(receipt)) for receipt in receipts)
    claimed = [draw(items(sale, line)) for sale in sold for line in sale.lines if draw(flags)]
    asked = draw(maybe(st.sampled_from(CATALOGUE)))
    claim = Claim(
        items=tuple(claimed),
        without_receipt=tuple(draw(st.lists(bare_items, max_size=2))),
        evidence=MappingProxyType(
            draw(st.dictionaries(st.sampled_from(EvidenceKind), flags, max_size=3))
        ),
        facts=draw(facts(sold)),
        asked_for=AskedFor(*asked.split("/")) if asked else None,
        withdrawal_notified_at=draw(maybe(times)),
        history=tuple(draw(st.lists(st.builds(EarlierReturn, times, money, flags), max_size=2))),
        returned_by=draw(st.sampled_from(ReturnedBy)),
        return_shipping=draw(money),
    )
    return Case(draw(times), Store("3141", "EE", "EUR", "et"), sold, claim)


@given(cases())
def test_a_case_comes_back_the_same_after_writing_and_reading(case: Case) -> None:
    text = json.dumps(case_to_json(case))

    assert read_case(text) == case
