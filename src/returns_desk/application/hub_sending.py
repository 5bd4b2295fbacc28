"""How far the shop's hub has this counter's journal, as screens are told.

Pure; the sending itself is adapters.hub's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HubState:
    """How the sending is; `waiting` entries are not confirmed yet, the first of them from `since`.

    `is_stopped` while the last try came to nothing, `is_refused` where no waiting mends that and a
    person has to look.
    """

    is_set_up: bool = False
    waiting: int = 0
    since: datetime | None = None
    is_stopped: bool = False
    is_refused: bool = False


class HubSending(Protocol):
    """Sends the journal in its own time. No call waits for a network or fails because of one."""

    def state(self) -> HubState:
        """How it is at this moment; answers at once, in any thread."""
        ...


class NoSending:
    """A counter without a hub."""

    def state(self) -> HubState:
        """Not set up."""
        return HubState()
