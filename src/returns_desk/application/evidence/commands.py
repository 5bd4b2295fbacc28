"""The counter's commands for what a customer shows.

Owns their names and what they are given; how a command runs is the desk's.
"""

from pathlib import Path

from returns_desk.application.desk_state import DeskState
from returns_desk.application.evidence import keeping
from returns_desk.application.evidence.files import TakenFile
from returns_desk.application.evidence.noting import note_paper
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.application.slip_commands import SlipCommands


class EvidenceCommands(SlipCommands):
    """The part of the desk for papers that are seen, and for files that stay with the case."""

    _services: DeskServices
    _session: Session

    def note_paper(self, kind: PaperKind, *, is_seen: bool) -> DeskState:
        """Note that such a paper was seen and not copied, or take that back."""
        return self._do("note_paper", lambda turn: note_paper(turn, kind, is_seen=is_seen))

    def keep_file(self, kind: PaperKind, source: Path | bytes) -> DeskState:
        """Keep a photo or a document with the case: a file, or what was pasted."""
        return self._do("keep_file", lambda turn: keeping.keep_file(turn, kind, source))

    def add_note(self, text: str) -> DeskState:
        """Write down what whoever takes the case over should know."""
        return self._do("add_note", lambda turn: keeping.keep_note(turn, text))

    def withdraw_paper(self, evidence: str) -> DeskState:
        """Take back a paper; its file goes with the next start."""
        return self._do("withdraw_paper", lambda turn: keeping.withdraw_paper(turn, evidence))

    def keep_paper_again(self, evidence: str) -> DeskState:
        """Undo that a file was taken back."""
        return self._do("keep_paper_again", lambda turn: keeping.keep_again(turn, evidence))

    def paper_file(self, evidence: str) -> TakenFile | None:
        """What is in a file of the case at hand; None where there is none. Never on a disk.

        Raises:
            OperatorMistake: it was erased.
            EnvironmentFault: it can't be read.
        """
        services, record = self._services, self._session.record
        papers = () if record is None or self._session.operator is None else record.papers
        paper = next((each for each in papers if each.id == evidence), None)
        if record is None or paper is None:
            return None
        return keeping.opened_file(services.people, services.evidence, record.case_id, paper)
