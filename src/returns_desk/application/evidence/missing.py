"""Which files the journal says are with its cases; pure.

Owns that a file taken back is wanted no more, nor one from before an erasure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from returns_desk.application.evidence.files import EvidencePlace
from returns_desk.application.evidence.kept import EVIDENCE_KEPT, FILE_TYPES, file_of
from returns_desk.application.personal_data import ERASED
from returns_desk.application.ports import Event

TYPES: Final = (*FILE_TYPES, ERASED)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that has to be there: which, of what kind, its SHA-256 in hex, and who says so."""

    place: EvidencePlace
    kind: str
    sha256: str
    sequence: int


def named_files(events: Iterable[Event]) -> tuple[NamedFile, ...]:
    """What has to be there by these events, first to last."""
    found: dict[EvidencePlace, NamedFile] = {}
    for event in events:
        if event.type == ERASED:
            found = {place: each for place, each in found.items() if place.case_id != event.case_id}
            continue
        place = EvidencePlace(str(event.case_id), str(event.payload["evidence"]))
        found.pop(place, None)
        if event.type == EVIDENCE_KEPT:
            kind, file = str(event.payload["kind"]), file_of(event)
            found[place] = NamedFile(place, kind, file.sha256, event.sequence)
    return tuple(found.values())
