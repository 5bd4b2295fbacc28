"""Owns the papers of a case at the manager's window: all of them, or one, large.

A view without decisions. Nothing of a paper is on a disk unless a person saves a copy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.evidence_strip import EvidenceStrip
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.narrow import ScrollingPage
from returns_desk.ui.kit.paper_viewer import PaperViewer

if TYPE_CHECKING:
    from returns_desk.ui.manager.evidence_contents import EvidenceContent


class EvidencePanel(ScrollingPage):
    """Papers to look at.

    Signals:
        acted(code, evidence): a button of a paper was touched.
        place_chosen(path): a copy of the paper in sight goes there.
        left(): back was touched.
    """

    acted = Signal(str, str)
    place_chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self._title, self._empty = Text("", "title", wraps=True), Text("", "body", "ink2")
        self.strip, self.viewer = EvidenceStrip("evidence"), PaperViewer("evidence.viewer")
        self.back = ActionButton("", "plain", "back", "Esc")
        self.back.setObjectName("evidence.back")
        self._all = QWidget()
        column = QVBoxLayout(self._all)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        for widget in (self._title, self._empty, self.strip):
            column.addWidget(widget)
        column.addStretch(1)
        around = QVBoxLayout(self.inside)
        around.setContentsMargins(sizes.SPACE_16, sizes.SPACE_8, sizes.SPACE_16, sizes.SPACE_12)
        around.setSpacing(sizes.SPACE_12)
        around.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        around.addWidget(self._all, 1)
        around.addWidget(self.viewer, 1)
        self.strip.acted.connect(self.acted)
        self.viewer.acted.connect(self.acted)
        self.back.clicked.connect(self.left)

    def show_evidence(self, content: EvidenceContent) -> None:
        """Show the papers, or the one that is opened."""
        self.setAccessibleName(content.title)
        self._title.setText(content.title)
        self._empty.show_text(content.empty)
        self.back.show_label(content.back)
        self.strip.show_cards(content.cards)
        self._all.setVisible(content.opened is None)
        self.viewer.setVisible(content.opened is not None)
        if content.opened is not None:
            self.viewer.show_paper(content.opened)

    def show_file(self, evidence: str, content: bytes) -> None:
        """Show a picture, small or large as it is in sight, or the words of a note."""
        if self.viewer.isVisible():
            self.viewer.show_picture(evidence, content)
        else:
            self.strip.show_file(evidence, content)

    def ask_place(self, suggested: str) -> None:
        """Ask with the system's own window where a copy goes."""
        dialog = QFileDialog(self, suggested, suggested)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggested)
        dialog.fileSelected.connect(self._tell_place)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell_place(self, path: str) -> None:
        self.place_chosen.emit(Path(path))
