"""What a touch on a place becomes: one command, after as many questions as there are goods."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from counters import Counter
from fakes import FakeSales
from returns_desk.application.desk_state import DeskState, Stage
from returns_desk.application.goods_places_state import GoodsPlacesState, PlacedGoods
from returns_desk.domain.case import Reason
from returns_desk.domain.disposal import GoodsPlace
from returns_desk.ui.clerk.contents import FooterContent
from returns_desk.ui.clerk.disposal_actions import DisposalActions
from returns_desk.ui.clerk.disposal_contents import (
    FOR_ALL,
    FOR_EACH,
    ONE_BY_ONE,
    places_footer,
)
from returns_desk.ui.clerk.rendering import LocalState
from returns_desk.ui.kit.wording import Words
from support.goods_at_hand import REFUND, completed
from ui.clerk.fake_window import English

if TYPE_CHECKING:
    from returns_desk.ui.clerk.driver import Driver


def goods(line: int, place: GoodsPlace, *, is_fixed: bool = False) -> PlacedGoods:
    return PlacedGoods("R", line, f"Goods {line}", Decimal(1), "each", place, place, is_fixed)


LAMP, SOCKS = goods(1, GoodsPlace.VENDOR), goods(2, GoodsPlace.STOCK)
TOY = goods(3, GoodsPlace.QUARANTINE, is_fixed=True)


@dataclass
class FakeDesk:
    """Remembers what was noted."""

    noted: list[object] = field(default_factory=list)
    labels: int = 0

    def place_goods(self, chosen: object = None) -> None:
        self.noted.append(chosen)

    def print_labels(self) -> None:
        self.labels += 1


@dataclass
class FakeDriver:
    """Runs every command at once and counts how often the window is shown."""

    state: DeskState
    desk: FakeDesk = field(default_factory=FakeDesk)
    local: LocalState = field(default_factory=LocalState)
    shown: int = 0

    def do(self, job: Callable[[], Any]) -> None:
        job()

    def show(self) -> None:
        self.shown += 1


def driver_with(*each: PlacedGoods, is_noted: bool = False) -> tuple[DisposalActions, FakeDriver]:
    state = completed(Counter(sales=FakeSales()), REFUND, Reason.FAULTY).state()
    assert state.case is not None
    places = GoodsPlacesState(each, is_noted) if each else None
    driver = FakeDriver(replace(state, case=replace(state.case, places=places)))
    return DisposalActions(cast("Driver", driver)), driver


def test_the_suggestion_is_one_command() -> None:
    actions, driver = driver_with(LAMP, SOCKS)

    actions.as_suggested()

    assert driver.desk.noted == [None]


def test_another_place_for_all_leaves_recalled_goods_aside() -> None:
    actions, driver = driver_with(LAMP, SOCKS, TOY)

    actions.elsewhere()
    asked = driver.local.overlay
    actions.chosen("donate")

    assert (asked, driver.local.overlay) == (FOR_ALL, "")
    assert driver.desk.noted == [dict.fromkeys((LAMP.key, SOCKS.key), GoodsPlace.DONATE)]


def test_one_by_one_asks_of_each_and_notes_them_together() -> None:
    actions, driver = driver_with(LAMP, TOY, SOCKS)

    actions.elsewhere()
    actions.chosen(ONE_BY_ONE)
    assert actions.is_asking()
    actions.chosen("waste")
    assert driver.desk.noted == []
    actions.confirmed()

    assert driver.desk.noted == [{LAMP.key: GoodsPlace.WASTE, SOCKS.key: GoodsPlace.STOCK}]
    assert not actions.is_asking()


@pytest.mark.parametrize(
    ("each", "noted"),
    [((LAMP, SOCKS), {}), ((LAMP,), {LAMP.key: GoodsPlace.VENDOR})],
    ids=["several", "one"],
)
def test_enter_takes_the_suggestion_for_all(each: tuple[PlacedGoods, ...], noted: object) -> None:
    actions, driver = driver_with(*each)

    actions.elsewhere()
    actions.confirmed()

    assert driver.desk.noted == [noted]


def test_nothing_is_asked_of_recalled_goods_or_of_what_is_noted() -> None:
    for actions, driver in (driver_with(TOY), driver_with(LAMP, is_noted=True), driver_with()):
        actions.elsewhere()
        assert driver.local.overlay == ""


def test_the_key_does_nothing_where_no_goods_wait_for_their_place() -> None:
    noted, at_noted = driver_with(LAMP, is_noted=True)
    waiting, at_waiting = driver_with(LAMP)
    at_waiting.state = replace(at_waiting.state, stage=Stage.WAITING)

    for actions, driver in ((noted, at_noted), (waiting, at_waiting)):
        actions.as_suggested()
        assert driver.desk.noted == []


def test_the_label_is_one_touch() -> None:
    actions, driver = driver_with(LAMP, is_noted=True)

    actions.actions()["print_labels"]()

    assert driver.desk.labels == 1


def test_the_footer_says_what_enter_notes() -> None:
    words, footer = Words("en", English()), FooterContent("Done", "", confirm_text="Next customer")

    each = places_footer(words, footer, (LAMP, SOCKS), {LAMP.key: GoodsPlace.WASTE}, FOR_EACH)
    mixed = places_footer(words, footer, (LAMP, SOCKS), {}, FOR_ALL)
    one = places_footer(words, footer, (LAMP,), {}, FOR_ALL)

    said = [content.confirm_text for content in (each, mixed, one)]
    assert said == ["Back to stock", "As suggested", "To the supplier"]
