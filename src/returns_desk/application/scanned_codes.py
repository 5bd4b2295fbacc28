"""What a scanned text may mean beside itself: goods, and the receipt of a barcode by pattern.

Owns the shapes between the counter and what reads codes. Decides nothing.
"""

from dataclasses import dataclass
from typing import Protocol

SLIP_PREFIX = "RD/"
"""How the barcode of our own slips begins; see `slips`."""

_SLIP_PARTS = 3


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """The goods that a text names.

    `item_codes` are what to look for, likeliest first: the text, its GTIN with 14 digits, the
    GTIN of weighed goods without their weight. `serial` narrows to one piece. `is_misread` is
    True for what was meant as a GTIN and whose check digit is wrong.
    """

    item_codes: tuple[str, ...]
    serial: str | None = None
    is_misread: bool = False


class CodeReader(Protocol):
    """Reads what a scanner sends; total, for any text."""

    def goods(self, scanned: str) -> ScannedCode:
        """The goods that the text names."""
        ...

    def receipt(self, scanned: str) -> str | None:
        """The receipt number in a barcode of the shop's own pattern, or None."""
        ...


class PlainCodes:
    """Takes every text as it is."""

    def goods(self, scanned: str) -> ScannedCode:
        """The text itself."""
        return ScannedCode((scanned,))

    def receipt(self, scanned: str) -> str | None:
        """No pattern, so none."""
        del scanned
        return None


def case_number_of_slip(scanned: str) -> int | None:
    """The number of the return whose slip this is, or None.

    >>> case_number_of_slip("RD/12/abcdef012345"), case_number_of_slip("4006381333931")
    (12, None)
    """
    parts = scanned.split("/")
    is_slip = scanned.startswith(SLIP_PREFIX) and len(parts) == _SLIP_PARTS
    number = parts[1] if is_slip else ""
    return int(number) if number.isascii() and number.isdecimal() else None
