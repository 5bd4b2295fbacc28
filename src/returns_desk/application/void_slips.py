"""The slip of a return that was taken back: what the customer has again, and what was undone.

Owns its lines; how it is drawn is the screens' and the printer's. It takes the place of the slip of
the payout, under a barcode of its own.
"""

from collections.abc import Iterator, Sequence

from returns_desk.application.case_record import CaseRecord, Plan
from returns_desk.application.ports import Event
from returns_desk.application.presence import there
from returns_desk.application.slips import (
    Slip,
    SlipLine,
    SlipRole,
    Wording,
    item_text,
    leg_text,
    payout_reference,
    without_card_numbers,
)
from returns_desk.application.void_record import VOIDED


def void_slip(
    record: CaseRecord, events: Sequence[Event], shop: str, language: str, words: Wording
) -> Slip:
    """The slip of a case that was taken back, in one language."""
    void = there(record.void, "the return was taken back")
    plan = there(record.plan, "what was taken back was planned")
    ended = next(event for event in events if event.type == VOIDED)
    lines = (
        SlipLine(SlipRole.SHOP, shop),
        SlipLine(SlipRole.FACT, words.text("Return"), str(record.number)),
        SlipLine(SlipRole.FACT, words.text("Date"), words.moment(ended.at)),
        *(SlipLine(SlipRole.FACT, words.text("Receipt"), x.receipt) for x in record.receipts),
        SlipLine(SlipRole.HEADING, words.text("This return was taken back")),
        *_goods(plan, words),
        *_undone(record, plan, words),
        SlipLine(SlipRole.FACT, words.text("Journal"), record.anchor),
        SlipLine(SlipRole.NOTE, words.text("This slip is not a fiscal document.")),
        SlipLine(SlipRole.THANKS, words.text("Thank you")),
    )
    kept = tuple(without_card_numbers(line) for line in lines)
    barcode = payout_reference(record.number, void.key)
    return Slip(record.number, record.anchor, barcode, language, kept)


def _goods(plan: Plan, words: Wording) -> Iterator[SlipLine]:
    for item in plan.items:
        yield SlipLine(SlipRole.ITEM, item_text(item, words))
    for each in plan.goods:
        quantity = words.quantity(each.quantity, "each")
        said = words.text("{quantity} {goods}", quantity=quantity, goods=each.description)
        yield SlipLine(SlipRole.ITEM, said)


def _undone(record: CaseRecord, plan: Plan, words: Wording) -> Iterator[SlipLine]:
    """Each payment that was undone, with its proof."""
    if not plan.legs:
        return
    void, currency = there(record.void, "it was taken back"), str(record.board["currency"])
    yield SlipLine(SlipRole.HEADING, words.text("These payments were undone"))
    for leg in plan.legs:
        yield SlipLine(SlipRole.LEG, leg_text(leg, words), words.money(leg.pays, currency))
        reference = void.undone[leg.leg].reference
        if reference:
            yield SlipLine(SlipRole.FACT, words.text("Reference"), reference)
