"""What is posted of events that belong to no case: a voucher that came back, a counted drawer.

Owns which of them posts what. Pure; numbers, days and currencies are books.py's.
"""

from collections.abc import Sequence
from typing import Final

from returns_desk.application.book_memory import integer
from returns_desk.application.day_end.day_record import DAY_CLOSED
from returns_desk.application.ports import Event
from returns_desk.application.store_credit import VOUCHER_REDEEMED
from returns_desk.domain.books import Entry, cash_difference, redemption

REDEMPTION: Final = "redemption"
CASH_DIFFERENCE: Final = "cash_difference"
OF_NO_CASE: Final = (VOUCHER_REDEEMED, DAY_CLOSED)

Document = tuple[str, str, Sequence[Entry], str]
"""Kind, the beginning of the document's name, entries, and the reference of the till."""


def documents_without_case(event: Event) -> list[Document] | None:
    """What such an event posts; None where it is none of them.

    Of a day's counts the one that its end took is posted.
    """
    if event.type == VOUCHER_REDEEMED:
        return [(REDEMPTION, "RED", redemption(integer(event.payload.get("value"))), "")]
    if event.type == DAY_CLOSED:
        difference = integer(event.payload.get("difference"))
        return [(CASH_DIFFERENCE, "CASH", cash_difference(difference), "")]
    return None
