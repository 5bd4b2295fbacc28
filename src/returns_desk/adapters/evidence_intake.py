"""Takes in what a customer brings: reads it, sees what it is, and has photos made clean.

Owns the limit and what is refused. How a photo is made anew without what the camera wrote into it
is given to it; it must not keep anything.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import file_faults
from returns_desk.application.evidence.files import JPEG, PHOTOS, TakenFile, media_of
from returns_desk.application.evidence.refusals import refusal

MEGABYTE: Final = 1 << 20
MOST_MEGABYTES: Final = 20

CleanPhoto = Callable[[bytes], bytes | None]
"""A photo made anew as JPEG, without what the camera wrote into it; None where it is damaged."""


class PaperIntake:
    """What comes in at one counter."""

    def __init__(self, clean_photo: CleanPhoto, most_megabytes: int = MOST_MEGABYTES) -> None:
        self._clean_photo, self._most = clean_photo, most_megabytes

    def take(self, source: Path | bytes) -> TakenFile:
        """What may be kept of a file, or of what was pasted.

        Raises:
            OperatorMistake: It is too large, empty, damaged, or nothing that is kept.
            EnvironmentFault: The file can't be read.

        """
        content = source if isinstance(source, bytes) else self._read(source)
        if len(content) > self._most * MEGABYTE:
            raise refusal("file_too_large", most=self._most)
        if not content:
            raise refusal("file_empty")
        media = media_of(content)
        if media is None:
            raise refusal("file_not_ours")
        return self._cleaned(content) if media in PHOTOS else TakenFile(content, media)

    def _read(self, path: Path) -> bytes:
        """At most one byte more than may be kept: a file that grows meanwhile stops here."""
        with file_faults(path), path.open("rb") as stream:
            return stream.read(self._most * MEGABYTE + 1)

    def _cleaned(self, content: bytes) -> TakenFile:
        clean = self._clean_photo(content)
        if clean is None:
            raise refusal("photo_unreadable")
        return TakenFile(clean, JPEG)
