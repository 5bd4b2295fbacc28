"""Choosing what the customer takes in exchange: by scan, by name, with a price where none is known.

Owns that a scan is taken for new goods only while they are being chosen, and that every change is
noted at once, so that a crash loses none of it. What the exchange comes to is the engine's.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from returns_desk.application.boards import refresh_board
from returns_desk.application.goods_entry import known_item_of
from returns_desk.application.goods_without_receipt import (
    check_units,
    names_goods,
    same_gtin,
)
from returns_desk.application.goodwill_choosing import set_amount
from returns_desk.application.new_goods_record import (
    EXCHANGE,
    NEW_GOODS_CHOSEN,
    NewGoods,
    new_goods_documents,
    total_of,
)
from returns_desk.application.presence import there
from returns_desk.application.price_adjusting import set_new_price
from returns_desk.application.scanned_codes import case_number_of_slip
from returns_desk.application.store_credit import is_voucher_code
from returns_desk.application.turn import Turn
from returns_desk.application.typed_price import NOTHING_TYPED, PriceAsked, check_unit_price
from returns_desk.domain.board import Standing
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from returns_desk.application.ports import Json

_ONE = Decimal(1)
_GTIN_LENGTHS = frozenset({8, 12, 13, 14})


def follow(turn: Turn, option_id: str) -> None:
    """Wait for new goods once the exchange is what the customer wants, and no longer after."""
    is_exchange = option_id == EXCHANGE
    is_open = is_exchange and turn.board.option(EXCHANGE).standing is not Standing.NOT_POSSIBLE
    turn.set(**{**NOTHING_TYPED, "picks_goods": is_open})


def take_scan(turn: Turn, scanned: str) -> bool:
    """Take a scan as new goods; False where it names none, so that it may be something else."""
    if not turn.session.picks_goods:
        return False
    found = _goods_of(turn, scanned)
    if found is None:
        return False
    goods, price = found
    price = _typed_before(turn, goods) if price is None else price
    if price is None:
        turn.set(asked_price=PriceAsked(goods.description, goods=goods))
    else:
        add(turn, replace(goods, unit_price=price))
    return True


def add(turn: Turn, goods: NewGoods) -> None:
    """Add goods; the same at the same price count up.

    Raises:
        OperatorMistake: that many of them are a slip of the finger.
    """
    chosen = list(turn.record.new_goods)
    for index, each in enumerate(chosen):
        if replace(each, quantity=goods.quantity) == goods:
            set_quantity(turn, index + 1, each.quantity + goods.quantity)
            return
    _note(turn, [*chosen, goods])


def name_price(turn: Turn, price: int) -> None:
    """Take what was typed as the price of one of what the scan field waits for.

    Raises:
        OperatorMistake: it is no price, or none is waited for.
    """
    asked = turn.session.asked_price
    if asked is None:
        raise OperatorMistake("No price is waited for.", code="no_price_asked")
    if asked.option:
        set_amount(turn, asked, price)
        return
    if asked.goods is not None:
        check_unit_price(price)
        add(turn, replace(asked.goods, unit_price=price))
    else:
        set_new_price(turn, there(asked.place, "a price is of goods or of a line"), price)
    turn.set(asked_price=None)


def set_quantity(turn: Turn, number: int, quantity: Decimal) -> None:
    """Let that many of the new goods at that place, from 1, go out; 0 leaves them here.

    Raises:
        OperatorMistake: there are no such goods, or nobody takes so many of them.
    """
    chosen = list(turn.record.new_goods)
    if not 1 <= number <= len(chosen):
        raise OperatorMistake("These goods are no longer chosen.", code="unknown_new_goods")
    check_units(quantity)
    chosen[number - 1] = replace(chosen[number - 1], quantity=quantity)
    _note(turn, [each for each in chosen if each.quantity > 0])


def _note(turn: Turn, goods: Sequence[NewGoods]) -> None:
    document: dict[str, Json] = {"goods": new_goods_documents(goods), "total": total_of(goods)}
    turn.note(NEW_GOODS_CHOSEN, document)
    refresh_board(turn)


def _typed_before(turn: Turn, goods: NewGoods) -> int | None:
    """The price of the same goods that is known in this case already."""
    chosen = turn.record.new_goods
    same = (x for x in chosen if replace(x, quantity=goods.quantity, unit_price=0) == goods)
    return next((each.unit_price for each in same), None)


def _goods_of(turn: Turn, scanned: str) -> tuple[NewGoods, int | None] | None:
    """The goods that a scan names, with what one costs today where the shop knows it."""
    item = known_item_of(turn, scanned)
    if item is not None:
        price = turn.services.current_price(item.sku) if item.sku else None
        known = NewGoods(
            item.description, _ONE, 0, item.sku or None, item.gtin or None, item.category
        )
        return known, price
    return _goods_of_case(turn, scanned) or _goods_by_name(turn, scanned)


def _goods_of_case(turn: Turn, scanned: str) -> tuple[NewGoods, int | None] | None:
    """The goods of a line of the case, where the store knows them by that alone."""
    codes = turn.services.codes.goods(scanned).item_codes
    for sale in turn.session.sales:
        for line in sale.lines:
            if line.sku in codes or any(same_gtin(line.gtin, each) for each in codes):
                price = turn.services.current_price(line.sku) if line.sku else None
                goods = NewGoods(line.description, _ONE, 0, line.sku, line.gtin, line.category)
                return goods, price
    return None


def _goods_by_name(turn: Turn, scanned: str) -> tuple[NewGoods, int | None] | None:
    """Goods that nobody knows: by their code, else by the name that was typed."""
    services = turn.services
    is_ours = case_number_of_slip(scanned) is not None or is_voucher_code(scanned)
    if is_ours or services.codes.goods(scanned).is_misread or services.mask(scanned) != scanned:
        return None
    if scanned.isdecimal() and len(scanned) in _GTIN_LENGTHS:
        return NewGoods(scanned, _ONE, 0, gtin=scanned), None
    is_name = names_goods(scanned) and any(each.isalpha() for each in scanned)
    return (NewGoods(scanned, _ONE, 0), None) if is_name else None
