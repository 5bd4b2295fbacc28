"""How many escalations wait, and which of them are said again.

Owns when that is: once for every span that the shop names. Plain Python; knows no widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.application.escalations.queue import is_overdue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from returns_desk.application.escalations.queue import Waiting


class Tally:
    """The count behind the rail.

    Attributes:
        is_urgent: whether one of those counted last waits longer than the shop wants.
    """

    def __init__(self, minutes: int) -> None:
        """Begin with nothing said."""
        self._minutes = minutes
        self._said: dict[str, int] = {}
        self.is_urgent = False

    def of(self, queue: Sequence[Waiting], now: datetime) -> tuple[int, tuple[int, ...]]:
        """How many wait, and the numbers of the cases to say now; they count as said then."""
        waiting = [each for each in queue if each.life.waits]
        late = [each for each in waiting if is_overdue(each, now, self._minutes)]
        self.is_urgent = bool(late)
        return len(waiting), tuple(each.number for each in late if self._is_due(each, now))

    def _is_due(self, waiting: Waiting, now: datetime) -> bool:
        minutes = int((now - waiting.life.raised_at).total_seconds() // 60)
        spans = minutes // self._minutes
        is_new = self._said.get(waiting.case_id) != spans
        self._said[waiting.case_id] = spans
        return is_new
