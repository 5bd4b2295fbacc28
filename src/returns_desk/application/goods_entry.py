"""Goods for which no purchase was found: what the store knows of them, and how they come in.

Owns their price and name as far as anyone knows them, and that goods which stand on a receipt of
the case come back by it alone.
"""

from dataclasses import replace
from datetime import timedelta

from returns_desk.application.approvers import has_authority
from returns_desk.application.boards import refresh_board
from returns_desk.application.claiming import note_goods
from returns_desk.application.goods_without_receipt import (
    MOST_UNIT_PRICE,
    check_units,
    is_of_line,
)
from returns_desk.application.known_items import KnownItem
from returns_desk.application.opening import open_case
from returns_desk.application.proofs import GoodsEntry
from returns_desk.application.turn import Turn
from returns_desk.domain.case import ItemWithoutReceipt
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.errors import InvalidInput

LOWEST_PRICE_DAYS = 90
"""How far back the lowest price is looked for, while something was sold since then."""


def known_item_of(turn: Turn, code: str) -> KnownItem | None:
    """The goods with that code, None where the store knows none."""
    if not code.strip():
        return None
    since = turn.now - timedelta(days=LOWEST_PRICE_DAYS)
    codes = turn.services.codes.goods(code.strip()).item_codes
    known = (turn.services.items.known_item(each, since) for each in codes)
    return next((each for each in known if each is not None), None)


def goods_of(turn: Turn, item: KnownItem | None, entry: GoodsEntry) -> ItemWithoutReceipt:
    """The goods as they were entered, with what the store knows of them."""
    if item is None:
        name = turn.cut(entry.goods.strip(), "without_receipt/description")
        return ItemWithoutReceipt(entry.quantity, name, current_price=entry.price)
    price = entry.price if entry.price is not None else turn.services.current_price(item.sku)
    return ItemWithoutReceipt(
        quantity=entry.quantity,
        description=item.description,
        sku=item.sku or None,
        gtin=item.gtin or None,
        category=item.category,
        current_price=price,
        lowest_price=item.lowest_price,
    )


def check_price(turn: Turn, item: KnownItem | None, price: int | None) -> None:
    """Refuse a price above the one that the shop knows, where that price would be paid.

    The shop's present price counts, else the lowest that the goods were sold for. Whoever may
    decide on it types it.

    Raises:
        InvalidInput: a person with authority types it, or nobody.
    """
    if item is None or price is None or has_authority(turn.operator.role, "manager"):
        return
    store, policy = turn.services.shop.store, turn.services.policies.policy()
    settings = rulebook_for(policy, store.jurisdiction, turn.now.date()).settings
    present = turn.services.current_price(item.sku)
    known = item.lowest_price if present is None else present
    if settings.price_without_receipt == "current" and known is not None and price > known:
        message = (
            "A manager decides on a price above ours. Leave the price empty, or let a manager "
            "go on with their badge."
        )
        raise InvalidInput("price", message, code="price_above_known")


def open_with_goods(turn: Turn, goods: ItemWithoutReceipt) -> None:
    """Add the goods to the case, which they open where there is none; the same count up."""
    if turn.session.record is None:
        open_case(turn)
    there = turn.record.claim.without_receipt
    same = [each for each in there if _kind(each) == _kind(goods)]
    rest = [each for each in there if each not in same]
    units = sum((each.quantity for each in same), goods.quantity)
    check_units(units)
    note_goods(turn, [*rest, replace(same[0] if same else goods, quantity=units)])
    refresh_board(turn)


def _kind(goods: ItemWithoutReceipt) -> tuple[object, ...]:
    """What makes goods the same: a dearer piece is a piece of its own."""
    return goods.sku, goods.gtin, goods.description, goods.current_price


def is_priced(goods: ItemWithoutReceipt) -> bool:
    """Whether a price is known that goods can have."""
    prices = [each for each in (goods.current_price, goods.lowest_price) if each is not None]
    return bool(prices) and all(0 < each <= MOST_UNIT_PRICE for each in prices)


def receipt_here_with(turn: Turn, goods: ItemWithoutReceipt) -> str | None:
    """The receipt of the case that holds these goods, if one does; they come back by it alone."""
    holding = (
        sale.receipt
        for sale in turn.session.sales
        if any(is_of_line(goods, line) for line in sale.lines)
    )
    return next(holding, None)
