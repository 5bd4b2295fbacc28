"""Sales, lines, tenders and boards for tests, with sensible values where a test does not care.

Owns defaults only; a test names what its claim is about. The shelf and the plums of the stories
are here, because many tests tell them.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from returns_desk.domain.board import (
    CATALOGUE,
    Arrival,
    Basis,
    Board,
    CoveredItem,
    Leg,
    Option,
    PolicyIdentity,
    Question,
    Standing,
    Trigger,
)
from returns_desk.domain.case import Case, Claim, ClaimedItem, Store
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

OFFSET = timezone(timedelta(hours=-6))
NOW = datetime(2026, 11, 21, 18, 40, tzinfo=OFFSET)
SOLD_AT = datetime(2026, 11, 7, 11, 2, tzinfo=OFFSET)
SHELF = "3141-07-20261107-0042"
PLUMS = "3141-02-20261121-0007"


def store(**changes: Any) -> Store:
    """The shop of the contract's worked example."""
    return replace(Store("3141", "US-MN", "USD", "en"), **changes)


def line(number: int = 1, **changes: Any) -> SaleLine:
    """One shelf board for 21.36."""
    made = SaleLine(
        line=number,
        description="Shelf board, white, 36 in",
        quantity=Decimal(1),
        unit="each",
        paid=2136,
        sku="SHELF-36W",
        gtin="00012345678905",
        category="hardware/shelving",
        tax=137,
    )
    return replace(made, **changes)


def tender(number: int = 1, **changes: Any) -> SaleTender:
    """A credit card ending 1234 that paid 21.36."""
    made = SaleTender(number, TenderType.CREDIT_CARD, 2136, scheme="visa", last4="1234")
    return replace(made, **changes)


def sale(
    receipt: str = SHELF,
    lines: Iterable[SaleLine] = (),
    tenders: Iterable[SaleTender] = (),
    **changes: Any,
) -> Sale:
    """The shelf's sale; without tenders the card paid for all lines."""
    sold = tuple(lines) or (line(),)
    paid = tuple(tenders) or (tender(amount=sum(each.paid for each in sold)),)
    made = Sale(receipt, "3141", SOLD_AT, sold, paid, terminal="07", policy_disclosed=True)
    return replace(made, **changes)


def plums() -> Sale:
    """Seven plums, sold this morning for 3.50 in cash."""
    goods = line(
        description="Plum, red",
        quantity=Decimal(7),
        paid=350,
        tax=0,
        sku="PLUM",
        gtin="4006381333931",
        category="food/fruit",
    )
    cash = tender(type=TenderType.CASH, amount=350, scheme=None, last4=None)
    return sale(PLUMS, [goods], [cash], sold_at=NOW - timedelta(hours=8))


def case(sales: Iterable[Sale] = (), **changes: Any) -> Case:
    """A case over the whole of its sales."""
    taken = tuple(sales) or (sale(),)
    items = tuple(
        ClaimedItem(each.receipt, sold.line, sold.available)
        for each in taken
        for sold in each.lines
    )
    return replace(Case(NOW, store(), taken, Claim(items=items)), **changes)


def option(option_id: str, standing: Standing = Standing.NOT_POSSIBLE, **changes: Any) -> Option:
    """One option of a board."""
    return replace(Option(option_id, standing, Basis.POLICY), **changes)


def paying_option(
    option_id: str, legs: Iterable[Leg], standing: Standing = Standing.AVAILABLE, **changes: Any
) -> Option:
    """An option that pays these legs for the first item of the claim."""
    paid = tuple(legs)
    amount = sum(each.amount for each in paid)
    covered = CoveredItem(0, Decimal(1), amount, 0, 0)
    made = Option(
        option_id,
        standing,
        Basis.POLICY,
        amount=amount,
        amount_max=amount,
        items=(covered,),
        legs=paid,
        arrives=Arrival(3, 5),
    )
    return replace(made, **changes)


def board(
    options: Iterable[Option] = (),
    questions: Iterable[Question] = (),
    triggers: Iterable[Trigger] = (),
    currency: str = "USD",
) -> Board:
    """A board with these options in this order; the rest of the catalogue is not possible."""
    given = tuple(options)
    named = {each.id for each in given}
    rest = tuple(option(each) for each in CATALOGUE if each not in named)
    worth = max((each.amount for each in given), default=0)
    identity = PolicyIdentity("sha256:0", ("test",))
    return Board((*given, *rest), tuple(questions), tuple(triggers), worth, currency, identity)


CARD_LEG = Leg(f"{SHELF}/1", "original", 2136, "credit_card")
OTHER_LEG = Leg(f"{SHELF}/1", "other_card", 2136, "other_card")
CREDIT_LEG = Leg(None, "store_credit", 2136, "store_credit")


def shelf_options() -> tuple[Option, ...]:
    """Original card, other card with a manager, an even exchange, store credit."""
    return (
        paying_option("refund/original", [CARD_LEG]),
        paying_option(
            "refund/other_card", [OTHER_LEG], Standing.NEEDS_APPROVAL, approval_role="manager"
        ),
        option("even_exchange/none", Standing.AVAILABLE),
        paying_option("store_credit/store_credit", [CREDIT_LEG]),
    )


HALF_CARD_LEG = Leg(f"{SHELF}/1", "original", 999, "credit_card")
CASH_LEG = Leg(f"{SHELF}/2", "original", 1137, "cash", rounding=-2)


def split_sale() -> Sale:
    """The shelf, paid 9.99 by card and 11.37 in cash."""
    cash = tender(2, type=TenderType.CASH, amount=1137, scheme=None, last4=None)
    return sale(tenders=[tender(1, amount=999), cash])
