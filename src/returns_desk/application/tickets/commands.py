"""The counter's commands for goods that a customer waits for.

Owns their names and what they are given; how a command runs is the desk's.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable

from returns_desk.application.desk_state import DeskState
from returns_desk.application.tickets import closing_one, opening
from returns_desk.application.turn import Turn


class TicketCommands(ABC):
    """The part of the desk that hands over goods that a customer waits for."""

    def expect_ticket(self, weeks: int) -> DeskState:
        """Say in how many weeks the goods of the return in sight are ready (opening.WEEKS)."""
        return self._do("expect_ticket", lambda turn: opening.expect_in(turn, weeks))

    def order_goods(self, weeks: int) -> DeskState:
        """Say that new goods are not here, and ready in so many weeks (opening.WEEKS)."""
        return self._do("order_goods", lambda turn: opening.order_in(turn, weeks))

    def close_ticket(self, outcome: str) -> DeskState:
        """Say what became of the goods of the return in sight (ticket.OUTCOMES)."""
        return self._do("close_ticket", lambda turn: closing_one.close_ticket(turn, outcome))

    @abstractmethod
    def _do(self, command: str, act: Callable[[Turn], None]) -> DeskState:
        """Run a command, whole or not at all."""
