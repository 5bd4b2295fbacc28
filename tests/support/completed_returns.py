"""Completed returns for the tests of the hand-over: at a counter of fakes, from scan to slip.

Owns a few stories with their goods and money, and the fake errand that such a counter tells.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from builders import (
    CARD_LEG,
    CASH_LEG,
    HALF_CARD_LEG,
    NOW,
    PLUMS,
    SHELF,
    board,
    line,
    option,
    paying_option,
    plums,
    sale,
    split_sale,
    tender,
)
from counters import Counter, signed_in
from fakes import FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.goods_without_receipt import NO_RECEIPT
from returns_desk.application.handing_over import HandOverState
from returns_desk.application.handing_over_document import ReturnDocument, return_document_of
from returns_desk.application.ports import Journal
from returns_desk.application.proofs import GoodsEntry, Rung
from returns_desk.domain.board import CoveredItem, Leg, Option, Standing
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.sale import Sale, TenderType
from support.exchange_counters import exchanged_lamp

CHEESE = "Kiosk No. 7/2026-11-20/15"
FAN = "0812-3-20261115-00077"
REFERENCE = "004512"


class ToldHandOver:
    """Keeps what it is told, and says what a test wants it to."""

    def __init__(self, state: HandOverState | None = None) -> None:
        self.told: list[str] = []
        self.answer = state or HandOverState(is_configured=True)

    def completed(self, case_id: str) -> None:
        self.told.append(case_id)

    def state(self) -> HandOverState:
        return self.answer


def counter_with(
    sales: Iterable[Sale],
    chosen: Option,
    *,
    currency: str = "USD",
    written: Journal | None = None,
) -> Counter:
    """A counter whose engine gives one option, and whose till reads files."""
    made = board([chosen], currency=currency)
    return Counter(
        sales=FakeSales(list(sales)),
        propose=lambda _case, _policy: made,
        hand_over=ToldHandOver(),
        written=written,
    )


def carry_out(
    counter: Counter, receipt: str, chosen: str, claim: Callable[[Desk], object] | None = None
) -> str:
    """Scan, claim, choose, confirm and book every leg; the case's id."""
    desk = signed_in(counter)
    desk.scan(receipt)
    if claim is not None:
        claim(desk)
    return pay_out(desk, chosen)


def pay_out(desk: Desk, chosen: str) -> str:
    """Choose, confirm and book every leg of the case that stands on the desk; the case's id."""
    desk.choose(chosen)
    state = desk.confirm()
    while state.stage is Stage.BOOKING:
        assert state.case is not None
        (leg, *_) = (each for each in state.case.legs if each.phase == "begun")
        state = desk.book_leg(leg.leg, "" if leg.means == "cash" else REFERENCE)
    assert state.stage is Stage.SLIP
    assert state.case is not None
    desk.next_customer()
    return state.case.case_id


def document_of(counter: Counter, case_id: str) -> ReturnDocument:
    """What is handed over of a case."""
    journal = counter.written or counter.journal
    return return_document_of(tuple(journal.read(case_id=case_id)), "3141")


def shelf() -> ReturnDocument:
    """The shelf, faulty, money back to the card that paid."""
    chosen = paying_option("refund/original", [CARD_LEG])
    covered = CoveredItem(0, Decimal(1), 2136, 137, 0)
    chosen = replace(chosen, items=(covered,))
    counter = counter_with([sale()], chosen)

    def claim(desk: Desk) -> None:
        desk.set_reason(SHELF, 1, Reason.FAULTY)
        desk.set_condition(SHELF, 1, Condition.OPENED)

    return document_of(counter, carry_out(counter, SHELF, chosen.id, claim))


def seven_plums() -> ReturnDocument:
    """Seven spoiled plums for seven fresh ones, dearer today; the difference is for the books."""
    chosen = option(
        "even_exchange/none",
        Standing.AVAILABLE,
        items=(CoveredItem(0, Decimal(7), 0, 0, 0),),
        absorbed=238,
    )
    counter = counter_with([plums()], chosen)
    counter.prices = {"PLUM": 84}

    def claim(desk: Desk) -> None:
        desk.set_reason(PLUMS, 1, Reason.SPOILED)

    return document_of(counter, carry_out(counter, PLUMS, chosen.id, claim))


def two_tenders() -> ReturnDocument:
    """The shelf paid by card and in cash, given back the same way, cash rounded down."""
    chosen = paying_option("refund/original", [HALF_CARD_LEG, CASH_LEG])
    covered = CoveredItem(0, Decimal(1), 2136, 137, 0)
    counter = counter_with([split_sale()], replace(chosen, items=(covered,)))
    return document_of(counter, carry_out(counter, SHELF, chosen.id))


def some_cheese() -> ReturnDocument:
    """A part of a weight, less a fee, to a gift card; a receipt number of no till's pattern."""
    goods = line(
        3,
        description='Cheese "Old & <mild>", piece',
        quantity=Decimal("0.845"),
        unit="kg",
        paid=1521,
        tax=279,
        sku=None,
        gtin=None,
        category="",
    )
    bought = sale(CHEESE, [goods], [tender(1, type=TenderType.CASH, amount=1521, last4=None)])
    leg = Leg(f"{CHEESE}/1", "gift_card", 490, "gift_card")
    covered = CoveredItem(0, Decimal("0.300"), 490, 99, 50)
    chosen = paying_option("refund/gift_card", [leg], items=(covered,), fee=50)
    counter = counter_with([bought], chosen, currency="EUR")

    def claim(desk: Desk) -> None:
        desk.set_quantity(CHEESE, 3, Decimal("0.300"))
        desk.set_reason(CHEESE, 3, Reason.CHANGED_MIND)

    return document_of(counter, carry_out(counter, CHEESE, chosen.id, claim))


def a_fan() -> ReturnDocument:
    """Two fans of three for yen, which have no decimals, by bank transfer."""
    goods = line(
        description="扇子",
        quantity=Decimal(3),
        paid=5400,
        tax=490,
        sku="FAN",
        gtin="4901234567894",
        category="gifts",
    )
    paid = tender(1, type=TenderType.CREDIT_CARD, amount=5400, scheme="jcb", last4="0505")
    bought = sale(FAN, [goods], [paid], store="0812", terminal="3", sold_at=NOW - timedelta(days=6))
    leg = Leg(f"{FAN}/1", "bank_transfer", 3600, "bank_transfer")
    covered = CoveredItem(0, Decimal(2), 3600, 327, 0)
    chosen = paying_option("refund/bank_transfer", [leg], items=(covered,))
    counter = counter_with([bought], chosen, currency="JPY")

    def claim(desk: Desk) -> None:
        desk.set_quantity(FAN, 1, Decimal(2))
        desk.set_reason(FAN, 1, Reason.GIFT)

    return document_of(counter, carry_out(counter, FAN, chosen.id, claim))


def goods_alone() -> Counter:
    """Two kettles without a receipt, less a fee, for store credit."""
    leg = Leg(None, "store_credit", 7900, "store_credit")
    covered = CoveredItem(0, Decimal(2), 7900, 0, 80)
    chosen = paying_option("store_credit/store_credit", [leg], items=(covered,), fee=80)
    counter = counter_with([], chosen)
    desk = signed_in(counter)
    add_kettles(desk)
    pay_out(desk, chosen.id)
    return counter


def goods_beside_a_receipt() -> Counter:
    """The shelf with its receipt and two kettles without one, for store credit."""
    leg = Leg(None, "store_credit", 2136 + 7980, "store_credit")
    covered = (CoveredItem(0, Decimal(1), 2136, 137, 0), CoveredItem(1, Decimal(2), 7980, 0, 0))
    chosen = paying_option("store_credit/store_credit", [leg], items=covered)
    counter = counter_with([sale()], chosen)
    carry_out(counter, SHELF, chosen.id, add_kettles)
    return counter


def add_kettles(desk: Desk) -> None:
    """Two kettles that nobody has a receipt for, faulty and used."""
    desk.begin_proof(Rung.NOTHING)
    desk.add_goods(GoodsEntry("Kettle", Decimal(2), 3990))
    desk.set_reason(NO_RECEIPT, 1, Reason.FAULTY)
    desk.set_condition(NO_RECEIPT, 1, Condition.USED)


def document_of_the_case(counter: Counter) -> ReturnDocument:
    """What is handed over of the counter's only case."""
    (opened,) = counter.journal.read(types=("case_opened",))
    assert opened.case_id is not None
    return document_of(counter, opened.case_id)


STORIES: dict[str, Callable[[], ReturnDocument]] = {
    "shelf": shelf,
    "plums": seven_plums,
    "two-tenders": two_tenders,
    "part-of-a-weight": some_cheese,
    "yen": a_fan,
    "without-a-receipt": lambda: document_of_the_case(goods_alone()),
    "exchange": exchanged_lamp,
}
