"""The counter's commands for goods that stay with the shop.

Owns their names and what they are given; how a command runs is the desk's.
"""

from returns_desk.application import goods_places
from returns_desk.application.desk_state import DeskState
from returns_desk.application.slip_commands import SlipCommands


class PlacesCommands(SlipCommands):
    """The part of the desk that says where goods go."""

    def place_goods(self, chosen: goods_places.Chosen | None = None) -> DeskState:
        """Note where the goods of the completed case go; as suggested where nothing is given."""
        return self._do("place_goods", lambda turn: goods_places.place_goods(turn, chosen))

    def print_labels(self) -> DeskState:
        """Print the goods' labels once more."""
        return self._do("print_labels", goods_places.print_labels)
