"""Owns the widget of the page of cases: the list with its filters, or one case with its story.

A view without decisions: it shows what it is fed and tells what was touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from returns_desk.ui.manager.case_list_view import CaseListView
from returns_desk.ui.manager.case_story_page import CaseStoryPage
from returns_desk.ui.manager.evidence_stack import EvidenceStack

if TYPE_CHECKING:
    from returns_desk.ui.manager.cases_presenter import CasesPresenter
    from returns_desk.ui.manager.cases_shapes import CaseListContent, CaseStoryContent


class CasesPage(EvidenceStack):
    """Cases, and one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review_cases")
        self.list, self.one = CaseListView(), CaseStoryPage()
        self.hang(self.list, self.one)
        self.one.papers.wanted.connect(self.papers_wanted)

    def follow(self, presenter: CasesPresenter) -> None:
        """Hand everything that is done here to a presenter; call once."""
        self.list.chip_touched.connect(presenter.chip_touched)
        self.list.searched.connect(presenter.searched)
        self.list.filters_touched.connect(presenter.filters_touched)
        self.list.more_wanted.connect(presenter.more_wanted)
        self.list.save_wanted.connect(presenter.table_wanted)
        self.list.chosen.connect(presenter.chosen)
        self.one.left.connect(presenter.back)
        self.one.save_wanted.connect(presenter.story_wanted)

    def show_list(self, content: CaseListContent) -> None:
        """Show the list."""
        self.list.show_content(content)
        self.turn_to(self.list)

    def show_case(self, content: CaseStoryContent) -> None:
        """Show one case."""
        self.one.show_content(content)
        self.turn_to(self.one)

    def ask_file(self, suggested: str) -> Path | None:
        """Ask where a file goes."""
        chosen, _ = QFileDialog.getSaveFileName(self, suggested, suggested)
        return Path(chosen) if chosen else None
