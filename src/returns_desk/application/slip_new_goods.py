"""New goods of an exchange on the slip.

Owns that the slip never says what they cost: the till's own receipt does, and what was waived is
said nowhere (R6).
"""

from typing import TYPE_CHECKING

from returns_desk.application.case_record import PlannedLeg
from returns_desk.application.new_goods_record import NewGoods

if TYPE_CHECKING:
    from returns_desk.application.slips import Wording


def new_goods_text(goods: NewGoods, words: "Wording") -> str:
    """How many of what went out."""
    quantity = words.quantity(goods.quantity, "each")
    return words.text("{quantity} {goods}", quantity=quantity, goods=goods.description)


def till_texts(
    leg: PlannedLeg, currency: str, words: "Wording"
) -> tuple[tuple[str, str, str], ...]:
    """What the customer paid for new goods, and the till's receipt: role, text and value each."""
    return (
        ("leg", words.text("You paid at the till"), words.money(leg.takes, currency)),
        ("fact", words.text("Receipt"), leg.reference or ""),
    )
