"""What the screens show of promises: plain data, no sentences.

Owns the shapes, and what of them changes with the time alone.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from returns_desk.application.promises.promise import Promise, PromiseWords, Urgency


@dataclass(frozen=True, slots=True)
class PromiseSeen:
    """One promise, and who made it by name; `words` are personal."""

    promise: Promise
    made_by: str
    urgency: Urgency
    words: PromiseWords = field(default_factory=PromiseWords)


@dataclass(frozen=True, slots=True)
class PromisesState:
    """Every open promise, the next due first."""

    open: tuple[PromiseSeen, ...] = ()
    next_look: datetime | None = None
    """When the next one is over that was not handed on yet, also while nobody is signed in."""
    phone: str = ""
    email: str = ""
    """Where the customer at hand is reached, as far as that is known (R10)."""

    @property
    def pressing(self) -> tuple[PromiseSeen, ...]:
        """Those that are due soon or over."""
        soon = {Urgency.DUE, Urgency.OVERDUE}
        return tuple(each for each in self.open if each.urgency in soon)

    @property
    def overdue(self) -> tuple[PromiseSeen, ...]:
        """Those that are over."""
        return tuple(each for each in self.open if each.urgency is Urgency.OVERDUE)

    def at(self, now: datetime) -> "PromisesState":
        """The same promises at another moment."""
        seen = (replace(each, urgency=each.promise.urgency(now)) for each in self.open)
        return replace(self, open=tuple(seen))

    def wants_look(self, now: datetime) -> bool:
        """Whether one is over that was not handed on yet."""
        return self.next_look is not None and now > self.next_look

    def known_contact(self, channel: str) -> str:
        """Where the customer at hand is reached by that channel; empty where nobody said."""
        return self.email if channel == "email" else self.phone
