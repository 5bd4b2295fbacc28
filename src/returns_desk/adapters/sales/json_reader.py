"""Reads sales from JSON piece by piece: an array, one object, or JSON Lines.

Owns finding where each sale begins and ends, without holding the whole file. Must not judge what
a sale says (`documents` does). In JSON Lines a broken line costs only itself; an array that is
broken can't be read on, so it is refused as a whole.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from returns_desk.adapters.sales.input_files import InputFile
from returns_desk.domain.errors import InvalidInput

CHUNK_SIGNS = 65_536
LARGEST_RECORD_SIGNS = 16_000_000
_BLANK = " \t\r\n"


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One sale's text and its place; `problem` is set where the text is no JSON."""

    row: int
    pointer: str
    text: str
    problem: str | None = None


def read_records(file: InputFile) -> Iterator[JsonRecord]:
    """Yield each sale of the file in its order.

    Raises:
        InvalidInput: the array or object is broken, with line and column.

    """
    window = _Window(file)
    window.skip_blank()
    if window.at("["):
        yield from _of_array(window)
    elif _first_line_is_whole(window):
        yield from _of_lines(window)
    else:
        yield JsonRecord(1, "", window.take_value(""))
        if window.skip_blank():
            raise window.broken("", "something stands after the sale")


def _first_line_is_whole(window: "_Window") -> bool:
    line = window.peek_line()
    try:
        json.loads(line)
    except RecursionError:
        return True
    except ValueError:
        # A first line such as {"receipt": or { alone begins an object over several lines.
        return line.rstrip().endswith("}")
    return True


def _of_array(window: "_Window") -> Iterator[JsonRecord]:
    window.drop(1)
    index = 0
    while window.skip_blank() and not window.at("]"):
        if index:
            if not window.at(","):
                raise window.broken(f"/{index}", "a comma or ] is missing")
            window.drop(1)
            window.skip_blank()
        yield JsonRecord(index + 1, f"/{index}", window.take_value(f"/{index}"))
        index += 1
    if not window.at("]"):
        raise window.broken(f"/{index}", "the file ends too early")
    window.drop(1)
    if window.skip_blank():
        raise window.broken("", "something stands after the end of the array")


def _of_lines(window: "_Window") -> Iterator[JsonRecord]:
    number = window.line
    while line := window.take_line():
        if line.strip():
            yield JsonRecord(number, "", line.strip(), _problem_of(line))
        number += 1


def _problem_of(line: str) -> str | None:
    try:
        json.loads(line)
    except ValueError:
        return "this line is no JSON: one whole sale stands on each line"
    except RecursionError:
        return "this line is nested too deep: one whole sale stands on each line"
    return None


class _Window:
    """A moving piece of the file that grows while a value is not complete."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._text = ""
        self._ended = False
        self._decoder = json.JSONDecoder()
        self.line = 1
        self._column = 1

    def at(self, sign: str) -> bool:
        return self._text.startswith(sign)

    def skip_blank(self) -> bool:
        """Pass blanks; answers whether anything follows."""
        while True:
            rest = self._text.lstrip(_BLANK + "\ufeff")
            self.drop(len(self._text) - len(rest))
            if rest or not self._grow():
                return bool(self._text)

    def drop(self, count: int) -> None:
        passed = self._text[:count]
        breaks = passed.count("\n")
        self.line += breaks
        self._column = count - passed.rfind("\n") if breaks else self._column + count
        self._text = self._text[count:]

    def peek_line(self) -> str:
        while "\n" not in self._text and self._grow():
            pass
        return self._text.partition("\n")[0]

    def take_line(self) -> str:
        line = self.peek_line()
        whole = self._text[: len(line) + 1]
        self.drop(len(whole))
        return whole

    def take_value(self, pointer: str) -> str:
        while True:
            try:
                _, end = self._decoder.raw_decode(self._text)
            except ValueError as problem:
                if not self._grow():
                    raise self._broken_at(pointer, problem) from problem
                continue
            except RecursionError as problem:
                raise self.broken(pointer, "this is nested too deep") from problem
            value = self._text[:end]
            self.drop(end)
            return value

    def broken(self, pointer: str, what: str) -> InvalidInput:
        place = f"{pointer} (line {self.line}, column {self._column})".strip()
        return InvalidInput(place, f"{what}: export the sales again", code="broken_json")

    def _broken_at(self, pointer: str, problem: ValueError) -> InvalidInput:
        position = problem.pos if isinstance(problem, json.JSONDecodeError) else 0
        self.drop(min(position, len(self._text)))
        return self.broken(pointer, "this is no JSON")

    def _grow(self) -> bool:
        """Read on, twice as much each time, so that a large value is not decoded too often."""
        if self._ended or len(self._text) > LARGEST_RECORD_SIGNS:
            return False
        piece = self._file.text.read(max(CHUNK_SIGNS, len(self._text)))
        if any("\udc80" <= sign <= "\udcff" for sign in piece if not sign.isascii()):
            place = f"line {self.line + self._text.count(chr(10))}"
            message = "this is not UTF-8: save the file as UTF-8"
            raise InvalidInput(place, message, code="wrong_encoding")
        self._ended = not piece
        self._text += piece
        return bool(piece)
