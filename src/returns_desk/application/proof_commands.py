"""The counter's commands for receipts that are not there, and for several of them.

Owns their names and what they are given; how a command runs is the desk's.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable

from returns_desk.application import proving, receipts_of_case
from returns_desk.application.desk_state import DeskState
from returns_desk.application.proofs import Clues, GoodsEntry, Rung
from returns_desk.application.turn import Turn


class ProofCommands(ABC):
    """The part of the desk that finds purchases without their receipts."""

    def begin_proof(self, rung: Rung | None = None) -> DeskState:
        """Open the ladder of proof (F3), or step to another rung."""
        return self._do("begin_proof", lambda turn: proving.begin(turn, rung))

    def look_up(self, clues: Clues) -> DeskState:
        """Look for the purchase by what the customer can tell."""
        return self._do("look_up", lambda turn: proving.look_up(turn, clues))

    def add_goods(self, entry: GoodsEntry) -> DeskState:
        """Take goods into the case without any receipt, by the shop's rules for those."""
        return self._do("add_goods", lambda turn: proving.add_goods(turn, entry))

    def take_out_receipt(self, receipt: str) -> DeskState:
        """Take one of several receipts out of the case again."""
        return self._do("take_out_receipt", lambda t: receipts_of_case.take_out(t, receipt))

    def mark_gift_receipt(self, *, is_gift: bool) -> DeskState:
        """Note that it is a gift receipt, or take that back."""
        return self._do(
            "mark_gift_receipt", lambda t: receipts_of_case.mark_gift(t, is_gift=is_gift)
        )

    @abstractmethod
    def _do(self, command: str, act: Callable[[Turn], None]) -> DeskState:
        """Run a command in its stage, whole or not at all."""
