"""The sale store's door: no card number gets past it with a sale or with a return.

Owns which fields of a sale are free text, which are numbers by right, and that a receipt whose
number looks like a card's is refused rather than bent: a cut number would be another receipt.
Pure. What a card number looks like is domain/card_guard.py's.
"""

from dataclasses import replace
from typing import Any, Final

from returns_desk.adapters.sales.readings import EarlierReturn
from returns_desk.adapters.sales.sale_notes import SaleNotes
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.card_numbers import last_four_of
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Sale, SaleLine, SaleTender

_LAST_FOUR: Final = 4
_LONGEST_ID_OF_A_SHOP: Final = 13
"""Web shops number their orders with as many digits, in the range of an old Visa card."""


class CardLikeReceiptError(OperatorMistake):
    """A receipt's number that may be a card's; the sentence names the mend, never the number."""


def guarded_sale(guard: CardGuard, sale: Sale) -> Sale:
    """The sale without card numbers in any text; items are cut by `guarded_item`.

    Raises:
        CardLikeReceiptError: the receipt's number looks like a card's.

    """
    refuse_card_like(guard, sale.receipt)
    cut = _changed(guard, sale, ("customer", "cashier", "store", "terminal"))
    tenders = tuple(_tender(guard, tender) for tender in sale.tenders)
    lines = tuple(_line(guard, line) for line in sale.lines)
    if tenders != sale.tenders:
        cut["tenders"] = tenders
    if any(new is not old for new, old in zip(lines, sale.lines, strict=True)):
        cut["lines"] = lines
    return replace(sale, **cut) if cut else sale


def guarded_item(guard: CardGuard, item: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
    """SKU, GTIN, description and category without card numbers."""
    sku, gtin, description, category = item
    return (
        guard.field("sku", sku),
        guard.field("gtin", gtin),
        guard.text(description),
        guard.text(category),
    )


def guarded_notes(guard: CardGuard, notes: SaleNotes) -> SaleNotes:
    """The notes without such other numbers as may be a card's."""
    left = frozenset(each for each in notes.aliases if not _may_be_a_card(guard, each))
    return notes if left == notes.aliases else replace(notes, aliases=left)


def guarded_return(guard: CardGuard, earlier: EarlierReturn) -> EarlierReturn:
    """The return without card numbers in any text.

    Raises:
        CardLikeReceiptError: its own number or its receipt's looks like a card's.

    """
    if _may_be_a_card(guard, earlier.id):
        refuse_card_like(guard, earlier.id)
    if earlier.receipt and _may_be_a_card(guard, earlier.receipt):
        refuse_card_like(guard, earlier.receipt)
    pieces = tuple(
        replace(each, **_changed(guard, each, ("sku", "gtin"))) for each in earlier.pieces
    )
    doubts = tuple(replace(each, place=guard.text(each.place)) for each in earlier.doubts)
    changed = _changed(guard, earlier, ("reference",))
    return replace(earlier, pieces=pieces, doubts=doubts, **changed)


def refuse_card_like(guard: CardGuard, receipt: str) -> None:
    """Refuse a receipt's number that may be a card's.

    Raises:
        CardLikeReceiptError: it looks like one, and fits no pattern of the shop.

    """
    if guard.refuses_receipt(receipt):
        message = (
            "this number looks like a payment card's and is not kept: correct the receipt's "
            "number, or describe the shop's receipts under [scanner] in config.toml"
        )
        raise CardLikeReceiptError(message, code="card_like_receipt")


def _may_be_a_card(guard: CardGuard, number: str) -> bool:
    digits = sum(sign.isdigit() for sign in number)
    return digits > _LONGEST_ID_OF_A_SHOP and guard.refuses_receipt(number)


def _line(guard: CardGuard, line: SaleLine) -> SaleLine:
    if not line.bundle:
        return line
    changed = _changed(guard, line, ("bundle",))
    return replace(line, **changed) if changed else line


def _tender(guard: CardGuard, tender: SaleTender) -> SaleTender:
    changed = _changed(guard, tender, ("account", "scheme"))
    if tender.last4 and len(tender.last4) > _LAST_FOUR:
        changed["last4"] = last_four_of(guard.text(tender.last4))
    return replace(tender, **changed) if changed else tender


def _changed(guard: CardGuard, record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Those of the named texts in which something was cut."""
    texts = {name: getattr(record, name) for name in names}
    cut = {name: guard.field(name, text) for name, text in texts.items() if text}
    return {name: text for name, text in cut.items() if text != texts[name]}
