"""The papers of a case at the manager's window: which there are, and one of them opened.

Owns what a touch means there. Plain Python. What a file holds comes from the counter's worker,
which alone has the key; it is given to the view and kept nowhere.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from returns_desk.application.sentences import N_
from returns_desk.ui.kit.paper_words import is_shown_small
from returns_desk.ui.manager.evidence_contents import (
    CLOSE,
    OPEN,
    evidence_content,
    suggested_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from returns_desk.application.evidence.files import TakenFile
    from returns_desk.application.evidence.seen import SeenPaper
    from returns_desk.ui.manager.evidence_contents import EvidenceContent
    from returns_desk.ui.manager.frame import Frame

_SAVED = N_("A copy is saved as {file}.")


class EvidenceView(Protocol):
    """The panel, as the presenter sees it."""

    def show_evidence(self, content: EvidenceContent) -> None:
        """Show the papers, or the one that is opened."""
        ...

    def show_file(self, evidence: str, content: bytes) -> None:
        """Show what is in the file of a paper that is in sight."""
        ...

    def ask_place(self, suggested: str) -> None:
        """Ask where a copy goes."""
        ...


class EvidenceSource(Protocol):
    """Where papers come from."""

    def papers(self, case_id: str) -> tuple[tuple[SeenPaper, ...], Mapping[str, str]]:
        """The papers of a case, and names by operator; on the reading worker."""
        ...

    def file(self, case_id: str, paper: SeenPaper) -> TakenFile | None:
        """What is in a paper's file; on the counter's worker."""
        ...

    def save(self, path: Path, file: TakenFile) -> None:
        """Write a copy where a person wants it; on the reading worker."""
        ...


class EvidencePresenter:
    """The panel of one case at a time."""

    def __init__(self, view: EvidenceView, frame: Frame, source: EvidenceSource) -> None:
        """Begin with no case."""
        self._view, self._frame, self._source = view, frame, source
        self._case_id = self._opened = ""
        self._papers: tuple[SeenPaper, ...] = ()
        self._names: Mapping[str, str] = {}

    @property
    def is_open(self) -> bool:
        """Whether papers are in sight."""
        return bool(self._case_id)

    def open_case(self, case_id: str) -> None:
        """Show the papers of a case."""
        self._case_id, self._opened, self._papers = case_id, "", ()
        self._show()
        job = partial(self._source.papers, case_id)
        self._frame.reads.run(job, partial(self._read, case_id), self._frame.failed)

    def refreshed(self) -> None:
        """Say it in the language of now."""
        if self.is_open:
            self._show()

    def closed(self) -> None:
        """Forget them."""
        self._case_id, self._opened, self._papers = "", "", ()

    def back(self) -> bool:
        """From one paper to all, from all to the case; False where no papers are in sight."""
        if self._opened:
            self._turn_to("")
            return True
        was_open = self.is_open
        self.closed()
        return was_open

    def acted(self, code: str, evidence: str) -> None:
        """Open a paper, close it, or save a copy."""
        paper = self._paper(evidence)
        if code == OPEN:
            self._turn_to(evidence)
        elif code == CLOSE:
            self._turn_to("")
        elif paper is not None:
            self._view.ask_place(suggested_name(self._frame.words(), paper))

    def place_chosen(self, path: Path) -> None:
        """Save a copy of the paper in sight there."""
        paper = self._paper(self._opened)
        if paper is not None:
            self._fetch(paper, partial(self._save, path))

    def _read(self, case_id: str, found: tuple[tuple[SeenPaper, ...], Mapping[str, str]]) -> None:
        if case_id == self._case_id:
            self._papers, self._names = found
            self._turn_to("")

    def _turn_to(self, evidence: str) -> None:
        self._opened = evidence
        self._show()
        for paper in self._papers:
            if is_shown_small(paper) and evidence in {"", paper.id}:
                self._fetch(paper, partial(self._picture, paper.id))

    def _fetch(self, paper: SeenPaper, on_done: Callable[[TakenFile | None], None]) -> None:
        job = partial(self._source.file, self._case_id, paper)
        self._frame.writes.run(job, on_done, self._frame.failed)

    def _picture(self, evidence: str, file: TakenFile | None) -> None:
        if file is not None and self._paper(evidence) is not None:
            self._view.show_file(evidence, file.content)

    def _save(self, path: Path, file: TakenFile | None) -> None:
        if file is not None:
            said = self._frame.words().text(_SAVED, file=str(path))
            job = partial(self._source.save, path, file)
            self._frame.reads.run(job, lambda _: self._frame.say(said), self._frame.failed)

    def _paper(self, evidence: str) -> SeenPaper | None:
        return next((each for each in self._papers if each.id == evidence), None)

    def _show(self) -> None:
        words, papers = self._frame.words(), self._papers
        self._view.show_evidence(evidence_content(words, papers, self._names, self._opened))
