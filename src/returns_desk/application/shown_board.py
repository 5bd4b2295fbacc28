"""What a board that was shown leaves in the journal; pure.

Owns the two forms: the whole board where a case is handed on to somebody, and a short one wherever
it was only looked at. The short one says what was offered, in which order, where each option
stood and with how much (R4); the case's other events, the sale and the packs of the fingerprint
give the whole board again, and the digest shows that it is the same.
"""

from collections.abc import Mapping
from datetime import datetime

from returns_desk.application.numbering import offered
from returns_desk.application.ports import Json
from returns_desk.domain.board import Board, Option

VERSION = 2
"""Of `board_shown`. In version 1 `board` is the whole board, and there is no `at`."""


def shown_document(
    board: Board, digest: str, numbers: Mapping[str, int], at: datetime
) -> dict[str, Json]:
    """The payload of `board_shown`; `at` is the `now` that the board was made for."""
    options: list[Json] = [_option_document(each) for each in board.options]
    return {
        "digest": digest,
        "numbers": dict(numbers),
        "at": at.isoformat(),
        "board": {
            "currency": board.currency,
            "claim_amount": board.claim_amount,
            "policy": {"fingerprint": board.policy.fingerprint},
            "options": options,
            "questions": [each.fact for each in board.questions],
        },
    }


def offered_document(board: Board, numbers: Mapping[str, int]) -> list[Json]:
    """What is offered, top to bottom as on screen."""
    return [
        {
            "option": option.id,
            "number": numbers.get(option.id),
            "standing": str(option.standing),
            "amount": option.amount,
        }
        for option in offered(board)
    ]


def _option_document(option: Option) -> dict[str, Json]:
    """One option as far as it was seen; what is the same for most options is left out."""
    document: dict[str, Json] = {"id": option.id, "standing": str(option.standing)}
    if option.amount:
        document["amount"] = option.amount
    if option.amount_max != option.amount:
        document["amount_max"] = option.amount_max
    if option.customer_pays is not None:
        document["customer_pays"] = option.customer_pays
    if option.approval_role:
        document["role"] = option.approval_role
    if option.same_as:
        document["same_as"] = option.same_as
    return document
