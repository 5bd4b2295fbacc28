"""A window that remembers what it was shown, and hands that run jobs when they are told to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fakes import FakeClock, PlainWords
from returns_desk.application.ports import PrinterState
from returns_desk.domain.errors import ReturnsError
from returns_desk.ui.clerk.chrome_contents import Place
from returns_desk.ui.clerk.rendering import WindowSettings
from returns_desk.ui.kit.wording import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from returns_desk.application.slips import Slip
    from returns_desk.ui.clerk import contents
    from returns_desk.ui.clerk.papers_shapes import PapersPageContent
    from returns_desk.ui.clerk.promise_shapes import PromisePageContent, PromisesPageContent
    from returns_desk.ui.clerk.proof_shapes import ProofContent
    from returns_desk.ui.kit.contents import ApprovalContent


class English:
    """Sentences as they stand in the source."""

    def text(self, msgid: str, **fields: object) -> str:
        """Fill in the fields."""
        return msgid.format(**fields) if fields else msgid

    def plural(self, singular: str, plural: str, count: int, **fields: object) -> str:
        """Choose by English rules."""
        return (singular if count == 1 else plural).format(count=count, **fields)


@dataclass
class FakeView:
    """What the window shows now, by the name of the part."""

    shown: dict[str, Any] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    pointed: list[str] = field(default_factory=list)
    unfolded: list[tuple[str, str]] = field(default_factory=list)
    confirmed: int = 0

    def show_header(self, content: contents.HeaderContent) -> None:
        self.shown["header"] = content

    def show_clock(self, content: contents.PillContent) -> None:
        self.shown["clock"] = content

    def show_scan(self, content: contents.ScanContent) -> None:
        self.shown["scan"] = content

    def show_banner(self, content: contents.BannerContent | None) -> None:
        self.shown["banner"] = content

    def show_footer(self, content: contents.FooterContent) -> None:
        self.shown["footer"] = content

    def show_tiles(self, content: contents.TilesContent) -> None:
        self._page("tiles", content)

    def show_board(
        self,
        receipts: contents.ReceiptsContent,
        page: contents.BoardPageContent,
        side: contents.HelpContent,
        approval: ApprovalContent | None,
    ) -> None:
        self._page("board", (receipts, page, side, approval))

    def show_payout(
        self,
        receipts: contents.ReceiptsContent,
        payout: contents.PayoutContent,
        side: contents.HelpContent,
    ) -> None:
        self._page("payout", (receipts, payout, side))

    def show_slip(self, content: contents.SlipPageContent) -> None:
        self._page("slip", content)

    def show_printer(self, content: contents.PrinterContent | None) -> None:
        self.shown["printer"] = content

    def show_key_in(self, content: contents.KeyInLabels) -> None:
        self._page("key_in", content)

    def show_proof(self, content: ProofContent) -> None:
        self._page("proof", content)

    def show_keys(self, content: contents.KeysContent) -> None:
        self._page("keys", content)

    def show_choice(self, content: contents.ChoiceContent) -> None:
        self._page("choice", content)

    def show_promise(self, content: PromisePageContent) -> None:
        self._page("promise", content)

    def show_promises(self, content: PromisesPageContent) -> None:
        self._page("promises", content)

    def show_papers(self, content: PapersPageContent) -> None:
        self._page("papers", content)

    def show_file(self, evidence: str, content: bytes) -> None:
        self.shown[f"picture {evidence}"] = content

    def confirm(self) -> None:
        self.confirmed += 1

    def point_at(self, field_name: str) -> None:
        self.pointed.append(field_name)

    def unfold(self, line: str, part: str) -> None:
        self.unfolded.append((line, part))

    def _page(self, name: str, content: object) -> None:
        self.pages.append(name)
        self.shown["page"] = content

    @property
    def sentence(self) -> str:
        """What the banner says."""
        banner = self.shown.get("banner")
        return f"{banner.lead} {banner.sentence}".strip() if banner else ""


@dataclass
class Waiting:
    """A job that was asked for."""

    job: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_failed: Callable[[ReturnsError], None]


class FakeTasks:
    """Runs jobs at once, or one by one when `holds` is set."""

    def __init__(self) -> None:
        self.holds = False
        self.waiting: list[Waiting] = []
        self.fails_with: list[ReturnsError] = []

    def run(
        self,
        job: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[ReturnsError], None],
    ) -> int:
        """Take a job."""
        self.waiting.append(Waiting(job, on_done, on_failed))
        if not self.holds:
            self.run_next()
        return len(self.waiting)

    def run_next(self) -> None:
        """Run the oldest job, and call back."""
        next_one = self.waiting.pop(0)
        if self.fails_with:
            next_one.on_failed(self.fails_with.pop(0))
            return
        try:
            result = next_one.job()
        except ReturnsError as error:
            next_one.on_failed(error)
            return
        next_one.on_done(result)


class FakeSurroundings:
    """English, a clock that stands, slips and reports in lists."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.slips: list[Slip] = []
        self.calendars: list[str] = []
        self.reports: list[ReturnsError] = []
        self.slip_fault: ReturnsError | None = None
        self.printer = PrinterState()
        self.spoken: tuple[str, ...] = ("en", "et")

    def now(self) -> datetime:
        """The clock's moment."""
        return self.clock.now()

    def words(self, language: str) -> Words:
        """English, whatever is asked for."""
        return Words(language, English())

    def languages(self) -> tuple[str, ...]:
        """Two languages, where a test sets no others."""
        return self.spoken

    def keep_slip(self, slip: Slip) -> str:
        """Remember the slip."""
        if self.slip_fault is not None:
            raise self.slip_fault
        self.slips.append(slip)
        return "slips/1.pdf"

    def keep_calendar(self, text: str) -> str:
        """Remember the calendar file."""
        if self.slip_fault is not None:
            raise self.slip_fault
        self.calendars.append(text)
        return "calendar/1.ics"

    def printer_state(self) -> PrinterState:
        """As the test set it."""
        return self.printer

    def report(self, error: ReturnsError) -> None:
        """Remember the fault."""
        self.reports.append(error)


def settings() -> WindowSettings:
    """A counter of the shop in the fakes."""
    return WindowSettings(Place("Northside Home", "3141", "07"), "USD", lambda _: b"")


__all__ = ["English", "FakeSurroundings", "FakeTasks", "FakeView", "PlainWords", "settings"]
