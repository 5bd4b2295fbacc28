"""Small sales by hand, and what an all-allowing shop gives back for them.

Owns the building that the tests of peers' figures share; decides nothing.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from returns_desk.domain.board import CATALOGUE, Option
from returns_desk.domain.case import Case, Claim, ClaimedItem, Condition, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW


def minor(text: str, digits: int = 2) -> int:
    """A figure of the file in minor units; exact or it fails."""
    amount = Decimal(text).scaleb(digits)
    assert amount == int(amount)
    return int(amount)


def sold(number: int, quantity: object, paid: int, **more: Any) -> SaleLine:
    return replace(SaleLine(number, "goods", Decimal(str(quantity)), "each", paid), **more)


def refunded(
    lines: list[SaleLine], *rules: Rule, tenders: tuple[SaleTender, ...] = (), ways: str = ""
) -> Option:
    """The option `ways` (refund/original) for all units of all lines, where all is allowed."""
    gift_card = SaleTender(1, TenderType.GIFT_CARD, sum(line.paid for line in lines))
    sale = Sale("R-1", "1", NOW, tuple(lines), tenders or (gift_card,))
    allow = Rule("all", Layer.SHOP, Effect.ALLOW, frozenset(CATALOGUE), "all")
    policy = Policy((Pack("shop", Layer.SHOP, "1", rules=(allow, *rules)),))
    items = tuple(whole(sale, line) for line in lines)
    case = Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim(items=items))
    return propose_board(case, policy).option(ways or "refund/original")


def whole(sale: Sale, line: SaleLine) -> ClaimedItem:
    return ClaimedItem(
        sale.receipt,
        line.line,
        line.quantity,
        Reason.CHANGED_MIND,
        Condition.UNOPENED,
        frozenset(),
    )


def one_by_one(paid: int, tax: int, count: int) -> tuple[int, int]:
    """What single units of a line bring back in all: money and tax."""
    line, taxes = sold(1, count, paid, tax=tax), 0
    for _ in range(count):
        part = line.paid_share(Decimal(1))
        taxes += line.tax_share(Decimal(1))
        back = line.returned_paid + part
        line = replace(line, returned=line.returned + 1, returned_paid=back)
    return line.returned_paid, taxes


def shop_rule(effect: Effect, *tests: FieldTest, **more: Any) -> Rule:
    plain = Rule(effect.value, Layer.SHOP, effect, frozenset(CATALOGUE), effect.value, when=tests)
    return replace(plain, **more)
