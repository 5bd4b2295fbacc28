"""The counter's command for what a customer shows.

Owns its name and what it is given; how a command runs is the desk's.
"""

from returns_desk.application.desk_state import DeskState
from returns_desk.application.evidence.noting import note_paper
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.application.slip_commands import SlipCommands


class EvidenceCommands(SlipCommands):
    """The part of the desk for papers that are seen."""

    def note_paper(self, kind: PaperKind, *, is_seen: bool) -> DeskState:
        """Note that such a paper was seen and not copied, or take that back."""
        return self._do("note_paper", lambda turn: note_paper(turn, kind, is_seen=is_seen))
