"""What a customer brought back before.

Owns the earlier returns of an invented case, all of the day before. Decides nothing.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from returns_desk.application.policy_lab.thresholds import Made, Tests, numbers_of
from returns_desk.domain.case import EarlierReturn

MOST_RETURNS = 100
"""No invented customer brought back more often than this."""

_COUNTS = ("returns_before", "returns_in_period", "returns_without_receipt_in_period")


def history_choices(tests: Tests, today: date) -> Made:
    """No return, then as many as rules tell apart, with and without a receipt."""
    yesterday = datetime.combine(today - timedelta(days=1), time(12, tzinfo=UTC))
    for with_receipt, amounts in _histories(tests):
        bare = (*amounts,)
        returns = (
            *(EarlierReturn(yesterday, 0, with_receipt=True) for _ in range(with_receipt)),
            *(EarlierReturn(yesterday, amount, with_receipt=False) for amount in bare),
        )
        seen = {
            "returns_before": len(returns),
            "returns_in_period": len(returns),
            "returns_without_receipt_in_period": len(bare),
            "amount_without_receipt_in_period": sum(bare),
        }
        yield seen, {"history": returns}


def _histories(tests: Tests) -> Iterator[tuple[int, tuple[int, ...]]]:
    """How many returns with a receipt, and the amounts of those without."""
    counts = {n for field in _COUNTS for n in numbers_of(tests, field) if 0 < n <= MOST_RETURNS}
    amounts = [n for n in numbers_of(tests, "amount_without_receipt_in_period") if n > 0]
    yield 0, ()
    yield from ((count, ()) for count in sorted(counts))
    for bare in sorted(counts | {1}):
        for amount in (0, *amounts):
            spread = (amount, *(0 for _ in range(bare - 1)))
            yield 0, spread
            yield from ((count - bare, spread) for count in sorted(counts) if count > bare)
