"""Owns one group of the board: its heading and its cards, all of one height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.group_heading import GroupHeading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from returns_desk.ui.kit.contents import HeadingContent
    from returns_desk.ui.kit.option_card import OptionCard


class BoardGroup(QWidget):
    """A heading that stays in sight and the cards under it."""

    def __init__(self, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[OptionCard] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, sizes.GROUP_HEADING_HEIGHT + sizes.OPTION_GAP, 0, 0)
        self.column.setSpacing(sizes.OPTION_GAP)
        self.heading = GroupHeading(icon, "", "", tone, self)

    def show_heading(self, content: HeadingContent) -> None:
        """Show the group's name and note."""
        self.heading.show_texts(content.title, content.note)
        self.setAccessibleName(content.title)

    def show_cards(self, cards: Sequence[OptionCard]) -> None:
        """Hold these cards, in this order."""
        if list(cards) != self.cards:
            self._rearrange(cards)

    def fit(self, width: int, least_height: int, action_width: int, *, stacked: bool) -> None:
        """Give every card the same place for its action and the height of the tallest."""
        heading_height = self.heading.height_at(width)
        self.heading.setFixedHeight(heading_height)
        gap = sizes.OPTION_GAP if self.cards else 0
        self.column.setContentsMargins(0, heading_height + gap, 0, 0)
        for card in self.cards:
            card.set_stacked(stacked=stacked)
            card.set_action_width(action_width)
        heights = [card.height_at(width) for card in self.cards]
        for card in self.cards:
            card.setFixedHeight(max(least_height, *heights))

    def keep_heading_in_sight(self, scrolled: int) -> None:
        """Move the heading down with the top edge of what is seen, inside its group."""
        lowest = max(self.height() - self.heading.height(), 0)
        self.heading.resize(self.width(), self.heading.height())
        self.heading.move(0, min(max(scrolled - self.y(), 0), lowest))
        self.heading.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down go from card to card."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        places = [at for at, card in enumerate(self.cards) if card is watched]
        if not step or not places:
            return False
        at = places[0] + step
        if 0 <= at < len(self.cards):
            self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _rearrange(self, cards: Sequence[OptionCard]) -> None:
        for card in self.cards:
            self.column.removeWidget(card)
            card.removeEventFilter(self)
        self.cards = list(cards)
        for card in self.cards:
            self.column.addWidget(card)
            card.installEventFilter(self)
            card.show()
