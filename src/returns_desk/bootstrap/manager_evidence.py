"""The papers of cases at the manager's window: where they come from, and a copy that is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.safe_files import write_safely
from returns_desk.application.evidence.keeping import opened_file
from returns_desk.application.evidence.kept import PAPER_TYPES, papers_told
from returns_desk.ui.manager.evidence_presenter import EvidencePresenter
from returns_desk.ui.manager.papers_over import PapersOver

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from returns_desk.adapters.profile import Profile
    from returns_desk.application.evidence.files import TakenFile
    from returns_desk.application.evidence.seen import SeenPaper
    from returns_desk.application.services import DeskServices
    from returns_desk.bootstrap.manager_pages import ManagerParts
    from returns_desk.ui.manager.evidence_stack import EvidenceStack
    from returns_desk.ui.manager.frame import PagePresenter


class ProfilePapers:
    """The papers of one profile's cases."""

    def __init__(self, profile: Profile, services: DeskServices) -> None:
        self._profile, self._services = profile, services

    def papers(self, case_id: str) -> tuple[tuple[SeenPaper, ...], Mapping[str, str]]:
        """The papers of a case, and names by operator."""
        with self._profile.read_journal() as journal:
            found = papers_told(journal.read(case_id=case_id, types=PAPER_TYPES))
        return found, {each.id: each.name for each in self._profile.operators().all()}

    def file(self, case_id: str, paper: SeenPaper) -> TakenFile | None:
        """What is in a paper's file, in memory only."""
        return opened_file(self._services.people, self._services.evidence, case_id, paper)

    def save(self, path: Path, file: TakenFile) -> None:
        """Write a copy where a person wants it."""
        write_safely(path, file.content)


def with_papers(parts: ManagerParts, presenter: PagePresenter, page: EvidenceStack) -> PapersOver:
    """The page's presenter with the papers of its case before it, as the shell takes it."""
    papers = ProfilePapers(parts.profile, parts.services)
    evidence = EvidencePresenter(page.evidence, parts.frame, papers)
    page.evidence.acted.connect(evidence.acted)
    page.evidence.place_chosen.connect(evidence.place_chosen)
    over = PapersOver(presenter, evidence, page)
    page.papers_wanted.connect(over.papers_wanted)
    page.evidence.left.connect(over.left)
    return over
