"""The slip of a return: one document built from the journal's events of its case.

Owns what stands on the slip and in which order; how it is drawn is the screens' and the
printer's. It never mentions a difference that the shop waived (R6).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord, Plan, PlannedItem, PlannedLeg
from returns_desk.application.payout_proofs import proof_of
from returns_desk.application.ports import Event
from returns_desk.application.promises.slip_lines import HEADING, promise_texts
from returns_desk.application.sentences import N_
from returns_desk.application.slip_new_goods import new_goods_text, till_texts
from returns_desk.application.slip_words import OF_GOODS, OF_REFERENCES, TO_TENDER
from returns_desk.application.store_credit import Voucher
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import Defect

KEY_CHARACTERS = 12
"""How much of the payout's key the till needs to tell two payouts of one case apart."""


class Wording(Protocol):
    """How one language says things; English sentences are the keys."""

    def text(self, english: str, /, **fields: str | int) -> str:
        """The sentence in this language with its {fields} put in."""
        ...

    def money(self, amount: int, currency: str) -> str:
        """An amount of minor units as a reader of this language writes it."""
        ...

    def quantity(self, quantity: Decimal, unit: str) -> str:
        """A quantity with its unit."""
        ...

    def moment(self, at: datetime) -> str:
        """A date and time."""
        ...

    def day(self, day: date) -> str:
        """A date."""
        ...


VoucherText = Callable[[Voucher], tuple[str, str]]
"""A voucher's number as people read it, and the text of its QR code."""


class SlipRole(StrEnum):
    """What a line of the slip is, so that it can be drawn accordingly."""

    SHOP = "shop"
    HEADING = "heading"
    FACT = "fact"
    ITEM = "item"
    LEG = "leg"
    ROUNDING = "rounding"
    TOTAL = "total"
    PROMISE = "promise"
    VOUCHER = "voucher"
    """A voucher: its number to read and, as the value, the text of its QR code."""
    PLACE = "place"
    """Where goods go, on their label: as large as the paper allows."""
    NOTE = "note"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line: words on the left, and what belongs to the right edge (an amount, a value)."""

    role: SlipRole
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """The whole document. `barcode` is what the till reads; `anchor` vouches for the journal."""

    case_number: int
    anchor: str
    barcode: str
    language: str
    lines: tuple[SlipLine, ...]
    kind: str = ""
    """Where the goods go, on the label that goes with them; empty for the customer's slip."""


_KEPT = "price_reduction"


def unsigned(voucher: Voucher) -> tuple[str, str]:
    """A voucher of a counter without a key: its bare number, and nothing to scan."""
    return voucher.number, ""


def slip_of(
    events: Sequence[Event],
    shop: str,
    language: str,
    words: Wording,
    voucher_text: VoucherText = unsigned,
) -> Slip:
    """The slip of a completed case from its events, in one language.

    Raises:
        Defect: the case was not completed.
    """
    record = record_of(events)
    completed = next((event for event in events if event.type == "case_completed"), None)
    if record.plan is None or completed is None:
        raise Defect("a slip is of a completed case", code="invariant_broken")
    currency = str(record.board["currency"])
    lines = (
        *_head(record, shop, completed.at, words),
        *_goods(record.plan, currency, words),
        *_reimbursement(record.plan, currency, words, voucher_text),
        *_foot(record, words),
    )
    kept = tuple(without_card_numbers(line) for line in lines)
    return Slip(record.number, record.anchor, _barcode(record, record.plan), language, kept)


def without_card_numbers(line: SlipLine) -> SlipLine:
    """The line as it may be printed; numbers at the right edge are typed and were cut before."""
    if line.role is SlipRole.VOUCHER:
        return line
    return replace(line, text=cut_card_numbers(line.text))


def training_slip(slip: Slip, words: Wording) -> Slip:
    """The slip of the demo shop: marked, so that nobody takes it for a real one."""
    return _marked(slip, words.text("Training: nothing here is real."))


def copy_of(slip: Slip, words: Wording) -> Slip:
    """The slip printed once more: marked, so that it counts once."""
    return _marked(slip, words.text("Copy"))


def _marked(slip: Slip, mark: str) -> Slip:
    """The slip with a mark right under the shop's name."""
    line = SlipLine(SlipRole.HEADING, mark)
    return replace(slip, lines=(*slip.lines[:1], line, *slip.lines[1:]))


def _head(record: CaseRecord, shop: str, at: datetime, words: Wording) -> Iterator[SlipLine]:
    yield SlipLine(SlipRole.SHOP, shop)
    yield SlipLine(SlipRole.FACT, words.text("Return"), str(record.number))
    yield SlipLine(SlipRole.FACT, words.text("Date"), words.moment(at))
    for each in record.receipts:
        yield SlipLine(SlipRole.FACT, words.text("Receipt"), each.receipt)
        if each.keyed_in:
            yield SlipLine(SlipRole.NOTE, words.text("Typed in from the paper receipt"))
    if record.parcel is not None:
        yield SlipLine(SlipRole.NOTE, words.text("Came by parcel; this slip goes by post."))


def _goods(plan: Plan, currency: str, words: Wording) -> Iterator[SlipLine]:
    is_kept = plan.option.startswith(_KEPT)
    kept = [item for item in plan.items if is_kept or item.is_kept]
    back = [item for item in plan.items if item not in kept]
    if kept:
        yield SlipLine(SlipRole.HEADING, words.text("You keep"))
        yield from _items(kept, currency, words)
    if back or plan.goods or not kept:
        yield SlipLine(SlipRole.HEADING, words.text("What came back"))
    yield from _items(back, currency, words)
    for each in plan.goods:
        quantity = words.quantity(each.quantity, "each")
        said = words.text("{quantity} {goods}", quantity=quantity, goods=each.description)
        amount = words.money(each.paid, currency) if each.paid else ""
        yield SlipLine(SlipRole.ITEM, said, amount)
    fee = sum(item.fee for item in plan.items) + sum(each.fee for each in plan.goods)
    if fee:
        yield SlipLine(SlipRole.FACT, words.text("Fee"), words.money(fee, currency))


def _items(items: Sequence[PlannedItem], currency: str, words: Wording) -> Iterator[SlipLine]:
    for item in items:
        yield SlipLine(SlipRole.ITEM, item_text(item, words), _item_value(item, currency, words))


def item_text(item: PlannedItem, words: Wording) -> str:
    """How many of which goods."""
    quantity = words.quantity(item.quantity, item.unit)
    return words.text("{quantity} {goods}", quantity=quantity, goods=item.description)


def _item_value(item: PlannedItem, currency: str, words: Wording) -> str:
    return words.money(item.paid, currency) if item.paid else ""


def _reimbursement(
    plan: Plan, currency: str, words: Wording, voucher_text: VoucherText
) -> Iterator[SlipLine]:
    yield SlipLine(SlipRole.HEADING, words.text("What you receive"))
    remedy = plan.option.partition("/")[0]
    if remedy in OF_GOODS:
        yield SlipLine(SlipRole.LEG, words.text(OF_GOODS[remedy]))
    for goods in plan.new_goods:
        yield SlipLine(SlipRole.ITEM, new_goods_text(goods, words))
    for leg in plan.legs:
        yield from _leg(leg, currency, words)
        if leg.voucher is not None:
            yield from _voucher(leg.voucher, words, voucher_text)
    if len(plan.legs) > 1:
        total = sum(leg.pays for leg in plan.legs)
        yield SlipLine(SlipRole.TOTAL, words.text("Together"), words.money(total, currency))


def _leg(leg: PlannedLeg, currency: str, words: Wording) -> Iterator[SlipLine]:
    if leg.takes:
        for role, text, value in till_texts(leg, currency, words):
            yield SlipLine(SlipRole(role), text, value)
        return
    yield SlipLine(SlipRole.LEG, leg_text(leg, words), words.money(leg.amount, currency))
    if leg.rounding:
        less, more = N_("Rounded down by {amount}"), N_("Rounded up by {amount}")
        amount = words.money(abs(leg.rounding), currency)
        sentence = more if leg.rounding > 0 else less
        paid = words.money(leg.pays, currency)
        yield SlipLine(SlipRole.ROUNDING, words.text(sentence, amount=amount), paid)
    if leg.reference and leg.voucher is None:
        label = OF_REFERENCES.get(proof_of(leg), N_("Reference"))
        yield SlipLine(SlipRole.FACT, words.text(label), leg.reference)
    yield SlipLine(SlipRole.PROMISE, _promise(leg, words))


def _voucher(voucher: Voucher, words: Wording, text: VoucherText) -> Iterator[SlipLine]:
    if voucher.expires_on is None:
        yield SlipLine(SlipRole.FACT, words.text("Good without an end"))
    else:
        yield SlipLine(SlipRole.FACT, words.text("Good until"), words.day(voucher.expires_on))
    yield SlipLine(SlipRole.VOUCHER, *text(voucher))
    yield SlipLine(SlipRole.NOTE, words.text("It counts once. Keep it like cash."))


def leg_text(leg: PlannedLeg, words: Wording) -> str:
    """Where the money of a leg goes."""
    if leg.destination == "other_card":
        return words.text("To your other card")
    if leg.means in TO_TENDER:
        return words.text(TO_TENDER[leg.means])
    if leg.last4:
        return words.text("To the card ending {last4}", last4=leg.last4)
    return words.text("To the card you paid with")


def _promise(leg: PlannedLeg, words: Wording) -> str:
    least, most = leg.business_days or (0, 0)
    if most == 0 or leg.voucher is not None:
        return words.text("You have it now")
    if least == most == 1:
        return words.text("There in one business day")
    if least == most:
        return words.text("There in {most} business days", most=most)
    return words.text("There in {least} to {most} business days", least=least, most=most)


def _foot(record: CaseRecord, words: Wording) -> Iterator[SlipLine]:
    promised = tuple(promise_texts(record, words))
    if promised:
        yield SlipLine(SlipRole.HEADING, words.text(HEADING))
    yield from (SlipLine(SlipRole.PROMISE, each) for each in promised)
    yield SlipLine(SlipRole.FACT, words.text("Journal"), record.anchor)
    yield SlipLine(SlipRole.NOTE, words.text("This slip is not a fiscal document."))
    yield SlipLine(SlipRole.THANKS, words.text("Thank you"))


def _barcode(record: CaseRecord, plan: Plan) -> str:
    return payout_reference(record.number, plan.key)


def payout_reference(case_number: int, key: str) -> str:
    """Case and payout, for the till; short, so that its bars are wide enough on 80 mm paper.

    >>> payout_reference(12, "0199f0aa-0000-7000-8000-00000000002a")
    'RD/12/00000000002a'
    """
    return f"RD/{case_number}/{key[-KEY_CHARACTERS:]}"
