"""What was typed on the ladder of proof, read into the use case's clues.

Owns which text means which clue; how days and amounts are typed is paper_entry.py's.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from returns_desk.application.proofs import Clues, GoodsEntry, Rung
from returns_desk.ui.clerk.paper_entry import read_amount, read_day, read_number

if TYPE_CHECKING:
    from returns_desk.ui.clerk.proof_shapes import ProofEntry

_ONE = Decimal(1)


def clues_of(entry: ProofEntry, language: str, currency: str) -> Clues:
    """The clues of a rung; what is left empty is not known.

    Raises:
        InvalidInput: names the field ("day", "amount") and how to mend it.
    """
    typed = {name: text.strip() for name, text in entry.typed.items()}
    amount, day = typed.get("amount", ""), typed.get("day", "")
    return Clues(
        rung=Rung(entry.rung),
        card=typed.get("card", ""),
        customer=typed.get("customer", ""),
        serial=typed.get("serial", ""),
        item=typed.get("item", ""),
        amount=read_amount("amount", amount, language, currency) if amount else None,
        day=read_day(day, language) if day else None,
    )


def goods_of(entry: ProofEntry, language: str, currency: str) -> GoodsEntry:
    """The goods of the last rung; without a price the store's own is taken.

    Raises:
        InvalidInput: names the field ("quantity", "price") and how to mend it.
    """
    typed = {name: text.strip() for name, text in entry.typed.items()}
    quantity, price = typed.get("quantity", ""), typed.get("price", "")
    return GoodsEntry(
        goods=typed.get("goods", ""),
        quantity=read_number("quantity", quantity, language) if quantity else _ONE,
        price=read_amount("price", price, language, currency) if price else None,
    )
