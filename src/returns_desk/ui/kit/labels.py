"""Owns plain texts and panels: labels by type role and tone, and the rounded white panel."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import painting, sizes, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPaintEvent


class Text(QLabel):
    """A plain text in a role of the type scale and a token's colour; never rich text."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        self.setProperty("type", role)
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show a text, or nothing at all: an empty text takes no place."""
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))

    def set_tone(self, tone: str) -> None:
        """Change the colour role."""
        self._restyle("tone", tone)

    def set_role(self, role: str) -> None:
        """Change the role of the type scale."""
        self._role = role
        self._restyle("type", role)

    def minimumSizeHint(self) -> QSize:
        """Let a wrapping text shrink to its longest word and to one line.

        How high it is at a width comes from heightForWidth; a minimum for the narrowest width
        would make every row far too high.
        """
        hint = super().minimumSizeHint()
        if self.wordWrap():
            words = self.text().split() or [""]
            hint.setHeight(theme.metrics(self._role).height())
            widest = max(theme.text_width(self._role, word) for word in words)
            hint.setWidth(min(hint.width(), widest + 2))
        return hint

    def _restyle(self, name: str, value: str) -> None:
        if self.property(name) == value:
            return
        self.setProperty(name, value)
        self.style().unpolish(self)
        self.style().polish(self)


class LeadText(Text):
    """A wrapping text that begins with a few bold words; both parts are plain texts."""

    def __init__(
        self, role: str = "small", tone: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__("", role, tone, wraps=True, parent=parent)
        self.setTextFormat(Qt.TextFormat.RichText)

    def show_parts(self, lead: str, text: str) -> None:
        """Show bold words and what follows; without both nothing is shown."""
        lead_part = f"<b>{escape(lead)}</b> " if lead else ""
        self.setText(f"<span>{lead_part}{escape(text)}</span>")
        self.setAccessibleName(f"{lead} {text}".strip())
        self.setVisible(bool(lead or text))


class Panel(QFrame):
    """A flat rounded ground with a column inside; the border may show a standing.

    Attributes:
        column: the layout to fill.
    """

    def __init__(self, parent: QWidget | None = None, *, padding: int = sizes.SPACE_14) -> None:
        super().__init__(parent)
        self._shape = painting.Shape()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, sizes.SPACE_12, padding, sizes.SPACE_12)
        self.column.setSpacing(sizes.SPACE_6)

    def set_shape(self, shape: painting.Shape) -> None:
        """Draw another ground or border from now on."""
        if shape != self._shape:
            self._shape = shape
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground and the border."""
        painting.paint_shape(self, self._shape)


class Separator(QWidget):
    """A line of one pixel between parts of a panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(sizes.BORDER)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the line."""
        painting.paint_shape(self, painting.Shape(ground="line", border_width=0, radius=0))


def clear_layout(layout: QBoxLayout, keep: int = 0) -> None:
    """Take out and delete every widget of a layout behind the first `keep`."""
    while layout.count() > keep:
        taken = layout.takeAt(keep)
        widget = taken.widget() if taken is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
