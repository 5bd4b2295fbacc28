"""What is done with parked customers: parking one, opening the list, taking one up again.

Owns which command each touch and key becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from returns_desk.application.desk_state import Stage
from returns_desk.ui.clerk.parked_contents import (
    PARK,
    PARK_FIRST,
    PARKED,
    TAKE_UP,
    nobody_parked,
    park_first,
    parked_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.ui.clerk.driver import Driver

_NO_LIST_IN = frozenset({Stage.SIGNED_OUT, Stage.KEY_IN})
"""What is typed on the page for a paper receipt must not go."""
_AT_HAND = frozenset({Stage.BOARD, Stage.APPROVAL, Stage.PROOF})


class ParkedActions:
    """The presenter's part of several customers at once."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver
        self.actions: Mapping[str, Callable[[], None]] = {
            PARK: self.park,
            PARKED: self.toggled,
            PARK_FIRST: self.parked_first,
        }
        """What each of its keys and buttons does."""

    def park(self) -> None:
        """Set the case at hand aside (F4)."""
        if self._driver.state.stage is not Stage.SIGNED_OUT:
            self._driver.do(self._driver.desk.park)

    def toggled(self) -> None:
        """Open the list of parked customers, or close it (F5)."""
        driver = self._driver
        if driver.state.stage in _NO_LIST_IN:
            return
        driver.local.wanted_parked = ""
        if driver.local.overlay == PARKED or not parked_of(driver.state):
            was_open, driver.local.overlay = driver.local.overlay == PARKED, ""
            driver.show(None if was_open else nobody_parked(driver.words))
            return
        driver.local.overlay = PARKED
        driver.show()

    def touched(self, code: str) -> None:
        """Take up the case of a tile; where another is at hand, ask first."""
        self._take_up(code.removeprefix(TAKE_UP))

    def number_pressed(self, number: int) -> None:
        """Take up the case at that place of the list."""
        parked = parked_of(self._driver.state)
        if number <= len(parked):
            self._take_up(parked[number - 1].case_id)

    def confirmed(self) -> None:
        """Enter: do what was asked, else take up who has waited longest."""
        if self._driver.local.wanted_parked:
            self.parked_first()
        else:
            self.number_pressed(1)

    def parked_first(self) -> None:
        """Park the case at hand and take up the one that was touched."""
        wanted = self._driver.local.wanted_parked
        if wanted:
            self._driver.do(partial(self._driver.desk.park_and_resume, wanted))

    def _take_up(self, case_id: str) -> None:
        driver, case = self._driver, self._driver.state.case
        wanted = next((e for e in parked_of(driver.state) if e.case_id == case_id), None)
        if case is None or wanted is None or driver.state.stage not in _AT_HAND:
            driver.do(partial(driver.desk.resume_case, case_id))
            return
        driver.local.wanted_parked = case_id
        driver.show(park_first(driver.words, case, wanted))
