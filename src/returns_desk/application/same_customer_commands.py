"""The counter's command for a customer who has something else.

Owns its name; how a command runs is the desk's.
"""

from returns_desk.application import same_customer
from returns_desk.application.desk_state import DeskState
from returns_desk.application.slip_commands import SlipCommands


class SameCustomerCommands(SlipCommands):
    """The part of the desk that goes on with the customer of a complete case."""

    def anything_else(self) -> DeskState:
        """Open the next case for the customer whose slip is in sight."""
        return self._do("anything_else", same_customer.anything_else)
