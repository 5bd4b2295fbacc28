"""Segments: some events in a row as they go to the hub, signed by their terminal.

Owns how they are cut from the journal, checked before they leave, and what a signature covers. It
must not know a connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from returns_desk.adapters.journal.codec import canonical_bytes
from returns_desk.adapters.journal.hash_chain import BEFORE_GENESIS, is_whole, read_envelope
from returns_desk.adapters.journal.signing import is_signed
from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from datetime import datetime

    from returns_desk.adapters.journal.hash_chain import Link
    from returns_desk.adapters.journal.signing import Signer
    from returns_desk.adapters.profile_journal import ProfileJournal

PURPOSE: Final = "returns-desk hub segment"
MOST_EVENTS: Final = 200
MOST_BYTES: Final = 4_000_000
"""Of one segment; one event alone may be larger."""


class Segment(NamedTuple):
    """Events `first` to `last`, in order, as they lie in the journal."""

    first: int
    hashes: list[bytes]
    envelopes: list[bytes]

    @property
    def last(self) -> int:
        """The sequence of its last event."""
        return self.first + len(self.hashes) - 1


class Outbox:
    """The journal, seen as what the hub still has to get. Nothing is ever taken out of it."""

    def __init__(self, journal: ProfileJournal) -> None:
        self._journal = journal

    def head(self) -> int:
        """The sequence of the last event."""
        return self._journal.head()[0]

    def hash_at(self, sequence: int) -> bytes | None:
        """The hash of an event; None where the journal does not reach so far."""
        if sequence == 0:
            return BEFORE_GENESIS
        found = self._journal.links_after(sequence - 1)[:1]
        return found[0].hash if found else None

    def time_of(self, sequence: int) -> datetime | None:
        """When an event was recorded; None where the journal does not reach so far."""
        found = self._journal.links_after(sequence - 1)[:1]
        return read_envelope(found[0]).at if found else None

    def after(self, sequence: int, most: int = MOST_EVENTS) -> Segment | None:
        """The next events after that one; None where the hub has all of them.

        Raises:
            EnvironmentFault: An event is damaged or lies in an archive that is away; nothing of
                this segment may be sent.

        """
        before = self.hash_at(sequence)
        links = self._journal.links_after(sequence)[:most]
        if not links or before is None:
            return None
        for link in links:
            self._refuse_bent(link, sequence + 1, before)
            sequence, before = link.sequence, link.hash
        return _cut(links)

    def _refuse_bent(self, link: Link, sequence: int, before: bytes) -> None:
        if link.sequence == sequence and link.previous_hash == before and is_whole(link):
            return
        message = (
            f"Event {sequence} of this journal is damaged, so nothing from there on is sent. Run "
            "'returns-desk journal verify'; everything before it is at the hub."
        )
        raise EnvironmentFault(message, code="journal_bent", sequence=sequence)


def signature_of(segment: Segment, installation: str, signer: Signer) -> bytes:
    """The terminal's word for everything up to the segment's end, through its last hash."""
    return signer.sign(segment_content(installation, segment.last, segment.hashes[-1].hex()))


def is_signed_by(
    public_key: str, installation: str, sequence: int, last_hash: bytes, signature: bytes
) -> bool:
    """Whether that key gave its word for everything up to there."""
    content = segment_content(installation, sequence, last_hash.hex())
    return is_signed(public_key, signature.hex(), content)


def segment_content(installation: str, sequence: int, last_hash: str) -> bytes:
    """What a segment's signature covers; names its purpose so that it serves no other."""
    return canonical_bytes(
        {
            "purpose": PURPOSE,
            "installation": installation,
            "sequence": sequence,
            "hash": last_hash,
        }
    )


def _cut(links: list[Link]) -> Segment:
    size, kept = 0, 0
    for link in links:
        size += len(link.envelope)
        if kept and size > MOST_BYTES:
            break
        kept += 1
    chosen = links[:kept]
    return Segment(
        chosen[0].sequence,
        [each.hash for each in chosen],
        [bytes(each.envelope) for each in chosen],
    )
