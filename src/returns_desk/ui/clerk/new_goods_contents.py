"""New goods of an exchange as contents: what the scan field waits for, and the list of them.

Says what each costs and never what they cost more than what comes back (R6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import Prompt
from returns_desk.application.goods_without_receipt import MOST_UNITS
from returns_desk.application.new_goods_record import EXCHANGE, NEW_GOODS
from returns_desk.ui.clerk.contents import ButtonContent, ReceiptBlock, ScanContent
from returns_desk.ui.kit.contents import ReceiptContent, ReceiptLineContent

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState, DeskState, LegState
    from returns_desk.application.new_goods_record import NewGoods
    from returns_desk.ui.clerk.option_contents import Speaker
    from returns_desk.ui.kit.wording import Words

EXCHANGE_PROMPTS: Final = frozenset(
    {Prompt.NEW_GOODS, Prompt.PRICE, Prompt.AMOUNT, Prompt.POSTED_ON}
)


def to_ring_up(words: Words, case: CaseState) -> tuple[str, ...]:
    """What the till is still told of, beside the slip: goods that went out with nothing paid."""
    goods = case.other_ways.new_goods
    if case.chosen != EXCHANGE or not goods or any(leg.takes for leg in case.legs):
        return ()
    named = ", ".join(
        words.text(
            "{quantity} {goods}", quantity=words.number(each.quantity), goods=each.description
        )
        for each in goods
    )
    return (words.text("Ring up at the till, as exchanged: {goods}", goods=named),)


def waits_for_goods(state: DeskState) -> bool:
    """Tell whether the scan field waits for new goods, a price or a day."""
    return state.prompt in EXCHANGE_PROMPTS


def exchange_scan(
    words: Words, state: DeskState, buttons: tuple[ButtonContent, ...]
) -> ScanContent:
    """What the scan field waits for: goods that go out, what one costs, or a day of posting."""
    if state.prompt is Prompt.NEW_GOODS:
        return ScanContent(words.text("Scan what the customer takes – or type"), "scan", buttons)
    if state.prompt is Prompt.POSTED_ON:
        return ScanContent(words.text("Day on the parcel’s stamp – type it"), "text", buttons)
    if state.prompt is Prompt.AMOUNT:
        return ScanContent(words.text("How much is given – type it"), "text", buttons)
    name = state.case.other_ways.asked_price if state.case is not None else ""
    prompt = words.text("Price of one today: {goods}", goods=name)
    return ScanContent(prompt, "text", buttons)


def till_line(speaker: Speaker) -> str:
    """What the customer pays at the till, in the footer; empty where nothing is paid there."""
    takes = sum(leg.takes for leg in speaker.case.legs)
    if not takes:
        return ""
    return speaker.words.text("The customer pays {amount} at the till", amount=speaker.money(takes))


def till_title(words: Words, legs: tuple[LegState, ...]) -> str:
    """The heading of a booking in which the customer pays; empty for any other."""
    return words.text("The exchange") if any(leg.takes for leg in legs) else ""


def new_goods_blocks(speaker: Speaker, *, may_change: bool) -> tuple[ReceiptBlock, ...]:
    """What goes out, where an exchange is wanted or goods were chosen; else nothing."""
    case, words = speaker.case, speaker.words
    goods = case.other_ways.new_goods
    if not goods and not case.other_ways.picks_goods:
        return ()
    line = words.text("What the customer takes") if goods else words.text("None yet")
    head = ReceiptContent(words.text("New goods"), NEW_GOODS, line, is_receipt=False)
    lines = tuple(
        _line(speaker, number, each, may_change=may_change) for number, each in enumerate(goods, 1)
    )
    return (ReceiptBlock(head, lines),)


def _line(
    speaker: Speaker, number: int, goods: NewGoods, *, may_change: bool
) -> ReceiptLineContent:
    words = speaker.words
    quantity, amount = words.number(goods.quantity), speaker.money(goods.price)
    return ReceiptLineContent(
        item=f"{NEW_GOODS}#{number}",
        name=goods.description,
        unit_text=words.text("{quantity} · {amount} with tax", quantity=quantity, amount=amount),
        select_text=words.text("Take it off") if may_change else "",
        quantity_text=quantity if may_change else "",
        quantity_less=str(goods.quantity - 1) if goods.quantity > 1 else "",
        quantity_more=str(goods.quantity + 1) if goods.quantity < MOST_UNITS else "",
        quantity_name=words.text("How many go out"),
    )
