"""Segments in a file, for a counter without a network: written there, taken in where the hub is.

Owns the file's form: JSON lines, the first naming the terminal, each other one a signed segment.
No personal data is in it; that never lies in the journal. It must not know a connection.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.hub.segments import Outbox, Segment, signature_of
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from returns_desk.adapters.journal.signing import Signer
    from returns_desk.adapters.safe_files import Progress

FORM: Final = 1
LONGEST_LINE: Final = 200_000_000
"""A segment holds 4 MB, or one event that is longer; nothing of ours comes near it."""
Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Signature = Annotated[str, StringConstraints(pattern="^[0-9a-f]{128}$")]


class Head(BaseModel):
    """The first line: whose events follow."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    returns_desk_segments: Literal[1]
    terminal: str
    installation: str


class _Line(BaseModel):
    """One segment."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    first: int = Field(ge=1)
    hashes: list[Sha256] = Field(min_length=1, max_length=1_000)
    envelopes: list[str]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds: events `first` to `last`; both 0 where there was nothing to write."""

    first: int
    last: int


def write_segments(
    path: Path, head: Head, after: int, outbox: Outbox, signer: Signer, on_progress: Progress
) -> Written:
    """Write every event after that one into a new file; it is whole, or not there.

    Raises:
        OperatorMistake: There is a file of that name.
        EnvironmentFault: The folder can't be written, or an event is damaged.

    """
    if path.exists():
        message = f"{path} is there already. Choose another name; nothing was written."
        raise OperatorMistake(message, code="file_exists")
    with file_faults(path):
        file = path.open("xb")
    try:
        with file_faults(path), file:
            return _write(file, head, after, outbox, signer, on_progress)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _write(
    file: IO[bytes],
    head: Head,
    after: int,
    outbox: Outbox,
    signer: Signer,
    on_progress: Progress,
) -> Written:
    file.write(head.model_dump_json().encode() + b"\n")
    reached, last = after, outbox.head()
    while segment := outbox.after(reached):
        signature = signature_of(segment, head.installation, signer)
        file.write(_line_of(segment, signature))
        reached = segment.last
        on_progress(reached, last)
    return Written(after + 1, reached) if reached > after else Written(0, 0)


def _line_of(segment: Segment, signature: bytes) -> bytes:
    told = {
        "first": segment.first,
        "hashes": [each.hex() for each in segment.hashes],
        "envelopes": [each.decode() for each in segment.envelopes],
        "signature": signature.hex(),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_head(file: IO[bytes], path: Path) -> Head:
    """Whose events a file holds.

    Raises:
        OperatorMistake: It is no such file.
        EnvironmentFault: It can't be read.

    """
    with file_faults(path):
        line = file.readline(LONGEST_LINE)
    try:
        return Head.model_validate_json(line)
    except ValidationError:
        message = (
            f"{path}: this is no file of 'returns-desk sync export', or one of a newer version. "
            "Nothing was taken in."
        )
        raise OperatorMistake(message, code="no_segments") from None


def read_segments(file: IO[bytes], path: Path) -> Iterator[tuple[Segment, bytes]]:
    """Each segment that follows, with its signature.

    Raises:
        OperatorMistake: A line is none of ours; says which.
        EnvironmentFault: The file can't be read.

    """
    number = 1
    while True:
        number += 1
        with file_faults(path):
            line = file.readline(LONGEST_LINE)
        if not line:
            return
        try:
            told = _Line.model_validate_json(line)
        except ValidationError:
            told = None
        if told is None or len(told.envelopes) != len(told.hashes):
            message = (
                f"{path}, line {number}: this is no segment, as after a copy that broke off. What "
                "came before it was taken in; export again."
            )
            raise OperatorMistake(message, code="no_segment", line=number)
        hashes = [bytes.fromhex(each) for each in told.hashes]
        envelopes = [each.encode() for each in told.envelopes]
        yield Segment(told.first, hashes, envelopes), bytes.fromhex(told.signature)
