"""Claims at the hub: which units of which lines a case gives money for, before it is given.

Owns the port, what is told and what is answered. A counter without a hub asks nobody: its own
journal knows every return there is. How the hub is reached is an adapter's work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class ClaimStatus(StrEnum):
    """What the hub said, or that nobody could be asked."""

    CLAIMED = "claimed"
    TAKEN = "taken"
    """Another case has one of the lines; nothing of this claim stands."""
    DOUBLED = "doubled"
    """The money was gone already, and another case has one of the lines too."""
    UNREACHED = "unreached"
    NO_HUB = "no_hub"


@dataclass(frozen=True, slots=True)
class ClaimedUnits:
    """Units of one line; money in minor units, `paid` before fees, as the journal counts it."""

    store: str
    receipt: str
    line: int
    quantity: Decimal
    sold: Decimal
    paid: int
    fee: int


@dataclass(frozen=True, slots=True)
class ClaimedMoney:
    """Money that goes back to one payment of the sale, above zero, minor units."""

    receipt: str
    tender: int
    tender_type: str
    amount: int


@dataclass(frozen=True, slots=True)
class CaseClaim:
    """All that a case claims; no units give back what it claimed.

    `reference` is what the slip's barcode says, under which a till may book the same return.
    """

    case_id: str
    reference: str = ""
    units: tuple[ClaimedUnits, ...] = ()
    money: tuple[ClaimedMoney, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherClaim:
    """A case of another counter that has one of the lines."""

    terminal: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """What came of asking; `others` have the lines where it is taken or doubled."""

    status: ClaimStatus
    others: tuple[OtherClaim, ...] = ()


class ClaimsAtHub(Protocol):
    """The hub's word on lines, asked in the counter's worker."""

    def claim(self, wanted: CaseClaim, *, is_late: bool = False) -> ClaimAnswer:
        """Make this all that the case claims, whole or not at all; the same again changes nothing.

        `is_late` where the money is gone: then it stands whatever others have. What others have is
        laid over the sales here before this answers, so that boards know it. It waits a few
        seconds at most, and never raises.
        """
        ...

    def look_at(self, store: str, receipts: Sequence[str]) -> bool:
        """Lay over the sales here what other counters have of these; True where that is new.

        It waits as `claim` does, and never raises.
        """
        ...

    def others(self, receipts: Sequence[str]) -> tuple[OtherClaim, ...]:
        """Who has something of these receipts, the latest last, as it was looked at last.

        It answers at once.
        """
        ...

    def is_away(self) -> bool:
        """True while nobody can be asked; answers at once."""
        ...


class NoHub:
    """A counter that has no hub."""

    def claim(self, wanted: CaseClaim, *, is_late: bool = False) -> ClaimAnswer:
        """Nobody is asked."""
        del wanted, is_late
        return ClaimAnswer(ClaimStatus.NO_HUB)

    def look_at(self, store: str, receipts: Sequence[str]) -> bool:
        """Nobody has anything."""
        del store, receipts
        return False

    def others(self, receipts: Sequence[str]) -> tuple[OtherClaim, ...]:
        """Nobody has anything."""
        del receipts
        return ()

    def is_away(self) -> bool:
        """There is none."""
        return True
