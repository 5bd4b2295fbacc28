"""Takes out what the till voided before the customer paid.

Owns which line a void cancels. Three spellings: a line with VoidFlag and a quantity (or amount)
below zero cancels an earlier line of the same transaction (NCR); a line with VoidFlag and nothing
below zero is itself void; a Voids line names the other by its number (POSLog 6, unvalidated). A
void that fits no line is said, never guessed.
"""

from decimal import Decimal
from typing import TypeAlias

from returns_desk.adapters.sales.poslog.book import Book, Goods, PlacedElement
from returns_desk.adapters.sales.poslog.values import linked_line, quantity_of
from returns_desk.adapters.sales.readings import LeftOut

_Item: TypeAlias = tuple[str | None, str | None, str]


def apply_voids(book: Book) -> None:
    """Leave in the book only goods that were not voided.

    Raises:
        InvalidInput: a void's quantity can't be read.

    """
    rung_up = _RungUp(book)
    for goods in book.goods:
        if goods.is_void and (goods.is_negative or _linked_line(goods)):
            _cancel(goods, rung_up)
    for void in book.voids:
        _cancel_named(void, rung_up)
    book.goods = [x for x in book.goods if x.line in rung_up.by_line]


class _RungUp:
    """The goods that no void has taken away yet, by line and by what they are."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.by_line = {x.line: x for x in book.goods if not x.is_void}
        self._by_item: dict[_Item, list[Goods]] = {}
        for goods in self.by_line.values():
            self._by_item.setdefault(_item(goods), []).append(goods)

    def like(self, void: Goods) -> list[Goods]:
        """The same goods on earlier lines."""
        same = self._by_item.get(_item(void), [])
        return [x for x in same if x.line < void.line and x.line in self.by_line]


def _cancel(void: Goods, rung_up: _RungUp) -> None:
    linked = rung_up.by_line.get(_linked_line(void) or 0)
    earlier = [linked] if linked else rung_up.like(void)
    whole = [x for x in earlier if (x.quantity, x.amount) == (void.quantity, void.amount)]
    if whole:
        del rung_up.by_line[whole[-1].line]
        return
    parts = [x for x in earlier if _is_part(void.quantity, void.amount, x)]
    if parts:
        parts[-1].quantity -= void.quantity
        parts[-1].amount -= void.amount
        return
    _say(rung_up.book, void.place, void.amount, void.description)


def _cancel_named(void: PlacedElement, rung_up: _RungUp) -> None:
    found = rung_up.by_line.get(linked_line(void.element.text_of("ItemLink")) or 0)
    said = void.element.text_of("Quantity")
    quantity = abs(quantity_of(said, f"{void.place}/Quantity")) if said else None
    if found is None:
        _say(rung_up.book, void.place, None, "")
    elif quantity is None or quantity == found.quantity:
        del rung_up.by_line[found.line]
    elif _is_part(quantity, share := _share(found, quantity), found):
        found.quantity -= quantity
        found.amount -= share
    else:
        _say(rung_up.book, void.place, None, found.description)


def _linked_line(goods: Goods) -> int | None:
    return linked_line(goods.element.text_of("ItemLink"))


def _item(goods: Goods) -> _Item:
    return goods.sku, goods.gtin, goods.unit


def _share(goods: Goods, quantity: Decimal) -> int:
    return int(goods.amount * quantity / goods.quantity)


def _is_part(quantity: Decimal, amount: int, goods: Goods) -> bool:
    """Some of the line at the line's own unit price, to the smallest coin."""
    return quantity < goods.quantity and amount * goods.quantity == goods.amount * quantity


def _say(book: Book, place: str, amount: int | None, description: str) -> None:
    book.doubt("void_matches_no_line", place, said=amount)
    book.left_out.append(LeftOut("void_matches_no_line", place, description))
