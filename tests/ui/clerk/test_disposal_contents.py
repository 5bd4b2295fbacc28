"""What stands beside the slip about the goods, and what is asked where another place is wanted."""

from decimal import Decimal

from returns_desk.application.goods_places_state import GoodsPlacesState, PlacedGoods
from returns_desk.domain.disposal import CHOICES, GoodsPlace
from returns_desk.ui.clerk.disposal_contents import (
    FOR_ALL,
    FOR_EACH,
    NAMES,
    ONE_BY_ONE,
    PLACE_ELSEWHERE,
    PLACE_GOODS,
    PRINT_LABELS,
    places_of,
    places_page,
)
from returns_desk.ui.kit.wording import Words
from ui.clerk.fake_window import English

WORDS = Words("en", English())


def goods(
    line: int, name: str, place: GoodsPlace = GoodsPlace.STOCK, *, is_fixed: bool = False
) -> PlacedGoods:
    return PlacedGoods("R", line, name, Decimal(1), "each", place, place, is_fixed)


LAMP, SOCKS = goods(1, "Lamp", GoodsPlace.VENDOR), goods(2, "Socks")
TOY = goods(3, "Toy", GoodsPlace.QUARANTINE, is_fixed=True)


def shown(
    *each: PlacedGoods, is_noted: bool = False, is_confirmed: bool = False
) -> tuple[str, ...]:
    content = places_of(WORDS, GoodsPlacesState(each, is_noted, is_confirmed))
    assert content is not None
    return (*content.lines, *(action.text for action in content.actions))


def codes(*each: PlacedGoods, is_noted: bool = False) -> tuple[str, ...]:
    content = places_of(WORDS, GoodsPlacesState(each, is_noted))
    assert content is not None
    return tuple(action.code for action in content.actions)


def test_nothing_stands_there_where_no_goods_stay() -> None:
    assert places_of(WORDS, None) is None


def test_the_button_names_the_place_that_it_notes() -> None:
    assert shown(LAMP)[1:] == ("To the supplier", "Another place")
    assert codes(LAMP) == (PLACE_GOODS, PLACE_ELSEWHERE)


def test_goods_with_several_places_are_named_with_theirs() -> None:
    assert shown(LAMP, SOCKS)[:3] == (
        "Lamp: To the supplier",
        "Socks: Back to stock",
        "As suggested",
    )


def test_recalled_goods_leave_no_other_place() -> None:
    assert shown(TOY) == ("Recalled: it stays aside and is not sold.", "Quarantine")
    assert codes(TOY) == (PLACE_GOODS,)


def test_what_was_noted_says_whether_somebody_chose() -> None:
    assert shown(LAMP, is_noted=True, is_confirmed=True)[0] == "Noted: To the supplier"
    assert shown(LAMP, is_noted=True)[0] == "Noted as suggested: To the supplier"
    assert shown(LAMP, SOCKS, is_noted=True)[:2] == (
        "Lamp: To the supplier",
        "Socks: Back to stock",
    )
    assert codes(LAMP, is_noted=True) == (PRINT_LABELS,)


def test_the_question_for_all_ticks_what_is_suggested_for_all() -> None:
    page = places_page(WORDS, FOR_ALL, (SOCKS,), {})
    mixed = places_page(WORDS, FOR_ALL, (LAMP, SOCKS, TOY), {})

    assert [chip.code for chip in page.choices] == [str(each) for each in CHOICES]
    assert [chip.code for chip in page.choices if chip.on] == ["stock"]
    assert not [chip.code for chip in mixed.choices if chip.on]
    assert mixed.choices[-1].code == ONE_BY_ONE


def test_one_by_one_asks_of_each_that_may_go_anywhere() -> None:
    first = places_page(WORDS, FOR_EACH, (TOY, LAMP, SOCKS), {})
    second = places_page(WORDS, FOR_EACH, (TOY, LAMP, SOCKS), {LAMP.key: GoodsPlace.WASTE})

    assert "Lamp" in first.title
    assert (first.line, second.line) == ("Goods 1 of 2", "Goods 2 of 2")
    assert "Socks" in second.title


def test_every_place_has_a_name_of_its_own() -> None:
    assert set(NAMES) == set(GoodsPlace)
    assert len(set(NAMES.values())) == len(NAMES)
