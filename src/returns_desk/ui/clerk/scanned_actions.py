"""What the barcodes of the printed sheet do in the window, as keys would.

Owns that a scanned command is never taken for a receipt, an item, a reference or a PIN. Plain
Python; knows no widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.scanned_commands import CONFIRM, NO, YES, command_of

if TYPE_CHECKING:
    from returns_desk.ui.clerk.clerk_view import ClerkView
    from returns_desk.ui.clerk.presenter import ClerkPresenter

_ANSWERS: Final = frozenset({YES, NO})


class ScannedActions:
    """The presenter's part that listens to commands from the scanner."""

    def __init__(self, view: ClerkView, presenter: ClerkPresenter) -> None:
        """Act through the same calls as keys and touches do."""
        self._view, self._presenter = view, presenter

    def carried_out(self, scanned: str) -> bool:
        """Do what was scanned, where it is a command; tell whether it was one."""
        command = command_of(scanned)
        if command is None:
            return False
        if isinstance(command, int):
            self._presenter.number_pressed(command)
        elif command.does == CONFIRM:
            self._view.confirm()  # a form knows its own next step
        elif command.does in _ANSWERS:
            self._presenter.answered(yes=command.does == YES)
        else:
            self._presenter.acted(command.does)
        return True
