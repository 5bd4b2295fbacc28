"""The end of the journal as this computer remembers it, event by event, outside the journal.

An anchor in the keystore waits for the disk and is written now and then; this one is noted after
each commit and waits for nothing, so it shows what a kill left and somebody then took away: a log
that was deleted, a file that was put back. Owns `journal.end`. It must not read the journal.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from returns_desk.adapters.journal.anchors import KEYSTORE, Anchor

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.journal.anchors import AnchorStore


class RememberedEnd:
    """One line in a file: checksum, sequence, hash, public key, installation."""

    def __init__(self, path: Path, installation: str) -> None:
        """Remember the journal of that installation; another's end is none."""
        self._path, self._installation = path, installation
        self._stream: IO[bytes] | None = None

    def read(self) -> Anchor | None:
        """The end that was noted last; None where there is none, or only half of one."""
        try:
            line, _, _ = self._path.read_bytes().partition(b"\n")
            checksum, told = line.split(b" ", 1)
            sequence, own_hash, public_key, installation = told.decode().split(" ")
            is_whole = int(checksum, 16) == zlib.crc32(told)
        except (OSError, ValueError):
            # It proves less than the anchor in the keystore then, and hinders nobody.
            return None
        if not is_whole or installation != self._installation:
            return None
        return Anchor(KEYSTORE, int(sequence), own_hash, public_key, installation)

    def remember(self, sequence: int, own_hash: str, public_key: str) -> None:
        """Remember this end; not flushed, since the journal itself was. A full disk is let go."""
        told = f"{sequence:018} {own_hash} {public_key} {self._installation}".encode()
        line = b"%08x %s\n" % (zlib.crc32(told), told)
        with suppress(OSError):
            if self._stream is None:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
                self._stream = os.fdopen(descriptor, "r+b", buffering=0)
            self._stream.seek(0)
            self._stream.write(line)

    def forget(self) -> None:
        """Take the file away."""
        self.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


class FurthestAnchor:
    """The keystore's anchor, or the remembered end (`end`) where that reaches further."""

    def __init__(self, anchors: AnchorStore, folder: Path, installation: str) -> None:
        self._anchors, self.end = anchors, RememberedEnd(folder / "journal.end", installation)

    def read(self) -> Anchor | None:
        """The last anchor, or None before the first event.

        Raises:
            OperatorMistake: The keystore holds what is no anchor.
            EnvironmentFault: The keystore can't be read.

        """
        kept, end = self._anchors.read(), self.end.read()
        if kept is None or end is None:
            return kept or end
        is_further = end.installation == kept.installation and end.sequence > kept.sequence
        return end if is_further else kept

    def write(self, anchor: Anchor) -> None:
        """Put the anchor into the keystore.

        Raises:
            EnvironmentFault: The keystore can't be written.

        """
        self._anchors.write(anchor)
