"""Papers that were shown: what it was, by whom, when; pure.

Owns the kinds and the events' keys. What stands on a paper is never in them, nor whose it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from returns_desk.application.folded_values import list_of
from returns_desk.application.ports import Event

if TYPE_CHECKING:
    from returns_desk.application.case_record import CaseRecord

EVIDENCE_SEEN: Final = "evidence_seen"
EVIDENCE_WITHDRAWN: Final = "evidence_withdrawn"


class PaperKind(StrEnum):
    """What can be shown at the counter, and what is written there."""

    PHOTO = "photo"
    RECEIPT_COPY = "receipt_copy"
    BANK_STATEMENT = "bank_statement"
    WARRANTY = "warranty"
    SERIAL_PLATE = "serial_plate"
    OTHER = "other"
    NOTE = "note"


SHOWN: Final = tuple(kind for kind in PaperKind if kind is not PaperKind.NOTE)
"""What a customer can show."""

ANSWERS: Final[Mapping[PaperKind, str]] = MappingProxyType(
    {PaperKind.BANK_STATEMENT: "evidence:bank_statement"}
)
"""The question that a paper answers by being here.

A copy is no receipt, and whose a serial number is has to be looked up: they answer nothing.
"""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The encrypted file of a paper: its SHA-256 in hex, what is in it in bytes, and as what."""

    sha256: str
    size: int
    media: str


@dataclass(frozen=True, slots=True)
class SeenPaper:
    """A paper that was shown; `by` is the operator who saw it.

    `answers` are the facts that seeing it settled; they are taken back with it. `file` is None
    where it was seen and not copied.
    """

    id: str
    kind: PaperKind
    at: datetime
    by: str
    answers: tuple[str, ...] = ()
    file: KeptFile | None = None


def paper_of(event: Event) -> SeenPaper:
    """The paper that an event tells of, as it was seen."""
    payload = event.payload
    answers = tuple(str(each) for each in list_of(payload.get("answers", ())))
    kind, by = PaperKind(str(payload["kind"])), event.operator or ""
    return SeenPaper(str(payload["evidence"]), kind, event.at, by, answers)


def _seen(record: "CaseRecord", event: Event) -> "CaseRecord":
    return replace(record, papers=(*record.papers, paper_of(event)))


def _withdrawn(record: "CaseRecord", event: Event) -> "CaseRecord":
    gone = event.payload["evidence"]
    return replace(record, papers=tuple(each for each in record.papers if each.id != gone))


EVIDENCE_FOLDS: Mapping[str, Callable[["CaseRecord", Event], "CaseRecord"]] = MappingProxyType(
    {EVIDENCE_SEEN: _seen, EVIDENCE_WITHDRAWN: _withdrawn}
)
"""What a paper changes in a case's record."""
