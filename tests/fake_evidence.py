"""Files of cases in memory, and what comes in: what it says it does, no encryption."""

from pathlib import Path

from returns_desk.application.evidence.files import EvidencePlace, TakenFile, media_of
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

PHOTO = b"\xff\xd8\xff photo"
DOCUMENT = b"%PDF-1.7 document"


class FakeEvidence:
    """Files of cases; `is_full` lets the disk take nothing."""

    def __init__(self) -> None:
        self.files: dict[EvidencePlace, tuple[str, bytes]] = {}
        self.kept: set[EvidencePlace] = set()
        self.keys = 0
        self.is_full = False

    def take(self, source: Path | bytes) -> TakenFile:
        content = source if isinstance(source, bytes) else source.name.encode()
        media = media_of(content)
        if media is None:
            message = "no photo"
            raise OperatorMistake(message, code="file_not_ours")
        return TakenFile(content, media)

    def new_key(self) -> str:
        self.keys += 1
        return f"key-{self.keys}"

    def keep(self, place: EvidencePlace, key: str, content: bytes) -> str:
        if self.is_full:
            message = "full"
            raise EnvironmentFault(message, code="disk_full")
        self.files[place] = (key, content)
        return f"hash of {place.evidence}"

    def open(self, place: EvidencePlace, key: str, sha256: str) -> bytes:
        assert sha256 == f"hash of {place.evidence}"
        kept_under, content = self.files[place]
        assert kept_under == key
        return content

    def settle(self, place: EvidencePlace) -> None:
        self.kept.add(place)

    def unsettle(self, place: EvidencePlace) -> bool:
        self.kept.discard(place)
        return place in self.files

    def unsettled(self) -> tuple[EvidencePlace, ...]:
        return tuple(each for each in self.files if each not in self.kept)

    def drop(self, place: EvidencePlace) -> None:
        del self.files[place]
