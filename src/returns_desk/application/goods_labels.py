"""The label on goods that came back: what they are and where they go, in large words.

Owns what stands on it. It goes with the goods through the shop, so nothing about the customer is
on it, and no money.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.goods_places_state import PlacedGoods
from returns_desk.application.presence import there
from returns_desk.application.sentences import N_
from returns_desk.application.slips import Slip, SlipLine, SlipRole, Wording, payout_reference
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.disposal import GoodsPlace

LARGE_WORDS: Final[Mapping[GoodsPlace, str]] = {
    GoodsPlace.STOCK: N_("BACK TO STOCK"),
    GoodsPlace.REFURBISH: N_("LOOK IT OVER"),
    GoodsPlace.VENDOR: N_("TO THE SUPPLIER"),
    GoodsPlace.DONATE: N_("DONATE"),
    GoodsPlace.WASTE: N_("WASTE"),
    GoodsPlace.QUARANTINE: N_("QUARANTINE"),
    GoodsPlace.REPAIR: N_("FOR REPAIR"),
}
DO_NOT_SELL: Final = N_("DO NOT SELL")
_BARS: Final = "X X X X X X X X"
"""Above and below quarantine: seen from afar, on any paper, without colour."""


@dataclass(frozen=True, slots=True)
class Label:
    """What all labels of a case share; `at` is the day on them."""

    shop: str
    language: str
    at: datetime


def labels_for(
    record: CaseRecord, goods: Sequence[PlacedGoods], label: Label, words: Wording
) -> tuple[Slip, ...]:
    """One label for each place, in the order in which the goods stand."""
    return tuple(
        _label(record, [each for each in goods if each.place is place], label, words)
        for place in dict.fromkeys(each.place for each in goods)
    )


def _label(record: CaseRecord, goods: Sequence[PlacedGoods], label: Label, words: Wording) -> Slip:
    plan = there(record.plan, "goods that came back have a plan")
    place = goods[0].place
    lines = (*_head(place, words), *_body(record, goods, label, words))
    return Slip(
        case_number=record.number,
        anchor=record.anchor,
        barcode=payout_reference(record.number, plan.key),
        language=label.language,
        lines=tuple(SlipLine(x.role, cut_card_numbers(x.text), x.value) for x in lines),
        kind=str(place),
    )


def _head(place: GoodsPlace, words: Wording) -> Iterator[SlipLine]:
    is_apart = place is GoodsPlace.QUARANTINE
    if is_apart:
        yield SlipLine(SlipRole.PLACE, _BARS)
    yield SlipLine(SlipRole.PLACE, words.text(LARGE_WORDS[place]))
    if is_apart:
        yield SlipLine(SlipRole.PLACE, words.text(DO_NOT_SELL))
        yield SlipLine(SlipRole.PLACE, _BARS)


def _body(
    record: CaseRecord, goods: Sequence[PlacedGoods], label: Label, words: Wording
) -> Iterator[SlipLine]:
    yield SlipLine(SlipRole.HEADING, words.text("Goods"))
    for each in goods:
        quantity = words.quantity(each.quantity, each.unit)
        said = words.text("{quantity} {goods}", quantity=quantity, goods=each.description)
        yield SlipLine(SlipRole.ITEM, said)
    yield SlipLine(SlipRole.FACT, words.text("Case"), str(record.number))
    yield SlipLine(SlipRole.FACT, words.text("Date"), words.day(label.at.date()))
    yield SlipLine(SlipRole.NOTE, label.shop)
