"""What a clerk can do with the scanner alone: barcodes that stand for keys.

Owns the codes on the printed sheet and what each stands for, in words. Pure; what a command does is
the window's.
"""

from dataclasses import dataclass
from typing import Final

from returns_desk.application.sentences import N_

PREFIX: Final = "RTD-"
"""Before every command; no shop's receipts begin so."""
CONFIRM: Final = "confirm"
YES: Final = "yes"
NO: Final = "no"
NUMBERS: Final = range(1, 16)
"""As many as the catalogue has options."""


@dataclass(frozen=True, slots=True)
class ScannedCommand:
    """One barcode of the sheet: its code, what it does, and that in words."""

    code: str
    does: str
    words: str


COMMANDS: Final = (
    ScannedCommand(f"{PREFIX}ENTER", CONFIRM, N_("Confirm")),
    ScannedCommand(f"{PREFIX}YES", YES, N_("Yes")),
    ScannedCommand(f"{PREFIX}NO", NO, N_("No")),
    ScannedCommand(f"{PREFIX}BACK", "back", N_("One step back")),
    ScannedCommand(f"{PREFIX}NEXT", "next", N_("Next customer")),
    ScannedCommand(f"{PREFIX}MANAGER", "manager", N_("A person with authority")),
    ScannedCommand(
        f"{PREFIX}SEARCH", "no_receipt", N_("No receipt: find the purchase another way")
    ),
    ScannedCommand(f"{PREFIX}PARK", "park", N_("Park this customer, and serve the next one")),
    ScannedCommand(f"{PREFIX}PARKED", "parked", N_("Parked customers")),
    ScannedCommand(f"{PREFIX}REST", "change_rest", N_("Pay another way")),
    ScannedCommand(f"{PREFIX}LEAVES", "leave", N_("The customer leaves")),
    ScannedCommand(f"{PREFIX}PRINT", "print_again", N_("Print the slip again")),
    ScannedCommand(f"{PREFIX}GOODS", "place_goods", N_("The goods go where it is suggested")),
    ScannedCommand(f"{PREFIX}VOID", "void", N_("Take this return back")),
    ScannedCommand(f"{PREFIX}LANGUAGE", "language", N_("Language")),
)
_BY_CODE: Final = {each.code: each for each in COMMANDS}


def number_code(number: int) -> str:
    """The code that chooses the option with this number."""
    return f"{PREFIX}{number}"


def command_of(scanned: str) -> ScannedCommand | int | None:
    """The command or the option's number that was scanned; None for anything else."""
    code = scanned.strip().upper()
    if not code.startswith(PREFIX):
        return None
    rest = code.removeprefix(PREFIX)
    if rest.isascii() and rest.isdecimal() and int(rest) in NUMBERS:
        return int(rest)
    return _BY_CODE.get(code)
