"""Canonical bytes of events: the only form that is hashed, signed and stored.

Owns JSON with sorted keys, no spaces, UTF-8. Text is kept as it came, never normalised: a proof
must not depend on a version of Unicode. No floats, ever. It must not know about chains or files.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, NoReturn, cast

from returns_desk.application.ports import Json
from returns_desk.domain.errors import Defect, ensure

LARGEST_INTEGER: Final = 2**63 - 1
DIGITS_ALWAYS_FIT: Final = 18
TEXTS_KNOWN: Final = 256
"""Installation, terminal, case and operator come again in each envelope."""
_LONG_INTEGER: Final = re.compile(rf"[:,\[-][0-9]{{{DIGITS_ALWAYS_FIT + 1}}}")
"""Where an integer stands in canonical text, a sign goes before its first digit."""

TIME_WITHOUT_OFFSET: Final = len("2026-11-22T10:30:00.000")

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def canonical_bytes(value: Json) -> bytes:
    """The one spelling of a JSON value: equal values give equal bytes.

    Raises:
        Defect: The value holds a float, an integer beyond 64 bits, a key that is no text, half a
            surrogate pair, or a type that is not JSON.

    """
    return utf_8(canonical(value)[0])


def canonical(value: Json, spelled: str | None = None) -> tuple[str, Json]:
    """The one spelling of a JSON value as a text, and the value as it is read back from that.

    What reads back equal was plain already; the rest is looked at piece by piece. `spelled` is what
    `canonical_text` made of the value, where the caller has it.

    Raises:
        Defect: As for `canonical_bytes`, but half a surrogate pair passes.

    """
    try:
        text = _ENCODER.encode(value) if spelled is None else spelled
        # Nearly every text holds no integer that might not fit; one that is all of it may be long.
        is_long = text[-1:].isdigit() or _LONG_INTEGER.search(text)
        decoder = _CHECKING_DECODER if is_long else _DECODER
        read_back = _decoded(decoder, text)
        if read_back == value:
            return text, read_back
    except (TypeError, ValueError):
        pass  # What is wrong with it, or that nothing is, `plain` says better.
    value = plain(value)
    return _ENCODER.encode(value), value


def utf_8(text: str) -> bytes:
    """The bytes of a text.

    Raises:
        Defect: The text holds half a surrogate pair.

    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = "A text for the journal holds half a character, which has no bytes."
        raise Defect(message, code="not_canonical") from error


def spelt(text: str | None) -> str:
    """The one spelling of a text, or of none."""
    return "null" if text is None else _spelt_text(text)


def canonical_text(value: object) -> str:
    """The same spelling as a text, of a value that nobody has looked at yet.

    Raises:
        TypeError: The value holds a type that is not JSON.
        ValueError: The value holds a float that is no number, or itself.

    """
    return _ENCODER.encode(value)


@lru_cache(maxsize=TEXTS_KNOWN)
def _spelt_text(text: str) -> str:
    return _ENCODER.encode(text)


def plain(value: object) -> Json:
    """The same value in dicts and lists, so that what is recorded equals what is read back.

    Raises:
        Defect: The value holds something that may not be in an event.

    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return _checked_integer(value)
    if isinstance(value, Mapping):
        return {_checked_key(key): plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [plain(each) for each in value]
    message = f"An event may not hold a {type(value).__name__}; use integers and texts."
    raise Defect(message, code="not_canonical")


def read_document(document: bytes | str) -> dict[str, Json]:
    """The object that canonical bytes stand for.

    Raises:
        ValueError: The bytes are no JSON object, or hold a number that is not an integer.

    """
    text = document.decode("utf-8") if isinstance(document, bytes) else document
    value = _decoded(_DECODER, text)
    if not isinstance(value, dict):
        message = "not a JSON object"
        raise ValueError(message)  # noqa: TRY004 -- one kind of error for every unreadable document
    return value


def _decoded(decoder: json.JSONDecoder, text: str) -> Json:
    """What the text stands for; `decode` alone would look for blanks twice in each event."""
    try:
        value, end = decoder.raw_decode(text)
    except ValueError:
        value, end = None, None
    # Blanks around it, or what is wrong: rare, and `decode` says it.
    return cast("Json", value if end == len(text) else decoder.decode(text))


def time_text(moment: datetime) -> str:
    """RFC 3339 with offset, to the millisecond."""
    text = moment.isoformat(timespec="milliseconds")
    # Each event has a time: a text's length is quicker to ask for than the moment's offset.
    ensure(len(text) > TIME_WITHOUT_OFFSET, "A time in the journal carries its offset.")
    return text


def read_time(text: str) -> datetime:
    """The moment that `time_text` wrote, with its offset.

    Raises:
        ValueError: The text is no time, or has no offset.

    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = "a time without offset"
        raise ValueError(message)
    return moment


def _checked_integer(value: int) -> int:
    ensure(abs(value) <= LARGEST_INTEGER, "An integer in an event fits 64 bits.")
    return int(value)


def _read_integer(text: str) -> int:
    # Looked at only where its length allows it to be too large; most integers are short.
    return int(text) if len(text) <= DIGITS_ALWAYS_FIT else _checked_integer(int(text))


def _checked_key(key: object) -> str:
    if not isinstance(key, str):
        message = f"A key in an event is text, not {type(key).__name__}."
        raise Defect(message, code="not_canonical")
    return key


def _refuse_number(text: str) -> NoReturn:
    message = f"a number that is no integer: {text}"
    raise ValueError(message)


_DECODER: Final = json.JSONDecoder(parse_float=_refuse_number, parse_constant=_refuse_number)
_CHECKING_DECODER: Final = json.JSONDecoder(
    parse_int=_read_integer,
    parse_float=_refuse_number,
    parse_constant=_refuse_number,
)
