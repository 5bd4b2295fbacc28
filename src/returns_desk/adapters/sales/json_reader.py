"""Reads sales from JSON piece by piece: an array, one object, or JSON Lines.

Owns finding where each sale begins and ends, without holding the whole file, also inside a shop
system's envelope ({"orders": [...]}). Must not judge what a sale says. In JSON Lines a broken line
costs only itself; an array that is broken can't be read on, so it is refused as a whole.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from returns_desk.adapters.sales.input_files import InputFile
from returns_desk.adapters.sales.json_window import JsonWindow


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One sale's text and its place; `problem` is set where the text is no JSON.

    `envelope` is the key of the list that it stood in, where there was one.
    """

    row: int
    pointer: str
    text: str
    problem: str | None = None
    envelope: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Keys that a shop system puts around its records: of lists, and of single records."""

    lists: frozenset[str] = frozenset()
    singles: frozenset[str] = frozenset()


NO_ENVELOPE = Envelope()


def read_records(file: InputFile, envelope: Envelope = NO_ENVELOPE) -> Iterator[JsonRecord]:
    """Yield each record of the file in its order; only an envelope too long for one is opened.

    Raises:
        InvalidInput: the array or object is broken, with line and column.

    """
    window = JsonWindow(file.text)
    window.skip_blank()
    if window.at("["):
        yield from of_array(window)
        _nothing_follows(window, "something stands after the end of the array")
    elif _first_line_is_whole(window):
        yield from _of_lines(window)
    elif envelope.lists and window.at("{") and not window.holds_whole_value():
        yield from of_members(window, envelope)
        _nothing_follows(window, "something stands after the end of the object")
    else:
        yield JsonRecord(1, "", window.take_value(""))
        _nothing_follows(window, "something stands after the sale")


def of_array(window: JsonWindow, pointer: str = "", row: int = 0) -> Iterator[JsonRecord]:
    """Yield the elements of the array that begins here; `row` were counted before.

    Raises:
        InvalidInput: the array is broken.

    """
    window.drop(1)
    index = 0
    while window.skip_blank() and not window.at("]"):
        place = f"{pointer}/{index}"
        if index:
            _pass_comma(window, place, "]")
        yield JsonRecord(row + index + 1, place, window.take_value(place))
        index += 1
    if not window.at("]"):
        raise window.broken(f"{pointer}/{index}", "the file ends too early")
    window.drop(1)


def of_members(window: JsonWindow, envelope: Envelope) -> Iterator[JsonRecord]:
    """Yield what stands under the envelope's keys in the object that begins here.

    Raises:
        InvalidInput: the object is broken.

    """
    window.drop(1)
    row = members = 0
    while window.skip_blank() and not window.at("}"):
        if members:
            _pass_comma(window, "", "}")
        members += 1
        key = window.take_key("")
        if key in envelope.lists and window.at("["):
            for record in of_array(window, f"/{key}", row):
                row = record.row
                yield JsonRecord(row, record.pointer, record.text, envelope=key)
        elif key in envelope.singles and window.at("{"):
            row += 1
            yield JsonRecord(row, f"/{key}", window.take_value(f"/{key}"), envelope=key)
        else:
            window.take_value(f"/{key}")
    if not window.at("}"):
        raise window.broken("", "the file ends too early")
    window.drop(1)


def _pass_comma(window: JsonWindow, place: str, closing: str) -> None:
    if not window.at(","):
        raise window.broken(place, f"a comma or {closing} is missing")
    window.drop(1)
    window.skip_blank()


def _nothing_follows(window: JsonWindow, what: str) -> None:
    if window.skip_blank():
        raise window.broken("", what)


def _first_line_is_whole(window: JsonWindow) -> bool:
    line = window.peek_line()
    if line is None:
        return False
    try:
        json.loads(line, parse_int=str)
    except RecursionError:
        return True
    except ValueError:
        # A first line such as {"receipt": or { alone begins an object over several lines.
        return line.rstrip().endswith("}")
    return True


def _of_lines(window: JsonWindow) -> Iterator[JsonRecord]:
    number = window.line
    while line := window.take_line():
        if line.strip():
            yield JsonRecord(number, "", line.strip(), _problem_of(line))
        number += 1


def _problem_of(line: str) -> str | None:
    try:
        json.loads(line, parse_int=str)
    except ValueError:
        return "this line is no JSON: one whole sale stands on each line"
    except RecursionError:
        return "this line is nested too deep: one whole sale stands on each line"
    return None
