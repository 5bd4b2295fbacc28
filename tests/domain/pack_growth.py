"""Small visits under small packs, for the tests of fees, cash limits and alternatives.

Owns the building alone; decides nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from domain.small_sales import shop_rule, sold, whole
from returns_desk.domain.board import Board, Option
from returns_desk.domain.case import Case, Claim, ClaimedItem, Facts, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Rule, Settings
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW

ALLOW = shop_rule(Effect.ALLOW, id="all")


def fee(**more: Any) -> Rule:
    return shop_rule(Effect.FEE, **{"id": "fee", **more})


def sale_of(lines: Sequence[SaleLine], *tenders: SaleTender, receipt: str = "R-1") -> Sale:
    paid = sum(line.paid - line.returned_paid for line in lines)
    given = tenders or (SaleTender(1, TenderType.CASH, paid),)
    return Sale(receipt, "1", NOW - timedelta(days=3), tuple(lines), given)


def claim_of(sale: Sale, **more: Any) -> tuple[ClaimedItem, ...]:
    """All that is left of every line, with what is different about each."""
    items = (replace(whole(sale, line), quantity=line.available) for line in sale.lines)
    return tuple(replace(item, **more) for item in items)


def board_of(
    sales: Sequence[Sale],
    items: Sequence[ClaimedItem],
    rules: Sequence[Rule] = (ALLOW,),
    settings: Settings | None = None,
    facts: Facts | None = None,
) -> Board:
    pack = Pack("shop", Layer.SHOP, "1", rules=tuple(rules), settings=settings or Settings())
    claim = Claim(items=tuple(items), facts=facts or Facts())
    visit = Case(NOW, Store("1", "US-MN", "USD"), tuple(sales), claim)
    return propose_board(visit, Policy((pack,)))


def returned(
    line: SaleLine, quantity: str, *rules: Rule, settings: Settings | None = None, **item: Any
) -> Option:
    """refund/original for so many units of a line, where all is allowed but for these rules."""
    sale = sale_of([line])
    items = claim_of(sale, quantity=Decimal(quantity), **item)
    return board_of([sale], items, (ALLOW, *rules), settings).option("refund/original")


def goods(paid: int, quantity: object = 1, **more: Any) -> SaleLine:
    return sold(1, quantity, paid, **more)
