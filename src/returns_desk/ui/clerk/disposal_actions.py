"""What is done with goods that stay with the shop: one touch, another place, the label again.

Owns which command each touch and key becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from returns_desk.application.desk_state import Stage
from returns_desk.domain.disposal import GoodsPlace
from returns_desk.ui.clerk.disposal_contents import (
    FOR_ALL,
    FOR_EACH,
    ONE_BY_ONE,
    PLACE_ELSEWHERE,
    PLACE_GOODS,
    PRINT_LABELS,
    common_place,
    free_goods,
    next_goods,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.application.goods_places_state import PlacedGoods
    from returns_desk.ui.clerk.driver import Driver


class DisposalActions:
    """The presenter's part of where goods go."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver

    def actions(self) -> dict[str, Callable[[], None]]:
        """What each button beside the slip does."""
        return {
            PLACE_GOODS: self.as_suggested,
            PLACE_ELSEWHERE: self.elsewhere,
            PRINT_LABELS: self.print_again,
        }

    def is_asking(self) -> bool:
        """True while a place is asked for over the slip."""
        return self._driver.local.overlay in {FOR_ALL, FOR_EACH}

    def as_suggested(self) -> None:
        """Note the suggestion as confirmed."""
        if self._open_goods():
            self._driver.do(self._driver.desk.place_goods)

    def elsewhere(self) -> None:
        """Ask for another place."""
        if free_goods(self._open_goods()):
            self._driver.local.overlay, self._driver.local.placing = FOR_ALL, {}
            self._driver.show()

    def print_again(self) -> None:
        """Print the labels once more."""
        self._driver.do(self._driver.desk.print_labels)

    def took(self, code: str) -> bool:
        """Take an answer; False where no place is asked for."""
        is_asking = self.is_asking()
        if is_asking:
            self.chosen(code)
        return is_asking

    def chosen(self, code: str) -> None:
        """Take one answer: a place for all goods, or for the one that is asked about."""
        local = self._driver.local
        if code == ONE_BY_ONE:
            local.overlay = FOR_EACH
            self._driver.show()
        elif local.overlay == FOR_ALL:
            keys = [each.key for each in free_goods(self._open_goods())]
            self._note(dict.fromkeys(keys, GoodsPlace(code)))
        else:
            self._chosen_for_one(GoodsPlace(code))

    def confirmed(self) -> None:
        """Enter: the suggestion, for what is asked about."""
        goods = self._open_goods()
        local = self._driver.local
        present = next_goods(goods, local.placing)
        if local.overlay == FOR_ALL and common_place(free_goods(goods)) is None:
            self._note({})
        elif present is not None:
            self.chosen(str(present.suggested))

    def _chosen_for_one(self, place: GoodsPlace) -> None:
        local, goods = self._driver.local, self._open_goods()
        present = next_goods(goods, local.placing)
        if present is not None:
            local.placing = {**local.placing, present.key: place}
        if next_goods(goods, local.placing) is None:
            self._note(local.placing)
        else:
            self._driver.show()

    def _note(self, places: Mapping[tuple[str, int], GoodsPlace]) -> None:
        self._driver.local.overlay = ""
        self._driver.do(partial(self._driver.desk.place_goods, places))

    def _open_goods(self) -> tuple[PlacedGoods, ...]:
        """The goods of the slip in sight whose places are not noted yet."""
        state = self._driver.state
        places = state.case.places if state.case is not None else None
        if state.stage is not Stage.SLIP or places is None or places.is_noted:
            return ()
        return places.goods
