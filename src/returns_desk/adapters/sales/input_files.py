"""Opens what a till dropped: plain or gzip, with the byte count for a progress bar.

Owns the refusal of files that are no text at all, each in one sentence with the mend. Must not
know CSV or JSON.
"""

import codecs
import gzip
import io
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Protocol, cast

from returns_desk.domain.errors import InvalidInput

LONGEST_LINE = 1_000_000
_SAMPLE_BYTES = 65_536
_GZIP = b"\x1f\x8b"
_ARCHIVES: Final = {
    b"PK": "This is a workbook or an archive, not text: save the sheet as CSV (UTF-8).",
    b"\xd0\xcf\x11\xe0": "This is an old workbook, not text: save the sheet as CSV (UTF-8).",
    b"%PDF": "This is a PDF, not sales: export the sales as CSV (UTF-8).",
    b"SQLite format 3": "This is a database, not sales: export the sales as CSV (UTF-8).",
    _GZIP: "This is packed twice: unpack it once, then bring it in.",
}
_WEB_PAGES: Final = (b"<!doctype html", b"<html")


class Progress(Protocol):
    """Told from time to time how far the work is, in thousandths."""

    def __call__(self, per_mille: int, /) -> None:
        """Show it."""
        ...


@dataclass(slots=True)
class InputFile:
    """An open file of text, and how far it was read."""

    path: Path
    text: io.TextIOWrapper
    raw: BinaryIO
    size_bytes: int
    encoding: str

    def read_per_mille(self) -> int:
        """How much of the file was read, in thousandths."""
        return min(1000, self.raw.tell() * 1000 // max(1, self.size_bytes))

    def lines(self) -> Iterator[str]:
        """Each line with its ending.

        Raises:
            InvalidInput: a line is not in the file's encoding, or has no end.

        """
        for number, line in enumerate(iter(lambda: self.text.readline(LONGEST_LINE), ""), start=1):
            if len(line) >= LONGEST_LINE:
                raise InvalidInput(f"line {number}", "this line has no end: save it as CSV again")
            if not line.isascii():
                self._check_encoding(line, number)
            yield line

    def _check_encoding(self, line: str, number: int) -> None:
        if any("\udc80" <= sign <= "\udcff" for sign in line):
            message = (
                f"this line is not {self.encoding.upper()}: save the file as UTF-8,"
                " or name its encoding, as in --encoding cp1252"
            )
            raise InvalidInput(f"line {number}", message, code="wrong_encoding")


@contextmanager
def opened(path: Path, encoding: str | None = None) -> Iterator[InputFile]:
    """Open a file of sales for reading from its beginning.

    Raises:
        InvalidInput: it isn't there, is empty, is no text, or ends too early.

    """
    try:
        _refuse_endless(path)
        with path.open("rb") as raw:
            yield _input_file(path, raw, encoding)
    except (gzip.BadGzipFile, EOFError, zlib.error) as problem:
        message = "the compressed file is damaged or ends too early: copy it again"
        raise InvalidInput("", message, code="damaged_file") from problem
    except UnicodeError as problem:
        message = (
            f"this is not {(encoding or 'UTF-16').upper()}: save the file as UTF-8,"
            " or name its encoding, as in --encoding cp1252"
        )
        raise InvalidInput("", message, code="wrong_encoding") from problem
    except OSError as problem:
        raise InvalidInput("", _cannot_open(path, problem), code="cannot_read") from problem


def _refuse_endless(path: Path) -> None:
    """A pipe or a device may never answer."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        message = "this is no file but a pipe or a device: name a file"
        raise InvalidInput("", message, code="cannot_read")


def _input_file(path: Path, raw: BinaryIO, encoding: str | None) -> InputFile:
    size_bytes = path.stat().st_size
    packed = raw.read(len(_GZIP)) == _GZIP
    raw.seek(0)
    content = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else raw
    sample = content.read(_SAMPLE_BYTES)
    content.seek(0)
    chosen = _check_text(sample, encoding)
    text = io.TextIOWrapper(content, chosen, errors="surrogateescape", newline="")
    return InputFile(path, text, raw, size_bytes, chosen.removesuffix("-sig"))


def _check_text(sample: bytes, encoding: str | None) -> str:
    if not sample.strip():
        raise InvalidInput("", "the file is empty: export the sales again", code="empty_file")
    for beginning, sentence in _ARCHIVES.items():
        if sample.startswith(beginning):
            raise InvalidInput("", sentence, code="not_text")
    if sample.lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower().startswith(_WEB_PAGES):
        message = "This is a web page, not sales: sign in there, then export the sales again."
        raise InvalidInput("", message, code="not_text")
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in sample:
        message = "this is no text: export the sales as CSV (UTF-8) or JSON"
        raise InvalidInput("", message, code="not_text")
    return _known(encoding or "utf-8-sig")


def _known(encoding: str) -> str:
    try:
        # Not only looked up: base64 and its kin are codecs too, and read no text.
        "a".encode(encoding)
    except (LookupError, ValueError) as problem:
        message = f"{encoding!r} is no encoding that is known here: use utf-8 or cp1252"
        raise InvalidInput("", message, code="unknown_encoding") from problem
    return encoding


def _cannot_open(path: Path, problem: OSError) -> str:
    if path.is_dir():
        return "this is a folder: name a file in it, or use sales watch"
    if isinstance(problem, FileNotFoundError):
        return "there is no such file: check the name"
    if isinstance(problem, PermissionError):
        return "the file can't be read: ask for permission to read it"
    return "the file can't be read: copy it to this computer and try again"
