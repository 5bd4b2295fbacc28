"""The counter: takes commands from one thread and answers each with a new snapshot.

Owns that a command fits the stage and is whole or not at all. It decides no money (the engine
does), shows nothing (screens do) and stores nothing but events (the journal does).
"""

from collections.abc import Callable
from decimal import Decimal

from returns_desk.application import (
    approving,
    asking,
    claiming,
    closing,
    confirming,
    paid_before,
    paying,
    printing,
    scanning,
    signing_in,
    stepping,
)
from returns_desk.application.claiming_at_hub import settle_claims
from returns_desk.application.clock_guard import first_watch, refuse_behind, standing_of
from returns_desk.application.desk_state import DeskState
from returns_desk.application.escalation_commands import EscalationCommands
from returns_desk.application.for_customer import ForCustomer
from returns_desk.application.goods_places import note_left
from returns_desk.application.handing_over import HandOverState
from returns_desk.application.hub_sending import HubState
from returns_desk.application.keeping import BackupState
from returns_desk.application.other_ways import OtherWays
from returns_desk.application.paper_receipts import PaperReceipt
from returns_desk.application.personal_data import (
    PersonalData,
    keep_personal_data,
    personal_data_of,
)
from returns_desk.application.places_commands import PlacesCommands
from returns_desk.application.promises.commands import PromiseCommands
from returns_desk.application.promises.overdue import hand_on_overdue
from returns_desk.application.services import DeskServices, ShopSettings
from returns_desk.application.session import Session, stage_of
from returns_desk.application.slips import Slip
from returns_desk.application.snapshots import desk_state
from returns_desk.application.stages import check_stage
from returns_desk.application.store_credit import VoucherReading
from returns_desk.application.tickets.commands import TicketCommands
from returns_desk.application.turn import Turn
from returns_desk.application.void_commands import VoidCommands
from returns_desk.application.voucher_redeeming import VoucherAnswer, redeem
from returns_desk.domain.board import FactValue
from returns_desk.domain.case import Condition, Missing, Reason

__all__ = ["Desk", "DeskServices", "ShopSettings"]


class Desk(
    OtherWays, VoidCommands, PlacesCommands, EscalationCommands, PromiseCommands, TicketCommands
):
    """The state of one counter. Not thread-safe: one worker thread drives it.

    Every command raises OperatorMistake, with nothing changed, where it does not fit the
    stage or what it is given can't be used; `state()` is then as before. Every command raises
    EnvironmentFault where the journal can't be written; it can then be tried again.
    """

    def __init__(self, services: DeskServices) -> None:
        """Begin signed out. `resume()` looks for cases that were not finished."""
        self._services = services
        self._session = Session(language=services.shop.store.language)
        self._watch = first_watch(services.journal)

    def kept(self) -> tuple[HandOverState, BackupState, HubState]:
        """How the till, backups and the hub have what was recorded; at once, in any thread."""
        services = self._services
        return services.hand_over.state(), services.backups.state(), services.sending.state()

    @property
    def services(self) -> DeskServices:
        """What other windows of this profile share with the counter, in the counter's worker."""
        return self._services

    @property
    def for_customer(self) -> ForCustomer:
        """What the customer's own display needs besides the snapshots."""
        return ForCustomer(self._services)

    def state(self) -> DeskState:
        """What the screens show now; changes nothing."""
        return desk_state(self._services, self._session, self._slip())

    # --- between customers

    def next_customer(self) -> DeskState:
        """Make room for the next customer (F10)."""
        return self._do("next_customer", closing.next_customer)

    def leave(self, reason: str = closing.LEAVE_REASONS[0]) -> DeskState:
        """Note that the customer left without a solution (F7, R11)."""
        return self._do("leave", lambda turn: closing.leave(turn, reason))

    def set_language(self, language: str) -> DeskState:
        """Write the slip in another language."""
        return self._do("set_language", lambda turn: turn.set(language=language))

    # --- who is there

    def choose_operator(self, operator_id: str) -> DeskState:
        """Say who is there; the PIN comes next."""
        return self._do("choose_operator", lambda t: signing_in.choose_operator(t, operator_id))

    def sign_in(self, pin: str) -> DeskState:
        """Sign in the chosen person by PIN."""
        return self._do("sign_in", lambda turn: signing_in.sign_in(turn, pin))

    def sign_in_badge(self, badge: str) -> DeskState:
        """Sign in, or take over from a colleague, by badge."""
        return self._do("sign_in_badge", lambda turn: signing_in.sign_in_badge(turn, badge))

    def lock(self) -> DeskState:
        """Sign out; an open case stays and is not visible."""
        return self._do("lock", signing_in.lock)

    def idle(self) -> DeskState:
        """Lock after idling; nothing happens where nobody is signed in."""
        return self._do("idle", stepping.idle)

    # --- what comes back

    def scan(self, text: str) -> DeskState:
        """Take whatever was scanned or typed into the scan field."""
        return self._do("scan", lambda turn: scanning.scan(turn, text))

    def pick_candidate(self, receipt: str) -> DeskState:
        """Take one of the purchases that the ladder of proof found."""
        return self._do("pick_candidate", lambda turn: scanning.pick_candidate(turn, receipt))

    def begin_key_in(self, receipt: str = "") -> DeskState:
        """Open the screen on which a paper receipt is keyed in (F3)."""
        return self._do("begin_key_in", lambda turn: scanning.begin_key_in(turn, receipt))

    def key_in_receipt(self, paper: PaperReceipt) -> DeskState:
        """Keep a paper receipt, marked so; it opens the case or is added to it."""
        return self._do("key_in_receipt", lambda turn: scanning.key_in_receipt(turn, paper))

    def set_quantity(self, receipt: str, line: int, quantity: Decimal) -> DeskState:
        """Claim that many units of a line; 0 takes the line out."""
        place = (receipt, line)
        return self._do("set_quantity", lambda t: paid_before.set_quantity(t, place, quantity))

    def set_reason(self, receipt: str, line: int, reason: Reason | None) -> DeskState:
        """Note why the goods come back; None takes it back."""
        place = (receipt, line)
        return self._do("set_reason", lambda t: claiming.set_reason(t, place, reason))

    def set_condition(self, receipt: str, line: int, condition: Condition | None) -> DeskState:
        """Note how the goods look; None takes it back."""
        place = (receipt, line)
        return self._do("set_condition", lambda t: claiming.set_condition(t, place, condition))

    def set_missing(self, receipt: str, line: int, missing: frozenset[Missing] | None) -> DeskState:
        """Note what is missing; an empty set says that nothing is, None takes it back."""
        place = (receipt, line)
        return self._do("set_missing", lambda t: claiming.set_missing(t, place, missing))

    def answer(self, fact: str, value: FactValue) -> DeskState:
        """Answer a question of the board by its fact's name; None takes the answer back."""
        return self._do("answer", lambda turn: claiming.answer(turn, fact, value))

    def keep_personal_data(self, given: PersonalData) -> DeskState:
        """Keep what the customer told of themselves, encrypted and apart from the journal."""
        return self._do("keep_personal_data", lambda turn: keep_personal_data(turn, given))

    def personal_data(self) -> PersonalData:
        """What is kept of the customer of the open case; empty where there is none."""
        record = self._session.record
        if record is None or self._session.operator is None:
            return PersonalData()
        return personal_data_of(self._services.people.get(record.case_id))

    # --- what the customer wants

    def ask_for(self, option_id: str) -> DeskState:
        """Note what the customer asks for; marked at once where it can be done at once."""
        return self._do("ask_for", lambda turn: asking.ask_for(turn, option_id))

    def choose(self, option_id: str) -> DeskState:
        """Mark an option; one that needs a manager is asked for instead."""
        return self._do("choose", lambda turn: asking.choose(turn, option_id))

    def back(self) -> DeskState:
        """One step back (Esc); nothing that was journaled is undone."""
        return self._do("back", stepping.back)

    # --- a person with authority

    def call_manager(self) -> DeskState:
        """Call a person with authority, from any screen (F8, R8)."""
        return self._do("call_manager", approving.call_manager)

    def begin_approval(self, option_id: str | None = None) -> DeskState:
        """Wait for a manager's badge or PIN for the option, else for what was asked."""
        return self._do("begin_approval", lambda turn: asking.begin_approval(turn, option_id))

    def choose_approver(self, operator_id: str) -> DeskState:
        """Say who of several will decide; the PIN comes next."""
        return self._do("choose_approver", lambda t: approving.choose_approver(t, operator_id))

    def approve(
        self,
        secret: str,
        *,
        approver: str | None = None,
        reason: str | None = None,
        seen: approving.Seen | None = None,
    ) -> DeskState:
        """Allow exactly what was asked and `seen`, by badge or PIN of a second person."""
        self._refuse_answered()
        return self._do("approve", lambda t: approving.approve(t, secret, approver, reason, seen))

    def decline(
        self,
        secret: str,
        alternative: str,
        *,
        approver: str | None = None,
        reason: str | None = None,
    ) -> DeskState:
        """Do not allow it, and offer another option in its place."""
        self._refuse_answered()
        return self._do(
            "decline",
            lambda turn: approving.decline(turn, secret, alternative, approver, reason),
        )

    # --- payout

    def confirm(self) -> DeskState:
        """Fix the marked option and begin its first leg; goods alone complete the case."""
        return self._do("confirm", confirming.confirm)

    def begin_leg(self, leg: int) -> DeskState:
        """Begin a leg once more that failed before."""
        return self._do("begin_leg", lambda turn: paying.begin_leg(turn, leg))

    def book_leg(self, leg: int, reference: str = "", *, counted: int | None = None) -> DeskState:
        """Note that a leg was paid: the reference given, or the cash counted, minor units."""
        return self._do("book_leg", lambda turn: paying.book_leg(turn, leg, reference, counted))

    def fail_leg(self, leg: int, why: str) -> DeskState:
        """Note that nothing was paid on a leg, and why (paying.LEG_FAILURES)."""
        return self._do("fail_leg", lambda turn: paying.fail_leg(turn, leg, why))

    def settle_leg(self, leg: int, *, happened: bool, reference: str = "") -> DeskState:
        """Say what became of a leg that was begun before the program stopped."""
        return self._do(
            "settle_leg",
            lambda turn: paying.settle_leg(turn, leg, reference, happened=happened),
        )

    def change_rest(self) -> DeskState:
        """Go another way with what is not paid yet (F6)."""
        return self._do("change_rest", paying.change_rest)

    # --- vouchers that come back

    def redeem_voucher(
        self, reading: VoucherReading, installation: str, sold_as: str | None
    ) -> VoucherAnswer:
        """Redeem a voucher that another program brought; the counter stays where it is."""
        services = self._services
        now = services.clock.now()
        refuse_behind(standing_of(self._watch, now, None))
        return redeem(services.journal, reading, now.date(), installation, sold_as)

    # --- how a command runs

    def _do(self, command: str, act: Callable[[Turn], None]) -> DeskState:
        check_stage(command, stage_of(self._session))
        turn = Turn(self._services, stepping.begun(self._session), self._watch)
        act(turn)
        note_left(turn, self._session)
        self._session = turn.commit()
        self._watch = turn.watch
        self._session = stepping.with_papers(self._services, self._session)
        self._session = hand_on_overdue(self._services, self._session, self._watch)
        self._session = settle_claims(self._services, self._session)
        return self.state()

    def _slip(self) -> Slip | None:
        record = self._session.record
        if record is None or not record.has_slip or self._session.operator is None:
            return None
        language = self._session.slip_language or self._session.language
        return printing.slip_in(self._services, record.case_id, language)
