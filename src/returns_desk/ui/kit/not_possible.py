"""Owns what is not possible here: cells with a name and what would change it, two in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import painting, sizes, theme
from returns_desk.ui.kit.keyed_button import KeyedButton
from returns_desk.ui.kit.labels import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from returns_desk.ui.kit.contents import NotPossibleContent

_COLUMNS = 2


class NotPossibleCell(KeyedButton):
    """One option that is not possible here; a touch unfolds every reason and its source.

    Signals:
        details_wanted(option_id, open): the reasons were unfolded or folded.
    """

    details_wanted = Signal(str, bool)

    def __init__(self, content: NotPossibleContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(sizes.SPACE_12, 4, sizes.SPACE_12, 4)
        self._column.setSpacing(0)
        self._title = Text("", "line_strong", wraps=True)
        self._text = Text("", "small", "ink2", wraps=True)
        self._details = Text("", "small", "ink", wraps=True)
        for label in (self._title, self._text, self._details):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.toggled.connect(self._unfold)
        self.show_content(content)

    def content(self) -> NotPossibleContent:
        """Return what the cell shows."""
        return self._content

    def show_content(self, content: NotPossibleContent) -> None:
        """Show an option's name and what would change it."""
        self._content = content
        self.setObjectName(f"impossible.{content.option_id}")
        self._title.setText(content.title)
        self._text.show_text(content.text)
        self._details.setText("\n".join(content.details))
        self._details.setVisible(self.isChecked() and bool(content.details))
        spoken = (content.title, content.text, *(content.details if self.isChecked() else ()))
        self.setAccessibleName(". ".join(part for part in spoken if part))

    def fold(self) -> None:
        """Fold the reasons, and tell nobody."""
        was_blocked = self.blockSignals(True)
        self.setChecked(False)
        self.blockSignals(was_blocked)
        self.show_content(self._content)

    def height_at(self, width: int) -> int:
        """Return the height that the cell needs at a width, in pixels."""
        return max(self._column.totalHeightForWidth(width), sizes.NOT_POSSIBLE_HEIGHT)

    def sizeHint(self) -> QSize:
        """Ask for two lines."""
        return QSize(self._column.totalSizeHint().width(), sizes.NOT_POSSIBLE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the focus ring; the ground belongs to the grid."""
        if self.hasFocus():
            painter = QPainter(self)
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON)
            painter.end()

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - a slot's signature
        self.show_content(self._content)
        self.updateGeometry()
        self.details_wanted.emit(self._content.option_id, on)


class NotPossibleGrid(QWidget):
    """All cells in two columns on one rounded ground; one column where it is narrow.

    Signals:
        details_wanted(option_id, open): passed on from the cells.
    """

    details_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[str, NotPossibleCell] = {}
        self._spare: dict[str, NotPossibleCell] = {}
        self._order: list[NotPossibleCell] = []
        self._columns = _COLUMNS
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(1)

    def show_cells(self, contents: Sequence[NotPossibleContent]) -> None:
        """Show these options, keeping the cells that were shown before."""
        wanted = {content.option_id for content in contents}
        for option_id in [known for known in self._cells if known not in wanted]:
            gone = self._spare[option_id] = self._cells.pop(option_id)
            self._grid.removeWidget(gone)
            gone.hide()
            gone.fold()
        before, self._order = self._order, [self._shown(content) for content in contents]
        if self._order != before:
            self._place()
        self.setVisible(bool(contents))

    def cell(self, option_id: str) -> NotPossibleCell:
        """Return the cell of an option.

        Raises:
            KeyError: no such option is shown here.
        """
        return self._cells[option_id]

    def set_columns(self, columns: int) -> None:
        """Show one or two columns."""
        if columns != self._columns:
            self._columns = columns
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give all cells of a row the height of the tallest."""
        super().resizeEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give each row the height that its tallest cell needs."""
        width = (self.width() - 2) // self._columns
        for start in range(0, len(self._order), self._columns):
            row = self._order[start : start + self._columns]
            height = max(cell.height_at(width) for cell in row)
            for cell in row:
                cell.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground and the lines between the cells."""
        painter = QPainter(self)
        painting.draw_shape(painter, self.rect(), painting.Shape(radius=sizes.RADIUS_OPTION))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(theme.colour("line"))
        for at, cell in enumerate(self._order):
            where = cell.geometry()
            if at >= self._columns:
                painter.drawLine(where.left(), where.top() - 1, where.right(), where.top() - 1)
            if at % self._columns:
                painter.drawLine(where.left() - 1, where.top(), where.left() - 1, where.bottom())
        painter.end()

    def _shown(self, content: NotPossibleContent) -> NotPossibleCell:
        cell = self._cells.get(content.option_id) or self._spare.pop(content.option_id, None)
        if cell is None:
            cell = NotPossibleCell(content, self)
            cell.details_wanted.connect(self._pass_on)
        self._cells[content.option_id] = cell
        if cell.content() != content:
            cell.show_content(content)
        return cell

    def _place(self) -> None:
        for at, cell in enumerate(self._order):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, at // self._columns, at % self._columns)
            cell.show()
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        self.fit_rows()

    def _pass_on(self, option_id: str, on: bool) -> None:  # noqa: FBT001 - a slot's signature
        self.fit_rows()
        self.details_wanted.emit(option_id, on)
