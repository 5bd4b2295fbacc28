"""Owns what is touched on the customer's display besides options: tall buttons, faces, languages.

Big enough for any finger. Decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.keyed_button import KeyedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent

    from returns_desk.ui.kit.customer_contents import TouchContent

FACE_SIZE = QSize(220, 206)
FACE_SMALL = QSize(180, 160)
LANGUAGE_HEIGHT = 48


class TallButton(KeyedButton):
    """An arrow with a few words below it; without them there is nothing to turn to."""

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._text = icon, ""
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_text(self, text: str, *, is_on: bool) -> None:
        """Show the words; switched off it stays in its place and takes no touch."""
        self._text = text
        self.setEnabled(is_on)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the least that a finger needs."""
        return QSize(sizes.TOUCH_ACTION, sizes.TOUCH_ACTION)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, arrow and words; an empty place where it is switched off."""
        if not self.isEnabled():
            return
        painter = QPainter(self)
        ground = "primary_tint" if self.isDown() else "surface"
        shape = painting.Shape(ground, "edge", sizes.BORDER, sizes.RADIUS_PANEL)
        painting.draw_shape(painter, self.rect(), shape)
        size, words = 36, QRect(self.rect().adjusted(4, 0, -4, 0))
        top = self.height() / 2 - size
        icons.draw(painter, self._icon, QRectF((self.width() - size) / 2, top, size, size), "ink")
        words.setTop(self.height() // 2 + 2)
        painter.setFont(theme.font("customer"))
        painter.setPen(theme.colour("ink"))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, self._text)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_PANEL)
        painter.end()


class FaceButton(KeyedButton):
    """A face with its word; one touch says how it went.

    Signals:
        touched(code): this face.
    """

    touched = Signal(str)

    def __init__(self, content: TouchContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName(f"customer.face.{content.code}")
        self.set_small(small=False)
        self.clicked.connect(self._pass_on)
        self.show_content(content)

    def show_content(self, content: TouchContent) -> None:
        """Show the word in another language."""
        self._content = content
        self.setAccessibleName(content.text)
        self.update()

    def set_small(self, *, small: bool) -> None:
        """Take less room where there is little."""
        self.setFixedSize(FACE_SMALL if small else FACE_SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, face and word."""
        painter = QPainter(self)
        ground = "primary_tint" if self.isDown() else "surface"
        shape = painting.Shape(ground, "edge", sizes.BORDER, sizes.RADIUS_PILL)
        painting.draw_shape(painter, self.rect(), shape)
        size = self.height() - 98
        face = QRectF((self.width() - size) / 2, 28, size, size)
        icons.draw(painter, self._content.icon, face, "ink")
        word = QRect(0, 28 + size + 12, self.width(), 34)
        painter.setFont(theme.font("heading"))
        painter.setPen(theme.colour("ink"))
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self._content.text)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_PILL)
        painter.end()

    def _pass_on(self) -> None:
        self.touched.emit(self._content.code)


class LanguageButton(KeyedButton):
    """A language by its own name; the one in force has a thick border and bold letters.

    Signals:
        touched(code): this language.
    """

    touched = Signal(str)

    def __init__(self, content: TouchContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName(f"customer.language.{content.code}")
        self.clicked.connect(self._pass_on)
        self.show_content(content)

    def show_content(self, content: TouchContent) -> None:
        """Show whether it is the one in force."""
        self._content = content
        self.setText(content.text)
        self.setChecked(content.is_on)
        self.setAccessibleName(content.text)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the bold name, so that nothing moves when it is chosen."""
        width = QFontMetrics(self._font(is_on=True)).horizontalAdvance(self._content.text)
        return QSize(width + 36, LANGUAGE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, border and name."""
        painter = QPainter(self)
        is_on = self._content.is_on
        border, width = ("primary", sizes.BORDER_CHOSEN) if is_on else ("edge", sizes.BORDER)
        shape = painting.Shape("surface", border, width, sizes.RADIUS_BUTTON)
        painting.draw_shape(painter, self.rect(), shape)
        painter.setFont(self._font(is_on=is_on))
        painter.setPen(theme.colour("primary" if is_on else "ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._content.text)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON)
        painter.end()

    def _font(self, *, is_on: bool) -> QFont:
        font = theme.font("customer")
        font.setBold(is_on)
        return font

    def _pass_on(self) -> None:
        self.setChecked(self._content.is_on)
        self.touched.emit(self._content.code)


class LanguageBar(QWidget):
    """The languages side by side.

    Signals:
        touched(code): one of them.
    """

    touched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(sizes.TOUCH_GAP)
        self._buttons: dict[str, LanguageButton] = {}

    def show_languages(self, name: str, languages: tuple[TouchContent, ...]) -> None:
        """Show these languages; none leaves the place empty."""
        self.setAccessibleName(name)
        for each in languages:
            if each.code in self._buttons:
                self._buttons[each.code].show_content(each)
            else:
                button = LanguageButton(each, self)
                button.touched.connect(self.touched)
                self._buttons[each.code] = button
                self._row.addWidget(button)
        wanted = {each.code for each in languages}
        for code, button in self._buttons.items():
            button.setVisible(code in wanted)
