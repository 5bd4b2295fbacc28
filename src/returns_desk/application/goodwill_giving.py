"""The word why goodwill is given, said before it is confirmed.

Owns when it can be said. What it leaves in the journal is goodwill_budget.py's.
"""

from returns_desk.application.goodwill_budget import check_goodwill_reason, is_of_clerk
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import OperatorMistake


def set_goodwill_reason(turn: Turn, reason: str) -> None:
    """Note why goodwill is given; it enters the journal with the confirmation.

    Raises:
        OperatorMistake: no goodwill of the clerk's own is marked, or the reason is none.
    """
    check_goodwill_reason(reason)
    chosen = turn.session.chosen
    if chosen is None or not is_of_clerk(turn.board.option(chosen)):
        raise OperatorMistake("Choose the goodwill first.", code="no_goodwill_chosen")
    turn.set(goodwill_reason=reason)
