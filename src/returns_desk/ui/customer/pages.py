"""Owns the pages of the customer's display as widgets: rest, options, the money, thanks.

A view without decisions: each shows what it is fed, and tells what was touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.customer_leg import CustomerLeg
from returns_desk.ui.kit.customer_option import CustomerOption
from returns_desk.ui.kit.customer_pages import PagedList
from returns_desk.ui.kit.customer_touch import FaceButton
from returns_desk.ui.kit.labels import LeadText, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from returns_desk.ui.customer import contents

WIDEST = 1200
"""So wide a page grows; beyond it the margins do."""
SHORT_NAME = 24
"""Letters of a shop's name that fit in the largest size."""
SMALL_BELOW = 540
"""Height under which faces and gaps are smaller."""


class RestPage(QWidget):
    """The shop's name and a greeting."""

    def __init__(self) -> None:
        super().__init__()
        self._shop = Text("", "thanks", wraps=True)
        self._welcome = Text("", "heading", "ink2")
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (self._shop, self._welcome):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)

    def show_content(self, content: contents.RestContent) -> None:
        """Show the name; a long one in smaller letters."""
        self._shop.set_role("thanks" if len(content.shop) <= SHORT_NAME else "customer_amount")
        self._shop.show_text(content.shop)
        self._welcome.show_text(content.welcome)


class Heading(QWidget):
    """What the page is about, with a line below and a hint at its right."""

    def __init__(self) -> None:
        super().__init__()
        self._is_small = False
        self._title = Text("", "heading")
        self._line = Text("", "customer", "ink2", wraps=True)
        self._icon = icons.IconLabel("touch", "ink2", 28)
        self._hint = Text("", "customer", "ink2")
        row, told = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.SPACE_12)
        told.setSpacing(0)
        told.addWidget(self._title)
        told.addWidget(self._line)
        row.addLayout(told, 1)
        row.addWidget(self._icon)
        row.addWidget(self._hint)

    def show_texts(self, title: str, line: str, hint: str = "") -> None:
        """Show these words; empty ones take no place."""
        self._title.show_text(title)
        self._line.show_text(line)
        self._hint.setText(hint)
        self._show_hint()

    def set_small(self, *, small: bool) -> None:
        """Leave the whole width to the words where there is little of it."""
        self._is_small = small
        self._show_hint()

    def _show_hint(self) -> None:
        is_shown = bool(self._hint.text()) and not self._is_small
        self._icon.setVisible(is_shown)
        self._hint.setVisible(is_shown)


class OptionsPage(QWidget):
    """Every option, and in one line what is not possible.

    Signals:
        touched(option_id): the customer points at an option.
    """

    touched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._options: dict[str, CustomerOption] = {}
        self._order: tuple[str | None, ...] = ()
        self._content: contents.OptionsContent | None = None
        self._heading, self.options = Heading(), PagedList()
        self._instead = Text("", "heading", wraps=True)
        self._why = Text("", "customer", "ink2", wraps=True)
        self._closed_icon = icons.IconLabel("forbidden", "none", sizes.ICON)
        self._closed = LeadText("customer")
        closed = QHBoxLayout()
        column = self._column = QVBoxLayout(self)
        closed.setSpacing(sizes.SPACE_12)
        closed.addWidget(self._closed_icon, 0, Qt.AlignmentFlag.AlignTop)
        closed.addWidget(self._closed, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        column.addWidget(self._heading)
        for part in (self._instead, self._why):
            column.addWidget(part)
        column.addWidget(self.options, 1)
        column.addLayout(closed)

    def show_content(self, content: contents.OptionsContent) -> None:
        """Show the options; each keeps its piece, so that nothing flickers."""
        if content == self._content:
            return
        self._content = content
        self._heading.show_texts(content.heading, content.goods, content.hint)
        for label, text in zip(
            (self._instead, self._why), (*content.instead, "", ""), strict=False
        ):
            label.show_text(text)
        self._closed.show_parts(content.closed_lead, content.closed)
        self._closed_icon.setVisible(bool(content.closed))
        self._forget({each.option_id for each in content.options})
        pieces = []
        for each in content.options:
            if each.option_id not in self._options:
                self._options[each.option_id] = self._made(CustomerOption(each))
            piece = self._options[each.option_id]
            piece.show_content(each)
            pieces.append((piece, piece))
        marked = next((each.option_id for each in content.options if each.is_marked), None)
        at = [each.option_id for each in content.options].index(marked) if marked else None
        order = (marked, *(each.option_id for each in content.options))
        # The page is turned for what is new only, never under the customer's eyes.
        self.options.show_pieces(pieces, content.paging, None if order == self._order else at)
        self._order = order

    def set_small(self, *, small: bool) -> None:
        """Take less room around the options."""
        self._heading.set_small(small=small)
        self._column.setSpacing(sizes.SPACE_6 if small else sizes.SPACE_12)

    def _made(self, option: CustomerOption) -> CustomerOption:
        option.touched.connect(self.touched)
        return option

    def _forget(self, wanted: set[str]) -> None:
        for gone in set(self._options) - wanted:
            option = self._options.pop(gone)
            option.hide()
            option.deleteLater()


class PayingPage(QWidget):
    """The parts of the money."""

    def __init__(self) -> None:
        super().__init__()
        self._legs: dict[int, CustomerLeg] = {}
        self._heading, self.legs = Heading(), PagedList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        column.addWidget(self._heading)
        column.addWidget(self.legs, 1)

    def show_content(self, content: contents.PayingContent) -> None:
        """Show the parts; the one whose turn it is is in sight."""
        self._heading.show_texts(content.heading, content.whole)
        for gone in set(self._legs) - {each.number for each in content.legs}:
            leg = self._legs.pop(gone)
            leg.hide()
            leg.deleteLater()
        pieces = []
        for each in content.legs:
            piece = self._legs.setdefault(each.number, CustomerLeg(each))
            piece.show_content(each)
            pieces.append((piece, piece))
        turn = [at for at, each in enumerate(content.legs) if each.progress == "now"]
        self.legs.show_pieces(pieces, content.paging, turn[0] if turn else None)


class ThanksPage(QWidget):
    """Thanks, and three faces until one was touched.

    Signals:
        answered(code): how it went.
        left(): touched elsewhere.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._faces: dict[str, FaceButton] = {}
        self._thanks = Text("", "thanks", wraps=True)
        self._question = Text("", "heading")
        self._row = QHBoxLayout()
        self._row.setSpacing(28)
        self._row.addStretch(1)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(sizes.SPACE_24)
        column.addStretch(1)
        for label in (self._thanks, self._question):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addLayout(self._row)
        column.addStretch(1)

    def show_content(self, content: contents.ThanksContent) -> None:
        """Show the thanks."""
        self._thanks.show_text(content.thanks)
        self._question.show_text(content.question)
        for each in content.faces:
            if each.code not in self._faces:
                button = FaceButton(each)
                button.touched.connect(self.answered)
                self._faces[each.code] = button
                self._row.insertWidget(self._row.count() - 1, button)
            self._faces[each.code].show_content(each)
        for button in self._faces.values():
            button.setVisible(bool(content.faces))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the faces to the height."""
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch beside the faces."""
        super().mouseReleaseEvent(event)
        self.left.emit()

    def _fit(self) -> None:
        for button in self._faces.values():
            button.set_small(small=self.height() < SMALL_BELOW)
