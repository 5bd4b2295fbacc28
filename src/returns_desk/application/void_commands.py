"""The counter's commands for a return that is taken back.

Owns their names and what they are given; how a command runs is the desk's.
"""

from returns_desk.application import voiding
from returns_desk.application.desk_state import DeskState
from returns_desk.application.same_customer_commands import SameCustomerCommands


class VoidCommands(SameCustomerCommands):
    """The part of the desk that takes a completed return back, with a second person."""

    def begin_void(self) -> DeskState:
        """Ask for a second person to take the return in sight back."""
        return self._do("begin_void", voiding.begin_void)

    def choose_decider(self, operator_id: str) -> DeskState:
        """Say who of several decides on it; the PIN comes next."""
        return self._do("choose_decider", lambda turn: voiding.choose_decider(turn, operator_id))

    def allow_void(self, secret: str, reason: str | None = None) -> DeskState:
        """Take it back, by badge or PIN of a second person; the last leg is begun."""
        return self._do("allow_void", lambda turn: voiding.allow_void(turn, secret, reason))

    def undo_leg(self, leg: int, reference: str = "", *, counted: int | None = None) -> DeskState:
        """Note that a leg came back: the reference given, or the cash counted, minor units."""
        return self._do("undo_leg", lambda turn: voiding.undo_leg(turn, leg, reference, counted))

    def fail_undo(self, leg: int, why: str) -> DeskState:
        """Note that a leg did not come back, and why (voiding.UNDO_FAILURES)."""
        return self._do("fail_undo", lambda turn: voiding.fail_undo(turn, leg, why))

    def settle_undo(self, leg: int, *, happened: bool, reference: str = "") -> DeskState:
        """Say what became of a leg whose undoing was begun before the program stopped."""
        return self._do(
            "settle_undo",
            lambda turn: voiding.settle_undo(turn, leg, reference, happened=happened),
        )
