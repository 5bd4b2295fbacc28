"""The chain: each event's hash covers the hash before it and the whole envelope.

Pure: no clock, no files. Owns how an event is sealed, read back and checked; it must not know
where events are stored.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from returns_desk.adapters.journal.codec import (
    canonical,
    read_document,
    read_time,
    spelt,
    time_text,
    utf_8,
)
from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.domain.errors import ensure

HASH_BYTES: Final = 32
BEFORE_GENESIS: Final = bytes(HASH_BYTES)
ENVELOPE_KEYS: Final = frozenset(
    {
        "at",
        "case_id",
        "id",
        "installation",
        "operator",
        "payload",
        "sequence",
        "terminal",
        "type",
        "version",
    }
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which installation and which terminal of the shop writes."""

    installation: str
    terminal: str


class Link(NamedTuple):
    """One event as it lies on disk; a tuple, since a walk makes a million of them.

    `previous_hash` and `hash` are 32 raw bytes.
    """

    sequence: int
    previous_hash: bytes
    hash: bytes
    envelope: bytes


class Head(NamedTuple):
    """The end of a chain: all that the next event needs to follow it."""

    sequence: int
    hash: bytes


def link_hash(previous_hash: bytes, envelope: bytes) -> bytes:
    """SHA-256 over the previous hash and the canonical bytes of the whole envelope."""
    return hashlib.sha256(previous_hash + envelope).digest()


def seal(
    new_event: NewEvent,
    *,
    event_id: str,
    at: datetime,
    origin: Origin,
    after: Link | Head | None,
    spelled: str | None = None,
) -> tuple[Link, Event]:
    """The link that records an event after another one, and the event as it will be read back.

    After None it is the genesis. `spelled` is the payload's canonical text, where it is known.

    Raises:
        Defect: The payload holds what may not be in an event.

    """
    sequence = after.sequence + 1 if after else 1
    previous_hash = after.hash if after else BEFORE_GENESIS
    at_text = time_text(at)
    payload_text, payload = canonical(new_event.payload, spelled)
    # Keys in alphabetical order, written out since every event passes here.
    envelope = utf_8(
        f'{{"at":{spelt(at_text)},"case_id":{spelt(new_event.case_id)},"id":{spelt(event_id)},'
        f'"installation":{spelt(origin.installation)},"operator":{spelt(new_event.operator)},'
        f'"payload":{payload_text},"sequence":{sequence},"terminal":{spelt(origin.terminal)},'
        f'"type":{spelt(new_event.type)},"version":{new_event.version:d}}}'
    )
    link = Link(sequence, previous_hash, link_hash(previous_hash, envelope), envelope)
    assert isinstance(payload, dict)  # noqa: S101 -- narrows the type
    return link, Event(
        id=event_id,
        installation=origin.installation,
        terminal=origin.terminal,
        sequence=sequence,
        at=read_time(at_text),
        operator=new_event.operator,
        case_id=new_event.case_id,
        type=new_event.type,
        version=new_event.version,
        payload=payload,
        previous_hash=previous_hash.hex(),
        hash=link.hash.hex(),
    )


def is_whole(link: Link) -> bool:
    """True if the stored hash is the hash of what is stored."""
    return link_hash(link.previous_hash, link.envelope) == link.hash


def read_event(link: Link) -> Event:
    """The event that a link holds; what was true when written is asserted when read.

    Raises:
        ValueError: The envelope is not what `seal` writes, or does not bear its hash.

    """
    if not is_whole(link):
        message = "its content does not fit its hash"
        raise ValueError(message)
    return read_envelope(link)


def read_envelope(link: Link) -> Event:
    """The event in an envelope, whatever its hash says.

    Raises:
        ValueError: The envelope is not what `seal` writes.

    """
    return event_of(link, read_document(link.envelope))


def event_of(link: Link, document: Json) -> Event:
    """The event that an envelope's document tells.

    Raises:
        ValueError: The document is not what `seal` writes.

    """
    if not isinstance(document, dict) or document.keys() != ENVELOPE_KEYS:
        message = "its envelope has other keys"
        raise ValueError(message)
    payload = document["payload"]
    sequence, version = document["sequence"], document["version"]
    if not isinstance(payload, dict) or type(sequence) is not int or type(version) is not int:
        message = "its envelope holds values of another kind"
        raise ValueError(message)
    return Event(
        id=str(document["id"]),
        installation=str(document["installation"]),
        terminal=str(document["terminal"]),
        sequence=sequence,
        at=read_time(str(document["at"])),
        operator=_text_or_none(document["operator"]),
        case_id=_text_or_none(document["case_id"]),
        type=str(document["type"]),
        version=version,
        payload=payload,
        previous_hash=link.previous_hash.hex(),
        hash=link.hash.hex(),
    )


def genesis(origin: Origin, public_key: str, format_version: int) -> NewEvent:
    """The first event: whose journal this is, and the key its checkpoints are signed with."""
    ensure(bool(origin.installation and origin.terminal), "A journal names who writes it.")
    return NewEvent(
        type="journal_begun",
        payload={"public_key": public_key, "format": format_version},
    )


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
