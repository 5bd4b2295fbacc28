"""A hub that a test sets: it is there or away, and others may have a line.

Owns behaviour that a test can set; keeps what the port promises and no more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from returns_desk.application.claims_at_hub import (
    CaseClaim,
    ClaimAnswer,
    ClaimStatus,
    OtherClaim,
)


@dataclass
class FakeHub:
    """Claims by case, as the hub has them; `on_look` is what looking at receipts changes here."""

    away: bool = False
    rivals: tuple[OtherClaim, ...] = ()
    known: tuple[OtherClaim, ...] = ()
    """Who has something, as it was looked at."""
    is_taken: bool = False
    on_look: Callable[[str, Sequence[str]], bool] = lambda _store, _receipts: False
    has: dict[str, CaseClaim] = field(default_factory=dict)
    asked: list[tuple[CaseClaim, bool]] = field(default_factory=list)

    def claim(self, wanted: CaseClaim, *, is_late: bool = False) -> ClaimAnswer:
        if self.away:
            return ClaimAnswer(ClaimStatus.UNREACHED)
        self.asked.append((wanted, is_late))
        if self.is_taken and not is_late:
            return ClaimAnswer(ClaimStatus.TAKEN, self.rivals)
        self.has[wanted.case_id] = wanted
        if self.is_taken and wanted.units:
            return ClaimAnswer(ClaimStatus.DOUBLED, self.rivals)
        return ClaimAnswer(ClaimStatus.CLAIMED)

    def look_at(self, store: str, receipts: Sequence[str]) -> bool:
        return not self.away and self.on_look(store, receipts)

    def others(self, receipts: Sequence[str]) -> tuple[OtherClaim, ...]:
        return self.known if receipts else ()

    def is_away(self) -> bool:
        return self.away
