"""What a customer can show at the counter, in words; clerk's and manager's windows share them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

PAPERS: Final[Mapping[str, str]] = {
    "photo": N_("Photo"),
    "receipt_copy": N_("Copy of the receipt"),
    "bank_statement": N_("Bank statement"),
    "warranty": N_("Warranty paper"),
    "serial_plate": N_("Serial number plate"),
    "other": N_("Something else"),
}
