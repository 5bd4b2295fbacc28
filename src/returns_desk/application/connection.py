"""Whether the hub can be asked what other counters know.

Owns the port and its constant answers. While the hub is not reached, the policy's offline limits
hold (the fact `offline`); how a hub is reached is an adapter's work.
"""

from dataclasses import dataclass
from typing import Protocol

from returns_desk.application.claims_at_hub import ClaimsAtHub


class Connection(Protocol):
    """The way to the hub, as far as the board must know of it."""

    def is_offline(self) -> bool:
        """True while what other counters gave back can't be known; answers at once."""
        ...


@dataclass(frozen=True, slots=True)
class FixedConnection:
    """A counter whose answer never changes."""

    offline: bool

    def is_offline(self) -> bool:
        """As it was said."""
        return self.offline


@dataclass(frozen=True, slots=True)
class HubConnection:
    """A counter whose hub is asked about lines."""

    claims: ClaimsAtHub

    def is_offline(self) -> bool:
        """True while the hub can't be asked."""
        return self.claims.is_away()


ONLY_TILL = FixedConnection(offline=False)
"""One till and no hub: its own journal knows every return there is, so nothing is missing."""

TILLS_WITHOUT_HUB = FixedConnection(offline=True)
"""Several tills and no hub: what the others gave back is never known here."""
