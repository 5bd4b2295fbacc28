"""What a person with authority does with an escalation: see, take, hand on, answer, close it.

Owns who may do it and when, and that of two answers only the first counts: the second hears who
gave it, when and what. An approval or a declining is the same event as at the counter, for the
same board; here only the way to it differs.
"""

from dataclasses import dataclass, field
from datetime import datetime

from returns_desk.application import approving, signing_in
from returns_desk.application.approvers import has_authority, refuse_own_purchase
from returns_desk.application.escalations.life import (
    CLOSED,
    DECIDED,
    HANDED_ON,
    SEEN,
    TAKEN,
    EscalationLife,
    Phase,
)
from returns_desk.application.ports import Operator
from returns_desk.application.presence import there
from returns_desk.application.sentences import N_
from returns_desk.application.services import DeskServices
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Standing
from returns_desk.domain.errors import OperatorMistake

LEAST_ROLE = "supervisor"
"""From this role on a person may look after escalations; what may be allowed is the option's."""

HAND_ON_REASONS = ("knows_this_better", "has_more_authority", "not_here_any_more", "own_purchase")
CLOSE_OUTCOMES = ("settled", "customer_was_called", "read")
"""How an escalation ends that nobody needs to decide; the first is used without a choice."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a manager decides on what they saw; an `alternative` declines and offers that."""

    seen: approving.Seen
    secret: str = field(repr=False)
    alternative: str | None = None
    reason: str | None = None
    approver: str | None = None


_ALLOWED = N_("{name} allowed this at {time}.")
_NOT_ALLOWED = N_("{name} offered something else in its place at {time}.")
_TAKEN = N_("{name} took this at {time}.")
_CLOSED = N_("This was closed at {time}.")


def see(turn: Turn) -> None:
    """Note that somebody with authority reads it; the first time counts.

    Raises:
        OperatorMistake: the person has not the authority.
    """
    check_authority(turn.operator)
    life = turn.record.life
    if life is not None and life.phase is Phase.WAITING:
        turn.note(SEEN, {})


def take(turn: Turn) -> None:
    """Say that one looks after it from now on.

    Raises:
        OperatorMistake: another has it, it was answered, or nothing waits.
    """
    check_authority(turn.operator)
    life = waiting(turn)
    if life.owner == turn.operator.id:
        return
    if life.owner is not None and life.taken_at is not None:
        raise _told(turn.services, _TAKEN, "already_taken", life.owner, life.taken_at)
    turn.note(TAKEN, {})


def hand_on(turn: Turn, to: str, why: str) -> None:
    """Give it to another person, who finds it unseen.

    Raises:
        OperatorMistake: the other has not the authority or is oneself, the reason is not one, or
            nothing waits.
    """
    check_authority(turn.operator)
    life = waiting(turn)
    if why not in HAND_ON_REASONS:
        raise OperatorMistake("Choose one of the reasons.", code="unknown_reason")
    person = signing_in.operator_of(turn.services, to)
    check_authority(person)
    if person.id == turn.operator.id:
        raise OperatorMistake("Choose another person.", code="hand_on_to_self")
    if life.phase is Phase.WAITING:
        turn.note(SEEN, {})
    turn.note(HANDED_ON, {"to": person.id, "why": why})


def close(turn: Turn, outcome: str) -> None:
    """End it where nothing is left to decide.

    Raises:
        OperatorMistake: it has ended already, or the outcome is not one.
    """
    check_authority(turn.operator)
    if outcome not in CLOSE_OUTCOMES:
        raise OperatorMistake("Choose one of the reasons.", code="unknown_reason")
    _open(turn)
    turn.note(CLOSED, {"outcome": outcome})


def give(turn: Turn, answer: Answer) -> None:
    """Allow exactly what was seen for whoever has the case, or offer another option instead.

    Raises:
        OperatorMistake: as `approving.approve` and `approving.decline`; another answered already;
            the payout has begun.
    """
    seen, secret = answer.seen, answer.secret
    _ask_about(turn, seen)
    if answer.alternative is None:
        approving.approve(turn, secret, answer.approver, answer.reason, seen)
        if _open(turn).waits:
            message = "This amount asks for the PIN beside the badge. Type your PIN."
            raise OperatorMistake(message, code="badge_and_pin")
    else:
        approving.decline(turn, secret, answer.alternative, answer.approver, answer.reason)


def refuse_answered(services: DeskServices, life: EscalationLife | None) -> None:
    """Let pass what nobody has answered yet.

    Raises:
        OperatorMistake: `already_answered`, with who, when and what.
    """
    if life is None or life.phase not in DECIDED:
        return
    sentence = _ALLOWED if life.phase is Phase.APPROVED else _NOT_ALLOWED
    at = there(life.decided_at, "what was decided was so at a time")
    raise _told(services, sentence, "already_answered", life.decided_by or "", at)


def waiting(turn: Turn) -> EscalationLife:
    """The escalation of the open case, while it waits.

    Raises:
        OperatorMistake: it was answered or has ended, or there is none.
    """
    life = _open(turn)
    refuse_answered(turn.services, life)
    return life


def check_authority(person: Operator) -> None:
    """Let pass who may look after escalations.

    Raises:
        OperatorMistake: `role_too_low`.
    """
    if not has_authority(person.role, LEAST_ROLE):
        message = "This needs a person with authority."
        raise OperatorMistake(message, code="role_too_low", role=LEAST_ROLE)


def _open(turn: Turn) -> EscalationLife:
    life = turn.record.life
    if life is None:
        raise OperatorMistake("Nothing waits for an answer here.", code="nothing_waits")
    if life.closed_at is not None:
        time = life.closed_at.strftime("%H:%M")
        message = _CLOSED.format(time=time)
        raise OperatorMistake(message, code="escalation_closed", sentence=_CLOSED, time=time)
    return life


def _ask_about(turn: Turn, seen: approving.Seen) -> None:
    """Put the option that was read before the decider, as if asked for at the counter.

    An option need not be what was asked for: whatever a manager may allow stands on the board.
    """
    waiting(turn)
    if turn.record.plan is not None:
        message = "The payout of this case has begun, so there is nothing left to allow."
        raise OperatorMistake(message, code="payout_begun")
    refuse_own_purchase(turn.operator, turn.session.sales)
    if turn.board.option(seen.option).standing is not Standing.NEEDS_APPROVAL:
        message = "This changed just now. Read it once more, then give your PIN or badge."
        raise OperatorMistake(message, code="changed_while_deciding", option=seen.option)
    turn.set(requested=seen.option, approver=turn.operator)


def _told(
    services: DeskServices, sentence: str, code: str, person: str, at: datetime
) -> OperatorMistake:
    people = services.operators.all()
    name = next((each.name for each in people if each.id == person), person)
    time = at.strftime("%H:%M")
    message = sentence.format(name=name, time=time)
    return OperatorMistake(message, code=code, sentence=sentence, name=name, time=time)
