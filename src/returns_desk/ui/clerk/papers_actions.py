"""What is done with papers that a customer shows or gives.

Owns which command each touch becomes, and when a picture is fetched. Plain Python; knows no widget.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.application.evidence.seen import PaperKind
from returns_desk.application.sentences import N_
from returns_desk.domain.errors import OperatorMistake
from returns_desk.ui.clerk.papers_contents import (
    CLOSE,
    ONE_PAPER,
    OPEN,
    PAPERS_SEEN,
    PapersDraft,
    first_kind,
    papers_of,
)
from returns_desk.ui.kit.paper_words import is_shown_small

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.desk_state import DeskState
    from returns_desk.application.evidence.files import TakenFile
    from returns_desk.ui.clerk.driver import Driver

NOTHING_TO_PASTE: Final = N_("There is nothing to paste. Copy a photo or a file first.")


class PapersActions:
    """The presenter's part of papers."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver
        self._overlay, self._fetched = "", set[str]()
        driver.told.append(self._fetch)

    def opened(self) -> None:
        """Show the papers of the case."""
        driver, case = self._driver, self._driver.state.case
        if case is None:
            return
        driver.local.papers = PapersDraft(first_kind(case))
        driver.local.overlay = PAPERS_SEEN
        driver.show()

    def kind_chosen(self, kind: str) -> None:
        """Say what the next one is."""
        self._mark(replace(self._driver.local.papers, kind=PaperKind(kind)))

    def seen(self) -> None:
        """It was looked at, and no copy is kept."""
        driver, kind = self._driver, self._driver.local.papers.kind
        driver.do(partial(driver.desk.note_paper, kind, is_seen=True), stays=PAPERS_SEEN)

    def given(self, source: Path | bytes | None) -> None:
        """Keep a file, or what was pasted; say so where there was nothing."""
        driver = self._driver
        if driver.local.overlay != PAPERS_SEEN:
            return
        if source is None:
            driver.show_error(OperatorMistake(NOTHING_TO_PASTE, code="nothing_to_paste"))
            return
        kind = driver.local.papers.kind
        driver.do(partial(driver.desk.keep_file, kind, source), stays=PAPERS_SEEN)

    def noted(self, text: str) -> None:
        """Keep what whoever takes over should know."""
        driver = self._driver
        driver.do(partial(driver.desk.add_note, text), stays=PAPERS_SEEN)

    def acted(self, code: str, evidence: str) -> None:
        """Open a paper, close it, or take it back."""
        driver = self._driver
        if code == OPEN:
            self._open(evidence)
        elif code == CLOSE:
            driver.local.overlay = PAPERS_SEEN
            driver.show()
        else:
            has_file = any(each.id == evidence and each.file for each in papers_of(driver.state))
            self._took_back(evidence if has_file else "")
            driver.do(partial(driver.desk.withdraw_paper, evidence), stays=PAPERS_SEEN)

    def undone(self) -> None:
        """The file that was taken back last stays after all."""
        driver, evidence = self._driver, self._driver.local.papers.taken_back
        self._took_back("")
        driver.do(partial(driver.desk.keep_paper_again, evidence), stays=PAPERS_SEEN)

    def _open(self, evidence: str) -> None:
        self._driver.local.overlay = ONE_PAPER
        self._mark(replace(self._driver.local.papers, opened=evidence))

    def _took_back(self, evidence: str) -> None:
        self._mark(replace(self._driver.local.papers, taken_back=evidence))

    def _mark(self, draft: PapersDraft) -> None:
        self._driver.local.papers = draft
        self._driver.show()

    def _fetch(self, state: DeskState) -> None:
        """Fetch the pictures and notes that are in sight and not there yet, each once."""
        driver = self._driver
        wanted = self._wanted(state)
        if driver.local.overlay != self._overlay:
            self._overlay, self._fetched = driver.local.overlay, set()
        new, self._fetched = wanted - self._fetched, wanted
        for evidence in sorted(new):
            job = partial(driver.desk.paper_file, evidence)
            driver.fetch(job, partial(self._show, evidence))

    def _wanted(self, state: DeskState) -> set[str]:
        local = self._driver.local
        shown = {each.id for each in papers_of(state) if is_shown_small(each)}
        if local.overlay == ONE_PAPER:
            return shown & {local.papers.opened}
        return shown if local.overlay == PAPERS_SEEN else set()

    def _show(self, evidence: str, file: TakenFile | None) -> None:
        if file is not None:
            self._driver.view.show_file(evidence, file.content)
