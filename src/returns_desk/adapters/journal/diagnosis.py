"""Names what happened to the first event that does not fit the chain.

Owns the telling apart of changed, removed, inserted and reordered events, from the few links at the
break and one look through the rest. Pure; runs only once a chain is known to be bent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from returns_desk.adapters.journal.hash_chain import Link, is_whole, read_envelope
from returns_desk.application.ports import BentEvent

_SENTENCES: Final = {
    "changed": "Event {n} was changed after it was recorded.",
    "removed": "Event {n} was removed.",
    "inserted": "Event {n} was inserted; this terminal did not record it there.",
    "reordered": "Event {n} was moved to another place.",
}


@dataclass(frozen=True, slots=True)
class Break:
    """Where the walk stopped. `previous_hash` is that of the last event that fits."""

    expected: int
    previous_hash: bytes
    vouched_hash: str | None = None
    """What an anchor knows as the hash of the last event that fits, or None."""


def bent(sequence: int, problem: str) -> BentEvent:
    """The record with its sentence."""
    return BentEvent(sequence, problem, _SENTENCES[problem].format(n=sequence))


def name_the_bent(at: Break, here: Link, rest: Iterable[Link]) -> BentEvent:
    """What happened at a break; `here` is the link found there, `rest` all that follow it."""
    following = iter(rest)
    after = next(following, None)
    later = [after] if after else []
    told = _told_sequence(here)
    if _follows(after, at) and told != at.expected + 1:
        return bent(at.expected, "inserted")
    if told is not None and told < at.expected:
        return bent(told, "inserted")  # the original of an event that was forged in its place
    if here.sequence == at.expected and told in {None, at.expected}:
        return _changed_here_or_before(at, here, after)
    if any(_told_sequence(link) == at.expected for link in (*later, *following)):
        return bent(at.expected, "reordered")
    if here.sequence == at.expected and not is_whole(here):
        return bent(at.expected, "changed")
    return bent(at.expected, "removed")


def _follows(link: Link | None, at: Break) -> bool:
    """True for the genuine event of this place, pushed back by one that was put before it."""
    if link is None or link.previous_hash != at.previous_hash or not is_whole(link):
        return False
    return _told_sequence(link) == at.expected


def _changed_here_or_before(at: Break, here: Link, after: Link | None) -> BentEvent:
    if not is_whole(here) or at.expected == 1:
        return bent(at.expected, "changed")
    # It is whole but follows another hash: so it testifies that the one before was changed,
    # unless an anchor, or a stranger after it, shows that this one does not belong here.
    if at.vouched_hash == at.previous_hash.hex():
        return bent(at.expected, "inserted")
    if after is not None and after.previous_hash != here.hash:
        return bent(at.expected, "changed")
    return bent(at.expected - 1, "changed")


def _told_sequence(link: Link) -> int | None:
    """The sequence that the envelope tells, whatever row it lies in."""
    try:
        return read_envelope(link).sequence
    except ValueError:
        return None
