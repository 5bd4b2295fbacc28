"""Corners of the engine that random cases seldom reach, each with the case that reaches it."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from returns_desk.domain.board import CATALOGUE, Board, Standing
from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    Condition,
    EvidenceKind,
    Facts,
    ItemWithoutReceipt,
    Missing,
    Reason,
    Store,
)
from returns_desk.domain.engine import propose_board
from returns_desk.domain.errors import Defect
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule, Settings
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

ZONE = timezone(timedelta(hours=-6))
NOW = datetime(2026, 11, 21, 18, 40, tzinfo=ZONE)
CARD = SaleTender(1, TenderType.CREDIT_CARD, 1000)


def sale(receipt: str = "R-1", *tenders: SaleTender, category: str = "", units: int = 1) -> Sale:
    paid = sum(tender.amount for tender in tenders or (CARD,))
    line = SaleLine(1, "goods", Decimal(units), "each", paid, category=category)
    return Sale(receipt, "1", NOW - timedelta(days=3), (line,), tenders or (CARD,))


def item(receipt: str = "R-1", condition: Condition | None = Condition.UNOPENED) -> ClaimedItem:
    nothing: frozenset[Missing] = frozenset()
    return ClaimedItem(receipt, 1, Decimal(1), Reason.CHANGED_MIND, condition, nothing)


def case(
    sales: tuple[Sale, ...], items: tuple[ClaimedItem, ...], facts: Facts | None = None
) -> Case:
    claim = Claim(items, evidence={EvidenceKind.RECEIPT: True}, facts=facts or Facts())
    return Case(NOW, Store("1", "US-MN", "USD"), sales, claim)


def rule(effect: Effect, *options: str, when: tuple[FieldTest, ...] = (), fee: int = 0) -> Rule:
    return Rule(
        id=f"{effect}-{'-'.join(options)}-{when}",
        layer=Layer.SHOP,
        effect=effect,
        options=frozenset(options or CATALOGUE),
        code=f"code_{effect}",
        when=when,
        fee_basis_points=fee,
    )


def board(visit: Case, *rules: Rule, settings: Settings | None = None) -> Board:
    pack = Pack("shop", Layer.SHOP, "1", rules=rules, settings=settings or Settings())
    return propose_board(visit, Policy((pack,)))


def flag(name: str, *, value: bool) -> FieldTest:
    return FieldTest(name, any_of=frozenset({value}))


def test_pack_may_name_the_order_in_which_tenders_are_filled() -> None:
    tenders = (SaleTender(1, TenderType.CASH, 600), SaleTender(2, TenderType.GIFT_CARD, 400))
    visit = case((sale("R-1", *tenders, units=2),), (item(),))
    settings = Settings(split_order=(TenderType.GIFT_CARD,))

    option = board(visit, rule(Effect.ALLOW), settings=settings).option("refund/original")

    assert [(leg.tender, leg.amount) for leg in option.legs] == [("R-1/1", 100), ("R-1/2", 400)]


def test_a_line_claimed_more_often_than_it_was_sold_brings_its_units_once() -> None:
    visit = case((sale(),), (item(), item(), item()))

    option = board(visit, rule(Effect.ALLOW)).option("refund/original")

    assert (option.amount, [each.item for each in option.items]) == (1000, [0])
    assert [left.item for left in option.left] == [1, 2]


def test_a_claim_of_a_line_that_is_not_there_is_our_own_fault() -> None:
    visit = case((sale(),), (item("R-9"),))

    with pytest.raises(Defect):
        board(visit)


def test_a_pack_may_count_goods_without_receipt_at_their_present_price() -> None:
    goods = ItemWithoutReceipt(Decimal(2), current_price=900, lowest_price=500)
    visit = case((), ())
    visit = replace(visit, claim=replace(visit.claim, without_receipt=(goods,)))
    allowed = rule(Effect.ALLOW, "store_credit/store_credit")

    present = board(visit, allowed, settings=Settings(price_without_receipt="current"))
    lowest = board(visit, allowed)

    assert present.option("store_credit/store_credit").amount == 1800
    assert lowest.option("store_credit/store_credit").amount == 1000


def test_the_rest_of_an_exchange_needs_a_way() -> None:
    visit = case((sale(),), (item(),), Facts(exchange_total=400))

    option = board(visit, rule(Effect.ALLOW, "exchange/none")).option("exchange/none")

    assert option.standing is Standing.NOT_POSSIBLE
    assert [reason.code for reason in option.reasons] == ["no_way_for_the_rest", "code_allow"]


def test_the_rest_of_an_exchange_says_when_it_is_there_only_where_that_is_known() -> None:
    visit = case((sale(),), (item(),), Facts(exchange_total=400))
    settings = Settings(arrival_days={"credit_card": (3, 5)})

    silent = board(visit, rule(Effect.ALLOW)).option("exchange/none")
    told = board(visit, rule(Effect.ALLOW), settings=settings).option("exchange/none")

    assert silent.amount == told.amount == 600
    assert silent.arrives is None
    assert told.arrives is not None
    assert (told.arrives.business_days_min, told.arrives.business_days_max) == (3, 5)


def test_more_shared_facts_than_can_be_joined_still_give_the_least_and_the_most() -> None:
    receipts = [f"R-{number}" for number in range(13)]
    visit = case(tuple(map(sale, receipts)), tuple(item(each, condition=None) for each in receipts))
    absent = rule(
        Effect.FORBID,
        "refund/original",
        when=(flag("original_tender_present", value=False),),
    )
    used = FieldTest("condition", any_of=frozenset({"used"}))
    fee = rule(Effect.FEE, when=(used,), fee=1000)

    option = board(visit, rule(Effect.ALLOW), absent, fee).option("refund/original")

    assert (option.amount, option.amount_max) == (13 * 900, 13 * 1000)


def test_items_that_need_contradictory_answers_still_have_their_amounts_and_needs() -> None:
    visit = case(
        (sale("R-1", category="a"), sale("R-2", category="b")),
        (item("R-1", condition=None), item("R-2", condition=None)),
    )
    category = {name: FieldTest("category", patterns=(name,)) for name in "ab"}
    rules = (
        rule(Effect.ALLOW),
        rule(
            Effect.FORBID,
            "refund/cash",
            when=(category["a"], flag("photo_id_seen", value=False)),
        ),
        rule(Effect.FORBID, "refund/cash", when=(category["b"], flag("photo_id_seen", value=True))),
        rule(
            Effect.FEE,
            when=(FieldTest("condition", any_of=frozenset({"used"})),),
            fee=1000,
        ),
    )

    option = board(visit, *rules).option("refund/cash")

    assert option.standing is Standing.CONDITIONAL
    assert (option.amount, option.amount_max) == (1800, 2000)
    assert [need.fact for need in option.needs] == ["photo_id_seen"]
