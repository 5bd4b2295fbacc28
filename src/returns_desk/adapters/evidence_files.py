"""The files of cases beside the journal, each encrypted under its case's key.

Owns the folder `evidence` of a profile: `kept` holds what the journal names, `unsettled` what it
may not name yet or not any more. A file is written once, under its id, and never changed. It must
not read the journal.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.safe_files import copy_faults, sync_folder, write_safely
from returns_desk.application.evidence.files import EvidencePlace
from returns_desk.application.evidence.refusals import NOT_WHOLE
from returns_desk.domain.errors import EnvironmentFault

EVIDENCE: Final = "evidence"
KEPT: Final = "kept"
UNSETTLED: Final = "unsettled"
KEY_BITS: Final = 256
NONCE_BYTES: Final = 12
_LETTERS: Final = "abcdefghijklmnop"
_HEX: Final = "0123456789abcdef"


class EvidenceFolder:
    """The files of one profile's cases."""

    def __init__(self, profile: Path) -> None:
        """Take the profile's folder; nothing is made before the first file."""
        self.folder = profile / EVIDENCE

    def new_key(self) -> str:
        """A random key in letters alone: digits could look like a card's, and would be cut."""
        return AESGCM.generate_key(KEY_BITS).hex().translate(str.maketrans(_HEX, _LETTERS))

    def keep(self, place: EvidencePlace, key: str, content: bytes) -> str:
        """Write it unsettled; on disk when this returns. The file's SHA-256 in hex.

        Raises:
            EnvironmentFault: The disk can't take it; nothing is left of it.

        """
        path, nonce = self._path(UNSETTLED, place), os.urandom(NONCE_BYTES)
        sealed = nonce + AESGCM(_bytes_of(key)).encrypt(nonce, content, _bound_to(place))
        with copy_faults(path):
            self._make(path.parent)
            try:
                write_safely(path, sealed)
            except BaseException:
                path.with_name(f"{path.name}.new").unlink(missing_ok=True)
                raise
        return hashlib.sha256(sealed).hexdigest()

    def open(self, place: EvidencePlace, key: str, sha256: str) -> bytes:
        """What is in it; never on a disk.

        Raises:
            EnvironmentFault: It is not there, or not what was kept.

        """
        path = self.path_of(place)
        if path is None:
            raise _not_whole(self._path(KEPT, place))
        with file_faults(path):
            sealed = path.read_bytes()
        if hashlib.sha256(sealed).hexdigest() != sha256:
            raise _not_whole(path)
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return AESGCM(_bytes_of(key)).decrypt(nonce, rest, _bound_to(place))
        except (InvalidTag, ValueError) as error:
            raise _not_whole(path) from error

    def settle(self, place: EvidencePlace) -> None:
        """The journal has it; what can't be moved now is moved at the next start."""
        with suppress(OSError):
            self._move(place, UNSETTLED, KEPT)

    def unsettle(self, place: EvidencePlace) -> bool:
        """What becomes of it stands in the journal soon; False where it is not there.

        Raises:
            EnvironmentFault: The folder can't be written.

        """
        with copy_faults(self.folder):
            self._move(place, KEPT, UNSETTLED)
        return self.path_of(place) is not None

    def unsettled(self) -> tuple[EvidencePlace, ...]:
        """Those that a start has to look for in the journal.

        Raises:
            EnvironmentFault: The folder can't be read.

        """
        return tuple(_places(self.folder / UNSETTLED))

    def kept(self) -> dict[EvidencePlace, Path]:
        """Every file by its ids, settled or not.

        Raises:
            EnvironmentFault: The folder can't be read.

        """
        found: dict[EvidencePlace, Path] = {}
        for state in (UNSETTLED, KEPT):
            for place in _places(self.folder / state):
                found[place] = self._path(state, place)
        return found

    def drop(self, place: EvidencePlace) -> None:
        """Take an unsettled file away.

        Raises:
            EnvironmentFault: It can't be removed.

        """
        path = self._path(UNSETTLED, place)
        with file_faults(path):
            path.unlink(missing_ok=True)
            _remove_empty(path.parent)

    def erase(self, case_ids: Iterable[str]) -> None:
        """Take every file of these cases away.

        Raises:
            EnvironmentFault: A file is in use; erase again.

        """
        for case_id in case_ids:
            for state in (KEPT, UNSETTLED):
                folder = self.folder / state / case_id
                with file_faults(folder):
                    if folder.is_dir():
                        shutil.rmtree(folder)

    def sweep(self) -> None:
        """Take away what was being written when the power went; no case had it yet."""
        with file_faults(self.folder):
            for path in (self.folder / UNSETTLED).glob("*/*.new"):
                path.unlink(missing_ok=True)

    def path_of(self, place: EvidencePlace) -> Path | None:
        """Where it lies, None where it does not."""
        paths = (self._path(KEPT, place), self._path(UNSETTLED, place))
        return next((each for each in paths if each.is_file()), None)

    def _path(self, state: str, place: EvidencePlace) -> Path:
        return self.folder / state / place.case_id / place.evidence

    def _move(self, place: EvidencePlace, start: str, end: str) -> None:
        source, target = self._path(start, place), self._path(end, place)
        if source.is_file():
            self._make(target.parent)
            source.replace(target)
            sync_folder(target.parent)
            sync_folder(source.parent)
            _remove_empty(source.parent)

    def _make(self, folder: Path) -> None:
        """A folder whose name is on disk, and those above it."""
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for each in (folder.parent, self.folder, self.folder.parent):
                sync_folder(each)


def _places(folder: Path) -> Iterator[EvidencePlace]:
    with file_faults(folder):
        for path in sorted(folder.glob("*/*")):
            if path.suffix != ".new":
                yield EvidencePlace(path.parent.name, path.name)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _bytes_of(key: str) -> bytes:
    return bytes.fromhex(key.translate(str.maketrans(_LETTERS, _HEX)))


def _bound_to(place: EvidencePlace) -> bytes:
    """What the encryption is bound to, so that no file passes for another one."""
    return f"{place.case_id}/{place.evidence}".encode()


def _not_whole(path: Path) -> EnvironmentFault:
    message = f"{path}: {NOT_WHOLE}"
    code = "evidence_not_whole"
    return EnvironmentFault(message, code=code, place=str(path), why="", sentence=NOT_WHOLE)
