"""Owns buttons: the flat button with icon and key cap, and the confirm button of the footer.

A button says what happens; it must not know why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.kept_drawings import draw_kept

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget

Kind = Literal["plain", "primary", "manager", "manager_outline", "now", "not_yet", "quiet", "rail"]

_GROUND: dict[str, str] = {"primary": "primary", "manager": "manager", "not_yet": "sunken"}
_BORDER: dict[str, str] = {
    "primary": "primary",
    "manager": "manager",
    "manager_outline": "manager",
    "now": "now",
}
_TEXT: dict[str, str] = {
    "primary": "on_primary",
    "manager": "on_manager",
    "manager_outline": "manager",
    "now": "now",
    "not_yet": "ink2",
    "quiet": "ink2",
}
_BOLD = {"primary", "manager", "manager_outline", "now", "not_yet"}


class ActionButton(QPushButton):
    """A flat button: icon, text, an optional second line, an optional key cap.

    Takes the keyboard by Tab only, so that a touch never takes the focus from the scan field.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "plain",
        icon: str = "",
        key_cap: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._icon_name = icon
        self._icon_after = False
        self._key_cap = key_cap
        self._detail = ""
        self._role = "strong" if kind in _BOLD else "body"
        self._height = sizes.TOUCH_LEAST
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_label(text)

    def show_label(self, text: str, detail: str = "") -> None:
        """Show another text and second line; the accessible name follows."""
        self.setAccessibleName(f"{text}. {detail}" if detail else text)
        if (text, detail) == (self.text(), self._detail):
            return
        self.setText(text)
        self._detail = detail
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Change what the button looks like, and with it how loud it is."""
        if kind != self._kind:
            self._kind = kind
            self.update()
        self.set_type_role("strong" if kind in _BOLD else "body")

    def set_type_role(self, role: str) -> None:
        """Change the text's role of the type scale."""
        if role != self._role:
            self._role = role
            self.updateGeometry()
            self.update()

    def set_icon_name(self, name: str, *, after: bool = False) -> None:
        """Show an icon before or after the text; none with an empty name."""
        if (name, after) == (self._icon_name, self._icon_after):
            return
        self._icon_name, self._icon_after = name, after
        self.updateGeometry()
        self.update()

    def set_key_cap(self, key_cap: str) -> None:
        """Show the key that does the same."""
        if key_cap != self._key_cap:
            self._key_cap = key_cap
            self.updateGeometry()
            self.update()

    def set_height(self, height: int) -> None:
        """Set the height in pixels, at least 44."""
        self._height = max(height, sizes.TOUCH_LEAST)
        self.updateGeometry()

    def kind(self) -> Kind:
        """Return what the button looks like."""
        return self._kind

    def sizeHint(self) -> QSize:
        """Return the width that shows everything uncut, and the height set."""
        width = self._content_width() + 2 * sizes.SPACE_16
        return QSize(max(width, sizes.TOUCH_LEAST), self._height)

    def minimumSizeHint(self) -> QSize:
        """Never cut a text."""
        width = self._content_width() + 2 * sizes.SPACE_8
        return QSize(max(width, sizes.TOUCH_LEAST), self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the focused button, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, border, icon, texts, key cap and focus ring."""
        icon = (self._icon_name, self._icon_after)
        texts = (self.text(), self._detail, self._key_cap, self._role)
        draw_kept(self, (self._shape(), self._kind, icon, texts, self.hasFocus()), self._draw)

    def _draw(self, painter: QPainter) -> None:
        painting.draw_shape(painter, self.rect(), self._shape())
        self._draw_content(painter)
        if self.hasFocus():
            inner = {"primary": "on_primary", "manager": "on_manager"}.get(self._kind, "")
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON, inner)

    def _shape(self) -> painting.Shape:
        ground = _GROUND.get(self._kind, "" if self._kind == "quiet" else "surface")
        if self.isDown() and ground == "surface":
            ground = "primary_tint"
        border = _BORDER.get(self._kind, "edge")
        thick = self._kind in {"manager_outline", "not_yet", "now"}
        width = sizes.BORDER_ASKED if thick else sizes.BORDER
        return painting.Shape(
            ground=ground,
            border=border,
            border_width=0 if self._kind == "quiet" else width,
            radius=sizes.RADIUS_BUTTON,
            dashed=self._kind == "not_yet",
        )

    def _draw_content(self, painter: QPainter) -> None:
        tone = _TEXT.get(self._kind, "ink")
        painter.setPen(theme.colour(tone))
        left = (self.width() - self._content_width()) // 2
        if self._icon_name and not self._icon_after:
            left = self._draw_icon(painter, left, tone)
        left = self._draw_texts(painter, left, tone)
        if self._icon_name and self._icon_after:
            left = self._draw_icon(painter, left + sizes.SPACE_8, tone) - sizes.SPACE_8
        if self._key_cap:
            draw_key_cap(painter, self._key_cap, left + sizes.SPACE_8, self.height(), tone)

    def _draw_icon(self, painter: QPainter, left: int, tone: str) -> int:
        top = (self.height() - sizes.ICON) / 2
        icons.draw(painter, self._icon_name, QRectF(left, top, sizes.ICON, sizes.ICON), tone)
        return left + sizes.ICON + (sizes.SPACE_8 if self.text() else 0)

    def _draw_texts(self, painter: QPainter, left: int, tone: str) -> int:
        width = self._text_width()
        whole = QRect(left, 0, width, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font(self._role))
        if not self._detail:
            painter.drawText(whole, flags, self.text())
            return left + width
        half = self.height() // 2
        painter.drawText(QRect(left, 4, width, half), flags, self.text())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(tone))
        painter.drawText(QRect(left, half, width, half - 6), flags, self._detail)
        return left + width

    def _content_width(self) -> int:
        width = self._text_width()
        if self._icon_name:
            width += sizes.ICON + (sizes.SPACE_8 if self.text() else 0)
        if self._key_cap:
            width += sizes.SPACE_8 + key_cap_width(self._key_cap)
        return width

    def _text_width(self) -> int:
        first = theme.text_width(self._role, self.text())
        second = theme.text_width("small", self._detail)
        return max(first, second)


class ConfirmButton(ActionButton):
    """The one filled button: ready, not yet (says what is missing), busy, done.

    Signals:
        confirmed(): touched or pressed while ready; never in another state.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "not_yet", parent=parent)
        self._ready = False
        self.setObjectName("confirm")
        self.set_height(sizes.TOUCH_CONFIRM)
        self.setMinimumWidth(270)
        self.clicked.connect(self._pass_on)
        self.set_type_role("figure")

    def is_ready(self) -> bool:
        """Tell whether a touch would confirm."""
        return self._ready

    def show_ready(self, text: str, icon: str = "check", key_cap: str = "Enter") -> None:
        """Say what happens next; the button is filled and takes a touch."""
        self._show(text, "primary", icon, key_cap)

    def show_not_yet(self, text: str, icon: str = "") -> None:
        """Say what is missing; dashed, and a touch does nothing."""
        self._show(text, "not_yet", icon, "")

    def show_busy(self, text: str) -> None:
        """Say what is going on; a second touch does nothing."""
        self._show(text, "not_yet", "sync", "")

    def show_done(self, text: str) -> None:
        """Say what was done."""
        self._show(text, "now", "check-circle", "")

    def _show(self, text: str, kind: Kind, icon: str, key_cap: str) -> None:
        self._ready = kind == "primary"
        self.set_kind(kind)
        self.set_type_role("figure")
        self.set_icon_name(icon)
        self.set_key_cap(key_cap)
        self.show_label(text)

    def _pass_on(self) -> None:
        if self._ready:
            self.confirmed.emit()


def key_cap_width(text: str) -> int:
    """Return how wide the drawing of a key is."""
    return max(theme.text_width("key", text) + 14, 28)


def draw_key_cap(painter: QPainter, text: str, left: int, height: int, tone: str) -> None:
    """Draw a key's name in a small box, centred on a control `height` high."""
    box = QRect(left, (height - 24) // 2, key_cap_width(text), 24)
    painting.draw_shape(painter, box, painting.Shape("", tone, radius=sizes.RADIUS_KEY))
    painter.setPen(theme.colour(tone))
    painter.setFont(theme.font("key"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
