"""Who is at the counter: signing in by PIN or badge, and locking.

Owns the order of it; PINs and badges are checked by the operators' store, which slows down
after wrong tries. A secret never enters an event or a notice.
"""

from returns_desk.application.approvers import refuse_own_purchase
from returns_desk.application.boards import refresh_board
from returns_desk.application.day_end.left_for import LeftFor, left_for
from returns_desk.application.desk_state import Tone
from returns_desk.application.ports import NewEvent, Operator
from returns_desk.application.services import DeskServices
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import OperatorMistake

BADGE_PREFIX = "RDB-"


def is_badge(text: str) -> bool:
    """True where the scan is an operator's badge."""
    return text.upper().startswith(BADGE_PREFIX)


def operator_of(services: DeskServices, operator_id: str) -> Operator:
    """The person with that id.

    Raises:
        OperatorMistake: `unknown_operator`.
    """
    for person in services.operators.all():
        if person.id == operator_id:
            return person
    raise OperatorMistake("Choose a name from the list.", code="unknown_operator")


def choose_operator(turn: Turn, operator_id: str) -> None:
    """Say who is there; the PIN comes next."""
    turn.set(signing_in=operator_of(turn.services, operator_id))


def sign_in(turn: Turn, pin: str) -> None:
    """Sign in the chosen person.

    Raises:
        OperatorMistake: nobody was chosen, or the PIN is wrong.
    """
    person = turn.session.signing_in
    if person is None:
        _note_failure(turn, None)
        raise OperatorMistake("Choose your name first.", code="choose_operator_first")
    _enter(turn, checked_pin(turn, person.id, pin))


def sign_in_badge(turn: Turn, badge: str) -> None:
    """Sign in, or take over from a colleague, by badge.

    Raises:
        OperatorMistake: the badge is not known.
    """
    person = checked_badge(turn, badge)
    current = turn.session.operator
    if current is None or current.id != person.id:
        _enter(turn, person)


def checked_pin(turn: Turn, operator_id: str, pin: str) -> Operator:
    """The person, if the PIN is right; a wrong one is noted in the journal.

    Raises:
        OperatorMistake: `wrong_pin` or `wait_after_wrong_pins`.
    """
    try:
        return turn.services.operators.check_pin(operator_id, pin)
    except OperatorMistake:
        _note_failure(turn, operator_id)
        raise


def checked_badge(turn: Turn, badge: str) -> Operator:
    """The person whose badge it is; an unknown one is noted in the journal.

    Raises:
        OperatorMistake: `unknown_badge`.
    """
    person = turn.services.operators.check_badge(badge)
    if person is None:
        _note_failure(turn, None)
        message = "This badge is not known here. Choose your name and type your PIN."
        raise OperatorMistake(message, code="unknown_badge")
    return person


def lock(turn: Turn) -> None:
    """Sign out; open cases stay, and are not visible until someone signs in.

    Customers who are parked are named by their cases' numbers: someone may still be waiting.
    """
    turn.note_aside("desk_locked", {})
    turn.set(
        operator=None,
        signing_in=None,
        is_approving=False,
        approver=None,
        after=None,
        is_voiding=False,
    )
    parked = [str(x.number) for x in turn.session.offered if x.parked_at is not None]
    if parked:
        turn.say("locked_parked", Tone.ATTENTION, numbers=", ".join(parked))
    else:
        turn.say("locked")


def _enter(turn: Turn, person: Operator) -> None:
    record = turn.session.record
    if record is not None and not record.is_completed:
        refuse_own_purchase(person, turn.session.sales)
    turn.set(operator=person, signing_in=None)
    left = left_for(turn.services.journal, person.id)
    turn.note_aside("operator_signed_in", {})
    turn.say("signed_in", Tone.NOW, name=person.name)
    if left is not None:
        _say_left(turn, left)
    if record is not None and record.plan is None and not record.is_completed:
        # What whoever serves may give as goodwill is a matter of the person.
        refresh_board(turn)


def _say_left(turn: Turn, left: LeftFor) -> None:
    """Say once what the one before left for this person."""
    names = {each.id: each.name for each in turn.services.operators.all()}
    counts = {"cases": left.cases, "doubts": left.doubts, "promises": left.promises}
    turn.say("left_for_you", Tone.ATTENTION, name=names.get(left.by, left.by), **counts)


def _note_failure(turn: Turn, operator_id: str | None) -> None:
    """Recorded at once: the command itself fails and leaves nothing else."""
    turn.services.journal.append(NewEvent("sign_in_failed", {}, operator=operator_id))
