"""What can be wrong with a printer, as codes that the screens turn into sentences.

Owns the codes and which error of the system is which. Raises nothing to those who print.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterator


class PrinterProblem(StrEnum):
    """Everything that `PrinterState.problem` may say."""

    UNREACHABLE = "unreachable"
    NOT_THERE = "not_there"
    NO_PERMISSION = "no_permission"
    DISK_FULL = "disk_full"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    NEEDS_ATTENTION = "needs_attention"
    """The printer reports an error of its own: a jammed cutter, a hot head."""
    USB_LIBRARY_MISSING = "usb_library_missing"
    NOT_PRINTABLE = "not_printable"
    """A slip was set aside, since its file is damaged or it can't be drawn; the others go on."""


class PrinterFault(EnvironmentFault):
    """The job did not reach the printer as a whole; `code` is a PrinterProblem.

    `is_in_doubt`: every byte was handed over, and only the end of it was not as it should be.
    """

    def __init__(self, problem: PrinterProblem, *, is_in_doubt: bool = False) -> None:
        """Keep the code; people see the screens' sentence for it."""
        super().__init__(f"The printer: {problem.value.replace('_', ' ')}.", code=problem.value)
        self.problem = problem
        self.is_in_doubt = is_in_doubt


class PrintingStopped(EnvironmentFault):
    """The program is closing; the job waits for the next start."""


_PROBLEMS: Final = {
    errno.EACCES: PrinterProblem.NO_PERMISSION,
    errno.EPERM: PrinterProblem.NO_PERMISSION,
    errno.ENOENT: PrinterProblem.NOT_THERE,
    errno.ENODEV: PrinterProblem.NOT_THERE,
    errno.ENXIO: PrinterProblem.NOT_THERE,
    errno.EISDIR: PrinterProblem.NOT_THERE,
    errno.ENOTDIR: PrinterProblem.NOT_THERE,
    errno.ENOSPC: PrinterProblem.DISK_FULL,
    errno.EDQUOT: PrinterProblem.DISK_FULL,
}


def problem_of(error: OSError) -> PrinterProblem:
    """The problem that an error of the system means; what is unknown means unreachable."""
    return _PROBLEMS.get(error.errno or 0, PrinterProblem.UNREACHABLE)


@contextmanager
def printer_faults() -> Iterator[None]:
    """Let no OSError out but as a PrinterFault.

    Raises:
        PrinterFault: the device can't be opened or written.
    """
    try:
        yield
    except OSError as error:
        raise PrinterFault(problem_of(error)) from error
