"""Counters at which goods are exchanged: an engine that settles what new goods cost.

Owns the sums of that stand-in: the shelf is worth 21.36, and 5.00 of a difference is absorbed.
"""

from dataclasses import replace

from builders import CARD_LEG, SHELF, board, option, paying_option, sale
from counters import Counter, signed_in
from fake_items import FakeItems
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.handing_over_document import ReturnDocument, return_document_of
from returns_desk.application.known_items import KnownItem
from returns_desk.domain.board import Board, CoveredItem, Leg, Option, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy

EXCHANGE = "exchange/none"
WORTH = CARD_LEG.amount
TOLERANCE = 500
LAMP = KnownItem("LAMP", "04006381333931", "Lamp, brass", "lighting", lowest_price=900)


def exchanged(total: int | None) -> Option:
    """The exchange once new goods of that price are chosen."""
    if total is None:
        goods = Leg(f"{SHELF}/1", "none", WORTH, "goods")
        return paying_option(EXCHANGE, [goods])
    rest, more = max(0, WORTH - total), max(0, total - WORTH)
    is_absorbed = more <= TOLERANCE
    legs = [Leg(f"{SHELF}/1", "original", rest, "credit_card")] if rest else []
    return paying_option(
        EXCHANGE,
        legs,
        items=(CoveredItem(0, sale().lines[0].quantity, rest, 0, 0),),
        customer_pays=0 if is_absorbed else more,
        absorbed=more if is_absorbed else 0,
    )


def propose(case: Case, _: Policy) -> Board:
    """The shelf back to its card, or exchanged."""
    refund = paying_option("refund/original", [CARD_LEG])
    return board([refund, exchanged(case.claim.facts.exchange_total)])


def closed(_: Case, __: Policy) -> Board:
    """A board without an exchange."""
    return board([paying_option("refund/original", [CARD_LEG]), option(EXCHANGE)])


def asking(case: Case, _: Policy) -> Board:
    """A board on which a manager decides on the exchange."""
    made = exchanged(case.claim.facts.exchange_total)
    return board([replace(made, standing=Standing.NEEDS_APPROVAL, approval_role="manager")])


def exchange_counter(**changes: object) -> Counter:
    """A counter that knows a lamp and, where it is told so, what it costs."""
    items = FakeItems()
    items.known = dict.fromkeys(("LAMP", LAMP.gtin), LAMP)
    made = Counter(sales=FakeSales([sale()]), propose=propose, items=items)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def choosing(counter: Counter) -> Desk:
    """A desk at which the customer wants to exchange the shelf."""
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(EXCHANGE)
    return desk


def exchanged_lamp() -> ReturnDocument:
    """The shelf for a dearer lamp; the till took the difference."""
    counter = exchange_counter()
    desk = choosing(counter)
    desk.scan("LAMP")
    desk.name_price(3500)
    desk.confirm()
    desk.scan("3141-02-20261121-0911")
    events = tuple(event for event in counter.journal.read() if event.case_id)
    return return_document_of(events, "3141")
