"""Which digits in a text are a payment card's number, and how they are cut to their last four.

Owns length, issuer ranges, check digit and context. Pure. It must not know which fields are typed
(domain/card_guard.py does) nor where a text goes.

A number may be written in any decimal digits, in groups apart by up to GAP signs that are no
letters. Digits glued to the number without a gap make it another number: a string of 20 digits
holds no card.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

LEAST_DIGITS: Final = 12
MOST_DIGITS: Final = 19
LAST_FOUR: Final = 4
GAP: Final = 8
"""So many signs may stand between two digits: an escaped space in a web page is eight."""

_RUN: Final = re.compile(rf"[0-9](?:[^0-9A-Za-z]{{0,{GAP}}}[0-9]){{{LEAST_DIGITS - 1},}}")
_GROUP: Final = re.compile(r"[0-9]+")
# Digits and gaps as addresses and web pages write them; not %B4, with which a card's track begins.
_ESCAPED: Final = re.compile(
    r"%3([0-9])|%(?:20|2[bdeBDE]|5[fF]|0[9aAdD]|[cC]2|[aA]0)|&(?:nbsp|#160|#[xX]0{0,2}[aA]0);"
)
_PREFIX_DIGITS: Final = 6
_DOUBLED: Final = str.maketrans("0123456789", "0246813579")
"""Each digit doubled, and the digits of the result added up."""
_UNION_PAY: Final = "62"
_SHORTEST_UNCHECKED_GROUP: Final = 4
_CARD_WORDS: Final = ("card", "visa", "maestro", "amex", "kaart", "karte", "carte", "քարտ")
_NO_CARD_WORDS: Final = ("gift card", "kinkekaart", "dāvanu karte")
_BEFORE_NUMBERS: Final = " \t\n:;=#.,-(/"
_WORD_SIGNS: Final = 24
_IN_FOURS: Final = [4, 4, 4, 4]

_ANY: Final = frozenset(range(LEAST_DIGITS, MOST_DIGITS + 1))
_LONG: Final = frozenset(range(16, MOST_DIGITS + 1))
_FROM_14: Final = frozenset(range(14, MOST_DIGITS + 1))
_AMEX: Final = frozenset({15})
_SIXTEEN: Final = frozenset({16})
_VISA: Final = frozenset({13, 16, 18, 19})

# First six digits, least and most, and the lengths, as the schemes and their processors publish
# them. Gift cards of a shop pass the same check digit and stand outside (ISO/IEC 7812 gives 60 and
# 63 in part to merchants).
_RANGES: Final = (
    (100_000, 199_999, _AMEX),  # UATP; old JCB
    (213_100, 213_199, _AMEX),  # old JCB
    (220_000, 220_499, _LONG),  # Mir
    (222_100, 272_099, _SIXTEEN),  # Mastercard
    (300_000, 305_999, _FROM_14),  # Diners Club
    (309_500, 309_599, _FROM_14),  # Diners Club
    (340_000, 349_999, _AMEX),  # American Express
    (352_800, 358_999, _LONG),  # JCB
    (360_000, 369_999, _FROM_14),  # Diners Club
    (370_000, 379_999, _AMEX),  # American Express
    (380_000, 399_999, _FROM_14),  # Diners Club, Hipercard
    (400_000, 499_999, _VISA),  # Visa and national schemes
    (500_000, 509_999, _ANY),  # Maestro, Dankort, RuPay, Verve, Elo
    (510_000, 559_999, _SIXTEEN),  # Mastercard
    (560_000, 599_999, _ANY),  # Maestro
    (601_100, 601_199, _LONG),  # Discover
    (606_282, 606_282, _ANY),  # Hipercard
    (606_985, 608_500, _SIXTEEN),  # RuPay
    (620_000, 629_999, _FROM_14),  # UnionPay, Elo
    (630_400, 630_499, _ANY),  # Maestro
    (636_297, 636_368, _LONG),  # Elo
    (637_000, 639_999, _ANY),  # InstaPayment, Maestro
    (644_000, 659_999, _LONG),  # Discover, RuPay
    (670_000, 679_999, _ANY),  # Maestro
    (810_000, 829_999, _LONG),  # UnionPay, RuPay
    (860_000, 860_099, _LONG),  # Uzcard
    (905_100, 905_199, _LONG),  # ArCa
    (911_200, 911_299, _LONG),  # Belkart
    (970_400, 970_499, _LONG),  # Napas
    (979_200, 979_299, _LONG),  # Troy
    (986_000, 986_099, _LONG),  # Humo
)
_STARTS: Final = [least for least, _, _ in _RANGES]


class Found(NamedTuple):
    """Where a number stands in the text (from, to), and its last four digits."""

    start: int
    end: int
    last_four: str


def cut_card_numbers(text: str) -> str:
    """Replace every card number in free text by its last four digits.

    >>> cut_card_numbers("paid with 4111-1111-1111-1111")
    'paid with ****1111'
    """
    while found := list(card_numbers(text)):
        # From the end, so that the places of the others stay right. Again until nothing is found:
        # what was apart before may stand side by side now.
        for each in reversed(found):
            text = f"{text[: each.start]}****{each.last_four}{text[each.end :]}"
    return text


def holds_card_number(text: str) -> bool:
    """Whether a number in an issuer's range stands in the text, with or without gaps.

    For fields that hold other long numbers by right; free text is cut by a wider net.

    >>> holds_card_number("4111 1111 1111 1111"), holds_card_number("6006491286999911112")
    (True, False)
    """
    return any(card_numbers(text, with_context=False))


def last_four_of(text: str) -> str | None:
    """The last four digits of what stands in a card column, or None without four."""
    digits = "".join(_GROUP.findall(_plain(text)))
    return digits[-LAST_FOUR:] if len(digits) >= LAST_FOUR else None


def card_numbers(text: str, *, with_context: bool = True) -> Iterator[Found]:
    """Every card number in the text, first to last; overlapping ones are one.

    `with_context`: what is written in fours, or after a card's name, needs no issuer's range.
    """
    if not may_hold(text):
        return
    plain = _plain(text)
    for run in _RUN.finditer(plain):
        groups = list(_GROUP.finditer(plain, run.start(), run.end()))
        yield from _joined(_windows(text, groups, with_context=with_context), plain)


def may_hold(text: str) -> bool:
    """Whether there are digits enough to look closer; quick, and never wrong about a no."""
    return len(text) >= LEAST_DIGITS and _RUN.search(_plain(text)) is not None


def _plain(text: str) -> str:
    """The text in as many ASCII signs: every digit 0 to 9, letters as letters, the rest as gaps."""
    if not text.isascii():
        text = "".join(map(_sign, text))
    return _ESCAPED.sub(_unescaped, text) if "%" in text or "&" in text else text


def _sign(sign: str) -> str:
    if sign.isascii():
        return sign
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    return "x" if sign.isalpha() else " "


def _unescaped(found: re.Match[str]) -> str:
    return (found.group(1) or "").rjust(len(found.group()))


def _windows(
    text: str, groups: list[re.Match[str]], *, with_context: bool
) -> Iterator[tuple[int, int]]:
    """From and to of every row of whole groups that is a card's number."""
    spans = [(group.start(), group.end(), group.group()) for group in groups]
    for first, (start, _, _) in enumerate(spans):
        digits, sizes = "", []
        for _, end, group in spans[first:]:
            digits += group
            sizes.append(len(group))
            if len(digits) > MOST_DIGITS:
                break
            if len(digits) >= LEAST_DIGITS and (
                _is_of_an_issuer(digits, sizes)
                or (with_context and _is_by_context(text, start, digits, sizes))
            ):
                yield start, end


def _joined(windows: Iterator[tuple[int, int]], plain: str) -> Iterator[Found]:
    """Overlapping windows as one, so that no part of a number is left standing."""
    start = end = -1
    for here, there in windows:
        if here >= end >= 0:
            yield _found(plain, start, end)
            end = -1
        start, end = (here, there) if end < 0 else (start, max(end, there))
    if end >= 0:
        yield _found(plain, start, end)


def _found(plain: str, start: int, end: int) -> Found:
    return Found(start, end, "".join(_GROUP.findall(plain[start:end]))[-LAST_FOUR:])


def _is_of_an_issuer(digits: str, sizes: list[int]) -> bool:
    if not _is_in_range(digits):
        return False
    if _passes_luhn(digits):
        return True
    # UnionPay issues numbers that fail the check digit; single digits in a row are no such number.
    is_compact = min(sizes[:-1], default=_SHORTEST_UNCHECKED_GROUP) >= _SHORTEST_UNCHECKED_GROUP
    return digits.startswith(_UNION_PAY) and is_compact


def _is_in_range(digits: str) -> bool:
    start = int(digits[:_PREFIX_DIGITS])
    _, most, lengths = _RANGES[max(bisect_right(_STARTS, start) - 1, 0)]
    return _STARTS[0] <= start <= most and len(digits) in lengths


def _is_by_context(text: str, start: int, digits: str, sizes: list[int]) -> bool:
    """Whether it is written in fours, or after a card's name, and passes the check digit."""
    if sizes[:4] == _IN_FOURS:
        return _passes_luhn(digits)
    before = text[max(start - _WORD_SIGNS, 0) : start].rstrip(_BEFORE_NUMBERS).lower()
    if not before.endswith(_CARD_WORDS) or before.endswith(_NO_CARD_WORDS):
        return False
    return _passes_luhn(digits)


def _passes_luhn(digits: str) -> bool:
    # A row of one digit is what a form is filled with to get past it.
    if digits == digits[0] * len(digits):
        return False
    single, doubled = digits[::-2], digits[-2::-2].translate(_DOUBLED)
    return sum(map(int, single + doubled)) % 10 == 0
