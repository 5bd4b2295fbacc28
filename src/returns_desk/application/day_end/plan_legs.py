"""What each leg of a payout pays out of the drawer, as its plan says; read once for each case.

Owns the question to the journal. A leg's own events do not say how it is paid.
"""

from collections.abc import Mapping

from returns_desk.application.book_memory import leg_key
from returns_desk.application.payout_proofs import CASH, Proof, proof_of
from returns_desk.application.planned import planned_legs
from returns_desk.application.ports import Event, Journal


class PlanLegs:
    """The legs of cases by the journal."""

    def __init__(self, journal: Journal) -> None:
        """Nothing is read yet."""
        self._journal = journal
        self._cash: dict[str, Mapping[str, int]] = {}

    def cash_of(self, event: Event) -> int | None:
        """What the event's leg pays out of the drawer; None where it pays another way."""
        case_id = event.case_id or ""
        if case_id not in self._cash:
            self._cash[case_id] = self._read(case_id)
        named = event.payload.get("payout", event.payload.get("key"))
        return self._cash[case_id].get(leg_key({"key": named, "leg": event.payload.get("leg")}))

    def _read(self, case_id: str) -> Mapping[str, int]:
        cash: dict[str, int] = {}
        for event in self._journal.read(case_id=case_id, types=("plan_made",)):
            for leg in planned_legs(event.payload):
                if leg.means == CASH and proof_of(leg) is Proof.COUNTED:
                    cash[leg_key({"key": event.payload["key"], "leg": leg.leg})] = leg.pays
        return cash
