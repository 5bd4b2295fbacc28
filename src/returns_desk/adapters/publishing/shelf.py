"""The texts of published packs in the profile, each with its seal.

Owns the two files of a publication and the check of its seal: the terminal's Ed25519 key signs the
publication with the hash of its text. It must not decide which one is in force.
"""

import hashlib
import json
from pathlib import Path
from typing import Final, Protocol

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.codec import canonical_bytes
from returns_desk.adapters.journal.signing import is_signed
from returns_desk.adapters.safe_files import sync_folder, write_safely
from returns_desk.application.publishing import Publication, document_of

FOLDER: Final = "published"
PURPOSE: Final = "returns-desk published pack"


class Seal(Protocol):
    """Holds the terminal's private key."""

    @property
    def public_key(self) -> str:
        """The raw public key in lower-case hex."""
        ...

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature of the content."""
        ...


class PackShelf:
    """The folder of one profile; `seal` is asked for only where something is signed or checked."""

    def __init__(self, profile: Path, seal: Seal) -> None:
        """Nothing is read or made yet."""
        self._profile, self._seal = profile, seal

    def put(self, publication: Publication, text: bytes) -> None:
        """Lay the text and its seal there, on disk when this returns.

        Raises:
            EnvironmentFault: the folder can't be written.
        """
        folder = self._profile / FOLDER
        with file_faults(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._profile)
        write_safely(self.path_of(publication), text)
        signature = self._seal.sign(_signed(publication)).hex()
        seal = {**document_of(publication), "signature": signature}
        write_safely(_seal_of(self.path_of(publication)), json.dumps(seal, indent=2).encode())

    def path_of(self, publication: Publication) -> Path:
        """Where its text lies."""
        return self._profile / FOLDER / f"{publication.number:04d}.toml"

    def problem(self, publication: Publication) -> str | None:
        """Why the text can't be used, as the end of a sentence; None where it is as it was signed.

        Raises:
            EnvironmentFault: the disk can't be read.
        """
        path = self.path_of(publication)
        if not path.exists() or not _seal_of(path).exists():
            return "is gone"
        with file_faults(path):
            text, seal = path.read_bytes(), _seal_of(path).read_bytes()
        if content_hash(text) != publication.content:
            return "was changed after it was published"
        is_sealed = is_signed(self._seal.public_key, _signature_in(seal), _signed(publication))
        return None if is_sealed else "does not bear this terminal's signature"


def content_hash(text: bytes) -> str:
    """The hash of a pack's text, bare lower-case hex."""
    return hashlib.sha256(text).hexdigest()


def _seal_of(path: Path) -> Path:
    return path.with_suffix(".seal.json")


def _signed(publication: Publication) -> bytes:
    """What a seal's signature covers; names its purpose so that it serves no other."""
    return canonical_bytes({"purpose": PURPOSE, **document_of(publication)})


def _signature_in(seal: bytes) -> str:
    try:
        document = json.loads(seal)
    except ValueError:
        return ""
    return str(document.get("signature", "")) if isinstance(document, dict) else ""
