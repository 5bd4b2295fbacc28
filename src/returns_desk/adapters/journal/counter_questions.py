"""What the counter asks of the journal's tables at each case and each scan.

Owns which tables each answer is made of, so that changes which wait elsewhere need not be written
first. How tables are brought up, and which connection reads them, is the journal's.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Final

from returns_desk.adapters.journal import bare_goods, looking_back, read_models
from returns_desk.application.earlier_visits import CaseSpan, EarlierVisit, PaidGoods
from returns_desk.application.ports import ReturnedSoFar

_CASES: Final = ("cases",)
_LEGS: Final = ("legs",)
_PAID_BACK: Final = ("returned_lines", "legs")
"""Whether a case is complete matters too, and completing it writes all that waits."""
_VISITS: Final = ("returned_lines", "returns")
_GOODWILL: Final = ("goodwill", "legs")
_BARE_GOODS: Final = ("bare_goods", "legs")
_RECEIPTS: Final = ("cases", "case_receipts")


class CounterQuestions(ABC):
    """The questions of a journal that is open, to read or to write."""

    def returned_so_far(self, receipt: str) -> ReturnedSoFar:
        """What of that receipt came back before."""
        with self._asked(*_PAID_BACK) as connection:
            return read_models.returned_so_far(connection, receipt)

    def earlier_visits(self, receipts: Sequence[str], besides: str) -> tuple[EarlierVisit, ...]:
        """The latest times that goods of these receipts came back, oldest first."""
        with self._asked(*_VISITS) as connection:
            return looking_back.earlier_visits(connection, receipts, besides)

    def goodwill_given(self, operator: str, since: date, besides: str) -> int:
        """What this operator gave as goodwill since that day without a second person."""
        with self._asked(*_GOODWILL) as connection:
            return looking_back.goodwill_given(connection, operator, since, besides)

    def paid_without_receipt(
        self, skus: Sequence[str], gtins: Sequence[str], besides: str
    ) -> tuple[PaidGoods, ...]:
        """The latest payouts for goods of these codes without a receipt, newest first."""
        with self._asked(*_BARE_GOODS) as connection:
            return bare_goods.paid_without_receipt(connection, skus, gtins, besides)

    def cases_about(self, receipts: Sequence[str], besides: str) -> tuple[CaseSpan, ...]:
        """The latest cases with one of these receipts, newest first."""
        with self._asked(*_RECEIPTS) as connection:
            return looking_back.cases_about(connection, receipts, besides)

    def open_cases(self) -> tuple[str, ...]:
        """Cases that were begun and neither completed nor left, oldest first."""
        with self._asked(*_CASES) as connection:
            return read_models.open_cases(connection)

    def legs_in_doubt(self) -> tuple[read_models.LegInDoubt, ...]:
        """Legs begun without an outcome, oldest first; a person settles them."""
        with self._asked(*_LEGS) as connection:
            return read_models.legs_in_doubt(connection)

    def next_case_number(self) -> int:
        """The number the next case gets; counts up from 1 on this terminal."""
        with self._asked(*_CASES) as connection:
            return read_models.next_case_number(connection)

    @abstractmethod
    def _asked(self, *tables: str) -> AbstractContextManager[sqlite3.Connection]:
        """A connection on which these tables are up to the last event."""
