"""Owns one escalation in sight: story at the left, board in the middle, decision at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.approval_box import ApprovalBox
from returns_desk.ui.kit.board import BoardView
from returns_desk.ui.kit.buttons import ActionButton, ConfirmButton
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.labels import LeadText, Panel, Text
from returns_desk.ui.manager.escalation_beside import EqualPanel, HandOnPanel
from returns_desk.ui.manager.escalation_story_view import StoryView
from returns_desk.ui.manager.evidence_stack import PapersButton

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.manager.escalation_shapes import FootContent, OpenedContent

_STORY: Final = 250
_ANY: Final = 16_777_215
_DECISION: Final = 310
_DECISION_SMALL: Final = 270
_SMALL_BELOW: Final = 1000


class OpenedView(QWidget):
    """Everything that is needed to decide, and nothing to ask.

    Signals:
        touched(part, code): a reason or an alternative was marked.
        handing_touched(part, code): a person ("to") or a reason ("why") of handing on.
        confirmed(secret): the button or Enter.
        hand_on_wanted(), taken(), closed(), left(): the buttons below.
    """

    touched = Signal(str, str)
    handing_touched = Signal(str, str)
    confirmed = Signal(str)
    hand_on_wanted = Signal()
    taken = Signal()
    closed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("opened")
        self._title, self._line = (
            Text("", "title", wraps=True),
            Text("", "small", "ink2", wraps=True),
        )
        self._story_heading, self.story = Text("", "group"), StoryView()
        self._advice = LeadText("small")
        self._board_heading, self.board = Text("", "group", wraps=True), BoardView()
        self.board.set_density(sizes.OPTION_HEIGHT_SMALL, 0)
        self.equal, self.approval, self.hand_on = EqualPanel(), ApprovalBox(), HandOnPanel()
        self.secret = QLineEdit()
        self.secret.setObjectName("opened.secret")
        self.secret.setProperty("kind", "field")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setFixedHeight(sizes.TOUCH_FIELD)
        self.confirm = ConfirmButton()
        self.confirm.setMinimumWidth(0)
        self.back = _button("opened.back", "back", "Esc")
        self.give, self.take = _button("opened.hand_on", "person"), _button("opened.take", "eye")
        self.close_it = _button("opened.close", "check")
        self.turn = _button("opened.turn", "list")
        self.papers = PapersButton("opened.papers")
        self._left, self._middle, self._right = QWidget(), QWidget(), QWidget()
        self._turns, self._is_turned = ("", ""), False
        self._lay_out()
        self._connect()

    def show_content(self, content: OpenedContent) -> None:
        """Show it as it stands now."""
        self.setAccessibleName(f"{content.title}. {content.line}")
        self._title.setText(content.title)
        self._line.setText(content.line)
        self._story_heading.setText(content.story_heading)
        self.story.show_story(content.story_heading, content.story)
        self._advice.show_parts(content.advice_strong, content.advice)
        self._show_board(content)
        self.equal.show_content(content.equal)
        self._show_decision(content)
        self._show_foot(content.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the board the room that there is."""
        super().resizeEvent(event)
        small = self.width() < _SMALL_BELOW
        self._right.setFixedWidth(_DECISION_SMALL if small else _DECISION)
        self._show_sides()

    def _show_board(self, content: OpenedContent) -> None:
        self._board_heading.show_text(content.board_heading if content.board else "")
        if content.board is not None:
            self.board.show_board(content.board)
        self.board.setVisible(content.board is not None)

    def _show_sides(self) -> None:
        """Story and board side by side; one in the place of the other where there is no room."""
        small, has_board = self.width() < _SMALL_BELOW, bool(self._turns[1])
        shows_story = not small or self._is_turned or not has_board
        self._left.setVisible(shows_story)
        self._left.setMaximumWidth(_ANY if small or not has_board else _STORY)
        self._left.setMinimumWidth(0 if small or not has_board else _STORY)
        self._middle.setVisible(has_board and not (small and self._is_turned))
        self.turn.setVisible(small and has_board)
        self.turn.show_label(self._turns[self._is_turned])

    def _turn(self) -> None:
        self._is_turned = not self._is_turned
        self._show_sides()

    def _show_decision(self, content: OpenedContent) -> None:
        if content.approval is not None:
            self.approval.show_content(content.approval)
        self.approval.setVisible(content.approval is not None)
        self.hand_on.show_content(content.hand_on)
        self.secret.setVisible(content.approval is not None)
        self.secret.setAccessibleName(content.secret)
        self.secret.setPlaceholderText(content.secret)
        self.confirm.setVisible(bool(content.confirm))
        if content.is_ready:
            self.confirm.show_ready(content.confirm)
        self.confirm.set_type_role("strong")
        is_wide = content.approval is not None or content.hand_on is not None
        self._right.setVisible(is_wide)

    def _show_foot(self, foot: FootContent) -> None:
        self.papers.show_content(foot.papers)
        buttons = (self.back, self.give, self.take, self.close_it)
        said = (foot.back, foot.hand_on, foot.take, foot.close)
        for button, text in zip(buttons, said, strict=True):
            button.show_label(text)
            button.setVisible(bool(text))
        self._turns = (foot.story, foot.board)
        self._show_sides()

    def _confirm(self) -> None:
        self.confirmed.emit(self.secret.text().strip())
        if self.secret.isVisible():
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.approval.touched.connect(self.touched)
        self.hand_on.touched.connect(self.handing_touched)
        self.secret.returnPressed.connect(self._confirm)
        self.confirm.confirmed.connect(self._confirm)
        self.back.clicked.connect(self.left)
        self.turn.clicked.connect(self._turn)
        self.give.clicked.connect(self.hand_on_wanted)
        self.take.clicked.connect(self.taken)
        self.close_it.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(sizes.SPACE_16, sizes.SPACE_8, sizes.SPACE_16, sizes.SPACE_12)
        whole.setSpacing(sizes.SPACE_8)
        whole.addWidget(self._title)
        whole.addWidget(self._line)
        middle = QHBoxLayout()
        middle.setSpacing(sizes.SPACE_12)
        middle.addWidget(self._story())
        centre = QVBoxLayout(self._middle)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(sizes.SPACE_6)
        centre.addWidget(self._board_heading)
        centre.addWidget(self.board, 1)
        centre.addWidget(self.equal)
        middle.addWidget(self._middle, 1)
        middle.addWidget(self._decision())
        whole.addLayout(middle, 1)
        foot = QWidget()
        flow = FlowLayout(foot, gap=sizes.SPACE_8)
        for button in (self.back, self.turn, self.papers, self.give, self.take, self.close_it):
            flow.addWidget(button)
        whole.addWidget(foot)

    def _story(self) -> QWidget:
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_8)
        panel = Panel()
        head = QHBoxLayout()
        head.addWidget(icons.IconLabel("list", "ink", sizes.ICON_SMALL))
        head.addWidget(self._story_heading, 1)
        panel.column.addLayout(head)
        panel.column.addWidget(self.story, 1)
        advice = Panel()
        advice.column.addWidget(self._advice)
        column.addWidget(panel, 1)
        column.addWidget(advice)
        return self._left

    def _decision(self) -> QWidget:
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_8)
        for widget in (self.approval, self.hand_on):
            column.addWidget(widget, 1)
        column.addWidget(self.secret)
        column.addWidget(self.confirm)
        return self._right


def _button(name: str, icon: str, key_cap: str = "") -> ActionButton:
    button = ActionButton("", "plain", icon, key_cap)
    button.setObjectName(name)
    button.set_height(sizes.TOUCH_OPTION)
    return button
