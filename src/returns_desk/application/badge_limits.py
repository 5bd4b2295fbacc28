"""Up to what a badge alone decides; above it the PIN of the same person is asked for as well.

Owns the comparison with the packs' setting. A badge can be borrowed, a PIN can't be shown by
mistake: the shop says from which amount on that matters.
"""

from collections.abc import Callable

from returns_desk.application import signing_in
from returns_desk.application.desk_state import Tone
from returns_desk.application.ports import Operator
from returns_desk.application.turn import Turn
from returns_desk.domain.engine.rulebook import rulebook_for


def badge_alone_up_to(turn: Turn) -> int | None:
    """The amount, minor units; None where the packs name none and a badge is always enough."""
    policy, store = turn.services.policies.policy(), turn.services.shop.store
    book = rulebook_for(policy, store.jurisdiction, turn.now.date())
    return book.settings.badge_alone_up_to


def asks_pin_too(
    turn: Turn, secret: str, amount: int, decider_of: Callable[[str], Operator]
) -> bool:
    """Whether it was a badge, and the amount wants the PIN too; then who decides is known.

    Raises:
        OperatorMistake: as `decider_of` does for a badge of nobody who may decide.
    """
    limit = badge_alone_up_to(turn)
    if limit is None or amount <= limit or not signing_in.is_badge(secret):
        return False
    person = decider_of(secret)
    turn.set(approver=person)
    turn.say("badge_and_pin", Tone.MANAGER, name=person.name, amount=limit)
    return True
