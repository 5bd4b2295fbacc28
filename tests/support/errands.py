"""Errands between a journal of fakes and a till's folder in memory.

Owns the counter with completed returns, and what its journal says of them.
"""

from decimal import Decimal

from builders import CARD_LEG, SHELF, line, paying_option, sale
from counters import Counter
from returns_desk.application.handing_over_bookings import Booking, BookingState, Ledger
from returns_desk.application.handing_over_rounds import Errand
from support.completed_returns import carry_out, counter_with
from support.fake_till import FakeFolder

REFUND = paying_option("refund/original", [CARD_LEG])
NINE = sale(lines=[line(quantity=Decimal(9), paid=9 * 2136)])


def errand(counter: Counter, folder: FakeFolder) -> Errand:
    """An errand that knows nothing but the journal."""
    return Errand(
        journal=counter.journal,
        folder=folder,
        ledger=Ledger(),
        store="3141",
        mask=lambda text: text.replace("4111111111111111", "****1111"),
    )


def completed(count: int = 1) -> Counter:
    """A counter with that many completed returns."""
    counter = counter_with([NINE], REFUND)
    for _ in range(count):
        carry_out(counter, SHELF, REFUND.id)
    return counter


def bookings(counter: Counter) -> tuple[Booking, ...]:
    ledger = Ledger()
    ledger.catch_up(counter.journal)
    return ledger.all()


def only(counter: Counter) -> Booking:
    (booking,) = bookings(counter)
    return booking


def states(counter: Counter) -> list[BookingState]:
    return [each.state for each in bookings(counter)]
