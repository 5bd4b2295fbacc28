"""Receipts and their lines as contents of the receipt column.

Adds up nothing but the next quantity of a stepper, which goes back as it was given.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from returns_desk.application.doubt_sentences import doubts_text
from returns_desk.application.goods_without_receipt import NO_RECEIPT
from returns_desk.domain.case import Condition, Reason
from returns_desk.ui.clerk.contents import ReceiptBlock, ReceiptsContent
from returns_desk.ui.clerk.new_goods_contents import new_goods_blocks
from returns_desk.ui.clerk.papers_contents import papers_chip
from returns_desk.ui.clerk.parcel_contents import parcel_chips
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import (
    ChipContent,
    CountText,
    ReceiptContent,
    ReceiptLineContent,
    TenderText,
)

if TYPE_CHECKING:
    from returns_desk.application.desk_state import LineState, ReceiptState, TenderState
    from returns_desk.ui.clerk.option_contents import Speaker
    from returns_desk.ui.kit.wording import Words

_SEPARATOR: Final = "#"
_NO_BREAK = "\N{NO-BREAK SPACE}"
_PIECES: Final = "each"
_LINES_KEPT: Final = 4_096
"""A line that is as it was is told once: a receipt may have hundreds."""
GIFT: Final = "gift"
TAKE_OUT: Final = "take_out"
NEW_PRICE: Final = "new_price"


def receipts_of(speaker: Speaker, *, may_change: bool) -> ReceiptsContent:
    """The receipt column; once money moves nothing of it may change."""
    claimed = sum(line.claimed > 0 for each in speaker.case.receipts for line in each.lines)
    may_leave_out, words, currency = claimed > 1, speaker.words, speaker.case.currency
    blocks = tuple(
        ReceiptBlock(
            _head(speaker, receipt),
            tuple(
                _line(words, currency, line, may_change=may_change, may_leave_out=may_leave_out)
                for line in receipt.lines
            ),
            _chips(speaker) if may_change else (),
        )
        for receipt in speaker.case.receipts
    )
    blocks += goods_blocks(speaker, may_change=may_change)
    blocks = (*new_goods_blocks(speaker, may_change=may_change), *blocks)
    note = speaker.words.text("Scan another item or receipt to add it to this case.")
    return ReceiptsContent(blocks, note if may_change else "")


def line_key(receipt: str, line: int) -> str:
    """The name of a line in signals."""
    return f"{receipt}{_SEPARATOR}{line}"


def place_of(key: str) -> tuple[str, int]:
    """Receipt and line of a line's name."""
    receipt, _, line = key.rpartition(_SEPARATOR)
    return receipt, int(line)


def day_line(words: Words, receipt: ReceiptState) -> str:
    """When it was sold, and how long ago that is."""
    if receipt.days_since == 0:
        return words.text("Today, {time}", time=words.clock(receipt.sold_at))
    days = words.plural("{count} day ago", "{count} days ago", receipt.days_since)
    return f"{words.moment(receipt.sold_at)} · {days.replace(' ', _NO_BREAK)}"


def tender_name(words: Words, tender: TenderState) -> str:
    """How it was paid: "Visa ending 1234", "in cash"."""
    name = texts.said(words, texts.PAID_BY, str(tender.type))
    if tender.last4 is None:
        return name
    brand = (tender.scheme or name).replace("_", " ").capitalize()
    return words.text("{card} ending {last4}", card=brand, last4=tender.last4)


def goods_blocks(speaker: Speaker, *, may_change: bool) -> tuple[ReceiptBlock, ...]:
    """Goods that no receipt is here for, behind the receipts; nothing where there are none."""
    goods = speaker.case.without_receipt
    if not goods:
        return ()
    head = ReceiptContent(
        title=speaker.words.text("Without a receipt"),
        number=NO_RECEIPT,
        line=speaker.words.text("No purchase found yet"),
    )
    lines = tuple(_goods_line(speaker, each, may_change=may_change) for each in goods)
    chips = _chips_of_all(speaker) if may_change else ()
    return (ReceiptBlock(head, lines, chips),)


def _goods_line(speaker: Speaker, line: LineState, *, may_change: bool) -> ReceiptLineContent:
    words = speaker.words
    others = len(speaker.claimed_lines()) > 1
    amount = speaker.money(line.paid_for_claim)
    quantity = words.number(line.claimed)
    return ReceiptLineContent(
        item=line_key(line.receipt, line.line),
        name=line.description,
        unit_text=words.text("{quantity} · {amount} with tax", quantity=quantity, amount=amount),
        select_text=words.text("Leave it out") if others and may_change else "",
        quantity_text=quantity if may_change else "",
        quantity_less=str(line.claimed - 1) if line.claimed > 1 else "",
        quantity_more=str(line.claimed + 1) if line.claimed < line.available else "",
        quantity_name=words.text("How many come back"),
        reason_heading=words.text("Why it comes back") if may_change else "",
        reason_prompt=words.text("Say why"),
        reasons=_reasons(words, line.reason, may_change=may_change),
        condition_prompt=words.text("Say how it looks"),
        conditions=_conditions(words, line.condition, may_change=may_change),
    )


def _chips_of_all(speaker: Speaker) -> tuple[ChipContent, ...]:
    """What is of the whole case, and stands on each receipt of it."""
    words, case = speaker.words, speaker.case
    return *parcel_chips(words, case), papers_chip(words, case)


def _chips(speaker: Speaker) -> tuple[ChipContent, ...]:
    """A gift receipt is marked; of several receipts one can be taken out again."""
    case, words = speaker.case, speaker.words
    gift = ChipContent(GIFT, words.text("Gift receipt"), on=case.is_gift)
    chips = (gift, *_chips_of_all(speaker))
    if len(case.receipts) + len(case.without_receipt) == 1:
        return chips
    return *chips, ChipContent(TAKE_OUT, words.text("Take it out"))


def _head(speaker: Speaker, receipt: ReceiptState) -> ReceiptContent:
    words = speaker.words
    notes = [words.text("Keyed in from paper")] if receipt.keyed_in else []
    notes += [
        words.text("{amount} of it went back before", amount=speaker.money(gone))
        for tender in receipt.tenders
        if (gone := max(0, tender.amount - tender.refundable)) and _gave_back(receipt)
    ]
    tenders = tuple(
        TenderText(
            texts.TENDER_ICONS.get(str(tender.type), "card"),
            speaker.money(tender.amount if _gave_back(receipt) else tender.refundable),
            f"· {tender_name(words, tender)}",
        )
        for tender in receipt.tenders
    )
    return ReceiptContent(
        title=words.text("Receipt"),
        number=receipt.receipt,
        line=day_line(words, receipt),
        tenders=tenders,
        notes=tuple(notes),
        doubt=doubts_text(receipt.doubts, speaker.money, words.text),
    )


def _gave_back(receipt: ReceiptState) -> bool:
    return any(line.returned for line in receipt.lines)


@lru_cache(maxsize=_LINES_KEPT)
def _line(
    words: Words, currency: str, line: LineState, *, may_change: bool, may_leave_out: bool
) -> ReceiptLineContent:
    is_claimed = line.claimed > 0
    is_open = may_change and not line.nothing_left
    has_stepper = is_open and line.unit == _PIECES and line.available > 1 and is_claimed
    return ReceiptLineContent(
        item=line_key(line.receipt, line.line),
        name=line.description,
        unit_text=_unit_text(words, currency, line),
        sold=CountText(words.quantity(line.sold, line.unit), words.text("sold")),
        returned=CountText(words.quantity(line.returned, line.unit), words.text("returned")),
        available=CountText(words.quantity(line.available, line.unit), words.text("available")),
        selected=is_claimed,
        select_text=_select_text(words, line, may_leave_out=may_leave_out) if is_open else "",
        quantity_text=words.number(line.claimed) if has_stepper else "",
        quantity_less=str(line.claimed - 1) if has_stepper and line.claimed > 1 else "",
        quantity_more=str(line.claimed + 1)
        if has_stepper and line.claimed < line.available
        else "",
        quantity_name=words.text("How many come back"),
        reason_heading=words.text("Why it comes back") if is_claimed and may_change else "",
        reason_prompt=words.text("Say why"),
        reasons=(
            *_reasons(words, line.reason, may_change=may_change),
            *_price_now(words, currency, line, may_change=may_change),
        )
        if is_claimed
        else (),
        condition_prompt=words.text("Say how it looks"),
        conditions=_conditions(words, line.condition, may_change=may_change) if is_claimed else (),
        note=_note(words, line),
    )


def _select_text(words: Words, line: LineState, *, may_leave_out: bool) -> str:
    if line.claimed == 0:
        return words.text("Take it in")
    return words.text("Leave it out") if may_leave_out else ""


def _unit_text(words: Words, currency: str, line: LineState) -> str:
    if line.claimed > 0 and line.claimed != line.sold:
        quantity = words.quantity(line.claimed, line.unit)
        amount = words.money(line.paid_for_claim, currency)
        return words.text("{quantity} back · {amount} with tax", quantity=quantity, amount=amount)
    quantity = words.quantity(line.sold, line.unit)
    each = words.text("each") if line.unit == _PIECES and line.sold == Decimal(1) else ""
    amount = words.money(line.paid, currency)
    counted = f"{quantity} {each}".strip()
    return words.text("{quantity} · {amount} with tax", quantity=counted, amount=amount)


@lru_cache(maxsize=256)
def _reasons(words: Words, said: Reason | None, *, may_change: bool) -> tuple[ChipContent, ...]:
    return tuple(
        ChipContent(str(code), texts.said(words, texts.REASONS, str(code)), on=code == said)
        for code in Reason
        if may_change or code == said
    )


def _price_now(
    words: Words, currency: str, line: LineState, *, may_change: bool
) -> tuple[ChipContent, ...]:
    """What one costs now, where the price fell; a touch lets another one be typed."""
    if line.reason is not Reason.PRICE_ADJUSTMENT or not may_change:
        return ()
    if line.new_unit_price is None:
        return (ChipContent(NEW_PRICE, words.text("Price now?"), on=True),)
    price = words.money(line.new_unit_price, currency)
    return (ChipContent(NEW_PRICE, words.text("{amount} now", amount=price), on=True),)


@lru_cache(maxsize=256)
def _conditions(
    words: Words, said: Condition | None, *, may_change: bool
) -> tuple[ChipContent, ...]:
    return tuple(
        ChipContent(str(code), texts.said(words, texts.CONDITIONS, str(code)), on=code == said)
        for code in Condition
        if may_change or code == said
    )


def _note(words: Words, line: LineState) -> str:
    if line.nothing_left:
        return words.text("Everything of this came back before.")
    return words.text("Marked as final sale.") if line.final_sale else ""
