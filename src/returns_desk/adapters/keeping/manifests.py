"""The manifest of a backup: what is in it, to the byte, and where the journal was.

Owns `manifest.json`, its signature and what may be wrong with it. Its sequence and hash are an
anchor of the journal too. It must not read a database.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, cast

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.codec import canonical_bytes
from returns_desk.adapters.journal.signing import Signer, is_signed
from returns_desk.adapters.safe_files import sha256_of, write_safely
from returns_desk.application.ports import Json
from returns_desk.domain.errors import OperatorMistake

MANIFEST: Final = "manifest.json"
FORMAT_VERSION: Final = 1
PURPOSE: Final = "returns-desk backup manifest"
JOURNAL: Final = "journal"
PEOPLE: Final = "people"
_MOST_BYTES: Final = 1 << 26
_HASH_DIGITS: Final = 64


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: `kind` is journal or people; `files` is SHA-256 in hex by name."""

    kind: str
    made_at: str
    program: str
    store: str
    terminal: str
    installation: str
    public_key: str
    sequence: int
    hash: str
    formats: Mapping[str, int]
    files: Mapping[str, str]

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    def anchor(self) -> Anchor:
        """The end of the journal as this backup remembers it."""
        source = f"backup of {self.made_at[:16].replace('T', ' ')}"
        return Anchor(source, self.sequence, self.hash, self.public_key, self.installation)


def write_manifest(folder: Path, manifest: Manifest, signer: Signer) -> None:
    """Put the manifest into a backup, signed with the terminal's key.

    Raises:
        EnvironmentFault: it can't be written.
    """
    document = _document(manifest)
    signature = signer.sign(_signed_content(document)).hex()
    content = json.dumps({**document, "signature": signature}, ensure_ascii=False, indent=1)
    write_safely(folder / MANIFEST, content.encode("utf-8") + b"\n")


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file.

    Raises:
        OperatorMistake: it is none, it was changed, or a newer version wrote it.
        EnvironmentFault: the file can't be read.
    """
    with file_faults(path), path.open("rb") as stream:
        content = stream.read(_MOST_BYTES)
    try:
        document = json.loads(content)
        found = document["format"]
        if isinstance(found, int) and found > FORMAT_VERSION:
            raise _newer(path, found)
        signature = str(document.pop("signature"))
        manifest = _manifest(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"{path}: this is no manifest of a backup. Choose another backup."
        raise OperatorMistake(message, code="backup_damaged") from error
    if not is_signed(manifest.public_key, signature, _signed_content(_document(manifest))):
        message = f"{path}: this manifest was changed after the backup. Choose another backup."
        raise OperatorMistake(message, code="backup_damaged")
    return manifest


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare each file of a backup with the manifest.

    Raises:
        OperatorMistake: a file is gone or was changed; names it.
        EnvironmentFault: a file can't be read.
    """
    for name, digest in manifest.files.items():
        path = folder / name
        if not path.is_file():
            message = f"{path}: this file of the backup is gone. Choose another backup."
            raise OperatorMistake(message, code="backup_damaged")
        if sha256_of(path) != digest:
            message = f"{path}: this file of the backup was changed. Choose another backup."
            raise OperatorMistake(message, code="backup_damaged")


def _document(manifest: Manifest) -> dict[str, Json]:
    return {"format": FORMAT_VERSION, **cast("dict[str, Json]", asdict(manifest))}


def _signed_content(document: Mapping[str, Json]) -> bytes:
    return canonical_bytes({"purpose": PURPOSE, "manifest": document})


def _manifest(document: Mapping[str, Any]) -> Manifest:
    """Raises ValueError, KeyError or TypeError where it is not what we write."""
    values = {name: document[name] for name in Manifest.__dataclass_fields__}
    manifest = Manifest(**values)
    texts = (*asdict(manifest).values(), *manifest.files, *manifest.files.values())
    is_right = (
        manifest.moment.utcoffset() is not None
        and type(manifest.sequence) is int
        and manifest.sequence > 0
        and all(isinstance(each, str | int | dict) for each in texts)
        and len(manifest.hash) == _HASH_DIGITS
        and all(_stays_inside(name) for name in manifest.files)
        and document["format"] == FORMAT_VERSION
    )
    if not is_right:
        message = "not as we write it"
        raise ValueError(message)
    return manifest


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    is_plain = not path.is_absolute() and ".." not in path.parts
    return is_plain and "\\" not in name and ":" not in name and name != MANIFEST


def _newer(path: Path, found: int) -> OperatorMistake:
    message = (
        f"{path}: a newer Returns Desk made this backup (format {found}; this one knows "
        f"{FORMAT_VERSION}). Install that newer version; nothing was changed."
    )
    return OperatorMistake(message, code="newer_backup", found=found)
