"""A slip printer that a test fills with paper, unplugs and looks into.

Owns what the port promises: slips are kept in order, and come out as soon as it is there.
"""

from collections.abc import Callable

from returns_desk.application.ports import PrinterState
from returns_desk.application.slips import Slip
from returns_desk.domain.errors import EnvironmentFault


def nobody() -> None:
    """Nobody listens."""


class FakeSlipPrinter:
    """Not configured at first: a counter without a printer.

    Attributes:
        printed: the slips that came out.
        waiting: the slips that it keeps.
        drawers: how often the drawer was opened.
        is_gone: nothing comes out.
        is_full: it can't even keep a slip.
    """

    def __init__(
        self, *, is_configured: bool = False, listener: Callable[[], None] = nobody
    ) -> None:
        self.printed: list[Slip] = []
        self.waiting: list[Slip] = []
        self.drawers = 0
        self.is_configured = is_configured
        self.is_gone = self.is_full = False
        self.listener = listener

    def print_slip(self, slip: Slip) -> None:
        if self.is_full:
            raise EnvironmentFault("The disk is full.", code="disk_full")
        self.waiting.append(slip)
        self.try_again()

    def open_drawer(self) -> None:
        self.drawers += 1

    def try_again(self) -> None:
        if not self.is_gone:
            self.printed += self.waiting
            self.waiting.clear()
        self.listener()

    def state(self) -> PrinterState:
        is_stuck = self.is_gone and bool(self.waiting)
        return PrinterState(
            is_configured=self.is_configured,
            waiting=len(self.waiting),
            problem="unreachable" if is_stuck else None,
        )
