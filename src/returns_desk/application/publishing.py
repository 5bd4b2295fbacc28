"""Packs that a manager published: which one stands on a day, and what the journal says of each.

Owns these rules; pure but for the ports it is given. A publication counts once its event is
recorded: a file without one is nothing, so that a power cut leaves in force what was in force. The
text of a pack lies on the shelf, never in an event.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

from returns_desk.application.approvers import has_authority
from returns_desk.application.ports import Event, Json, NewEvent, Operator
from returns_desk.application.sentences import N_
from returns_desk.domain.errors import OperatorMistake

PUBLISHED: Final = "pack_published"
REVERTED: Final = "pack_reverted"
FROM_FILE: Final = "file"
FROM_APPROVALS: Final = "approvals"


@dataclass(frozen=True, slots=True)
class PackOnOffer:
    """A pack that was read and checked; `content` is the hash of its file, bare hex."""

    pack: str
    version: str
    fingerprint: str
    content: str


@dataclass(frozen=True, slots=True)
class Publication:
    """One version of a pack, from a day on; numbers count up over all packs."""

    number: int
    pack: str
    version: str
    fingerprint: str
    content: str
    effective_from: date
    by: str
    basis: str
    is_reverted: bool = False


class ReadableJournal(Protocol):
    """The journal, as far as it tells what was published."""

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order."""
        ...


class PublishingJournal(ReadableJournal, Protocol):
    """The journal, as far as publishing writes it."""

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit."""
        ...


class Shelf(Protocol):
    """Where the texts of published packs lie, signed."""

    def put(self, publication: Publication, text: bytes) -> None:
        """Lay the text there, on disk when this returns; what lay under its number is replaced."""
        ...


def publications(events: Iterable[Event]) -> tuple[Publication, ...]:
    """What was published, by number, from the events of both types."""
    found: dict[int, Publication] = {}
    for event in events:
        number = int(str(event.payload["number"]))
        if event.type == PUBLISHED:
            found[number] = _publication(event, number)
        else:
            found[number] = replace(found[number], is_reverted=True)
    return tuple(found[number] for number in sorted(found))


def read_publications(journal: ReadableJournal) -> tuple[Publication, ...]:
    """What this journal says was published."""
    return publications(journal.read(types=(PUBLISHED, REVERTED)))


def best_first(every: Iterable[Publication], pack: str, day: date) -> tuple[Publication, ...]:
    """The publications of a pack that may decide on a day: the latest day first, then the number.

    The first decides; the others stand behind it, where its text can't be used.
    """
    standing = [
        each
        for each in every
        if each.pack == pack and not each.is_reverted and each.effective_from <= day
    ]
    return tuple(
        sorted(standing, key=lambda each: (each.effective_from, each.number), reverse=True)
    )


class Publishing:
    """What one manager publishes and takes back."""

    def __init__(self, journal: PublishingJournal, shelf: Shelf, by: Operator) -> None:
        """Begin with nothing published.

        Raises:
            OperatorMistake: `publish_not_yours`: the person is no manager.
        """
        if not has_authority(by.role, "manager"):
            message = "Packs are published by a manager or a regional manager."
            raise OperatorMistake(message, code="publish_not_yours")
        self._journal, self._shelf, self._by = journal, shelf, by

    def publish(
        self, offer: PackOnOffer, text: bytes, days: tuple[date, date], basis: str = FROM_FILE
    ) -> Publication:
        """Put a pack in force; `days` are the day from which it counts, and today.

        Raises:
            OperatorMistake: the day is over, or that version was published with another text.
            EnvironmentFault: the disk can't take it; what was in force stays.
        """
        effective, today = days
        if effective < today:
            sentence, day = N_("{day} is over. Choose today or a later day."), effective.isoformat()
            message = sentence.format(day=day)
            raise OperatorMistake(message, code="day_is_over", day=day, sentence=sentence)
        every = read_publications(self._journal)
        _check_version(every, offer)
        made = Publication(
            number=max((each.number for each in every), default=0) + 1,
            pack=offer.pack,
            version=offer.version,
            fingerprint=offer.fingerprint,
            content=offer.content,
            effective_from=effective,
            by=self._by.id,
            basis=basis,
        )
        # The text first: it counts only once the event is there.
        self._shelf.put(made, text)
        self._journal.append(NewEvent(PUBLISHED, document_of(made), operator=self._by.id))
        return made

    def revert(self, pack: str) -> Publication:
        """Take back the last publication of a pack; what stood before it decides again.

        Raises:
            OperatorMistake: `nothing_published`: nothing of that pack can be taken back.
        """
        every = read_publications(self._journal)
        of_pack = [each for each in every if each.pack == pack and not each.is_reverted]
        if not of_pack:
            sentence = N_("Nothing of {pack} is published that could be taken back.")
            message = sentence.format(pack=pack)
            raise OperatorMistake(message, code="nothing_published", pack=pack, sentence=sentence)
        last = of_pack[-1]
        payload: dict[str, Json] = {
            "number": last.number,
            "pack": last.pack,
            "version": last.version,
            "by": self._by.id,
        }
        self._journal.append(NewEvent(REVERTED, payload, operator=self._by.id))
        return replace(last, is_reverted=True)


def document_of(publication: Publication) -> dict[str, Json]:
    """A publication as its event and its seal hold it."""
    return {
        "number": publication.number,
        "pack": publication.pack,
        "version": publication.version,
        "fingerprint": publication.fingerprint,
        "content": publication.content,
        "effective_from": publication.effective_from.isoformat(),
        "by": publication.by,
        "basis": publication.basis,
    }


def _publication(event: Event, number: int) -> Publication:
    told = event.payload
    return Publication(
        number=number,
        pack=str(told["pack"]),
        version=str(told["version"]),
        fingerprint=str(told["fingerprint"]),
        content=str(told["content"]),
        effective_from=date.fromisoformat(str(told["effective_from"])),
        by=str(told["by"]),
        basis=str(told["basis"]),
    )


def _check_version(every: Iterable[Publication], offer: PackOnOffer) -> None:
    """One version of a pack is one text, so that its name says what was in force."""
    for each in every:
        is_same = (each.pack, each.version) == (offer.pack, offer.version)
        if is_same and each.fingerprint != offer.fingerprint:
            sentence = N_(
                "Version {version} of {pack} was published with another text. Change the version "
                "at the top of the file."
            )
            named = {"pack": offer.pack, "version": offer.version}
            message = sentence.format(**named)
            raise OperatorMistake(message, code="version_taken", sentence=sentence, **named)
