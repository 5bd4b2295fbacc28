"""A return that was paid by card and in cash, and people who take it back; owns no test."""

from builders import CASH_LEG, HALF_CARD_LEG, SHELF, paying_option, split_sale
from counters import Counter, split_desk
from fakes import CLERK, MANAGER, FakeOperators, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, LegPhase, Stage
from returns_desk.application.ports import Operator
from returns_desk.application.void_state import VoidState

SECOND = Operator("vera", "Vera P.", "manager")
REFERENCE = "004512"
VOID_EVENTS = (
    "void_begun",
    "undo_begun",
    "undo_booked",
    "undo_failed",
    "undo_settled",
    "case_voided",
)
SOLD = split_sale()
BOTH_LEGS = paying_option("refund/original", [HALF_CARD_LEG, CASH_LEG])


def paid() -> tuple[Desk, Counter]:
    """The shelf is paid, 9.99 by card and 11.35 in cash; its slip is in sight."""
    desk, counter = split_desk()
    counter.operators.people = (CLERK, MANAGER)
    desk.book_leg(1, REFERENCE)
    assert desk.book_leg(2).stage is Stage.SLIP
    return desk, counter


def allowed() -> tuple[Desk, Counter]:
    """The manager allowed to take it back: the cash, paid last, is being counted back."""
    desk, counter = paid()
    desk.begin_void()
    desk.allow_void(badge_of(MANAGER))
    return desk, counter


def taken_back() -> tuple[Desk, Counter]:
    """Everything came back; the slip says so."""
    desk, counter = allowed()
    desk.undo_leg(2, counted=1135)
    desk.undo_leg(1, "V-77")
    return desk, counter


def noted(counter: Counter) -> list[str]:
    """What the journal tells of the taking back, in order."""
    return [event.type for event in counter.journal.read(types=VOID_EVENTS)]


def returned(counter: Counter) -> tuple[int, dict[int, int]]:
    """Units of the shelf that count as returned, and what its tenders gave back."""
    so_far = counter.journal.returned_so_far(SHELF)
    units = sum(int(line.quantity) for line in so_far.lines)
    return units, {tender: amount for tender, amount in so_far.refunded.items() if amount}


def void_of(state: DeskState) -> VoidState:
    """What is shown of the taking back."""
    assert state.case is not None
    assert state.case.void is not None
    return state.case.void


def undo_phases(state: DeskState) -> dict[int, LegPhase]:
    """How far each leg came on its way back, the first one to come back first."""
    return {each.leg.leg: each.phase for each in void_of(state).legs}


def people(counter: Counter, *who: Operator) -> None:
    """These people work here."""
    counter.operators = FakeOperators(who)
