"""Owns a folded choice: the chosen chip alone, and the others only when it is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.contents import ChipContent

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN: Final = "_open"


class ChoiceChips(QWidget):
    """One choice of several; shows what is chosen, or a prompt, and unfolds on a touch.

    Signals:
        chosen(code): one of the choices was touched.
        unfolded(open): the choices came in sight or went.
    """

    chosen = Signal(str)
    unfolded = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompt = self._about = ""
        self._choices: tuple[ChipContent, ...] = ()
        self._open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.row = ChipRow(name)
        column.addWidget(self.row)
        self.row.touched.connect(self._take)

    def show_choices(self, prompt: str, choices: Sequence[ChipContent], about: str = "") -> None:
        """Show the choice as it stands; without choices nothing is shown.

        `about` is what it is chosen for, said to screen readers.
        """
        self._prompt, self._choices, self._about = prompt, tuple(choices), about
        self.setVisible(bool(self._choices))
        self._show()

    def stand_for(self, name: str) -> None:
        """Be the choice of another thing: by its name, and folded again."""
        self.row.stand_for(name)
        self._open = False

    def is_open(self) -> bool:
        """Tell whether all choices are in sight."""
        return self._open

    def unfold(self) -> None:
        """Show all choices, as a touch on the shown one would."""
        if not self._open:
            self._open = True
            self._show()
            self.unfolded.emit(True)

    def _show(self) -> None:
        on = tuple(choice for choice in self._choices if choice.on)
        if self._open or (len(on) == 0 and not self._prompt):
            self.row.show_chips(self._choices, self._about)
        elif on:
            self.row.show_chips(on, self._about)
        else:
            self.row.show_chips((ChipContent(_OPEN, self._prompt),), self._about)

    def _take(self, code: str) -> None:
        was_open = self._open or (not self._prompt and not any(c.on for c in self._choices))
        self._open = not was_open
        self._show()
        self.unfolded.emit(self._open)
        if was_open:
            self.chosen.emit(code)
