"""Says which line bears which tax, and whether it stood inside the prices or came on top.

Owns that decision and the exact sharing. Must not read Tax elements (`tax_entries` does).

Neither dialect says reliably whether ExtendedAmount has the tax in. So the receipt decides: the
goods come to its grand total (or, without one, to its payments) either with the tax on top or
without. Where both or neither fit, what the Tax says of itself decides, VAT inside, sales tax on
top; then a tax of the receipt is on top, as in the United States, and one of a line is inside.
"""

from collections.abc import Sequence
from typing import Final

from returns_desk.adapters.sales.poslog.book import Book, Goods
from returns_desk.adapters.sales.poslog.elements import Element
from returns_desk.adapters.sales.poslog.tax_entries import (
    TaxEntry,
    is_taxable_by,
    names_group,
    tax_entry,
)
from returns_desk.adapters.sales.poslog.values import money_in
from returns_desk.domain.money import allocate

_GRAND_TOTAL: Final = "TransactionGrandAmount"
_TAX_TOTAL: Final = "TransactionTaxAmount"


def apply_taxes(book: Book, payments: int) -> None:
    """Put every tax into the lines; `payments` is what came in less what went out.

    Raises:
        InvalidInput: a number can't be read.

    """
    currency = book.header.currency
    own = [
        (goods, tax_entry(x, currency, goods.place, goods.element))
        for goods in book.goods
        for x in goods.element.each("Tax")
    ]
    own = [(goods, entry) for goods, entry in own if entry.amount]
    whole = [tax_entry(x.element, currency, x.place) for x in book.taxes]
    whole = [entry for entry in whole if entry.amount]
    if own:
        _apply_own(book, own, payments)
        _compare(book, sum(entry.amount for entry in whole))
    elif whole:
        _apply_whole(book, whole, payments)
    else:
        _apply_total(book, payments)
    _keep_within_lines(book)


def _apply_own(book: Book, own: Sequence[tuple[Goods, TaxEntry]], payments: int) -> None:
    total = sum(-entry.amount if goods.comes_back else entry.amount for goods, entry in own)
    inside = _is_inside(book, [entry for _, entry in own], total, payments, otherwise=True)
    for goods, entry in own:
        _put(goods, entry, entry.amount, inside=inside)


def _apply_whole(book: Book, entries: Sequence[TaxEntry], payments: int) -> None:
    has_sold = any(not x.comes_back for x in book.goods)
    total = sum(-x.amount if x.is_refund or not has_sold else x.amount for x in entries)
    inside = _is_inside(book, entries, total, payments, otherwise=False)
    is_grouped = all(any(names_group(g, x) for g in book.goods) for x in entries)
    if inside and len(entries) > 1 and not is_grouped:
        said = sum(x.amount for x in entries)
        book.doubt("tax_not_attributable", entries[0].place, said=said, found=0)
        return
    for entry in entries:
        _share(book, entry, inside=inside)


def _is_inside(
    book: Book, entries: Sequence[TaxEntry], total: int, payments: int, *, otherwise: bool
) -> bool:
    grand = book.total(_GRAND_TOTAL)
    goal = payments if grand is None else _signed(grand, book)
    goods = sum(x.signed_amount for x in book.goods) + book.other_money
    fits_inside, fits_on_top = goods == goal, goods + total == goal
    if fits_inside != fits_on_top:
        return fits_inside
    said = {entry.is_inside for entry in entries} - {None}
    return said == {True} if said else otherwise


def _signed(total: Element, book: Book) -> int:
    """A total; one of returned goods may be told without its sign."""
    amount = money_in(total, book.header.currency, "Total")
    return -abs(amount) if total.attribute("TypeCode") == "Return" else amount


def _share(book: Book, entry: TaxEntry, *, inside: bool) -> None:
    lines = _bearing(book, entry)
    base = sum(x.signed_amount for x in lines)
    expected = {abs(base), abs(base) - entry.amount} if inside else {abs(base)}
    if not base or (inside and entry.amount > abs(base)):
        book.doubt("tax_not_attributable", entry.place, said=entry.amount, found=0)
        return
    if entry.taxable and entry.taxable not in expected:
        book.doubt("tax_not_attributable", entry.place, said=entry.taxable, found=abs(base))
    for goods, part in zip(lines, _parts(entry.amount, lines), strict=True):
        _put(goods, entry, part, inside=inside)


def _bearing(book: Book, entry: TaxEntry) -> list[Goods]:
    lines = [x for x in book.goods if names_group(x, entry)]
    lines = lines or [x for x in book.goods if is_taxable_by(x, entry)]
    sold = [x for x in lines if not x.comes_back]
    back = [x for x in lines if x.comes_back]
    # One tax over sold and returned goods at once: its base is then the difference.
    if sold and back and entry.taxable == abs(sum(x.signed_amount for x in lines)):
        return lines
    return back if entry.is_refund or not sold else sold


def _parts(amount: int, lines: Sequence[Goods]) -> Sequence[int]:
    """Shares by what the lines cost; where some come back, their tax comes back at the same rate.

    The returned lines' shares are rounded by themselves and the sold lines take the rest, so that
    sold less returned is the amount exactly.
    """
    sold = sum(x.amount for x in lines if not x.comes_back)
    back = sum(x.amount for x in lines if x.comes_back)
    if not sold or not back:
        return allocate(amount, [x.amount for x in lines])
    of_back = amount * back // abs(sold - back)
    of_sold = of_back + amount if sold > back else of_back - amount
    sides = {
        False: iter(allocate(max(0, of_sold), [x.amount for x in lines if not x.comes_back])),
        True: iter(allocate(of_back, [x.amount for x in lines if x.comes_back])),
    }
    return [next(sides[x.comes_back]) for x in lines]


def _put(goods: Goods, entry: TaxEntry, amount: int, *, inside: bool) -> None:
    if amount:
        goods.taxes.append(entry.part(amount))
        goods.tax_on_top += 0 if inside else amount


def _apply_total(book: Book, payments: int) -> None:
    """Only a total is there: with one line it is that line's, else nobody knows whose."""
    signed = money_in(book.total(_TAX_TOTAL), book.header.currency, "Total")
    entry = TaxEntry(_TAX_TOTAL, "tax", "", 0, abs(signed), None, signed < 0, None)
    if not signed:
        return
    inside = _is_inside(book, [entry], signed, payments, otherwise=True)
    if len(book.goods) > 1:
        book.doubt("tax_not_attributable", _TAX_TOTAL, said=entry.amount, found=0)
    if len(book.goods) == 1 or not inside:
        _share(book, entry, inside=inside)


def _compare(book: Book, whole: int) -> None:
    lines = sum(-x.tax if x.comes_back else x.tax for x in book.goods)
    if whole and whole != abs(lines):
        book.doubt("taxes_differ", "Tax", said=whole, found=abs(lines))


def _keep_within_lines(book: Book) -> None:
    for goods in book.goods:
        if goods.tax > goods.paid:
            book.doubt("taxes_differ", goods.place, said=goods.tax, found=goods.paid)
            goods.taxes.clear()
