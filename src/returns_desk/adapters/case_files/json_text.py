"""JSON text to plain values, refusing what JSON readers usually let pass.

Owns syntax: one value, no key twice, no NaN, no number beyond reason, not nested too deep, no
half characters. Must not know what the values mean.
"""

import json
from collections.abc import Iterator

from returns_desk.domain.errors import InvalidInput

LARGEST_TEXT_BYTES = 20_000_000
"""A document is no larger than this."""

DEEPEST_NESTING = 40
"""A document is nested no deeper than this."""

LONGEST_NUMBER = 18
"""Digits of the longest whole number that is read."""

LONGEST_KEY = 240
"""Characters of the longest key: a receipt's number and a tender's."""

LONGEST_PLACE = 240
"""Characters of the longest place that a refusal names; what lies deeper is within it."""


class Flaw:
    """Stands in the place of a value that may not be; `message` says why."""

    def __init__(self, message: str) -> None:
        """Keep the sentence."""
        self.message = message


def parse_json(content: bytes | str) -> object:
    """The one value in that text.

    Raises:
        InvalidInput: the text is no JSON, or something in it may not be; `pointer` is the place.
    """
    text = _decoded(content)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_constant=lambda word: Flaw(f"{word} is no number; write a whole number."),
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        message = f"this is no JSON ({error.msg.lower()}); mend the text there."
        raise InvalidInput(place, message, code="no_json") from None
    except (RecursionError, MemoryError):
        raise _too_deep() from None
    for pointer, flaw in _flaws(value, "", 0):
        raise InvalidInput(_named(pointer), flaw)
    return value


def pointer_to(*parts: str | int) -> str:
    """A JSON pointer of those parts.

    >>> pointer_to("claim", "facts", "a/b", 0)
    '/claim/facts/a~1b/0'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _decoded(content: bytes | str) -> str:
    if len(content) > LARGEST_TEXT_BYTES:
        raise InvalidInput("", f"is larger than {LARGEST_TEXT_BYTES} bytes; send one case alone.")
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = "this is no UTF-8 text; save it as UTF-8."
        raise InvalidInput(f"byte {error.start}", message) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                table[key] = Flaw("this key stands twice; keep one.")
            seen.add(key)
    return table


def _whole_number(digits: str) -> int | Flaw:
    if len(digits.lstrip("-")) > LONGEST_NUMBER:
        return Flaw(f"a number of {len(digits)} digits is beyond reason; check it.")
    return int(digits)


def _flaws(value: object, pointer: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST_NESTING:
        raise _too_deep()
    if isinstance(value, Flaw):
        yield pointer, value.message
    elif isinstance(value, str) and not _is_whole_text(value):
        yield pointer, "a character is broken or a control sign; write the text again."
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _flaws(each, f"{pointer}/{index}", depth + 1)
    elif isinstance(value, dict):
        for key, each in value.items():
            if len(key) > LONGEST_KEY:
                yield pointer, f"a key has more than {LONGEST_KEY} characters; shorten it."
            if not _is_one_line(key):
                yield pointer, "a key has a broken character or a line end; write it again."
            yield from _flaws(each, pointer + pointer_to(key), depth + 1)


def _named(pointer: str) -> str:
    """The place as a person reads it: one that is long ends in an ellipsis at some level."""
    if len(pointer) <= LONGEST_PLACE:
        return pointer
    return pointer[: pointer.rindex("/", 0, LONGEST_PLACE)] + "/\u2026"


def _is_whole_text(text: str) -> bool:
    """No half of a surrogate pair, and no control sign but tab and line ends."""
    if text.isprintable():
        return True
    return not any(
        "\ud800" <= sign <= "\udfff" or (sign < " " and sign not in "\t\n\r") for sign in text
    )


def _is_one_line(key: str) -> bool:
    """A key stands in the place that a refusal names, and a refusal is one line."""
    return _is_whole_text(key) and len(f"{key}.".splitlines()) == 1


def _too_deep() -> InvalidInput:
    return InvalidInput("", f"is nested deeper than {DEEPEST_NESTING} levels; no case is.")
