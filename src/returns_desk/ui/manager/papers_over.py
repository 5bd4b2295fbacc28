"""A page of the manager's window, over whose case its papers can stand.

Owns the way there and back. What is shown of papers is evidence_presenter's, the rest the page's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from returns_desk.ui.manager.evidence_presenter import EvidencePresenter
    from returns_desk.ui.manager.frame import PagePresenter


class PapersPlace(Protocol):
    """The page's widget, as far as papers go."""

    def show_papers(self) -> None:
        """Turn to the papers."""
        ...

    def leave_papers(self) -> None:
        """Turn back to what stood behind them."""
        ...


class PapersOver:
    """A page's presenter with papers before it; the shell talks to this one."""

    def __init__(
        self, page: PagePresenter, evidence: EvidencePresenter, place: PapersPlace
    ) -> None:
        """Begin with no papers in sight."""
        self._page, self._evidence, self._place = page, evidence, place

    def papers_wanted(self, case_id: str) -> None:
        """Show the papers of that case."""
        self._evidence.open_case(case_id)
        self._place.show_papers()

    def left(self) -> None:
        """Back was touched."""
        self.back()

    def opened(self, argument: str) -> None:
        """It comes in sight, without papers."""
        self._leave()
        self._page.opened(argument)

    def refreshed(self) -> None:
        """Show it as it is now; papers stay in sight."""
        self._evidence.refreshed()
        self._page.refreshed()

    def closed(self) -> None:
        """Forget what was in sight."""
        self._leave()
        self._page.closed()

    def back(self) -> bool:
        """From one paper to all, from papers to the case; else the page's own step."""
        if not self._evidence.back():
            return self._page.back()
        if not self._evidence.is_open:
            self._place.leave_papers()
        return True

    def _leave(self) -> None:
        self._evidence.closed()
        self._place.leave_papers()
