"""What the journal itself says of an end that was lost before it went on.

Owns how such an event is read. It must not judge who is right.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from returns_desk.adapters.journal.hash_chain import Link, read_envelope
from returns_desk.application.missing_end import MISSING_END

LOSS_MARK: Final = f'"type":"{MISSING_END}"'.encode()
"""Bytes that stand in every such event, and perhaps in others."""


class ToldLoss(NamedTuple):
    """Events `first` to `last` were recorded once and are gone; event `told_in` says so."""

    first: int
    last: int
    told_in: int


def told_loss(links: Iterable[Link], sequence: int) -> ToldLoss | None:
    """The first loss among these events that took the event with that sequence."""
    for link in links:
        told = _read(link)
        if told is not None and told.first <= sequence <= told.last:
            return told
    return None


def _read(link: Link) -> ToldLoss | None:
    """None for an event of another type or one that can't be read."""
    try:
        event = read_envelope(link)
    except ValueError:
        return None
    first, last = event.payload.get("first"), event.payload.get("last")
    if event.type != MISSING_END or not isinstance(first, int) or not isinstance(last, int):
        return None
    return ToldLoss(first, last, link.sequence)
