"""The `CodeReader` of a shop: GS1 codes, and receipt barcodes by the configuration's patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.scanning.gs1 import goods_of
from returns_desk.adapters.scanning.receipt_patterns import LONGEST_BARCODE, read_patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from returns_desk.application.scanned_codes import ScannedCode


class ScannedCodes:
    """Reads what this shop's scanners send."""

    def __init__(self, receipt_patterns: Sequence[str] = ()) -> None:
        """Take the patterns of `[scanner] receipts`.

        Raises:
            InvalidInput: a pattern can't be used: its place, what is wrong, and the mend.
        """
        self._patterns = read_patterns(receipt_patterns)

    def goods(self, scanned: str) -> ScannedCode:
        """The goods that the text names."""
        return goods_of(scanned)

    def receipt(self, scanned: str) -> str | None:
        """The receipt number by the first pattern that fits, or None."""
        if len(scanned) > LONGEST_BARCODE:
            return None
        found = (pattern.receipt_of(scanned.strip()) for pattern in self._patterns)
        return next((receipt for receipt in found if receipt is not None), None)
