"""Owns which signal of the window becomes which call of the presenter.

Decides nothing: a view tells what was done, the presenter knows what it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from returns_desk.ui.clerk.presenter import ClerkPresenter
    from returns_desk.ui.clerk.view import ClerkWindow


class Wiring(QObject):
    """Connects a window with its presenter; lives as long as the window."""

    def __init__(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        super().__init__(window)
        self._presenter = presenter
        self._connect_scan(window, presenter)
        self._connect_board(window, presenter)
        self._connect_sides(window, presenter)
        self._connect_pages(window, presenter)
        self._connect_proof(window, presenter)
        self._connect_promises(window, presenter)
        self._connect_papers(window, presenter)

    def go_back(self) -> None:
        """One step back."""
        self._presenter.acted("back")

    def undo(self) -> None:
        """Undo what was done last here."""
        self._presenter.acted("undo")

    def tick(self) -> None:
        """Once a second."""
        self._presenter.tick()

    def lock(self) -> None:
        """Nobody did anything for a while."""
        self._presenter.acted("idle")

    def _connect_scan(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        window.scan.scanned.connect(presenter.scanned)
        window.scan.digit_chosen.connect(presenter.number_pressed)
        window.scan.condition_answered.connect(self._answer_marked)
        window.scan.confirm_requested.connect(window.confirm)
        window.scan.back_requested.connect(self.go_back)
        window.scan.undo_requested.connect(self.undo)
        for part in (window.scan_row, window.header, window.footer):
            part.acted.connect(presenter.acted)
        window.footer.confirmed.connect(window.confirm)

    def _connect_board(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        page = window.case_page
        page.board_column.chips.touched.connect(presenter.board.chip_asked)
        page.board.chosen.connect(presenter.board.option_chosen)
        page.board.asked.connect(presenter.board.option_asked)
        page.board.answered.connect(self._answer)
        page.receipts.quantity_changed.connect(presenter.board.quantity_changed)
        page.receipts.selected_changed.connect(self._select_line)
        page.receipts.reason_chosen.connect(presenter.board.reason_chosen)
        page.receipts.condition_chosen.connect(presenter.board.condition_chosen)

    def _connect_sides(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        page = window.case_page
        for side in (page.side, page.side_over_receipts):
            side.step_opened.connect(presenter.guidance_opened)
        page.approval.person_chosen.connect(presenter.approver_chosen)
        page.approval.touched.connect(presenter.decision_touched)
        page.payout.confirmed.connect(presenter.leg_confirmed)
        page.payout.failed.connect(presenter.leg_failed)

    def _connect_pages(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        window.tiles.touched.connect(presenter.tile_touched)
        window.tiles.digit_touched.connect(window.scan.insert)
        window.tiles.back_touched.connect(window.scan.backspace)
        window.tiles.enter_touched.connect(window.scan.finish)
        window.key_in.submitted.connect(presenter.key_in.submitted)
        window.choice_page.chosen.connect(presenter.choice_made)
        window.choice_page.left.connect(self.go_back)
        window.keys_page.closed.connect(self.go_back)
        window.slip_page.acted.connect(presenter.acted)
        window.slip_page.language_chosen.connect(presenter.slip_language_chosen)

    def _connect_promises(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        window.promise.chosen.connect(presenter.promises.chosen)
        window.promise.made.connect(presenter.promises.made)
        window.promises.acted.connect(presenter.promises.acted)

    def _connect_papers(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        page, papers = window.papers, presenter.other_ways.papers
        page.kind_chosen.connect(papers.kind_chosen)
        page.seen.connect(papers.seen)
        page.given.connect(papers.given)
        page.acted.connect(papers.acted)
        page.undone.connect(papers.undone)
        page.noted.connect(papers.noted)

    def _connect_proof(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        page, proof = window.proof, presenter.proof
        page.rung_touched.connect(proof.rung_chosen)
        page.entered.connect(proof.entered)
        page.edited.connect(proof.edited)
        page.taken.connect(proof.taken)
        for side in (page.side, page.side_over_ladder):
            side.step_opened.connect(presenter.guidance_opened)
        page.board.chosen.connect(proof.option_chosen)
        page.board.asked.connect(proof.option_chosen)
        page.board.answered.connect(self._answer_below)
        window.case_page.receipts.acted.connect(proof.receipt_acted)

    def _answer_below(self, option_id: str, yes: bool) -> None:  # noqa: FBT001 - a slot's signature
        self._presenter.proof.option_answered(option_id, yes=yes)

    def _answer_marked(self, yes: bool) -> None:  # noqa: FBT001 - a slot's signature
        self._presenter.answered(yes=yes)

    def _answer(self, option_id: str, yes: bool) -> None:  # noqa: FBT001 - a slot's signature
        self._presenter.board.option_answered(option_id, yes=yes)

    def _select_line(self, line: str, on: bool) -> None:  # noqa: FBT001 - a slot's signature
        self._presenter.board.line_selected(line, on=on)
