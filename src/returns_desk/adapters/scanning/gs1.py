"""GTINs, GS1 element strings and Digital Links in a scanned text, by way of biip.

Owns what of them the counter uses. Must not look anything up. GS1 General Specifications;
element strings may come as the scanner sends them (AIM prefix, FNC1), or as printed: (01)...
"""

from __future__ import annotations

import re
from typing import Final

from returns_desk.application.scanned_codes import ScannedCode

LONGEST_CODE: Final = 200
"""No code that a scanner reads off goods is longer; more is text."""

_GTIN_DIGITS: Final = 14
_GTIN_LENGTHS: Final = frozenset({8, 12, 13, 14})
_WHOLE_GTIN_ELEMENT: Final = 16
_MARKS: Final = ("]C1", "]d2", "]Q3", "]e0", "]J1")
_LINK: Final = re.compile(r"https?://", re.IGNORECASE)
_PRINTED: Final = re.compile(r"\((\d{2,4})\)")
_GROUP_SEPARATOR: Final = "\x1d"
_CONTENT_OF_UNIT, _COUNT_IN_UNIT = "02", "37"
_OPEN_LENGTH: Final = re.compile(
    r"\((?:10|21|22|23\d|24\d|25\d|30|37|39[0-3]\d|4\d\d|7\d\d\d?|8\d\d\d|9\d)\)[^(]*(?=\()"
)
_WEIGHED: Final = re.compile(r"0(?:02\d{10}|2\d{11})\d")


def goods_of(scanned: str) -> ScannedCode:
    """The goods that a scanned text names; the text itself where it is no such code."""
    text = scanned.strip()
    if len(text) > LONGEST_CODE or not text.isascii():
        return ScannedCode((text,))
    if text.isdecimal() and len(text) in _GTIN_LENGTHS:
        return _of_gtin(text)
    if text.startswith(("(", "^", *_MARKS)) or _LINK.match(text) or _GROUP_SEPARATOR in text:
        return _of_elements(text)
    return _of_bare_elements(text)


def _of_gtin(text: str) -> ScannedCode:
    if not has_check_digit(text):
        return ScannedCode((text,), is_misread=True)
    return ScannedCode(_codes(text, text.zfill(_GTIN_DIGITS)))


def _of_bare_elements(text: str) -> ScannedCode:
    """Digits that begin with a whole GTIN element are an element string without its mark."""
    if (
        text[:_WHOLE_GTIN_ELEMENT].isdecimal()
        and text.startswith("01")
        and len(text) >= _WHOLE_GTIN_ELEMENT
    ):
        found = _elements(text)
        if found is not None:
            return found
    return ScannedCode((text,))


def _of_elements(text: str) -> ScannedCode:
    found = _elements(text)
    if found is not None:
        return found
    # An address that is no Digital Link is just an address.
    return ScannedCode((text,), is_misread=not _LINK.match(text))


def _elements(text: str) -> ScannedCode | None:
    """The goods of an element string or link; None where it is none, or its check digit wrong."""
    from biip import ParseConfig, ParseError, parse  # noqa: PLC0415 -- no start waits for it

    try:
        read = parse(_as_sent(text), config=ParseConfig(separator_chars=(_GROUP_SEPARATOR, "^")))
    except (ParseError, ValueError):
        return None
    link = read.gs1_digital_link_uri
    message = read.gs1_message or (link.as_gs1_message() if link else None)
    if message is None:
        return None
    values = {element.ai.ai: element.value for element in message.element_strings}
    if _CONTENT_OF_UNIT in values and _COUNT_IN_UNIT not in values:
        return None
    gtin = values.get("01") or values.get(_CONTENT_OF_UNIT)
    if gtin is None or not has_check_digit(gtin):
        return None
    return ScannedCode(_codes(text, gtin), serial=values.get("21"))


def _as_sent(text: str) -> str:
    """Brackets and carets of the printed form as a scanner would have sent them."""
    if _LINK.match(text):
        return text
    if text.startswith("("):
        ended = _OPEN_LENGTH.sub(lambda found: found.group() + _GROUP_SEPARATOR, text)
        return _PRINTED.sub(r"\1", ended)
    return text.removeprefix("^").replace("^", _GROUP_SEPARATOR)


def _codes(text: str, gtin: str) -> tuple[str, ...]:
    """The text, its GTIN, and the number of weighed goods without what was weighed."""
    codes = [text, gtin]
    if _WEIGHED.fullmatch(gtin):
        codes.append(_without_measure(gtin))
    return tuple(dict.fromkeys(codes))


def _without_measure(gtin: str) -> str:
    """The same number with zeros where weight or price stand (in-store numbers 02 and 20 to 29)."""
    payload = gtin[:8] + "00000"
    return payload + check_digit(payload)


def has_check_digit(gtin: str) -> bool:
    """Whether the last digit is the one that the others ask for (modulo 10, weights 3 and 1)."""
    return gtin.isdecimal() and gtin.isascii() and check_digit(gtin[:-1]) == gtin[-1]


def check_digit(payload: str) -> str:
    """The check digit of a GTIN's other digits.

    >>> check_digit("750103131130")
    '9'
    """
    total = sum(int(digit) * (3 - 2 * (at % 2)) for at, digit in enumerate(reversed(payload)))
    return str(-total % 10)
