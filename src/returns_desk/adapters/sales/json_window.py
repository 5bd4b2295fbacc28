"""A moving window over JSON text: takes one value at a time, whatever the file's size.

Owns the position, the growth and the refusal of broken text. Must not know sales. Values are only
measured here, never built, so memory stays bounded by the window.
"""

import json
import re
from typing import Final, Protocol

from returns_desk.domain.errors import InvalidInput

CHUNK_SIGNS: Final = 65_536
LARGEST_RECORD_SIGNS: Final = 8_000_000
_BLANKS: Final = re.compile(r"[ \t\r\n\ufeff]*")
# How a byte comes that is not of the file's encoding (Python's surrogateescape).
_UNREADABLE: Final = re.compile(r"[\udc80-\udcff]")
_TOO_LARGE: Final = "this record is longer than 8 million characters: export fewer orders into one"
_NOT_UTF8: Final = "this is not UTF-8: save the file as UTF-8"


class TextSource(Protocol):
    """Anything that text can be read from in pieces."""

    def read(self, size: int, /) -> str:
        """Read at most so many characters; nothing at the end."""
        ...


class JsonWindow:
    """A moving piece of the text that grows while a value is not complete."""

    def __init__(self, source: TextSource) -> None:
        self._source = source
        self._text = ""
        # What lies before it was passed; it is thrown away when the window grows.
        self._start = 0
        self._ended = False
        # Numbers stay text: one of 5,000 digits would be refused by int. Objects come to nothing.
        self._measure = json.JSONDecoder(
            object_pairs_hook=lambda _: None, parse_int=str, parse_float=str
        )
        self.line = 1
        self._column = 1

    def at(self, sign: str) -> bool:
        """Whether the text goes on with this sign."""
        return self._text.startswith(sign, self._start)

    def skip_blank(self) -> bool:
        """Pass blanks; answers whether anything follows."""
        while True:
            found = _BLANKS.match(self._text, self._start)
            self.drop(found.end() - self._start if found else 0)
            if self._left() or not self._grow():
                return bool(self._left())

    def drop(self, count: int) -> None:
        """Pass so many characters that are in the window."""
        end = self._start + count
        breaks = self._text.count("\n", self._start, end)
        self.line += breaks
        last = self._text.rfind("\n", self._start, end)
        self._column = end - last if breaks else self._column + count
        self._start = end

    def peek_line(self) -> str | None:
        """Return the line that begins here, or None where it is longer than a record may be."""
        while (end := self._text.find("\n", self._start)) < 0:
            if not self._grow():
                return self._text[self._start :] if self._ended else None
        return self._text[self._start : end]

    def take_line(self) -> str:
        """Take a line with its ending; nothing at the end.

        Raises:
            InvalidInput: the line is longer than a record may be.

        """
        line = self.peek_line()
        if line is None:
            raise self.broken("", _TOO_LARGE)
        whole = self._text[self._start : self._start + len(line) + 1]
        self.drop(len(whole))
        return whole

    def holds_whole_value(self) -> bool:
        """Whether the value that begins here ends within the longest record."""
        try:
            return self._value_end() is not None
        except (ValueError, RecursionError):
            return True

    def take_value(self, pointer: str) -> str:
        """Take the text of one value.

        Raises:
            InvalidInput: it is no JSON, nested too deep, or longer than a record may be.

        """
        try:
            end = self._value_end()
        except RecursionError as problem:
            raise self.broken(pointer, "this is nested too deep") from problem
        except ValueError as problem:
            raise self._broken_at(pointer, problem) from problem
        if end is None:
            raise self.broken(pointer, _TOO_LARGE)
        value = self._text[self._start : end]
        self.drop(len(value))
        return value

    def take_key(self, pointer: str) -> str:
        """Take an object's next key with its colon.

        Raises:
            InvalidInput: no key stands here.

        """
        text = self.take_value(pointer)
        if not text.startswith('"') or not self.skip_blank() or not self.at(":"):
            raise self.broken(pointer, "this is no JSON")
        self.drop(1)
        self.skip_blank()
        return str(json.loads(text))

    def broken(self, pointer: str, what: str) -> InvalidInput:
        """Build the refusal of the whole file, with the place reached so far."""
        place = f"{pointer} (line {self.line}, column {self._column})".strip()
        mend = "" if what == _TOO_LARGE else ": export the sales again"
        return InvalidInput(place, what + mend, code="broken_json")

    def _value_end(self) -> int | None:
        """Find where the value ends; None where it is longer than a record may be."""
        while True:
            try:
                _, end = self._measure.raw_decode(self._text, self._start)
            except ValueError:
                if self._grow():
                    continue
                if self._ended:
                    raise
                return None
            # A number at the very end of the window may go on in the next piece.
            if end < len(self._text) or self._text[end - 1] in '"}]' or not self._grow():
                return end

    def _left(self) -> int:
        return len(self._text) - self._start

    def _broken_at(self, pointer: str, problem: ValueError) -> InvalidInput:
        position = problem.pos if isinstance(problem, json.JSONDecodeError) else 0
        self.drop(max(0, min(position, len(self._text)) - self._start))
        return self.broken(pointer, "this is no JSON")

    def _grow(self) -> bool:
        """Read on, twice as much each time, so that a large value is not measured too often."""
        left = self._left()
        if self._ended or left > LARGEST_RECORD_SIGNS:
            return False
        piece = self._source.read(max(CHUNK_SIGNS, left))
        if not piece.isascii() and (bad := _UNREADABLE.search(piece)):
            lines = self._text.count("\n", self._start) + piece.count("\n", 0, bad.start())
            raise InvalidInput(f"line {self.line + lines}", _NOT_UTF8, code="wrong_encoding")
        self._ended = not piece
        if piece:
            self._text = self._text[self._start :] + piece
            self._start = 0
        return bool(piece)
