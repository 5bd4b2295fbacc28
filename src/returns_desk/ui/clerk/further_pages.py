"""Owns the pages that stand over a case: promises and papers.

A part of the window without decisions, in a file of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.ui.clerk.papers_page import PapersPage
from returns_desk.ui.clerk.promise_page import PromisePage
from returns_desk.ui.clerk.promises_page import PromisesPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from returns_desk.ui.clerk.papers_shapes import PapersPageContent
    from returns_desk.ui.clerk.promise_shapes import PromisePageContent, PromisesPageContent


class FurtherPages:
    """The window's part of them; the window makes them, and turns to one."""

    promise: PromisePage
    promises: PromisesPage
    papers: PapersPage
    _turn_to: Callable[[QWidget], None]

    def show_promise(self, content: PromisePageContent) -> None:
        """Show the page on which a promise is made."""
        self.promise.show_content(content)
        self._turn_to(self.promise)

    def show_promises(self, content: PromisesPageContent) -> None:
        """Show what was promised."""
        self.promises.show_content(content)
        self._turn_to(self.promises)

    def show_papers(self, content: PapersPageContent) -> None:
        """Show the papers of a case, or one of them."""
        self._turn_to(self.papers)
        self.papers.show_content(content)

    def show_file(self, evidence: str, content: bytes) -> None:
        """Show what is in a paper's file where it is in sight."""
        self.papers.show_file(evidence, content)

    def make_further_pages(self) -> tuple[QWidget, ...]:
        """Make them; the window takes each into its stack."""
        self.promise, self.promises = PromisePage(), PromisesPage()
        self.papers = PapersPage()
        return (self.promise, self.promises, self.papers)
