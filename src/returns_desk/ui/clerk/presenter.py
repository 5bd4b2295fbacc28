"""The clerk's presenter: what is done at the window becomes one command of the counter.

Owns what each scan, key and touch means here. Plain Python: it knows no widget, and every command
runs on the one worker, so that the window never waits.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import LegPhase, Prompt, Stage
from returns_desk.application.payout_proofs import CASH, Proof
from returns_desk.ui.clerk import page_contents as pages
from returns_desk.ui.clerk.approval_contents import decided
from returns_desk.ui.clerk.board_actions import BoardActions
from returns_desk.ui.clerk.chrome_actions import ChromeActions
from returns_desk.ui.clerk.chrome_contents import MAY_LEAVE
from returns_desk.ui.clerk.disposal_actions import DisposalActions
from returns_desk.ui.clerk.driver import Driver
from returns_desk.ui.clerk.key_in_actions import KeyInActions
from returns_desk.ui.clerk.notice_contents import KEY_IN, NO_RECEIPT, RETRY
from returns_desk.ui.clerk.other_ways_actions import OtherWaysActions
from returns_desk.ui.clerk.papers_contents import ONE_PAPER, PAPERS_SEEN
from returns_desk.ui.clerk.parked_actions import ParkedActions
from returns_desk.ui.clerk.parked_contents import PARKED, TAKE_UP
from returns_desk.ui.clerk.payout_contents import present_leg
from returns_desk.ui.clerk.printer_contents import PRINT_AGAIN, TRY_PRINTER
from returns_desk.ui.clerk.promise_actions import PromiseActions
from returns_desk.ui.clerk.proof_actions import ProofActions
from returns_desk.ui.clerk.scanned_actions import ScannedActions
from returns_desk.ui.clerk.slip_actions import SlipActions
from returns_desk.ui.clerk.till_contents import TILL
from returns_desk.ui.clerk.void_contents import VOID_TILES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.application.desk import Desk
    from returns_desk.application.desk_state import CaseState, DeskState
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.clerk.clerk_view import ClerkView
    from returns_desk.ui.clerk.driver import Surroundings, TaskRunner
    from returns_desk.ui.clerk.rendering import Overlay, WindowSettings
    from returns_desk.ui.kit.wording import Words

NEXT: Final = "next"
_BEHIND: Final[Mapping[Overlay, Overlay]] = {ONE_PAPER: PAPERS_SEEN}
_SECRETS: Final = frozenset({Prompt.APPROVER, Prompt.APPROVER_PIN})


class ClerkPresenter:
    """Everything that can be done at the clerk's window.

    Attributes:
        board: the board's part. words: answers the words of the language on screen.
        proof: the part of receipts that are not there.
        parked, promises: the parts of customers who wait, and of what was promised.
        key_in: the part of receipts from paper.
        other_ways: the part of new goods and typed prices.
    """

    def __init__(
        self,
        view: ClerkView,
        desk: Desk,
        tasks: TaskRunner,
        surroundings: Surroundings,
        settings: WindowSettings,
    ) -> None:
        """Begin with the counter as it is; `start` shows it."""
        self._driver = Driver(view, desk, tasks, surroundings, settings)
        self.board = BoardActions(self._driver)
        self.words: Callable[[], Words] = lambda: self._driver.words
        self.proof = ProofActions(self._driver)
        self.parked = ParkedActions(self._driver)
        self.promises = PromiseActions(self._driver)
        self.other_ways = OtherWaysActions(self._driver)
        self.key_in = KeyInActions(self._driver)
        self.chrome = ChromeActions(self._driver)
        self._by_scanner = ScannedActions(view, self)
        self._slip = SlipActions(self._driver)
        self._places = DisposalActions(self._driver)

    @property
    def state(self) -> DeskState:
        """The snapshot on screen."""
        return self._driver.state

    def start(self, language: str = "") -> None:
        """Show the window, and look for cases that were not finished."""
        if language in self._driver.around.languages():
            self._driver.speak(language)
        self._driver.show()
        self._driver.do(self._driver.desk.resume)

    def shown_to(self, follower: Callable[[DeskState], None]) -> None:
        """Tell one more follower each snapshot that is shown from now on."""
        self._driver.told.append(follower)

    def tick(self) -> None:
        """Show how long it has been, and what waits for a person; once a second."""
        self.chrome.tick()

    def saving(self, *, is_saving: bool) -> None:
        """The disk takes its time, or has done with it; the window goes on meanwhile."""
        self._driver.show_saving(is_saving=is_saving)

    def printer_changed(self) -> None:
        """The slip printer has news."""
        self._driver.show_printer()

    def slip_language_chosen(self, language: str) -> None:
        """Write this customer's slip in another language."""
        self._driver.do(partial(self._driver.desk.set_slip_language, language))

    def went_wrong(self, fault: ReturnsError) -> None:
        """Keep a report of a fault of the window itself, and say so; show nothing else anew."""
        self._driver.report(fault)

    # what is scanned, typed and confirmed
    def scanned(self, text: str) -> None:
        """Take a scan, a typed text, a PIN, or a barcode that stands for a key."""
        if self._by_scanner.carried_out(text) or self._slip.secret_given(text):
            return
        if self.state.prompt in _SECRETS and self.state.case is not None:
            self._decide(text)
        elif not self.other_ways.typed(text):
            self._driver.do(partial(self._driver.desk.scan, text))

    def confirmed(self) -> None:
        """Enter: the next step, whatever it is here; nothing while one is under way."""
        driver, state = self._driver, self.state
        if driver.is_pending():
            return
        if driver.local.overlay:
            self._confirm_overlay()
        elif state.stage is Stage.SLIP:
            driver.do(driver.desk.next_customer)
        elif self._slip.is_undoing():
            self._slip.confirmed()
        elif state.stage is Stage.BOOKING and state.case is not None:
            self._confirm_leg(state.case)
        elif state.case is not None and state.case.can_confirm:
            driver.do(driver.desk.confirm)

    def number_pressed(self, number: int) -> None:
        """A lone digit: a parked customer while their list is open, else an option."""
        if self._driver.local.overlay == PARKED:
            self.parked.number_pressed(number)
        elif not self.promises.is_open():
            self.board.digit_chosen(number)

    def acted(self, code: str) -> None:
        """Do what a button, a key or a banner names."""
        driver = self._driver
        actions: dict[str, Callable[[], None]] = {
            "back": self._back,
            "undo": self._slip.take_back if self._slip.is_at_rest() else self._back,
            "keys": partial(self._toggle, "keys"),
            "leave": partial(self._toggle, "leave"),
            "language": self.chrome.next_language,
            "manager": self.chrome.call_manager,
            "lock": partial(driver.do, driver.desk.lock),
            "idle": self._idle,
            "change_rest": partial(driver.do, driver.desk.change_rest),
            NO_RECEIPT: self.proof.opened,
            KEY_IN: self.key_in.begin,
            NEXT: partial(driver.do, driver.desk.next_customer),
            RETRY: driver.do_again,
            PRINT_AGAIN: self.chrome.print_again,
            TRY_PRINTER: partial(driver.do, driver.desk.try_printer),
            **self._places.actions(),
            TILL: self.chrome.say_till,
            **self._slip.actions,
            "review": self.chrome.open_review,
            **self.parked.actions,
            **self.promises.actions,
        }
        actions[code]()

    def answered(self, *, yes: bool) -> None:
        """Plus or minus: to what the slip asks, else to the marked option's question."""
        if not self._slip.answered(yes=yes):
            self.board.condition_answered(yes=yes)

    def tile_touched(self, code: str) -> None:
        """A person, an open case, or a receipt to try."""
        desk = self._driver.desk
        if code.startswith(pages.PERSON):
            self._driver.do(partial(desk.choose_operator, code.removeprefix(pages.PERSON)))
        elif code.startswith(pages.RESUME):
            self._driver.do(partial(desk.resume_case, code.removeprefix(pages.RESUME)))
        elif code.startswith(VOID_TILES):
            self._slip.tile_touched(code)
        elif code.startswith(TAKE_UP):
            self.parked.touched(code)
        elif code == pages.TRAINING:
            self._driver.open_training()
        elif not self.other_ways.tile_touched(code):
            self._driver.do(partial(desk.scan, code.removeprefix(pages.SAMPLE)))

    def guidance_opened(self, index: int) -> None:
        """Open another step of the words that help."""
        self._driver.local.opened_step = index
        self._driver.show()

    # a person with authority
    def approver_chosen(self, operator_id: str) -> None:
        """Say who of several decides."""
        self._driver.do(partial(self._driver.desk.choose_approver, operator_id))

    def decision_touched(self, part: str, code: str) -> None:
        """Mark a reason, or an alternative; the PIN then decides."""
        local = self._driver.local
        if part == "reason":
            local.decision = replace(local.decision, reason=code, alternative="")
        elif part == "alternative":
            is_on = local.decision.alternative == code
            local.decision = replace(local.decision, alternative="" if is_on else code)
        else:
            local.decision = replace(local.decision, decline_reason=code)
        self._driver.show()

    # the payout
    def leg_confirmed(self, leg: str, reference: str) -> None:
        """The money of a leg went."""
        if self._slip.leg_confirmed(reference):
            return
        if self.state.stage is Stage.IN_DOUBT:
            desk = self._driver.desk
            self._driver.do(partial(desk.settle_leg, int(leg), happened=True, reference=reference))
        elif self.state.case is not None:
            self._confirm_leg(self.state.case)

    def leg_failed(self, leg: str) -> None:
        """The money of a leg did not go; say why, unless it was in doubt."""
        if self._slip.leg_failed():
            return
        if self.state.stage is Stage.IN_DOUBT:
            self._driver.do(partial(self._driver.desk.settle_leg, int(leg), happened=False))
            return
        self._driver.local.overlay = "failure"
        self._driver.show()

    def choice_made(self, code: str) -> None:
        """Answer the question that stands over the board."""
        if self._places.took(code):
            return
        overlay, self._driver.local.overlay = self._driver.local.overlay, ""
        case = self.state.case
        leg = present_leg(case.legs) if case is not None else None
        if overlay == "leave":
            self._driver.do(partial(self._driver.desk.leave, code))
        elif overlay == "failure" and not self._slip.failure_chosen(code) and leg is not None:
            self._driver.do(partial(self._driver.desk.fail_leg, leg.leg, code))

    def _decide(self, secret: str) -> None:
        driver = self._driver
        driver.do(decided(driver.desk, self.state, driver.local.decision, secret))

    def _confirm_leg(self, case: CaseState) -> None:
        desk, leg = self._driver.desk, present_leg(case.legs)
        if leg is None:
            return
        if leg.phase is not LegPhase.BEGUN:
            self._driver.do(partial(desk.begin_leg, leg.leg))
        elif leg.proof is not Proof.REFERENCE:
            counted = leg.pays if leg.means == CASH else None
            self._driver.do(partial(desk.book_leg, leg.leg, counted=counted))

    def _confirm_overlay(self) -> None:
        if self._driver.local.overlay == "leave":
            self.choice_made("did_not_say")
        elif self._driver.local.overlay in {"keys", ONE_PAPER, PAPERS_SEEN}:
            self._back()
        elif self._driver.local.overlay == PARKED:
            self.parked.confirmed()
        elif self._places.is_asking():
            self._places.confirmed()

    def _toggle(self, overlay: Overlay) -> None:
        local = self._driver.local
        if overlay == "leave" and self.state.stage not in MAY_LEAVE:
            return
        local.overlay = "" if local.overlay == overlay else overlay
        self._driver.show()

    def _back(self) -> None:
        local = self._driver.local
        if local.overlay or local.shows_more_asks:
            local.overlay, local.shows_more_asks = _BEHIND.get(local.overlay, ""), False
            self._driver.show()
        else:
            self._driver.do(self._driver.desk.back)

    def _idle(self) -> None:
        if self.state.stage is not Stage.SIGNED_OUT and not self._driver.is_pending():
            self._driver.do(self._driver.desk.idle)
