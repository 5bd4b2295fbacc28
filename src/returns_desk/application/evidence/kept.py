"""Papers of which a file stays with the case: the event, and what it changes in a record; pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from returns_desk.application.evidence.seen import (
    EVIDENCE_SEEN,
    EVIDENCE_WITHDRAWN,
    KeptFile,
    SeenPaper,
    paper_of,
)
from returns_desk.application.ports import Event, Json

if TYPE_CHECKING:
    from returns_desk.application.case_record import CaseRecord

EVIDENCE_KEPT: Final = "evidence_kept"
FILE_TYPES: Final = (EVIDENCE_KEPT, EVIDENCE_WITHDRAWN)
"""What the journal says of a file; the last of them counts."""
PAPER_TYPES: Final = (EVIDENCE_SEEN, *FILE_TYPES)
"""What the journal says of papers."""


def kept_payload(
    paper: str, kind: str, file: KeptFile, answers: tuple[str, ...]
) -> dict[str, Json]:
    """What the event says: ids, hash and size, nothing that stands on the paper."""
    return {
        "evidence": paper,
        "kind": kind,
        "sha256": file.sha256,
        "bytes": file.size,
        "media": file.media,
        "answers": [*answers],
    }


def file_of(event: Event) -> KeptFile:
    """The file that such an event tells of."""
    payload = event.payload
    return KeptFile(str(payload["sha256"]), int(str(payload["bytes"])), str(payload["media"]))


def _kept(record: "CaseRecord", event: Event) -> "CaseRecord":
    paper = replace(paper_of(event), file=file_of(event))
    return replace(record, papers=(*record.papers, paper))


def papers_told(events: Iterable[Event]) -> tuple[SeenPaper, ...]:
    """The papers that are with a case by its events of papers, first to last."""
    found: dict[str, SeenPaper] = {}
    for event in events:
        if event.type == EVIDENCE_WITHDRAWN:
            found.pop(str(event.payload["evidence"]), None)
        else:
            paper = paper_of(event)
            file = file_of(event) if event.type == EVIDENCE_KEPT else None
            found[paper.id] = replace(paper, file=file)
    return tuple(found.values())


FILE_FOLDS: Mapping[str, Callable[["CaseRecord", Event], "CaseRecord"]] = MappingProxyType(
    {EVIDENCE_KEPT: _kept}
)
"""What a kept file changes in a case's record."""
