"""A counter without a slip printer: slips stay on screen and as PDF.

Owns what the printer's port means where nothing is connected.
"""

from returns_desk.application.ports import PrinterState
from returns_desk.application.slips import Slip


class NoPrinter:
    """Takes nothing, opens nothing, and says so."""

    def print_slip(self, slip: Slip) -> None:
        """Let it go; the screen has it."""

    def open_drawer(self) -> None:
        """Nothing hangs on it."""

    def try_again(self) -> None:
        """Nothing waits."""

    def state(self) -> PrinterState:
        """Not configured."""
        return PrinterState()
