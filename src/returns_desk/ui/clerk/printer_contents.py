"""What the slip printer does, as contents: a quiet line by the slip, a count in the header.

Owns its sentences. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.ui.clerk.contents import (
    BannerContent,
    ButtonContent,
    PillContent,
    PrinterContent,
)
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.language_names import language_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from returns_desk.application.ports import PrinterState
    from returns_desk.ui.kit.wording import Words

PRINT_AGAIN: Final = "print_again"
TRY_PRINTER: Final = "try_printer"
PROBLEMS: Final = {
    "unreachable": N_("The printer can’t be reached."),
    "not_there": N_("The printer is not there."),
    "no_permission": N_("The printer may not be used from here; call IT."),
    "disk_full": N_("The disk is full."),
    "paper_out": N_("The printer has no paper."),
    "cover_open": N_("The printer’s cover is open."),
    "needs_attention": N_("The printer reports a fault; look at it."),
    "usb_library_missing": N_("What speaks to USB printers is missing here; call IT."),
    "not_printable": N_("A slip could not be printed and is set aside. Print it again."),
}
UNKNOWN_PROBLEM: Final = N_("The printer does not print.")
WAITS: Final = N_("The slip waits and is printed when it is back.")


def printer_of(words: Words, state: PrinterState, *, is_sent: bool) -> PrinterContent | None:
    """The printer's line by the slip, with what can be done; None without a printer.

    `is_sent` tells whether the printer took this slip. One that is on its way is not printed
    again: that would be a marked copy beside it.
    """
    if not state.is_configured:
        return None
    again = ButtonContent(PRINT_AGAIN, words.text("Print again"), "printer", "Ctrl P")
    now = ButtonContent(TRY_PRINTER, words.text("Try now"), "sync")
    if not is_sent:
        return PrinterContent(
            PillContent(words.text("Not printed"), "warning", "attention"), "", (again,)
        )
    if state.problem is not None:
        said = words.text(PROBLEMS.get(state.problem, UNKNOWN_PROBLEM))
        if not state.waiting:
            pill = PillContent(words.text("Look at the printer"), "warning", "attention")
            return PrinterContent(pill, said, (again,))
        pill = PillContent(words.text("Waits"), "clock", "attention")
        return PrinterContent(pill, f"{said} {words.text(WAITS)}", (now,))
    if state.is_printing or state.waiting:
        return PrinterContent(PillContent(words.text("Printing"), "printer"), "", ())
    pill = PillContent(words.text("Printed"), "check-circle", "now")
    return PrinterContent(pill, "", (again,))


def already_sent(words: Words, state: PrinterState, *, is_sent: bool) -> BannerContent | None:
    """What is said where a slip that is on its way is to be printed again; None where it may be."""
    if not is_sent or not state.is_configured:
        return None
    if state.problem is not None and state.waiting:
        said = words.text(PROBLEMS.get(state.problem, UNKNOWN_PROBLEM))
        return BannerContent(
            f"{said} {words.text(WAITS)}",
            "clock",
            "attention",
            action_text=words.text("Try now"),
            action=TRY_PRINTER,
        )
    if state.is_printing or state.waiting:
        return BannerContent(words.text("The slip is being printed."), "printer")
    return None


def waiting_slips(words: Words, state: PrinterState) -> ButtonContent | None:
    """How many slips wait for a printer that is gone; a touch tries them at once."""
    if state.problem is None or not state.waiting:
        return None
    said = words.plural("{count} slip waits", "{count} slips wait", state.waiting)
    return ButtonContent(TRY_PRINTER, said, "printer")


def slip_languages(languages: Sequence[str], present: str) -> tuple[ChipContent, ...]:
    """The languages that this slip can be written in; none where there is no choice."""
    if len(languages) == 1:
        return ()
    return tuple(ChipContent(each, language_name(each), on=each == present) for each in languages)
