"""The counter's commands for several customers at once.

Owns their names and what they are given; how a command runs is the desk's.
"""

from returns_desk.application import closing, parking
from returns_desk.application.desk_state import DeskState
from returns_desk.application.proof_commands import ProofCommands


class ParkingCommands(ProofCommands):
    """The part of the desk that sets cases aside and takes them up again."""

    def resume(self) -> DeskState:
        """Look for unfinished cases; one with a leg in doubt is taken up at once."""
        return self._do("resume", closing.resume)

    def resume_case(self, case_id: str) -> DeskState:
        """Take up one of `open_cases` at the step where it stopped."""
        return self._do("resume_case", lambda turn: closing.resume_case(turn, case_id))

    def park(self) -> DeskState:
        """Set the case at hand aside for a while (F4)."""
        return self._do("park", parking.park)

    def park_and_resume(self, case_id: str) -> DeskState:
        """Park the case at hand and take up another, in one step."""
        return self._do("park_and_resume", lambda t: parking.park_and_resume(t, case_id))
