"""Anchors: the last sequence and hash, kept outside the journal file.

A chain alone can't show that its end was cut off or the file rolled back; an anchor can. Owns the
file beside the terminal's key and the short form on slips; it must not read the journal.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.safe_files import write_safely
from returns_desk.domain.errors import OperatorMistake

KEYSTORE: Final = "keystore"
"""The source of the anchor that lies beside the terminal's key."""
_TYPED: Final = re.compile(r"(?:(?P<sequence>[0-9]{1,18})[:-])?(?P<hash>[0-9a-f]{8,64})")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was the end of the journal once, and who remembers it.

    `hash` may be the beginning of a hash, as on a slip; `sequence` 0 means that it isn't known.
    """

    source: str
    sequence: int
    hash: str
    public_key: str | None = None
    installation: str | None = None


class AnchorStore(Protocol):
    """Where the terminal remembers the end of its journal."""

    def read(self) -> Anchor | None:
        """The last anchor, or None before the first."""
        ...

    def write(self, anchor: Anchor) -> None:
        """Remember this anchor in place of the last."""
        ...


class AnchorFile:
    """`anchor.json` beside the terminal's key; replaced as a whole, so never half written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Anchor | None:
        """The last anchor, or None before the first.

        Raises:
            OperatorMistake: The file is there and is not what `write` leaves.
            EnvironmentFault: The file can't be read.

        """
        with file_faults(self._path):
            try:
                text = self._path.read_bytes()
            except FileNotFoundError:
                return None
        try:
            return kept_anchor(json.loads(text))
        except (ValueError, KeyError, TypeError) as error:
            message = (
                f"{self._path}: this is not an anchor of a journal. Restore it from a backup; "
                "without it the end of the journal can't be proved."
            )
            raise OperatorMistake(message, code="anchor_unreadable") from error

    def write(self, anchor: Anchor) -> None:
        """Remember this anchor in place of the last.

        Raises:
            EnvironmentFault: The folder can't be written.

        """
        write_safely(self._path, (json.dumps(anchor_values(anchor), indent=1) + "\n").encode())


def anchor_values(anchor: Anchor) -> dict[str, str | int | None]:
    """An anchor as the keystore keeps it, in JSON's own kinds."""
    return {
        "installation": anchor.installation,
        "public_key": anchor.public_key,
        "sequence": anchor.sequence,
        "hash": anchor.hash,
    }


def kept_anchor(values: Any) -> Anchor:
    """The anchor in what `anchor_values` made; ValueError, KeyError or TypeError for else."""
    return Anchor(
        source=KEYSTORE,
        sequence=int(values["sequence"]),
        hash=str(values["hash"]),
        public_key=str(values["public_key"]),
        installation=str(values["installation"]),
    )


def read_typed_anchor(text: str) -> Anchor:
    """An anchor as a person types it from a slip: `12:9f86d081`, or the eight characters alone.

    Raises:
        OperatorMistake: The text has another form.

    """
    match = _TYPED.fullmatch(text.strip().lower())
    if match is None:
        message = f"--anchor {text!r}: give SEQUENCE:HASH or the eight characters of the slip."
        raise OperatorMistake(message, code="anchor_unreadable")
    return Anchor(source="slip", sequence=int(match["sequence"] or 0), hash=match["hash"])
