"""The page of escalations with the papers of the case that is open.

Owns the way there and back; the papers themselves are evidence_presenter's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.ui.manager.escalation_presenter import EscalationPresenter

if TYPE_CHECKING:
    from returns_desk.application.desk import Desk
    from returns_desk.ui.manager.escalation_page import EscalationPage
    from returns_desk.ui.manager.escalation_ports import Looks, Reads
    from returns_desk.ui.manager.evidence_presenter import EvidencePresenter
    from returns_desk.ui.manager.frame import Frame


class EscalationWithPapers(EscalationPresenter):
    """The page; `evidence` shows the papers in a part of the same view."""

    def __init__(
        self,
        view: EscalationPage,
        frame: Frame,
        desk: Desk,
        reads: Reads,
        looks: Looks,
        evidence: EvidencePresenter,
    ) -> None:
        """Begin with nothing read."""
        super().__init__(view, frame, desk, reads, looks, desk.services.shop.store.currency)
        self._page, self._evidence = view, evidence

    def papers_wanted(self) -> None:
        """Show the papers of the case that is open."""
        if self._opened is not None:
            self._evidence.open_case(self._opened.waiting.case_id)
            self._page.show_papers()

    def back(self) -> bool:
        """From papers to the case; else as without them."""
        if not self._evidence.back():
            return super().back()
        if not self._evidence.is_open:
            self._show()
        return True

    def refreshed(self) -> None:
        """Show it as it is now."""
        self._evidence.refreshed()
        super().refreshed()

    def closed(self) -> None:
        """Forget what was in sight."""
        self._evidence.closed()
        super().closed()

    def _show(self) -> None:
        """What is read anew meanwhile does not take the papers out of sight."""
        if not self._evidence.is_open:
            super()._show()
