"""What came back of every receipt up to a moment of the journal, kept while events go by.

Owns that running count; what an event means for it is the read models' own. Sold goods and money
that other systems took back are the sale store's.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import cast

from returns_desk.adapters.journal.read_models import summed_lines
from returns_desk.adapters.journal.table_changes import Removal
from returns_desk.adapters.journal.void_changes import every_change
from returns_desk.application.earlier_returns import together
from returns_desk.application.ports import Event, ReturnedSoFar

_Cells = dict[str, object]
_MOVES = frozenset(
    {
        "plan_made",
        "leg_begun",
        "leg_booked",
        "leg_failed",
        "leg_settled",
        "goods_taken",
        "undo_booked",
        "undo_settled",
        "case_voided",
    }
)
"""The types of events that touch these two tables."""


class ReturnsLedger:
    """The returns so far; `numbers` are all that a sale is known by."""

    def __init__(self, numbers: Callable[[str], Iterable[str]]) -> None:
        """Begin before the first event."""
        self._numbers = numbers
        self._taken: dict[object, set[str]] = {}
        """By the event that took goods: the receipts that they were on."""
        self._legs: dict[tuple[object, object], _Cells] = {}
        self._legs_of: dict[str, set[tuple[object, object]]] = {}
        self._lines: dict[str, dict[tuple[int, int], _Cells]] = {}

    def take(self, event: Event) -> None:
        """Go on by one event."""
        if event.type not in _MOVES:
            return
        for change in every_change(event):
            if isinstance(change, Removal):
                self._remove(change)
            elif change.table == "legs":
                self._leg((change.key["key"], change.key["leg"]), dict(change.values))
            elif change.table == "returned_lines":
                place = cast("int", change.key["event"]), cast("int", change.key["position"])
                receipt = str(change.values["receipt"])
                self._taken.setdefault(place[0], set()).add(receipt)
                self._lines.setdefault(receipt, {})[place] = dict(change.values)

    def before(self, receipts: Iterable[str]) -> dict[str, ReturnedSoFar]:
        """What came back of these receipts; those of which nothing did are left out."""
        found = {}
        for each in receipts:
            numbers = [x for x in self._numbers(each) if x in self._lines or x in self._legs_of]
            so_far = together(map(self._so_far, numbers)) if numbers else ReturnedSoFar()
            if so_far != ReturnedSoFar():
                found[each] = so_far
        return found

    def _leg(self, key: tuple[object, object], values: _Cells) -> None:
        leg = self._legs.setdefault(key, {})
        leg.update(values)
        if leg.get("receipt") is not None:
            self._legs_of.setdefault(str(leg["receipt"]), set()).add(key)

    def _remove(self, removal: Removal) -> None:
        if removal.table != "returned_lines":
            return
        event = removal.key["event"]
        for receipt in self._taken.pop(event, ()):
            lines = self._lines[receipt]
            self._lines[receipt] = {at: line for at, line in lines.items() if at[0] != event}

    def _so_far(self, receipt: str) -> ReturnedSoFar:
        refunded: dict[int, int] = {}
        for key in self._legs_of.get(receipt, ()):
            leg = self._legs[key]
            if leg.get("state") == "booked":
                tender = cast("int", leg["tender"])
                refunded[tender] = refunded.get(tender, 0) + cast("int", leg["amount"])
        rows = [
            (
                cast("int", each["line"]),
                Decimal(str(each["quantity"])),
                cast("int", each["paid"]),
                cast("int", each["fee"]),
            )
            for each in self._lines.get(receipt, {}).values()
        ]
        return ReturnedSoFar(lines=summed_lines(rows), refunded=refunded)
