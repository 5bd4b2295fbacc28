"""Goods that cost less now and stay with the customer: what one costs today, known or typed.

Owns how that price enters the claim. The difference is the engine's.
"""

from dataclasses import replace

from returns_desk.application.boards import refresh_board
from returns_desk.application.claiming import line_at, note_claim
from returns_desk.application.claims import Place, changed_item, item_at
from returns_desk.application.turn import Turn
from returns_desk.application.typed_price import PriceAsked, check_unit_price
from returns_desk.domain.errors import OperatorMistake


def ask_price(turn: Turn, place: Place) -> None:
    """Wait for another price of a claimed line than the one that is known.

    Raises:
        OperatorMistake: the line is not in the case, or nothing of it is claimed.
    """
    line = line_at(turn, place)
    _claimed(turn, place)
    turn.set(asked_price=PriceAsked(line.description, place=place), asks_day=False)


def set_new_price(turn: Turn, place: Place, price: int) -> None:
    """Note what one unit of a claimed line costs today, in minor units; it may be nothing.

    Raises:
        OperatorMistake: it is no price, or nothing of the line is claimed any more.
    """
    check_unit_price(price, least=0)
    _claimed(turn, place)
    items = turn.record.claim.items
    note_claim(turn, changed_item(items, place, lambda each: replace(each, new_unit_price=price)))
    refresh_board(turn)


def _claimed(turn: Turn, place: Place) -> None:
    if item_at(turn.record.claim.items, place) is None:
        raise OperatorMistake("Choose how many come back first.", code="not_claimed")
