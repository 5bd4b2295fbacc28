"""Owns the page of papers: which kind, how it is taken in, and those that are with the case."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.evidence_strip import EvidenceStrip
from returns_desk.ui.kit.fields import Field
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.labels import Panel, Text
from returns_desk.ui.kit.narrow import ScrollingPage
from returns_desk.ui.kit.paper_viewer import PaperViewer
from returns_desk.ui.kit.photos import png_of

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from returns_desk.ui.clerk.contents import ButtonContent
    from returns_desk.ui.clerk.papers_shapes import PapersPageContent

_WIDTH = 860
_WAYS = ("seen", "file", "paste")


class PapersPage(ScrollingPage):
    """What the customer gave, and how it comes in.

    Signals:
        kind_chosen(kind): what it is.
        seen(): it was looked at, and no copy is kept.
        given(source): a file's path, or the bytes of what was pasted; None where nothing was.
        acted(code, evidence): a button of a paper was touched.
        undone(): the last taken back stays after all.
        noted(text): a note was written.
    """

    kind_chosen = Signal(str)
    seen = Signal()
    given = Signal(object)
    acted = Signal(str, str)
    undone = Signal()
    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("papers_page")
        self.viewport().setAcceptDrops(True)
        self._files, self._notes = "", 0
        self._title, self._line = Text("", "heading", wraps=True), Text("", "body", "ink2")
        self._line.setWordWrap(True)
        self._heading, self._cards_heading = Text("", "line_strong"), Text("", "line_strong")
        self.kinds = ChipRow("papers.kind")
        self._ways = {code: ActionButton("", "plain") for code in _WAYS}
        self._drop = Text("", "small", "ink2", wraps=True)
        self.note, self._add = Field("papers.note", ""), ActionButton("", "plain", "plus")
        self._add.setObjectName("papers.add_note")
        self.strip, self.viewer = EvidenceStrip("papers"), PaperViewer("papers.viewer")
        self._undo = ActionButton("", "plain", "back")
        self._undo.setObjectName("papers.undo")
        self._lay_out()
        self._connect()

    def show_content(self, content: PapersPageContent) -> None:
        """Show the papers, or the one that is opened."""
        self.setAccessibleName(f"{content.title}. {content.line}")
        self._title.setText(content.title)
        self._line.setText(content.line)
        self._heading.setText(content.heading)
        self.kinds.show_chips(content.kinds, content.heading)
        for way in content.ways:
            self._show_button(self._ways[way.code], way)
        self._drop.setText(content.drop_line)
        self._files = content.files
        self._show_note(content)
        self._cards_heading.show_text(content.cards_heading)
        self.strip.show_cards(content.cards)
        self._undo.setVisible(content.undo is not None)
        if content.undo is not None:
            self._show_button(self._undo, content.undo)
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

    def choose(self) -> None:
        """Let a person choose a file with the system's own window."""
        dialog = QFileDialog(self, self._ways["file"].text(), "", self._files)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._tell_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> None:
        """Take what was copied last."""
        self._take(QApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures, and nothing else."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, brought: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()]
        for path in paths:
            self.given.emit(path)
        image = brought.imageData() if brought.hasImage() and not paths else None
        if isinstance(image, QImage) and not image.isNull():
            self.given.emit(png_of(image))
        elif not paths:
            self.given.emit(None)

    def _show_note(self, content: PapersPageContent) -> None:
        """What was typed goes once it is a note of the case."""
        self.note.show_words(content.note_prompt)
        self._add.show_label(content.note_add)
        notes = sum(each.is_note for each in content.cards)
        if notes > self._notes:
            self.note.input.clear()
        self._notes = notes

    def _tell_note(self) -> None:
        self.noted.emit(self.note.text())

    def _tell_path(self, path: str) -> None:
        self.given.emit(Path(path))

    def _show_button(self, button: ActionButton, content: ButtonContent) -> None:
        button.show_label(content.text)
        button.set_icon_name(content.icon)

    def _connect(self) -> None:
        for code, button in self._ways.items():
            button.setObjectName(f"papers.{code}")
        self.kinds.touched.connect(self.kind_chosen)
        self._ways["seen"].clicked.connect(self.seen)
        self._ways["file"].clicked.connect(self.choose)
        self._ways["paste"].clicked.connect(self.paste)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)
        self.note.entered.connect(self.noted)
        self._add.clicked.connect(self._tell_note)
        self._undo.clicked.connect(partial(self.undone.emit))
        self.strip.acted.connect(self.acted)
        self.viewer.acted.connect(self.acted)

    def _lay_out(self) -> None:
        outside = QHBoxLayout(self.inside)
        self._all = QWidget()
        column = QVBoxLayout(self._all)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        column.addWidget(self._panel())
        under = QHBoxLayout()
        under.addWidget(self._cards_heading, 1)
        under.addWidget(self._undo)
        column.addLayout(under)
        column.addWidget(self.strip)
        column.addStretch(1)
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        both = QVBoxLayout(inside)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self._all, 1)
        both.addWidget(self.viewer, 1)
        outside.addStretch(1)
        outside.addWidget(inside, 1000)
        outside.addStretch(1)

    def _panel(self) -> Panel:
        panel = Panel(padding=sizes.SPACE_16)
        panel.column.setSpacing(sizes.SPACE_8)
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_12)
        top.addWidget(icons.IconLabel("document", "ink", sizes.ICON + 4))
        top.addWidget(self._title, 1)
        panel.column.addLayout(top)
        ways = QWidget()
        row = FlowLayout(ways, gap=sizes.SPACE_8)
        row.put_in_order(list(self._ways.values()))
        for widget in (self._line, self._heading, self.kinds, ways, self._drop):
            panel.column.addWidget(widget)
        panel.column.addWidget(self.note)
        panel.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        return panel
