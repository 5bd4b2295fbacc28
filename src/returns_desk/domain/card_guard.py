"""The guard in front of everything that lasts: no card number passes, whatever field it stands in.

Owns which fields are typed, and so keep a long number that is theirs by right: a receipt number
that fits the shop's pattern in full, a GTIN with a right check digit in an item field, a serial, a
phone number with its country, a fingerprint or time of our own making. Free text never is. Pure.
There is no switch.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from returns_desk.domain.card_numbers import (
    LEAST_DIGITS,
    cut_card_numbers,
    holds_card_number,
    may_hold,
)

CARD_NUMBER_CUT: Final = "card_number_cut"
"""The event that says where a card number was cut; it holds places, never digits."""

RECEIPT_FIELDS: Final = frozenset({"receipt", "receipts", "tender", "fact", "aliases", "barcode"})
"""Texts that are a receipt's number, or hold one: `RECEIPT/2`, `original_tender_present:RECEIPT/2`
"""
ITEM_FIELDS: Final = frozenset({"gtin", "gtin14", "sku", "item", "items"})
PHONE_FIELDS: Final = frozenset({"phone"})
SERIAL_FIELDS: Final = frozenset({"serial"})
NUMBER_FIELDS: Final = frozenset({"reference", "number", "voucher"})
"""Numbers of gift cards and tills, kept whole by right; an issuer's range alone cuts them."""

_OURS: Final = re.compile(
    r"(?:sha256:)?[0-9a-f]{64}"
    r"|[0-9a-f]{128}"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
"""Whole values that the program makes: fingerprints, signatures, ids, times."""
_PHONE: Final = re.compile(r"\+(?:[ ()./-]{0,2}[0-9]){8,13}")
"""With its country, as E.164 writes it; numbers of 14 and 15 digits are nobody's at a counter."""
_GTIN: Final = re.compile(r"[0-9]{8}|[0-9]{12,14}")


def fits_no_pattern(_: str) -> bool:
    """The answer of a shop that has no pattern of receipt numbers."""
    return False


def has_right_check_digit(text: str) -> bool:
    """Whether the text is a GTIN of 8, 12, 13 or 14 digits (GS1 General Specifications, 7.9).

    >>> has_right_check_digit("7501031311309"), has_right_check_digit("7501031311308")
    (True, False)
    """
    if not _GTIN.fullmatch(text):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(text[::-1]))
    return total % 10 == 0


@dataclass(frozen=True, slots=True)
class Cut:
    """A document without card numbers, and the places where some stood (`legs/0/reference`)."""

    document: Any
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardGuard:
    """The guard of one shop. `is_receipt`: does a text fit the shop's pattern in full?"""

    is_receipt: Callable[[str], bool] = fits_no_pattern

    def text(self, text: str) -> str:
        """Free text; every card number in it is cut."""
        return cut_card_numbers(text)

    def field(self, name: str, text: str) -> str:
        """The text of a named field: whole where it is what the field is for."""
        if name in NUMBER_FIELDS and not holds_card_number(text):
            return text
        cut = cut_card_numbers(text)
        return text if cut == text or self._is_typed(name, text) else cut

    def refuses_receipt(self, receipt: str) -> bool:
        """Whether a receipt's number looks like a card's and fits no pattern of the shop."""
        return self.field("receipt", receipt) != receipt

    def document(self, document: Any) -> Cut:
        """The same JSON value without card numbers; texts are judged by the key they stand under.

        Keys of mappings are texts too. What holds none is given back as it is, unchanged.
        """
        texts = list(_texts(document, ""))
        # One look at all of it, letters in between: nearly every document holds nothing at all.
        if not may_hold("x".join(text for _, text in texts)):
            return Cut(document)
        if all(self.field(name, text) == text for name, text in texts if may_hold(text)):
            return Cut(document)
        places: list[str] = []
        kept = self._walked(document, "", "", places)
        return Cut(kept, tuple(places))

    def _walked(self, value: Any, name: str, place: str, places: list[str]) -> Any:
        if isinstance(value, str):
            kept = self.field(name, value)
            if kept != value:
                places.append(place)
            return kept
        if isinstance(value, Mapping):
            return {
                self._key(key, place, places): self._walked(
                    each, str(key), f"{place}/{self.field('fact', str(key))}".lstrip("/"), places
                )
                for key, each in value.items()
            }
        if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
            return [
                self._walked(each, name, f"{place}/{index}", places)
                for index, each in enumerate(value)
            ]
        return value

    def _key(self, key: Any, place: str, places: list[str]) -> Any:
        if not isinstance(key, str):
            return key
        kept = self.field("fact", key)
        if kept != key:
            places.append(f"{place}/{kept}".lstrip("/"))
        return kept

    def _is_typed(self, name: str, text: str) -> bool:
        if _OURS.fullmatch(text) or name in SERIAL_FIELDS:
            return True
        if name in PHONE_FIELDS and _PHONE.fullmatch(text):
            return True
        if name in ITEM_FIELDS and has_right_check_digit(text):
            return True
        return name in RECEIPT_FIELDS and any(map(self.is_receipt, _receipts_in(text)))


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Every text in a document that is long enough, with the key it stands under."""
    if isinstance(value, str):
        if len(value) >= LEAST_DIGITS:
            yield name, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(key, "fact")
            yield from _texts(each, key)
    elif isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        for each in value:
            yield from _texts(each, name)


def _receipts_in(text: str) -> tuple[str, ...]:
    """The parts of a text that may be a receipt's number, when nothing else is long in it."""
    after_name = text.partition(":")[2] or text
    return text, text.rpartition("/")[0], after_name, after_name.rpartition("/")[0]
