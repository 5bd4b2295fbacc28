"""The small parts that POSLog elements are made of: names, amounts, units, text.

Owns how a value is spelt. Namespaces: POSLog 6.0.0's own, and ours for what it has no word for.
"""

import re
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from returns_desk.domain.errors import ensure
from returns_desk.domain.money import CURRENCY_DIGITS

POSLOG: Final = "http://www.nrf-arts.org/IXRetail/namespace/"
OURS: Final = "urn:returns-desk:poslog"

# UN/ECE Recommendation 20, as POSLog's UnitOfMeasureCode.
_UNIT_CODES: Final = {
    "each": "EA",
    "kg": "KGM",
    "g": "GRM",
    "lb": "LBR",
    "oz": "ONZ",
    "l": "LTR",
    "m": "MTR",
}
# XML 1.0, production 2: no other character may stand in a document.
_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def child(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Add an element of POSLog."""
    return _child(parent, f"{{{POSLOG}}}{name}", text, attributes)


def own_child(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Add an element of our own namespace."""
    return _child(parent, f"{{{OURS}}}{name}", text, attributes)


def amount_text(amount_minor_units: int, currency: str) -> str:
    """Write an amount in the major unit with the currency's decimals, above or at zero.

    >>> amount_text(2136, "USD"), amount_text(5, "EUR"), amount_text(1800, "JPY")
    ('21.36', '0.05', '1800')
    """
    ensure(amount_minor_units >= 0, "POSLog amounts are not below zero; the element says the way")
    return f"{Decimal(amount_minor_units).scaleb(-CURRENCY_DIGITS[currency]):f}"


def unit_code(unit: str) -> str:
    """The code of a unit; one that is not known here stays as it is.

    >>> unit_code("each"), unit_code("kg"), unit_code("roll")
    ('EA', 'KGM', 'roll')
    """
    return _UNIT_CODES.get(unit, unit)


def plain_text(text: str) -> str:
    """Text without what XML can't hold."""
    return _NOT_IN_XML.sub("", text)


def _child(parent: Element, name: str, text: str | None, attributes: dict[str, str]) -> Element:
    clean = {key: plain_text(value) for key, value in attributes.items()}
    made = SubElement(parent, name, clean)
    made.text = None if text is None else plain_text(text)
    return made
