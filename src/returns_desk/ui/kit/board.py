"""Owns the board: the asked-for slot, the three groups, their scrolling and their sizes.

It is fed whole and changes in place: a card keeps its identity by its option's id, so that
nothing flickers and no finger misses. Decides no order: options stand as they are fed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.announcing import VOICE
from returns_desk.ui.kit.asked_slot import AskedForSlot
from returns_desk.ui.kit.board_group import BoardGroup
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.not_possible import NotPossibleGrid
from returns_desk.ui.kit.option_card import OptionCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from returns_desk.ui.kit.contents import BoardContent, OptionCardContent


class BoardView(QScrollArea):
    """The whole board. An option that comes back has the card that it had.

    Signals:
        chosen(option_id), asked(option_id), answered(option_id, yes): from cards and the slot.
        details_wanted(option_id, open): reasons of an option that is not possible here.
    """

    chosen = Signal(str)
    asked = Signal(str)
    answered = Signal(str, bool)
    details_wanted = Signal(str, bool)
    _is_restyled = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, OptionCard] = {}
        self._spare: dict[str, OptionCard] = {}
        self._shown_content: BoardContent | None = None
        self._least_height = sizes.OPTION_HEIGHT
        self._action_width = sizes.OPTION_ACTION_WIDTH
        self._said = ("", "")
        self.setObjectName("board")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_finger(self)
        self.slot = AskedForSlot()
        self.now_group = BoardGroup("check-circle", "now")
        self.manager_group = BoardGroup("manager", "manager")
        self.impossible_group = BoardGroup("forbidden", "none")
        self.impossible = NotPossibleGrid()
        self._lay_out()
        self._connect()

    def show_board(self, content: BoardContent) -> None:
        """Show the board as it stands now; what stays the same does not move or blink."""
        if content == self._shown_content:
            return
        self._shown_content = content
        self.setUpdatesEnabled(False)
        self._drop_cards({option.option_id for option in content.options})
        self.slot.show_content(content.asked)
        self.now_group.show_heading(content.now)
        self.manager_group.show_heading(content.manager)
        self.impossible_group.show_heading(content.not_possible)
        self._show_groups(content)
        self.impossible.show_cells(content.impossible)
        self._fit()
        self.setUpdatesEnabled(True)
        self._say_what_changed(content)

    def card(self, option_id: str) -> OptionCard:
        """Return the card of an option.

        Raises:
            KeyError: the option is not on the board, or not possible.
        """
        return self._cards[option_id]

    def shown_cards(self) -> tuple[OptionCard, ...]:
        """Return the cards of both groups from top to bottom."""
        return (*self.now_group.cards, *self.manager_group.cards)

    def set_density(self, least_height: int, action_width: int) -> None:
        """Set an option's least height and its action's least width, in pixels."""
        self._least_height, self._action_width = least_height, action_width
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Say how many options there are when the board comes in sight."""
        super().showEvent(event)
        VOICE.say(self, self._said[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the cards again once another theme or type size is laid out."""
        super().changeEvent(event)
        self._is_restyled = event.type() == QEvent.Type.StyleChange

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch the first layout of the contents after a change of style."""
        if self._is_restyled and event.type() == QEvent.Type.LayoutRequest:
            self._is_restyled = False
            self._fit()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        contents = QWidget()
        contents.setProperty("ground", "canvas")
        contents.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(contents)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.OPTION_GAP)
        self._column.addWidget(self.slot)
        for group in self._groups():
            self._column.addWidget(group)
        self.impossible_group.column.addWidget(self.impossible)
        self._column.addStretch(1)
        self.setWidget(contents)

    def _connect(self) -> None:
        self.slot.chosen.connect(self.chosen)
        self.slot.asked.connect(self.asked)
        self.slot.answered.connect(self.answered)
        self.impossible.details_wanted.connect(self._details)
        self.verticalScrollBar().valueChanged.connect(self._keep_headings)

    def _groups(self) -> tuple[BoardGroup, BoardGroup, BoardGroup]:
        return (self.now_group, self.manager_group, self.impossible_group)

    def _drop_cards(self, wanted: set[str]) -> None:
        for option_id in [known for known in self._cards if known not in wanted]:
            card = self._spare[option_id] = self._cards.pop(option_id)
            card.hide()

    def _show_groups(self, content: BoardContent) -> None:
        pinned = content.asked.card.option_id if content.asked is not None else ""
        cards = [self._shown(option) for option in content.options]
        for card in cards:
            card.setVisible(card.content().option_id != pinned)
        stay = [card for card in cards if card.content().option_id != pinned]
        self.now_group.show_cards(_of_group(stay, "now"))
        self.manager_group.show_cards(_of_group(stay, "manager"))
        self.impossible_group.show_cards(())

    def _shown(self, content: OptionCardContent) -> OptionCard:
        card = self._cards.get(content.option_id) or self._spare.pop(content.option_id, None)
        if card is not None:
            self._cards[content.option_id] = card
            if card.content() != content:
                card.show_content(content)
            return card
        card = OptionCard(content, self.widget())
        card.chosen.connect(self.chosen)
        card.asked.connect(self.asked)
        card.answered.connect(self.answered)
        self._cards[content.option_id] = card
        return card

    def _say_what_changed(self, content: BoardContent) -> None:
        """Say how many options there are, and which one is chosen, when either is another."""
        headings = (content.now, content.manager, content.not_possible)
        counts = ". ".join(f"{each.title}: {each.note}" for each in headings if each.note)
        options = [*content.options, *([content.asked.card] if content.asked else [])]
        chosen = "".join(f"{x.title}. {x.action_text}" for x in options if x.chosen)
        before, self._said = self._said, (counts, chosen)
        if counts != before[0]:
            VOICE.say(self, counts)
        if chosen != before[1]:
            VOICE.say(self, chosen)

    def _fit(self) -> None:
        width = self.viewport().width()
        cards = self.shown_cards()
        needed = [card.needed_action_width() for card in cards]
        action_width = max(self._action_width, *needed, 0)
        is_narrow = width < sizes.ONE_COLUMN_BELOW
        stacked = is_narrow or any(card.needed_width(action_width) > width for card in cards)
        for group in self._groups():
            group.fit(width, self._least_height, action_width, stacked=stacked)
        self.impossible.set_columns(1 if is_narrow else 2)
        self.impossible.fit_rows()
        self._settle()

    def _settle(self) -> None:
        self._column.activate()
        self._keep_headings(self.verticalScrollBar().value())

    def _keep_headings(self, scrolled: int) -> None:
        for group in self._groups():
            group.keep_heading_in_sight(scrolled)

    def _details(self, option_id: str, on: bool) -> None:  # noqa: FBT001 - a slot's signature
        self._settle()
        self.details_wanted.emit(option_id, on)


def _of_group(cards: Sequence[OptionCard], group: str) -> list[OptionCard]:
    return [card for card in cards if card.content().group == group]
