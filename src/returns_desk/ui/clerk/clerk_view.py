"""What the presenter's side needs of the clerk's window; the real one is view.py.

Owns the protocol alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from returns_desk.ui.clerk import contents
    from returns_desk.ui.clerk.papers_shapes import PapersPageContent
    from returns_desk.ui.clerk.promise_shapes import PromisePageContent, PromisesPageContent
    from returns_desk.ui.clerk.proof_shapes import ProofContent
    from returns_desk.ui.kit.contents import ApprovalContent


class ClerkView(Protocol):
    """What the window can show; each call replaces what that part showed before."""

    def show_header(self, content: contents.HeaderContent) -> None:
        """Show the header but for its clock."""
        ...

    def show_clock(self, content: contents.PillContent) -> None:
        """Show the running clock."""
        ...

    def show_scan(self, content: contents.ScanContent) -> None:
        """Show what the scan field waits for."""
        ...

    def show_banner(self, content: contents.BannerContent | None) -> None:
        """Show one sentence, or none."""
        ...

    def show_footer(self, content: contents.FooterContent) -> None:
        """Show what is chosen and the next step."""
        ...

    def show_tiles(self, content: contents.TilesContent) -> None:
        """Show a page of tiles."""
        ...

    def show_board(
        self,
        receipts: contents.ReceiptsContent,
        page: contents.BoardPageContent,
        side: contents.HelpContent,
        approval: ApprovalContent | None,
    ) -> None:
        """Show the board of a case."""
        ...

    def show_payout(
        self,
        receipts: contents.ReceiptsContent,
        payout: contents.PayoutContent,
        side: contents.HelpContent,
    ) -> None:
        """Show the booking of a case."""
        ...

    def show_slip(self, content: contents.SlipPageContent) -> None:
        """Show the slip."""
        ...

    def show_printer(self, content: contents.PrinterContent | None) -> None:
        """Show what the printer does beside the slip, whether it is in sight or not."""
        ...

    def show_key_in(self, content: contents.KeyInLabels) -> None:
        """Show the form for a receipt from paper."""
        ...

    def show_proof(self, content: ProofContent) -> None:
        """Show the ladder of proof."""
        ...

    def show_keys(self, content: contents.KeysContent) -> None:
        """Show all keys."""
        ...

    def show_choice(self, content: contents.ChoiceContent) -> None:
        """Show one question."""
        ...

    def show_promise(self, content: PromisePageContent) -> None:
        """Show the page on which a promise is made."""
        ...

    def show_promises(self, content: PromisesPageContent) -> None:
        """Show what was promised."""
        ...

    def show_papers(self, content: PapersPageContent) -> None:
        """Show the papers of a case, or one of them."""
        ...

    def show_file(self, evidence: str, content: bytes) -> None:
        """Show what is in a paper's file where it is in sight; it lives in memory alone."""
        ...

    def confirm(self) -> None:
        """Do the next step of what is in sight, as Enter does."""
        ...

    def point_at(self, field_name: str) -> None:
        """Put the keyboard where something is to be typed."""
        ...

    def unfold(self, line: str, part: str) -> None:
        """Show all choices of a line."""
        ...
