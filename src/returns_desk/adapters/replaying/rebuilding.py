"""A case as it was when its board was shown, from the journal and the sale store.

Owns that nothing is guessed: where a sale is gone there is no case. Returns that other systems made
meanwhile stand in the sale store without their moment; they show as another board.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from returns_desk.application.boards import case_at
from returns_desk.application.earlier_returns import together, with_earlier_returns
from returns_desk.application.policy_lab.visits import Shown
from returns_desk.application.ports import ReturnedSoFar, SaleLookup
from returns_desk.application.presence import there
from returns_desk.domain.case import Case, Store
from returns_desk.domain.sale import Sale


class KnowsReturns(Protocol):
    """The journal, as far as it knows what its slips say to the till."""

    def returned_so_far(self, receipt: str) -> ReturnedSoFar:
        """What of that receipt came back, to this day."""
        ...


class Rebuilding:
    """Cases of one shop, rebuilt one by one."""

    def __init__(
        self,
        sales: SaleLookup,
        numbers: Callable[[str], Iterable[str]],
        journal: KnowsReturns,
        store: Store,
    ) -> None:
        """Nothing is read yet; `numbers` are all that a sale is known by."""
        self._sales, self._numbers = sales, numbers
        self._journal, self._store = journal, store

    def case(self, shown: Shown) -> Case | None:
        """The case behind that board, or None where one of its sales is gone."""
        sales = [self._sale(each.receipt, shown) for each in shown.record.receipts]
        known = [sale for sale in sales if sale is not None]
        if len(known) < len(sales):
            return None
        at = there(shown.at, "only a board with its moment is rebuilt")
        return case_at(shown.record, known, self._store, at)

    def _sale(self, receipt: str, shown: Shown) -> Sale | None:
        sale = self._sales.receipt(receipt)
        if sale is None:
            return None
        numbers = self._numbers(sale.receipt)
        booked = together(map(self._journal.returned_so_far, numbers)).references
        if booked:
            # What this counter gave back came back with the till's log; it is counted once.
            sale = self._sales.receipt(sale.receipt, booked) or sale
        return with_earlier_returns(sale, shown.returned.get(receipt, ReturnedSoFar()))
