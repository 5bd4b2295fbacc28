"""What the customer asks for, and the mark on what will be done.

Owns asking and choosing; asking is journaled at once, a choice is a mark until it is confirmed.
"""

from dataclasses import replace

from returns_desk.application import approving, new_goods
from returns_desk.application.boards import escalate, refresh_board
from returns_desk.application.case_record import BY_ASKING, BY_CHOOSING
from returns_desk.application.claiming import note_claim
from returns_desk.application.claims import Place, place_of
from returns_desk.application.desk_state import Tone
from returns_desk.application.readiness import Readiness, blocking_fact, readiness_of
from returns_desk.application.turn import Turn
from returns_desk.domain.board import CATALOGUE, Option, Standing, Trigger
from returns_desk.domain.case import ClaimedItem, Reason
from returns_desk.domain.errors import OperatorMistake

EVEN_EXCHANGE = "even_exchange/none"
FRESH_CATEGORIES = frozenset({"food", "fresh", "produce", "grocery"})

_TRIGGERS = {
    Standing.NEEDS_APPROVAL: "asked_option_needs_approval",
    Standing.NOT_POSSIBLE: "asked_option_not_possible",
}


def shown_option(turn: Turn, option_id: str) -> Option:
    """The option that a screen shows for that id.

    Raises:
        OperatorMistake: there is no such option.
    """
    if option_id not in CATALOGUE:
        raise OperatorMistake("There is no option with this name.", code="unknown_option")
    option = turn.board.option(option_id)
    return turn.board.option(option.same_as) if option.same_as else option


def ask_for(turn: Turn, option_id: str) -> None:
    """Note what the customer asks for, and mark it where it can be done at once.

    What goes past the clerk is handed on by itself.
    """
    option = shown_option(turn, option_id)
    _note_ask(turn, option.id, BY_ASKING)
    refresh_board(turn)
    new_goods.follow(turn, option.id)
    readiness = readiness_of(turn.record, turn.board, option.id, turn.now)
    if readiness is Readiness.READY:
        _mark(turn, option.id)
        return
    _hand_on(turn, option.id)
    if readiness is Readiness.ANSWER_FIRST:
        # What was marked before is no longer what the customer wants.
        turn.set(chosen=None)
        say_answer_first(turn, turn.board.option(option.id))


def choose(turn: Turn, option_id: str) -> None:
    """Mark an option, or say what comes first; an option past the clerk is asked for."""
    option = shown_option(turn, option_id)
    new_goods.follow(turn, option.id)
    if option.id == EVEN_EXCHANGE:
        _note_why(turn, option)
        option = turn.board.option(option.id)
    readiness = readiness_of(turn.record, turn.board, option.id, turn.now)
    if readiness in {Readiness.ASK_FIRST, Readiness.NOT_POSSIBLE}:
        _ask_again_or_first(turn, option.id)
    elif readiness is Readiness.ANSWER_FIRST:
        say_answer_first(turn, option)
    else:
        _mark(turn, option.id)


def begin_approval(turn: Turn, option_id: str | None) -> None:
    """Wait for a manager for the option, else for what was asked; asking is noted once.

    Raises:
        OperatorMistake: nothing was asked that a manager could allow.
    """
    wanted = option_id or turn.session.requested or _asked_of_manager(turn)
    if wanted is None:
        message = "Touch what the customer asks for first."
        raise OperatorMistake(message, code="nothing_requested")
    option = shown_option(turn, wanted)
    if option.standing is not Standing.NEEDS_APPROVAL:
        message = "This needs no manager, or a manager can't allow it here."
        raise OperatorMistake(message, code="no_approval_needed", option=option.id)
    _ask_again_or_first(turn, option.id)


def _asked_of_manager(turn: Turn) -> str | None:
    """The latest option asked for that a manager could allow."""
    for ask in reversed(turn.record.asks):
        if turn.board.option(ask.option).standing is Standing.NEEDS_APPROVAL:
            return ask.option
    return None


def say_answer_first(turn: Turn, option: Option) -> None:
    """Name the question that the option waits for."""
    fact = blocking_fact(turn.board, option)
    turn.say("answer_first", Tone.ATTENTION, fact=fact, option=option.id)


def _mark(turn: Turn, option_id: str) -> None:
    if turn.record.first_ask is None:
        _note_ask(turn, option_id, BY_CHOOSING)
    turn.set(chosen=option_id, is_approving=False, approver=None)


def _ask_again_or_first(turn: Turn, option_id: str) -> None:
    """Touching Ask twice does not ask twice."""
    if any(ask.option == option_id for ask in turn.record.asks):
        _hand_on(turn, option_id)
    else:
        ask_for(turn, option_id)


def _note_ask(turn: Turn, option_id: str, how: str) -> None:
    digest = turn.record.digest
    turn.note("asked_for", {"option": option_id, "board_digest": digest, "how": how})


def _hand_on(turn: Turn, option_id: str) -> None:
    option = turn.board.option(option_id)
    code = _TRIGGERS.get(option.standing)
    if code is not None:
        escalate(turn, [Trigger(code, option=option_id)])
    if option.standing is Standing.NEEDS_APPROVAL:
        approving.request(turn, option_id)
    elif option.standing is Standing.NOT_POSSIBLE:
        turn.say("not_possible", Tone.MANAGER, option=option_id)


def _note_why(turn: Turn, option: Option) -> None:
    """The same goods again: something was wrong with these (R6).

    Fresh goods are spoiled; other goods are noted as faulty only where the exchange depends
    on it. A reason that is known stays.
    """
    waits = option.standing is not Standing.AVAILABLE
    items = tuple(_with_reason(turn, item, waits=waits) for item in turn.record.claim.items)
    if items != turn.record.claim.items:
        note_claim(turn, items)
        refresh_board(turn)


def _with_reason(turn: Turn, item: ClaimedItem, *, waits: bool) -> ClaimedItem:
    if item.reason is not None:
        return item
    if _is_fresh(turn, place_of(item)):
        return replace(item, reason=Reason.SPOILED)
    return replace(item, reason=Reason.FAULTY) if waits else item


def _is_fresh(turn: Turn, place: Place) -> bool:
    line = turn.session.line_of(*place)
    return line is not None and line.category.split("/")[0] in FRESH_CATEGORIES
