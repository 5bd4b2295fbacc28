"""A second person decides: on exactly this option, this amount, in this case.

Owns the asking of a manager and the record of the decision. The manager sees the same board as
the clerk and the customer (R3).
"""

from dataclasses import dataclass
from datetime import timedelta

from returns_desk.application import signing_in
from returns_desk.application.approvers import (
    DECLINE_REASONS,
    approval_reasons,
    eligible_approvers,
    has_authority,
    refuse_own_purchase,
    role_for,
)
from returns_desk.application.badge_limits import asks_pin_too
from returns_desk.application.boards import escalate
from returns_desk.application.desk_state import Tone
from returns_desk.application.ports import Operator
from returns_desk.application.presence import there
from returns_desk.application.readiness import holding_approval
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Option, Standing, Trigger
from returns_desk.domain.errors import OperatorMistake

PIN_DIGITS_MIN = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """What a manager had before their eyes as they gave their badge or PIN; minor units."""

    option: str
    amount: int


def is_secret(text: str) -> bool:
    """True where the scan can be a badge or a PIN; while a manager is awaited it is one."""
    return signing_in.is_badge(text) or (text.isdecimal() and len(text) >= PIN_DIGITS_MIN)


def request(turn: Turn, option_id: str) -> None:
    """Wait for a manager's badge or PIN for the option; the other options stay open.

    Asked once more after a decision, it waits for a manager once more.
    """
    option = turn.board.option(option_id)
    life = turn.record.life
    holding = holding_approval(turn.record, turn.board, turn.now)
    is_allowed = holding is not None and holding.option == option_id
    if life is not None and not life.waits and not is_allowed:
        escalate(turn, [Trigger("asked_option_needs_approval", option=option_id)], again=True)
    eligible = _eligible(turn, option)
    turn.set(requested=option_id, chosen=None, approver=None, is_approving=bool(eligible))
    if not eligible:
        turn.say("no_approver", Tone.MANAGER, role=role_for(option), option=option_id)
        return
    if len(eligible) == 1:
        turn.set(approver=eligible[0])
    turn.say("escalation_raised", Tone.MANAGER, option=option_id, approvers=len(eligible))


def call_manager(turn: Turn) -> None:
    """Ask for a person with authority, from any screen (R8)."""
    if turn.session.record is None:
        turn.note_aside("manager_called", {})
    else:
        turn.note("manager_called", {})
        escalate(turn, [Trigger("manager_asked", option=turn.session.requested)])
    count = sum(has_authority(each.role, "manager") for each in turn.services.operators.all())
    turn.say("manager_called", Tone.MANAGER, approvers=count)


def choose_approver(turn: Turn, operator_id: str) -> None:
    """Say who of several will decide; the PIN comes next."""
    turn.set(approver=_eligible_person(turn, signing_in.operator_of(turn.services, operator_id)))


def approve(
    turn: Turn,
    secret: str,
    approver: str | None = None,
    reason: str | None = None,
    seen: Seen | None = None,
) -> None:
    """Allow the option that was asked for, and mark it.

    A badge whose amount wants the PIN too names who decides, and the PIN is asked for next.

    Raises:
        OperatorMistake: the secret is wrong, the person may not decide, the reason is not one,
            the amount still depends on an answer, or something else stands there than was seen.
    """
    option = _requested(turn)
    _check_seen(option, seen)
    if not option.is_settled:
        message = "The amount still depends on an answer. Answer it, then ask again."
        raise OperatorMistake(message, code="answer_first", option=option.id)
    code = _reason(reason, approval_reasons(option.id))
    if asks_pin_too(turn, secret, option.amount, lambda badge: _decider(turn, badge, None)):
        return
    person = _decider(turn, secret, approver)
    turn.note("approval_given", _approval_document(turn, option, person, code))
    turn.set(chosen=option.id, is_approving=False, approver=None)
    turn.say("approved", Tone.NOW, option=option.id, amount=option.amount, name=person.name)


def decline(
    turn: Turn,
    secret: str,
    alternative: str,
    approver: str | None = None,
    reason: str | None = None,
) -> None:
    """Do not allow the option, and offer another in its place.

    Raises:
        OperatorMistake: as for `approve`, or there is no alternative named.
    """
    option = _requested(turn)
    _check_alternative(turn, option, alternative)
    code = _reason(reason, DECLINE_REASONS)
    person = _decider(turn, secret, approver)
    turn.note(
        "approval_declined",
        {
            "option": option.id,
            "alternative": alternative,
            "approver": person.id,
            "reason": code,
        },
    )
    turn.set(requested=None, is_approving=False, approver=None)
    turn.say("declined", Tone.MANAGER, option=option.id, alternative=alternative, name=person.name)


def _approval_document(
    turn: Turn, option: Option, person: Operator, reason: str
) -> dict[str, str | int]:
    minutes = turn.services.shop.approval_minutes
    return {
        "option": option.id,
        "amount": option.amount,
        "requested_by": turn.record.requester_of(option.id),
        "approver": person.id,
        "role": person.role,
        "reason": reason,
        "expires_at": (turn.now + timedelta(minutes=minutes)).isoformat(),
        "board_digest": turn.record.digest,
    }


def _requested(turn: Turn) -> Option:
    requested = there(turn.session.requested, "a manager is asked about an option")
    return turn.board.option(requested)


def _check_seen(option: Option, seen: Seen | None) -> None:
    """An approval is for what its giver read, and not for what took its place since (R3)."""
    if seen is not None and seen != Seen(option.id, option.amount):
        message = "This changed just now. Read it once more, then give your PIN or badge."
        raise OperatorMistake(message, code="changed_while_deciding", option=option.id)


def _eligible(turn: Turn, option: Option) -> tuple[Operator, ...]:
    people, sales = turn.services.operators.all(), turn.session.sales
    return eligible_approvers(people, turn.record, option, sales)


def _decider(turn: Turn, secret: str, approver: str | None) -> Operator:
    """The second person, by badge, or by PIN where it is clear whose PIN it is."""
    if signing_in.is_badge(secret):
        return _eligible_person(turn, signing_in.checked_badge(turn, secret))
    chosen = turn.session.approver
    operator_id = approver or (chosen.id if chosen else None)
    if operator_id is None:
        message = "Choose who decides, then type the PIN."
        raise OperatorMistake(message, code="choose_approver_first")
    person = _eligible_person(turn, signing_in.operator_of(turn.services, operator_id))
    return signing_in.checked_pin(turn, person.id, secret)


def _eligible_person(turn: Turn, person: Operator) -> Operator:
    option = _requested(turn)
    if person.id in {each.id for each in _eligible(turn, option)}:
        return person
    if not has_authority(person.role, role_for(option)):
        message = f"This needs the badge or PIN of a {role_for(option)}."
        raise OperatorMistake(message, code="role_too_low", role=role_for(option))
    refuse_own_purchase(person, turn.session.sales)
    message = "A second person decides: nobody approves their own request."
    raise OperatorMistake(message, code="own_request")


def _reason(reason: str | None, known: tuple[str, ...]) -> str:
    if reason is None:
        return known[0]
    if reason not in known:
        raise OperatorMistake("Choose one of the reasons.", code="unknown_reason")
    return reason


def _check_alternative(turn: Turn, option: Option, alternative: str) -> None:
    """The customer is never left without an offer while there is one."""
    possible = {
        each.id
        for each in turn.board.options
        if each.standing is not Standing.NOT_POSSIBLE and each.id != option.id
    }
    if alternative not in possible and (alternative or possible):
        message = "Choose first what we offer in its place."
        raise OperatorMistake(message, code="choose_alternative_first")
