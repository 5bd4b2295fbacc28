"""Sentences of CONTRACT.md and DESIGN.md section 4, each with one small case."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.small_sales import shop_rule, sold
from returns_desk.domain.board import CATALOGUE, Board, Need, Standing
from returns_desk.domain.case import (
    AskedFor,
    Case,
    Claim,
    ClaimedItem,
    Condition,
    OtherCard,
    Reason,
    Store,
)
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import Sale, SaleTender, TenderType
from strategies import NOW

CARD = SaleTender(1, TenderType.CREDIT_CARD, 2136, scheme="visa")
PRESENCE = "original_tender_present:R-1/1"


def is_true(field: str) -> FieldTest:
    return FieldTest(field, any_of=frozenset({True}))


def is_false(field: str) -> FieldTest:
    return FieldTest(field, any_of=frozenset({False}))


def pack(layer: Layer, *rules: Rule, **more: Any) -> Pack:
    told = tuple(replace(rule, layer=layer) for rule in rules)
    return replace(Pack(layer.value, layer, "1", rules=told), **more)


def law(*rules: Rule, jurisdiction: str = "US-MN", **more: Any) -> Pack:
    return pack(Layer.LAW, *rules, jurisdiction=jurisdiction, **more)


def shelf(*packs: Pack, days: int = 14, **item: Any) -> Board:
    """The board of one shelf paid by card so many days ago."""
    sale = Sale("R-1", "1", NOW - timedelta(days=days), (sold(1, 1, 2136, tax=137),), (CARD,))
    plain = ClaimedItem("R-1", 1, Decimal(1), Reason.CHANGED_MIND, Condition.UNOPENED, frozenset())
    claim = Claim(
        items=(replace(plain, **item),),
        asked_for=AskedFor("refund", "other_card"),
        facts=replace(Claim().facts, other_card=OtherCard("visa")),
    )
    return propose_board(Case(NOW, Store("1", "US-MN", "USD"), (sale,), claim), Policy(packs))


ALLOW_ALL = shop_rule(Effect.ALLOW)


def test_the_shelf_has_every_option_before_any_question() -> None:
    other_card = frozenset({"refund/other_card"})
    approve = shop_rule(Effect.APPROVE, options=other_card, code="other_card_needs_approval")
    forbid = shop_rule(
        Effect.FORBID, is_false("original_tender_present"), options=frozenset({"refund/original"})
    )

    board = shelf(pack(Layer.ACQUIRER, approve, forbid), pack(Layer.SHOP, ALLOW_ALL))

    first, second = board.options[:2]
    assert (first.id, first.standing, first.amount) == (
        "refund/other_card",
        Standing.NEEDS_APPROVAL,
        2136,
    )
    assert (second.id, second.standing) == ("refund/original", Standing.CONDITIONAL)
    assert second.needs == (Need(PRESENCE, value=True),)
    assert [(c.fact, c.value, c.standing) for c in second.changes_if] == [
        (PRESENCE, False, Standing.NOT_POSSIBLE)
    ]
    assert [(q.fact, q.decides) for q in board.questions] == [(PRESENCE, ("refund/original",))]
    assert ("asked_option_needs_approval", "refund/other_card") in {
        (trigger.code, trigger.option) for trigger in board.triggers
    }


def test_what_holds_either_way_is_available_and_not_asked() -> None:
    either = shop_rule(
        Effect.ALLOW, any=((is_true("photo_id_seen"),), (is_false("photo_id_seen"),))
    )

    board = shelf(pack(Layer.SHOP, either))

    assert board.option("refund/original").standing is Standing.AVAILABLE
    assert board.questions == ()


@pytest.mark.parametrize(
    ("days", "standing"),
    [(29, Standing.AVAILABLE), (30, Standing.AVAILABLE), (31, Standing.NOT_POSSIBLE)],
)
def test_the_last_day_of_a_window_counts_whole(days: int, standing: Standing) -> None:
    window = shop_rule(Effect.ALLOW, FieldTest("days_since_sale", at_most=30))

    board = shelf(pack(Layer.SHOP, window), days=days)

    assert board.option("refund/original").standing is standing


def test_a_right_beats_a_ban_and_a_fee() -> None:
    right, fee = shop_rule(Effect.RIGHT), shop_rule(Effect.FEE, fee_fixed=500)

    board = shelf(law(right), pack(Layer.SHOP, shop_rule(Effect.FORBID), fee))

    option = board.option("refund/original")
    assert (option.standing, option.basis, option.amount) == (Standing.AVAILABLE, "right", 2136)


def test_a_shop_can_not_replace_a_rule_of_law() -> None:
    right = shop_rule(Effect.RIGHT, id="the-right")
    forbid = shop_rule(Effect.FORBID, replaces=frozenset({"the-right"}))

    board = shelf(law(right), pack(Layer.SHOP, forbid))

    assert board.option("refund/original").standing is Standing.AVAILABLE


def test_a_store_replaces_a_rule_of_its_shop() -> None:
    forbid = shop_rule(Effect.FORBID, id="shops-ban")
    allow = shop_rule(Effect.ALLOW, replaces=frozenset({"shops-ban"}))

    board = shelf(pack(Layer.SHOP, forbid), pack(Layer.STORE, allow))

    assert board.option("refund/original").standing is Standing.AVAILABLE


def test_law_that_was_only_recalled_gives_at_most_an_approval() -> None:
    recalled = shop_rule(Effect.RIGHT, verified=False)

    board = shelf(law(recalled), pack(Layer.SHOP, shop_rule(Effect.FORBID)))

    option = board.option("refund/original")
    assert (option.standing, option.basis) == (Standing.NEEDS_APPROVAL, "policy")
    assert "law_unverified" in {reason.code for reason in option.reasons}


def test_law_that_was_only_recalled_never_lessens_what_the_shop_gives() -> None:
    recalled = shop_rule(Effect.RIGHT, verified=False)

    board = shelf(law(recalled), pack(Layer.SHOP, ALLOW_ALL))

    assert board.option("refund/original").standing is Standing.AVAILABLE


@pytest.mark.parametrize(
    ("jurisdiction", "applies"),
    [("US-MN", True), ("US", True), ("US-CA", False), ("EE", False), ("EU", False)],
)
def test_only_law_of_the_place_of_sale_applies(jurisdiction: str, applies: bool) -> None:
    board = shelf(law(shop_rule(Effect.RIGHT), jurisdiction=jurisdiction))

    found = board.option("refund/original").standing is Standing.AVAILABLE
    assert found is applies


@pytest.mark.parametrize(
    ("first", "last", "applies"),
    [
        (date(2026, 11, 21), date(2026, 11, 21), True),
        (date(2026, 11, 22), None, False),
        (None, date(2026, 11, 20), False),
    ],
)
def test_a_pack_applies_from_its_first_day_to_its_last(
    first: date | None, last: date | None, applies: bool
) -> None:
    board = shelf(pack(Layer.SHOP, ALLOW_ALL, effective_from=first, effective_until=last))

    found = board.option("refund/original").standing is Standing.AVAILABLE
    assert found is applies


def test_what_nobody_allows_is_not_offered() -> None:
    board = shelf()

    for option in board.options:
        assert option.standing is Standing.NOT_POSSIBLE
    assert {r.code for r in board.option("refund/original").reasons} == {"not_offered"}


def test_an_unwanted_gift_is_judged_as_a_change_of_mind() -> None:
    rule = shop_rule(Effect.ALLOW, FieldTest("reason", any_of=frozenset({"changed_mind"})))

    board = shelf(pack(Layer.SHOP, rule), reason=Reason.GIFT)

    assert board.option("refund/original").standing is Standing.AVAILABLE


def test_every_finding_is_told_with_its_rule_layer_and_source() -> None:
    forbid = shop_rule(
        Effect.FORBID, code="final_sale", id="no-sale-items", source="wall", pack="x"
    )

    board = shelf(pack(Layer.SHOP, ALLOW_ALL, forbid))

    for name in set(CATALOGUE) - {"refund/mixed", "price_reduction/original"}:
        option = board.option(name)
        told = {(r.code, r.layer, r.rule, r.source) for r in option.reasons}
        assert option.same_as or ("final_sale", "shop", "no-sale-items", "wall") in told
