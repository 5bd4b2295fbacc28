"""How much an examination may do: counted in work, never in seconds.

Owns the allowance of each part of an examination and what was left out. The same packs get the
same answer on every machine, however slow or busy it is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

MOST_WORK = 2_000_000
"""What each part of an examination may do; packs that people write need a tenth of it."""

WORK_OF_BOARD = 1_000
"""A board of a few dozen rules costs as much as so many steps of a search."""


@dataclass(slots=True)
class Effort:
    """The allowance of the part that is under way; a part that ran out is remembered.

    Attributes:
        most: what each part may do.
        on_board: told of each board, with the number of boards so far.
        part: what is under way, as the report names it.
        boards: how many boards were made in all parts.
        left_out: parts that ran out before their end.
    """

    most: int = MOST_WORK
    on_board: Callable[[int], None] = lambda _count: None
    part: str = "everything"
    boards: int = 0
    left_out: list[str] = field(default_factory=list)
    _done: int = 0

    def begin(self, part: str) -> None:
        """Give the next part its whole allowance."""
        self.part = part
        self._done = 0

    def search(self, steps: int) -> None:
        """Count a search."""
        self._done += steps

    def make_board(self) -> None:
        """Count a board."""
        self.boards += 1
        self._done += WORK_OF_BOARD
        self.on_board(self.boards)

    def is_over(self) -> bool:
        """Whether the part must end; that it did not come to its end is remembered."""
        if self._done <= self.most:
            return False
        if self.part not in self.left_out:
            self.left_out.append(self.part)
        return True
