"""Owns the pages of a case with its papers: one in sight, and what stands behind the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.manager.evidence_panel import EvidencePanel

if TYPE_CHECKING:
    from returns_desk.ui.manager.evidence_contents import PapersButtonContent


class PapersButton(ActionButton):
    """The way to the papers of a case.

    Signals:
        wanted(case_id): it was touched.
    """

    wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__("", "plain", "document")
        self.setObjectName(name)
        self.set_height(sizes.TOUCH_OPTION)
        self._case_id = ""
        self.clicked.connect(self._tell)

    def show_content(self, content: PapersButtonContent) -> None:
        """Show how many there are; nothing where there are none."""
        self._case_id = content.case_id
        self.show_label(content.text)
        self.setVisible(bool(content.text))

    def _tell(self) -> None:
        self.wanted.emit(self._case_id)


class EvidenceStack(QStackedWidget):
    """Pages of which papers may take the place.

    Signals:
        papers_wanted(case_id): the papers of that case.

    Attributes:
        evidence: the papers.
    """

    papers_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence = EvidencePanel()
        self._behind: QWidget | None = None

    def hang(self, *pages: QWidget) -> None:
        """Take the page's own parts, the first in sight; papers come last."""
        for page in (*pages, self.evidence):
            self.addWidget(page)
        self._behind = pages[0]

    def turn_to(self, page: QWidget) -> None:
        """Show a part; behind the papers while they are in sight."""
        self._behind = page
        if self.currentWidget() is not self.evidence:
            self.setCurrentWidget(page)

    def show_papers(self) -> None:
        """Turn to the papers."""
        self.setCurrentWidget(self.evidence)

    def leave_papers(self) -> None:
        """Turn back to what stood behind them."""
        if self._behind is not None:
            self.setCurrentWidget(self._behind)
