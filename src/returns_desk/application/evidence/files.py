"""Files that stay with a case: photos and documents, each encrypted under the case's key.

Owns the seam to where they lie and come from, and what they may be. No file name is kept.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn, Protocol

from returns_desk.application.evidence.refusals import refusal

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
PDF: Final = "application/pdf"
TEXT: Final = "text/plain"
"""A note, in UTF-8; nobody brings one."""
PHOTOS: Final = frozenset({JPEG, PNG})
_BEGINNINGS: Final = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF))


def media_of(content: bytes) -> str | None:
    """What a file is by how it begins, whatever it is called; None where it is none of ours."""
    return next((media for start, media in _BEGINNINGS if content.startswith(start)), None)


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """Which file it is: ids alone."""

    case_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What is in a file, in memory only, and what it is."""

    content: bytes
    media: str


class EvidenceIntake(Protocol):
    """Takes what a customer brings: reads it, checks it, strips what a camera wrote into it."""

    def take(self, source: Path | bytes) -> TakenFile:
        """What may be kept of a file, or of what was pasted.

        Raises:
            OperatorMistake: it is too large, empty, damaged, or nothing that is kept.
            EnvironmentFault: the file can't be read.
        """
        ...


class EvidenceFiles(Protocol):
    """Where the encrypted files lie.

    One whose event is not known to be recorded lies unsettled, and the next start looks for it.
    """

    def new_key(self) -> str:
        """A key that no other case has."""
        ...

    def keep(self, place: EvidencePlace, key: str, content: bytes) -> str:
        """Write it, encrypted and unsettled; on disk when this returns. The file's SHA-256 in hex.

        Raises:
            EnvironmentFault: the disk can't take it; nothing is left of it.
        """
        ...

    def open(self, place: EvidencePlace, key: str, sha256: str) -> bytes:
        """What is in it.

        Raises:
            EnvironmentFault: it is not there, or not what was kept.
        """
        ...

    def settle(self, place: EvidencePlace) -> None:
        """The journal has it; never fails, since the next start does it too."""
        ...

    def unsettle(self, place: EvidencePlace) -> bool:
        """What becomes of it stands in the journal soon; False where it is not there.

        Raises:
            EnvironmentFault: the folder can't be written.
        """
        ...


class NoEvidence:
    """A counter that keeps no files."""

    def take(self, source: Path | bytes) -> TakenFile:
        """Refuse."""
        del source
        _refuse()

    def new_key(self) -> str:
        """Refuse."""
        _refuse()

    def keep(self, place: EvidencePlace, key: str, content: bytes) -> str:
        """Refuse."""
        del place, key, content
        _refuse()

    def open(self, place: EvidencePlace, key: str, sha256: str) -> bytes:
        """Refuse."""
        del place, key, sha256
        _refuse()

    def settle(self, place: EvidencePlace) -> None:
        """Nothing is here."""

    def unsettle(self, place: EvidencePlace) -> bool:
        """Nothing is here."""
        del place
        return False


def _refuse() -> NoReturn:
    raise refusal("no_evidence_files")
