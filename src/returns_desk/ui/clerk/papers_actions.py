"""What is done with papers that a customer shows.

Owns which command each touch becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from returns_desk.application.evidence.seen import PaperKind
from returns_desk.ui.clerk.papers_contents import PAPERS_SEEN

if TYPE_CHECKING:
    from returns_desk.ui.clerk.driver import Driver


class PapersActions:
    """The presenter's part of papers that are seen."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver

    def opened(self) -> None:
        """Ask which paper it is."""
        self._driver.local.overlay = PAPERS_SEEN
        self._driver.show()

    def chosen(self, code: str) -> bool:
        """Note a paper, or take it back; False where something else is asked for."""
        driver, case = self._driver, self._driver.state.case
        if driver.local.overlay != PAPERS_SEEN or case is None:
            return False
        kind = PaperKind(code)
        is_new = all(each.kind is not kind for each in case.other_ways.papers)
        driver.do(partial(driver.desk.note_paper, kind, is_seen=is_new))
        return True
