"""Where goods go that stay with the shop, as contents: the suggestion, the choices, what is noted.

Owns their words. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from returns_desk.application.sentences import N_
from returns_desk.domain.disposal import CHOICES, GoodsPlace
from returns_desk.ui.clerk.contents import ButtonContent, ChoiceContent
from returns_desk.ui.kit.contents import ChipContent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from returns_desk.application.goods_places_state import GoodsPlacesState, PlacedGoods
    from returns_desk.ui.clerk.contents import FooterContent
    from returns_desk.ui.kit.wording import Words

PLACE_GOODS: Final = "place_goods"
PLACE_ELSEWHERE: Final = "place_elsewhere"
PRINT_LABELS: Final = "print_labels"
ONE_BY_ONE: Final = "one_by_one"

PlacesOverlay = Literal["places", "places_each"]
FOR_ALL: Final[PlacesOverlay] = "places"
FOR_EACH: Final[PlacesOverlay] = "places_each"

NAMES: Final[Mapping[GoodsPlace, str]] = {
    GoodsPlace.STOCK: N_("Back to stock"),
    GoodsPlace.REFURBISH: N_("Look it over first"),
    GoodsPlace.VENDOR: N_("To the supplier"),
    GoodsPlace.DONATE: N_("Donate"),
    GoodsPlace.WASTE: N_("Waste"),
    GoodsPlace.QUARANTINE: N_("Quarantine"),
    GoodsPlace.REPAIR: N_("For repair"),
}
_ICONS: Final[Mapping[GoodsPlace, str]] = {
    GoodsPlace.QUARANTINE: "forbidden",
    GoodsPlace.REPAIR: "repair",
}


@dataclass(frozen=True, slots=True)
class GoodsPlacesContent:
    """Where the goods go, beside the slip."""

    heading: str
    lines: tuple[str, ...]
    actions: tuple[ButtonContent, ...]


def places_of(words: Words, state: GoodsPlacesState | None) -> GoodsPlacesContent | None:
    """What stands beside the slip; None where no goods stay."""
    if state is None:
        return None
    heading = words.text("Where the goods go")
    if state.is_noted:
        again = ButtonContent(PRINT_LABELS, words.text("Print the label"), "printer")
        return GoodsPlacesContent(heading, _noted(words, state), (again,))
    return GoodsPlacesContent(heading, _suggested(words, state.goods), _actions(words, state.goods))


def places_page(
    words: Words,
    overlay: PlacesOverlay,
    goods: Sequence[PlacedGoods],
    chosen: Mapping[tuple[str, int], GoodsPlace],
) -> ChoiceContent:
    """All goods at once, or the next that has no place yet."""
    free = free_goods(goods)
    if overlay == FOR_ALL:
        title, line = N_("Where do the goods go?"), N_("One touch notes it for all of them.")
        if len(free) == 1:
            line = N_("One touch notes it.")
        chips = _chips(words, common_place(free))
        if len(free) > 1:
            chips = (*chips, ChipContent(ONE_BY_ONE, words.text("One by one")))
        return _page(words, words.text(title), words.text(line), chips)
    present = next_goods(goods, chosen) or free[-1]
    count = words.text("Goods {number} of {count}", number=len(chosen) + 1, count=len(free))
    return _page(words, _named(words, present), count, _chips(words, present.suggested))


def places_footer(
    words: Words,
    footer: FooterContent,
    goods: Sequence[PlacedGoods],
    chosen: Mapping[tuple[str, int], GoodsPlace],
    overlay: PlacesOverlay,
) -> FooterContent:
    """What Enter does while a place is asked for: it takes the suggestion."""
    present = next_goods(goods, chosen)
    place = common_place(free_goods(goods)) if overlay == FOR_ALL else None
    if overlay == FOR_EACH and present is not None:
        place = present.suggested
    text = words.text(NAMES[place]) if place is not None else words.text("As suggested")
    return replace(footer, confirm_text=text, confirm_icon="check")


def free_goods(goods: Sequence[PlacedGoods]) -> tuple[PlacedGoods, ...]:
    """The goods of which somebody may choose."""
    return tuple(each for each in goods if not each.is_fixed)


def next_goods(
    goods: Sequence[PlacedGoods], chosen: Mapping[tuple[str, int], GoodsPlace]
) -> PlacedGoods | None:
    """The first goods that have no place yet, or None."""
    return next((each for each in free_goods(goods) if each.key not in chosen), None)


def common_place(goods: Sequence[PlacedGoods]) -> GoodsPlace | None:
    """The place that is suggested for all of them, or None."""
    places = {each.suggested for each in goods}
    return places.pop() if len(places) == 1 else None


def _page(words: Words, title: str, line: str, chips: tuple[ChipContent, ...]) -> ChoiceContent:
    return ChoiceContent(title, line, chips, words.text("Back"), icon="arrow-right")


def _chips(words: Words, suggested: GoodsPlace | None) -> tuple[ChipContent, ...]:
    return tuple(
        ChipContent(str(each), words.text(NAMES[each]), on=each is suggested) for each in CHOICES
    )


def _suggested(words: Words, goods: Sequence[PlacedGoods]) -> tuple[str, ...]:
    if all(each.place is GoodsPlace.QUARANTINE and each.is_fixed for each in goods):
        return (words.text("Recalled: it stays aside and is not sold."),)
    if common_place(goods) is not None:
        return (words.text("One touch notes it; otherwise the suggestion is noted."),)
    return _each(words, goods)


def _actions(words: Words, goods: Sequence[PlacedGoods]) -> tuple[ButtonContent, ...]:
    common = common_place(goods)
    text = words.text(NAMES[common]) if common is not None else words.text("As suggested")
    icon = _ICONS.get(common, "check") if common is not None else "check"
    suggested = ButtonContent(PLACE_GOODS, text, icon, "Ctrl G")
    if not free_goods(goods):
        return (suggested,)
    return (suggested, ButtonContent(PLACE_ELSEWHERE, words.text("Another place"), "list"))


def _noted(words: Words, state: GoodsPlacesState) -> tuple[str, ...]:
    places = {each.place for each in state.goods}
    if len(places) > 1:
        return _each(words, state.goods)
    name = words.text(NAMES[places.pop()])
    said = N_("Noted: {place}") if state.is_confirmed else N_("Noted as suggested: {place}")
    return (words.text(said, place=name),)


def _each(words: Words, goods: Sequence[PlacedGoods]) -> tuple[str, ...]:
    return tuple(
        words.text("{goods}: {place}", goods=each.description, place=words.text(NAMES[each.place]))
        for each in goods
    )


def _named(words: Words, goods: PlacedGoods) -> str:
    quantity = words.quantity(goods.quantity, goods.unit)
    return words.text("{quantity} {goods}", quantity=quantity, goods=goods.description)
