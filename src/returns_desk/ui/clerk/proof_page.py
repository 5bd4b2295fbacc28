"""Owns the ladder of proof on screen: rungs, clues, receipts that fit, and the board below.

A view without decisions: it shows what it is fed and tells what was touched and typed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from returns_desk.ui.clerk.help_column import HelpColumn, HelpRail
from returns_desk.ui.clerk.proof_parts import Candidate, LabelledClue, Rung
from returns_desk.ui.clerk.proof_shapes import ProofEntry
from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.board import BoardView
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.labels import Text, clear_layout
from returns_desk.ui.kit.narrow import is_narrow, turn_row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.clerk.case_page import Room
    from returns_desk.ui.clerk.proof_shapes import (
        CandidateContent,
        ClueContent,
        ProofContent,
        RungContent,
    )

_LADDER_WIDTHS: Final = {"small": 264, "normal": 280, "large": 340}
_HELP_WIDTHS: Final = {
    "small": sizes.GUIDANCE_RAIL,
    "normal": sizes.GUIDANCE_WIDTH,
    "large": sizes.GUIDANCE_WIDTH_LARGE,
}
_OPTIONS: Final = {
    "small": (sizes.OPTION_HEIGHT_SMALL, sizes.OPTION_ACTION_WIDTH_SMALL),
    "normal": (sizes.OPTION_HEIGHT, sizes.OPTION_ACTION_WIDTH),
    "large": (sizes.OPTION_HEIGHT_LARGE, sizes.OPTION_ACTION_WIDTH),
}
_NO_LIMIT: Final = 16_777_215
"""Qt’s own greatest height."""
_FOUND_ABOVE_BOARD: Final = 2
"""So many receipts stand above a board; the rest is a scroll away."""


class ProofPage(QWidget):
    """The ladder.

    Signals:
        rung_touched(code): another rung.
        entered(entry): look for what was typed.
        edited(): something was typed since.
        taken(receipt): this receipt is the one.
    """

    rung_touched = Signal(str)
    entered = Signal(object)
    edited = Signal()
    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proof_page")
        self._content: ProofContent | None = None
        self._rungs: dict[str, Rung] = {}
        self._clues: dict[str, LabelledClue] = {}
        self._candidates: list[Candidate] = []
        self._is_edited = False
        self._room: Room = "normal"
        self._heading = Text("", "group", wraps=True)
        self._line = Text("", "small", "ink2", wraps=True)
        self._found_heading = Text("", "group", wraps=True)
        self._found_note = Text("", "small", "ink2")
        self.board = BoardView()
        self.board.setObjectName("proof_board")
        self.side, self.rail = HelpColumn(), HelpRail()
        self.side.setObjectName("proof_help")
        self.side_over_ladder = HelpColumn()
        self._is_folded = False
        self._lay_out()
        self.side.folded.connect(self._fold)
        self.side_over_ladder.folded.connect(self._unfold)
        self.rail.opened.connect(self._unfold)

    def show_content(self, content: ProofContent) -> None:
        """Show the ladder as it stands; what is being typed stays."""
        before, self._content = self._content, content
        self._heading.setText(content.heading)
        self._line.setText(content.line)
        self._line.setVisible(self._room != "small")
        self._show_rungs(content.rungs)
        if before is None or before.clues != content.clues or before.rung != content.rung:
            self._show_clues(content.clues)
        self._found_heading.show_text(content.found_heading)
        self._found_note.show_text(content.found_note)
        if before is None or before.found != content.found:
            self._show_found(content.found)
        for part in (self.side, self.side_over_ladder, self.rail):
            part.show_content(content.side)
        self.board.setVisible(content.board is not None)
        if content.board is not None:
            self.board.show_board(content.board)
        self._fit()

    def forget(self) -> None:
        """Let the next ladder begin fresh."""
        self._content = None

    def set_room(self, room: Room) -> None:
        """Fit the columns to the window's size."""
        self._room = room
        self._left.setCurrentIndex(0)
        self._line.setVisible(room != "small")
        for rung in self._rungs.values():
            rung.set_small(small=room == "small")
        self.board.set_density(*_OPTIONS[room])
        self._fit()

    def point_at(self, name: str) -> None:
        """Put the keyboard on a field; on the first one where none has that name."""
        clue = self._clues.get(name) or next(iter(self._clues.values()), None)
        if clue is not None:
            clue.field.setFocus(Qt.FocusReason.OtherFocusReason)
            clue.field.selectAll()

    def field(self, name: str) -> LabelledClue:
        """Return a field with its label.

        Raises:
            KeyError: this rung has no such field.
        """
        return self._clues[name]

    def confirm(self) -> None:
        """Do the next step: take the best receipt found, else look for what was typed."""
        found = self._content.found if self._content is not None else ()
        if found and not self._is_edited:
            self.taken.emit(found[0].receipt)
        elif self._content is not None:
            typed = {name: clue.field.text() for name, clue in self._clues.items()}
            self.entered.emit(ProofEntry(self._content.rung, typed))

    def _show_rungs(self, rungs: tuple[RungContent, ...]) -> None:
        for content in rungs:
            rung = self._rungs.get(content.code)
            if rung is not None:
                rung.show_content(content)
                continue
            rung = Rung(content)
            rung.set_small(small=self._room == "small")
            rung.clicked.connect(partial(self.rung_touched.emit, content.code))
            self._rungs[content.code] = rung
            self._ladder.addWidget(rung)

    def _show_clues(self, clues: tuple[ClueContent, ...]) -> None:
        self._is_edited = False
        if tuple(self._clues) != tuple(each.name for each in clues):
            clear_layout(self._clue_row)
            self._clues = {}
            for content in clues:
                self._add_clue(content)
        for content in clues:
            self._clues[content.name].show_content(content)
        self.point_at(_first_empty(clues))

    def _add_clue(self, content: ClueContent) -> None:
        clue = LabelledClue(content, self)
        clue.field.entered.connect(partial(self._enter, content.name))
        clue.field.stepped.connect(self._step)
        clue.field.textEdited.connect(self._edit)
        self._clues[content.name] = clue
        self._clue_row.addWidget(clue, 1)

    def _show_found(self, found: tuple[CandidateContent, ...]) -> None:
        clear_layout(self._found)
        self._candidates = [Candidate(content, self) for content in found]
        for candidate in self._candidates:
            candidate.taken.connect(self.taken)
            self._found.addWidget(candidate)

    def _enter(self, name: str) -> None:
        """Enter: the next field that is needed and empty, else the next step."""
        clues = self._content.clues if self._content is not None else ()
        missing = [x.name for x in clues if x.is_needed and not self._clues[x.name].field.text()]
        ahead = [each for each in missing if each != name]
        if ahead and self._clues[name].field.text():
            self.point_at(ahead[0])
        else:
            self.confirm()

    def _edit(self) -> None:
        self._is_edited = True
        self.edited.emit()

    def _step(self, by: int) -> None:
        codes = list(self._rungs)
        rung = self._content.rung if self._content is not None else codes[0]
        self.rung_touched.emit(codes[(codes.index(rung) + by) % len(codes)])

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(
            sizes.COLUMN_MARGIN, sizes.SPACE_8, sizes.COLUMN_MARGIN, sizes.SPACE_6
        )
        row.setSpacing(sizes.COLUMN_GAP)
        ladder, self._ladder = _scrolled("proof_ladder", sizes.SPACE_6)
        self._left = QStackedWidget()
        self._left.addWidget(ladder)
        self._left.addWidget(self.side_over_ladder)
        self._ladder.addWidget(self._heading)
        self._ladder.addWidget(self._line)
        self._right = QStackedWidget()
        self._right.addWidget(self.side)
        self._right.addWidget(self.rail)
        row.addWidget(self._left)
        row.addLayout(self._middle(), 1)
        row.addWidget(self._right)

    def _middle(self) -> QVBoxLayout:
        middle = QVBoxLayout()
        middle.setSpacing(sizes.SPACE_8)
        self._clue_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._clue_row.setSpacing(sizes.SPACE_12)
        heading = QHBoxLayout()
        heading.addWidget(self._found_heading, 1)
        heading.addWidget(self._found_note)
        self._found_area, self._found = _scrolled("proof_found", sizes.SPACE_6)
        middle.addLayout(self._clue_row)
        middle.addLayout(heading)
        middle.addWidget(self._found_area, 1)
        middle.addWidget(self.board, 3)
        return middle

    def _fit(self) -> None:
        turn_row(self._clue_row, narrow=is_narrow(self.width()))
        self._left.setFixedWidth(_LADDER_WIDTHS[self._room])
        is_rail = self._room == "small" or self._is_folded
        width = sizes.GUIDANCE_RAIL if is_rail else _HELP_WIDTHS[self._room]
        self._right.setFixedWidth(width)
        self._right.setCurrentWidget(self.rail if is_rail else self.side)
        has_board = self._content is not None and self._content.board is not None
        shown = self._candidates[:_FOUND_ABOVE_BOARD]
        width = max(self._found_area.viewport().width(), 1)
        least = sum(each.heightForWidth(width) + sizes.SPACE_6 for each in shown)
        self._found_area.setMaximumHeight(max(least, 0) if has_board else _NO_LIMIT)
        self._found_area.setMinimumHeight(least if has_board else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the fields with the width."""
        super().resizeEvent(event)
        self._fit()

    def _fold(self) -> None:
        self._is_folded = True
        self._fit()

    def _unfold(self) -> None:
        """Show the words again; on a small window over the ladder, never over the board."""
        self._is_folded = False
        if self._room == "small":
            self._left.setCurrentIndex(1 - self._left.currentIndex())
        self._fit()


def _first_empty(clues: tuple[ClueContent, ...]) -> str:
    empty = [each.name for each in clues if not each.value]
    return empty[0] if empty else clues[0].name


def _scrolled(name: str, gap: int) -> tuple[QScrollArea, QVBoxLayout]:
    """A column that scrolls by finger and wheel, and its layout."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll_by_finger(area)
    inside = QWidget()
    inside.setProperty("ground", "canvas")
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    outer = QVBoxLayout(inside)
    outer.setContentsMargins(0, 0, 0, 0)
    column = QVBoxLayout()
    column.setSpacing(gap)
    outer.addLayout(column)
    outer.addStretch(1)
    area.setWidget(inside)
    return area, column
