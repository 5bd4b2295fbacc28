"""The page of cases of the manager's window: its wiring, how it reads, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.journal.review_cases_list import case_list, every_case
from returns_desk.adapters.keeping.formula_safe import csv_line
from returns_desk.adapters.printing.story_pdf import write_story
from returns_desk.adapters.safe_files import write_through
from returns_desk.application.review.case_read import case_read
from returns_desk.application.sentences import N_
from returns_desk.bootstrap.manager_evidence import with_papers
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.domain.business_day import business_day_of
from returns_desk.ui.manager.case_links import PAGE
from returns_desk.ui.manager.cases_page import CasesPage
from returns_desk.ui.manager.cases_presenter import CasesPresenter
from returns_desk.ui.manager.frame import PageInfo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from returns_desk.adapters.profile import Profile
    from returns_desk.application.review.case_read import CaseRead
    from returns_desk.application.review.cases import CaseFilter, CaseList, ListedCase
    from returns_desk.bootstrap.manager_pages import ManagerParts
    from returns_desk.ui.manager.cases_shapes import CaseStoryContent


class CasesOfJournal:
    """Questions about cases, each with a reader of its own in the reading worker."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def cases(self, wanted: CaseFilter, limit: int) -> CaseList:
        """The newest of these cases."""
        with self._profile.read_journal() as journal:
            return case_list(journal, wanted, limit)

    def every_case(self, wanted: CaseFilter) -> tuple[ListedCase, ...]:
        """All of them."""
        with self._profile.read_journal() as journal:
            return tuple(every_case(journal, wanted))

    def case(self, case_id: str) -> tuple[CaseRead, Mapping[str, str]]:
        """One case, and the names of people by id, also of those who have left."""
        with self._profile.read_journal() as journal:
            read = case_read(case_id, journal.read(case_id=case_id))
        people = self._profile.operators().everyone()
        return read, {each.person.id: each.person.name for each in people}

    def save_table(self, path: Path, rows: Sequence[Sequence[str | int]]) -> None:
        """Write a CSV file; no cell of it is taken for a formula."""
        write_through(path, "".join(csv_line(row) for row in rows).encode())


def cases_page(parts: ManagerParts) -> MadePage:
    """The page, ready to be hung into the window."""
    configuration = parts.profile.configuration

    def today() -> date:
        return business_day_of(parts.frame.now(), configuration.business_day.end())

    page = CasesPage()
    reads, currency = CasesOfJournal(parts.profile), configuration.store.currency
    presenter = CasesPresenter(page, parts.frame, reads, today, currency, _save_story)
    page.follow(presenter)
    shown = with_papers(parts, presenter, page)
    return MadePage(PageInfo(PAGE, N_("Cases"), "receipt"), shown, page)


def _save_story(content: CaseStoryContent, path: Path) -> None:
    told = [(line.time, line.strong, line.text) for line in content.story]
    board = content.board
    write_story(content.title, content.line, told, (board.heading, board.rows, board.note), path)
