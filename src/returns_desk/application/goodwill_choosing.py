"""How much is given as goodwill: a person types less than all of it, before it is confirmed.

Owns when it can be typed. What each of the goods and tenders then gets
is the engine's. All of it is what is given where nobody chose; more is never taken.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from returns_desk.application import approving
from returns_desk.application.boards import case_of, refresh_board
from returns_desk.application.goodwill_record import GOODWILL_AMOUNT_CHOSEN
from returns_desk.application.readiness import Readiness, readiness_of
from returns_desk.application.turn import Turn
from returns_desk.application.typed_price import PriceAsked
from returns_desk.domain.board import Option
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from returns_desk.application.session import Session

_GOODWILL: Final = "goodwill/"


def goodwill_wanted(session: "Session") -> str | None:
    """The goodwill that is marked, or that a second person is asked for; None for all else."""
    wanted = session.chosen or session.requested
    return wanted if wanted is not None and wanted.startswith(_GOODWILL) else None


def ask_amount(turn: Turn) -> None:
    """Wait for how much is given; a second person who was awaited is asked again after it.

    Raises:
        OperatorMistake: no goodwill is wanted, or what it comes to hangs on an answer.
    """
    wanted = goodwill_wanted(turn.session)
    if wanted is None:
        raise OperatorMistake("Choose the goodwill first.", code="no_goodwill_chosen")
    whole = _whole(turn, wanted)
    if not whole.is_settled:
        message = "The amount still depends on an answer. Answer it, then ask again."
        raise OperatorMistake(message, code="answer_first", option=wanted)
    asked = PriceAsked("", option=wanted, most=whole.amount)
    turn.set(asked_price=asked, asks_day=False, is_approving=False, approver=None)


def set_amount(turn: Turn, asked: PriceAsked, amount: int) -> None:
    """Give so much of it, minor units; a yes to another amount is no yes to this one.

    Raises:
        OperatorMistake: it is nothing, or more than all of it.
    """
    if not 1 <= amount <= asked.most:
        message = "Type an amount above nothing, and not above all of it."
        raise OperatorMistake(message, code="no_goodwill_amount")
    chosen = amount if amount < asked.most else None
    turn.note(GOODWILL_AMOUNT_CHOSEN, {"amount": chosen, "of": asked.most})
    turn.set(asked_price=None)
    refresh_board(turn)
    if readiness_of(turn.record, turn.board, asked.option, turn.now) is Readiness.ASK_FIRST:
        approving.request(turn, asked.option)


def _whole(turn: Turn, option_id: str) -> Option:
    """What it is where all of it is given."""
    case = case_of(turn.record, turn.session.sales, turn.services, turn.now)
    facts = replace(case.claim.facts, goodwill_amount=None)
    case = replace(case, claim=replace(case.claim, facts=facts))
    return turn.services.propose(case, turn.services.policies.policy()).option(option_id)
