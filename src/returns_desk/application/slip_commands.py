"""The counter's commands around the slip.

Owns their names and what they are given; how a command runs is the desk's.
"""

from returns_desk.application import printing
from returns_desk.application.desk_state import DeskState
from returns_desk.application.parking_commands import ParkingCommands


class SlipCommands(ParkingCommands):
    """The part of the desk that prints the slip of a completed case."""

    def print_again(self) -> DeskState:
        """Print the slip in sight once more, marked as a copy."""
        return self._do("print_again", printing.print_again)

    def set_slip_language(self, language: str) -> DeskState:
        """Write this customer's slip in another language than the window's."""
        return self._do("set_slip_language", lambda turn: turn.set(slip_language=language))

    def try_printer(self) -> DeskState:
        """Try at once to print the slips that wait."""
        return self._do("try_printer", lambda turn: turn.services.printer.try_again())
