"""From a snapshot of the counter to what each part of the window shows.

Owns which page belongs to which stage. Plain Python: it feeds a view and asks nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from returns_desk.application.desk_state import Stage
from returns_desk.application.ports import PrinterState
from returns_desk.ui.clerk import page_contents as pages
from returns_desk.ui.clerk.approval_contents import Decision, approval_of
from returns_desk.ui.clerk.board_contents import board_page
from returns_desk.ui.clerk.chrome_contents import footer_of, header_of, scan_of
from returns_desk.ui.clerk.contents import PillContent
from returns_desk.ui.clerk.disposal_contents import (
    FOR_ALL,
    FOR_EACH,
    places_footer,
    places_of,
    places_page,
)
from returns_desk.ui.clerk.goodwill_contents import amount_page
from returns_desk.ui.clerk.help_contents import help_of
from returns_desk.ui.clerk.more_contents import more_of
from returns_desk.ui.clerk.new_goods_contents import to_ring_up
from returns_desk.ui.clerk.notice_contents import notice_banner
from returns_desk.ui.clerk.option_contents import Speaker
from returns_desk.ui.clerk.papers_contents import (
    OF_PAPERS,
    PapersDraft,
    papers_footer,
    papers_page,
)
from returns_desk.ui.clerk.parcel_contents import slip_lines
from returns_desk.ui.clerk.parked_contents import PARKED, parked_page, with_way_back
from returns_desk.ui.clerk.payout_contents import payout_of
from returns_desk.ui.clerk.printer_contents import printer_of, slip_languages
from returns_desk.ui.clerk.promise_contents import (
    PROMISE,
    PROMISES,
    PromiseDraft,
    promise_footer,
    promise_page,
    promises_page,
)
from returns_desk.ui.clerk.proof_contents import proof_footer, proof_page
from returns_desk.ui.clerk.receipt_contents import receipts_of
from returns_desk.ui.clerk.slip_contents import no_picture, slip_page
from returns_desk.ui.clerk.ticket_contents import ticket_of
from returns_desk.ui.clerk.void_contents import (
    deciding_page,
    undo_failure_page,
    undoing_page,
)
from returns_desk.ui.kit.dates import running_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from returns_desk.application.desk_state import DeskState
    from returns_desk.application.slips import Slip
    from returns_desk.domain.disposal import GoodsPlace
    from returns_desk.ui.clerk import contents
    from returns_desk.ui.clerk.chrome_contents import Place
    from returns_desk.ui.clerk.clerk_view import ClerkView
    from returns_desk.ui.kit.wording import Words

_WITHOUT_CLOCK: Final = frozenset({Stage.SLIP, Stage.VOID_APPROVAL, Stage.UNDOING})
_WITH_WAY_BACK: Final = frozenset({PARKED, PROMISE, PROMISES, *OF_PAPERS})
Overlay = Literal[
    "",
    "keys",
    "leave",
    "failure",
    "paper",
    "papers",
    "parked",
    "places",
    "places_each",
    "promise",
    "promises",
]


@dataclass(slots=True)
class LocalState:
    """What only this window knows: what is unfolded, touched and not yet said to the counter."""

    overlay: Overlay = ""
    decision: Decision = field(default_factory=Decision)
    shows_more_asks: bool = False
    opened_step: int | None = None
    marked: str | None = None
    """The option whose question plus and minus answer."""
    wanted: str | None = None
    """The option that was asked for or chosen, and waits for answers."""
    banner: contents.BannerContent | None = None
    saved_slip: str = ""
    kept_slip: str = ""
    """Barcode and length of the slip that was saved; a promise makes it longer."""
    void_reason: str = ""
    """Why a return is taken back, as it was touched."""
    wanted_parked: str = ""
    """The parked case that goes on once the one at hand is parked."""
    placing: Mapping[tuple[str, int], GoodsPlace] = field(default_factory=dict)
    """Places chosen one by one, until all goods have theirs."""
    promise: PromiseDraft = field(default_factory=PromiseDraft)
    """What is marked on the page of a promise."""
    papers: PapersDraft = field(default_factory=PapersDraft)
    """What is marked on the page of papers."""
    saved_labels: bool = False
    proof_is_edited: bool = False
    """Whether something was typed on the ladder of proof that was not looked for yet."""
    printer: PrinterState = field(default_factory=PrinterState)


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """What the window is told about shop and counter when it opens."""

    place: Place
    currency: str
    barcode: Callable[[str], bytes]
    approval_minutes: int = 30
    target_seconds: int = 180
    slip_languages: tuple[str, ...] = ("en",)
    """What slips can be written in, which may be more than the window speaks."""
    welcome: pages.Welcome = field(default_factory=pages.Welcome)
    qr_code: Callable[[str], bytes] = no_picture


class Renderer:
    """Shows snapshots on a view."""

    def __init__(self, view: ClerkView, settings: WindowSettings) -> None:
        self._view = view
        self._settings = settings

    def show(self, words: Words, state: DeskState, local: LocalState) -> None:
        """Show a snapshot whole."""
        self.show_header(words, state, local)
        scan = scan_of(words, state, local.decision)
        self._view.show_scan(
            with_way_back(words, scan) if local.overlay in _WITH_WAY_BACK else scan
        )
        self._view.show_banner(self._banner(words, state, local))
        self.show_footer(words, state, local)
        if not self._show_overlay(words, state, local):
            self._show_page(words, state, local)

    def show_footer(
        self, words: Words, state: DeskState, local: LocalState, *, is_saving: bool = False
    ) -> None:
        """Show the next step, or that the last one is still being written."""
        if state.stage is Stage.PROOF:
            footer = proof_footer(words, state, is_edited=local.proof_is_edited)
        else:
            footer = footer_of(words, state)
        if local.overlay in {FOR_ALL, FOR_EACH} and state.case and state.case.places:
            goods, overlay = state.case.places.goods, local.overlay
            footer = places_footer(words, footer, goods, local.placing, overlay)
        if local.overlay in OF_PAPERS:
            footer = papers_footer(words, state, local.overlay)
        if local.overlay == PROMISE:
            footer = promise_footer(words, local.promise)
        if is_saving:
            footer = replace(footer, confirm="busy", confirm_text=words.text("Saving…"))
        self._view.show_footer(footer)

    def show_printer(self, words: Words, state: DeskState, local: LocalState) -> None:
        """Show what the slip printer does now; nothing else moves."""
        self.show_header(words, state, local)
        is_sent = state.case is not None and state.case.slip_sent
        self._view.show_printer(printer_of(words, local.printer, is_sent=is_sent))

    def show_header(self, words: Words, state: DeskState, local: LocalState) -> None:
        """Show what the counter says of itself above every page."""
        self._view.show_header(header_of(words, self._settings.place, state, local.printer))

    def show_clock(self, words: Words, state: DeskState, now: datetime) -> None:
        """Show how long the case has been running; nothing without one."""
        if state.case is None or state.stage in _WITHOUT_CLOCK:
            self._view.show_clock(PillContent())
            return
        seconds = int((now - state.case.opened_at).total_seconds())
        running = running_text(seconds)
        if seconds > self._settings.target_seconds:
            said = words.text("{time} – longer than we want", time=running)
            self._view.show_clock(PillContent(said, "clock", "attention"))
            return
        self._view.show_clock(PillContent(running, "clock"))

    def _banner(
        self, words: Words, state: DeskState, local: LocalState
    ) -> contents.BannerContent | None:
        if local.banner is not None:
            return local.banner
        if state.notice is None:
            return None
        return notice_banner(words, state.notice, state.case)

    def _show_overlay(self, words: Words, state: DeskState, local: LocalState) -> bool:
        if local.overlay == "keys":
            self._view.show_keys(pages.keys_page(words))
        elif local.overlay == "leave":
            self._view.show_choice(pages.leave_page(words))
        elif local.overlay in OF_PAPERS:
            self._view.show_papers(papers_page(words, state, local.papers, local.overlay))
        elif local.overlay == "failure":
            undo = undo_failure_page(words) if state.stage is Stage.UNDOING else None
            self._view.show_choice(undo or pages.failure_page(words))
        elif local.overlay == PROMISE:
            known = state.promises.known_contact(local.promise.channel)
            self._view.show_promise(promise_page(words, local.promise, known))
        elif local.overlay == PROMISES:
            self._view.show_promises(promises_page(words, state))
        elif local.overlay == PARKED:
            self._view.show_tiles(parked_page(words, state, local.wanted_parked))
        elif local.overlay in {FOR_ALL, FOR_EACH} and state.case and state.case.places:
            goods = state.case.places.goods
            self._view.show_choice(places_page(words, local.overlay, goods, local.placing))
        return bool(local.overlay)

    def _show_page(self, words: Words, state: DeskState, local: LocalState) -> None:
        if state.stage is Stage.KEY_IN:
            self._view.show_key_in(pages.key_in_page(words, state.keying_in or ""))
        elif state.stage is Stage.SIGNED_OUT:
            self._view.show_tiles(pages.sign_in_page(words, state, self._settings.welcome))
        elif state.stage is Stage.PROOF:
            currency = self._settings.currency
            self._view.show_proof(proof_page(words, state, currency, local.opened_step))
        elif state.case is None:
            self._view.show_tiles(pages.waiting_page(words, state, self._settings.welcome))
        else:
            self._show_case(Speaker(state.case, words), state.stage, local)

    def _show_case(self, speaker: Speaker, stage: Stage, local: LocalState) -> None:
        slip = speaker.case.slip
        if stage is Stage.SLIP and slip is not None:
            self._show_slip(speaker, slip, local)
            return
        void = speaker.case.void
        if stage is Stage.VOID_APPROVAL and void is not None:
            self._view.show_tiles(deciding_page(speaker, void, local.void_reason))
            return
        side = help_of(speaker, stage, local.opened_step)
        if stage is Stage.UNDOING and void is not None:
            receipts = receipts_of(speaker, may_change=False)
            self._view.show_payout(receipts, undoing_page(speaker, void), side)
            return
        if stage in {Stage.BOOKING, Stage.IN_DOUBT, Stage.SLIP}:
            receipts = receipts_of(speaker, may_change=False)
            self._view.show_payout(receipts, payout_of(speaker), side)
            return
        approval = None
        if stage is Stage.APPROVAL:
            approval = approval_of(speaker, local.decision, self._settings.approval_minutes)
        if speaker.case.other_ways.goodwill_most:
            self._view.show_tiles(amount_page(speaker))
            return
        receipts = receipts_of(speaker, may_change=True)
        page = board_page(speaker, shows_more=local.shows_more_asks)
        self._view.show_board(receipts, page, side, approval)

    def _show_slip(self, speaker: Speaker, slip: Slip, local: LocalState) -> None:
        words, is_sent = speaker.words, speaker.case.slip_sent
        picture = self._settings.barcode(slip.barcode)
        qr_code = self._settings.qr_code
        page = slip_page(words, slip, picture, local.saved_slip, qr_code)
        chips = slip_languages(self._settings.slip_languages, slip.language)
        printer = printer_of(words, local.printer, is_sent=is_sent)
        lines = slip_lines(words, speaker.case, page.lines)
        lines = (*to_ring_up(words, speaker.case), *lines)
        more = more_of(words, speaker.case.void)
        places = places_of(words, speaker.case.places)
        page = replace(page, ticket=ticket_of(words, speaker.case))
        self._view.show_slip(
            replace(page, printer=printer, languages=chips, lines=lines, more=more, places=places)
        )
