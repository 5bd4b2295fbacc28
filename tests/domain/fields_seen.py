"""One small visit, and what a rule's test sees of it.

Owns the building that tests of single fields share; decides nothing.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from domain.small_sales import shop_rule
from returns_desk.domain.board import Standing
from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    Condition,
    ItemWithoutReceipt,
    Reason,
    Store,
)
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Settings
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW

CARD = SaleTender(1, TenderType.CREDIT_CARD, 1000, scheme="visa")
LINE = SaleLine(1, "goods", Decimal(1), "each", 1000)
SALE = Sale("R-1", "3141", NOW - timedelta(days=3), (LINE,), (CARD,))
ITEM = ClaimedItem("R-1", 1, Decimal(1), Reason.CHANGED_MIND, Condition.UNOPENED, frozenset())
BARE = ItemWithoutReceipt(
    Decimal(1), current_price=100, reason=Reason.OTHER, condition=Condition.USED
)
ALONE: dict[str, Any] = {"items": (), "without_receipt": (BARE,)}


def visit(
    line: dict[str, Any] | None = None,
    sale: dict[str, Any] | None = None,
    tender: dict[str, Any] | None = None,
    **claim: Any,
) -> Case:
    """One unit brought back, with what is different about it."""
    sold = replace(SALE, lines=(replace(LINE, **(line or {})),))
    sold = replace(sold, **{"tenders": (replace(CARD, **(tender or {})),), **(sale or {})})
    told = {"items": (ITEM,), **claim}
    return Case(NOW, Store("3141", "US-MN", "USD"), (sold,), Claim(**told))


def holds(test: FieldTest, case: Case, settings: Settings | None = None) -> bool:
    """Whether a rule with that test applies to the first item."""
    pack = Pack("shop", Layer.SHOP, "1", rules=(shop_rule(Effect.ALLOW, test),))
    pack = replace(pack, settings=settings or Settings())
    option = propose_board(case, Policy((pack,))).option("store_credit/store_credit")
    return option.standing is Standing.AVAILABLE


def number(name: str, case: Case, value: int) -> bool:
    """Whether the field is exactly that number: not the one below, nor the one above."""
    tests = [FieldTest(name, at_least=each, at_most=each) for each in (value - 1, value, value + 1)]
    return [holds(test, case) for test in tests] == [False, True, False]


def flag(name: str, case: Case) -> bool:
    """The flag; it is one value, and not the other."""
    found = [value for value in (True, False) if holds(FieldTest(name, frozenset({value})), case)]
    assert len(found) == 1
    return found[0]


def word(name: str, case: Case, words: frozenset[str]) -> list[str]:
    """The words that the field has, of these."""
    return sorted(each for each in words if holds(FieldTest(name, frozenset({each})), case))


def text(name: str, case: Case, pattern: str) -> bool:
    """Whether the field is like the pattern."""
    return holds(FieldTest(name, patterns=(pattern,)), case)
