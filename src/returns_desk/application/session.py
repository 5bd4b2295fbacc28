"""Where the counter is between two commands, and the stage that follows from it.

Owns what is lost with the program: marks, prompts, who is signed in. What must survive is in the
case's record. The stage is never stored; it follows from the rest.
"""

from dataclasses import dataclass

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.desk_state import Notice, OpenCaseState, Stage
from returns_desk.application.ports import Operator
from returns_desk.application.proofs import ProofState
from returns_desk.application.slips import Slip
from returns_desk.application.typed_price import PriceAsked
from returns_desk.domain.board import Board
from returns_desk.domain.sale import Sale, SaleLine


@dataclass(frozen=True, slots=True)
class Session:
    """One counter at one moment.

    `chosen` is a mark that can be taken back. `requested` is what a manager is asked about;
    `is_approving` while the scan field waits for that manager. `doubtful` are legs of the plan
    that were begun before the program stopped.
    """

    language: str
    slip_language: str = ""
    """The language that this customer reads, where it is not the window's."""
    slip_sent: bool = False
    """Whether the printer took the slip in sight."""
    labels: tuple[Slip, ...] = ()
    """Of the goods of the case in sight, once it is noted where they go."""
    operator: Operator | None = None
    signing_in: Operator | None = None
    record: CaseRecord | None = None
    sales: tuple[Sale, ...] = ()
    board: Board | None = None
    keying_in: str | None = None
    proof: ProofState | None = None
    """The ladder of proof, while a purchase is looked for without its receipt."""
    chosen: str | None = None
    requested: str | None = None
    is_approving: bool = False
    approver: Operator | None = None
    is_voiding: bool = False
    """While a second person is awaited who may take the return in sight back."""
    doubtful: frozenset[int] = frozenset()
    picks_goods: bool = False
    """Whether scans name what the customer takes in exchange."""
    asked_price: PriceAsked | None = None
    """Whose price is typed now."""
    asks_day: bool = False
    """Whether the day is typed on which a parcel was posted."""
    goodwill_reason: str = ""
    """Why goodwill is given, where it was said."""
    clock_asked: bool = False
    """Whether the clerk has read that the clock jumped ahead."""
    notice: Notice | None = None
    offered: tuple[OpenCaseState, ...] = ()
    after: str | None = None
    """The complete case whose customer goes on, until the next customer."""

    def sale_of(self, receipt: str) -> Sale | None:
        """The sale of the case with that receipt, or None."""
        return next((sale for sale in self.sales if sale.receipt == receipt), None)

    def line_of(self, receipt: str, line: int) -> SaleLine | None:
        """That line of that receipt of the case, or None."""
        sale = self.sale_of(receipt)
        return sale.line_at(line) if sale else None


def stage_of(session: Session) -> Stage:
    """The stage that the counter is in."""
    if session.operator is None:
        return Stage.SIGNED_OUT
    if session.keying_in is not None:
        return Stage.KEY_IN
    if session.proof is not None:
        return Stage.PROOF
    record = session.record
    if record is None:
        return Stage.WAITING
    return _stage_of_case(session, record)


def _stage_of_case(session: Session, record: CaseRecord) -> Stage:
    if record.is_undoing:
        return Stage.UNDOING
    if record.is_completed:
        return Stage.VOID_APPROVAL if session.is_voiding else Stage.SLIP
    if session.doubtful:
        return Stage.IN_DOUBT
    if record.plan is not None:
        return Stage.BOOKING
    return Stage.APPROVAL if session.is_approving else Stage.BOARD
