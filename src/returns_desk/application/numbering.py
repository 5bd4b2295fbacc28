"""The order in which options are offered, and the number that each keeps for the whole case.

Pure. A number is given once and stays, also when the option moves to another group.
"""

from collections.abc import Mapping

from returns_desk.domain.board import Board, Option, Standing

_GROUPS = (
    frozenset({Standing.AVAILABLE, Standing.CONDITIONAL}),
    frozenset({Standing.NEEDS_APPROVAL}),
)
"""What a number can choose: what can be done now, then what a manager can allow."""


def offered(board: Board) -> tuple[Option, ...]:
    """The options that are offered, top to bottom as on screen: by group, in board order."""
    shown = [option for option in board.options if option.same_as is None]
    return tuple(option for group in _GROUPS for option in shown if option.standing in group)


def with_numbers(board: Board, numbers: Mapping[str, int]) -> dict[str, int]:
    """The numbers with those of options that are offered for the first time."""
    given = dict(numbers)
    for option in offered(board):
        given.setdefault(option.id, len(given) + 1)
    return given
