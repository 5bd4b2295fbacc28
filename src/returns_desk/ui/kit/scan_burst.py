"""Owns telling a scan from what a person types, by the time between the keys.

Plain Python. Must not know keys or fields.
"""

from __future__ import annotations

from typing import Final

SCAN_GAP_MS: Final = 50
"""No scanner waits longer between two keys, and nobody types four keys so fast."""
LEAST_SCAN: Final = 4
"""Fewer keys may be a stroke of the hand."""


class ScanBurst:
    """The signs of one text since its field was empty, and whether a scanner sent them.

    Attributes:
        prefix: what the shop's scanners send before each scan, empty for nothing; a text that
            begins with it is a scan however slowly it comes.
        suffix: what they send behind it, beside Enter.
    """

    def __init__(self, prefix: str = "", suffix: str = "") -> None:
        self.prefix, self.suffix = prefix, suffix
        self._signs: list[str] = []
        self._last_ms = 0
        self._is_fast = self._is_whole = True

    def add(self, sign: str, at_ms: int) -> None:
        """Take the next sign, as a US keyboard has it, at a time in milliseconds."""
        if self._signs and at_ms - self._last_ms > SCAN_GAP_MS:
            self._is_fast = False
        self._signs.append(sign)
        self._last_ms = at_ms

    def spoil(self) -> None:
        """The text was changed otherwise: its signs are not known any more."""
        self._is_whole = False

    def clear(self) -> None:
        """The field is empty again."""
        self._signs.clear()
        self._is_fast = self._is_whole = True

    def is_under_way(self) -> bool:
        """Tell whether this may be a scan that has not ended: two signs or more, all fast."""
        return len(self._signs) > 1 and self._is_fast and self._is_whole

    def text(self) -> str | None:
        """What was scanned, with prefix and suffix; None where a person typed."""
        text = "".join(self._signs)
        is_marked = bool(self.prefix) and text.startswith(self.prefix)
        is_scan = is_marked or (self._is_fast and len(text) >= LEAST_SCAN)
        return text if self._is_whole and is_scan else None

    def bare(self, text: str) -> str:
        """A text without prefix and suffix."""
        return text.removeprefix(self.prefix).removesuffix(self.suffix)
