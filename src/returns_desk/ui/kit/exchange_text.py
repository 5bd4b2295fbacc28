"""What an exchange comes to once the new goods are chosen: pays, gets back, or nothing to pay.

Never says what the new goods cost more within the tolerance (R6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from returns_desk.application.new_goods_record import NewGoods
    from returns_desk.domain.board import Option
    from returns_desk.ui.kit.wording import Words


def new_goods_names(words: Words, goods: Sequence[NewGoods]) -> str:
    """What the customer takes, by name, without what it costs."""
    told = (
        words.text("{quantity} {goods}", quantity=words.number(x.quantity), goods=x.description)
        if x.quantity > 1
        else x.description
        for x in goods
    )
    return ", ".join(told)


def exchange_text(
    words: Words, option: Option, money: Callable[[int], str], *, is_customer: bool = False
) -> str:
    """What stands in the amount's place, in the clerk's words or in the customer's."""
    if option.customer_pays:
        amount = money(option.customer_pays)
        if is_customer:
            return words.text("You pay {amount}", amount=amount)
        return words.text("Pays {amount}", amount=amount)
    if not option.is_settled:
        return words.text("from {amount}", amount=money(option.amount))
    return money(option.amount) if option.amount else words.text("Nothing to pay")
