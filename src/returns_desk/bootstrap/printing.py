"""The slip printer of a profile, and its news on the way to the window.

Owns which printer is wired. Knows no window.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from returns_desk.adapters.printing.configured_printer import slip_printer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from returns_desk.adapters.profile import Profile
    from returns_desk.application.ports import SlipPrinter

    PrinterMaker = Callable[[Callable[[], None]], SlipPrinter]
    """Makes a printer that calls its argument, from any thread, whenever its state changes."""


@contextmanager
def open_printer(
    profile: Profile, listener: Callable[[], None], maker: PrinterMaker | None = None
) -> Iterator[SlipPrinter]:
    """The printer that the profile's configuration names, ended with the block.

    `maker` makes another in its place, for tests.

    Raises:
        OperatorMistake: the configuration names a model that does not exist.
        EnvironmentFault: the folder of waiting slips can't be used.
    """
    if maker is not None:
        yield maker(listener)
        return
    printer = slip_printer(profile.configuration.printer, profile.directory)
    printer.on_change(lambda _: listener())
    try:
        yield printer
    finally:
        printer.close()


def hangs_drawer(profile: Profile) -> bool:
    """Tell whether the cash drawer of this counter is opened by the slip printer."""
    printer = profile.configuration.printer
    return printer.drawer and printer.kind != "none"
