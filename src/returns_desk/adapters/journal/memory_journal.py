"""The same journal without a file, for tests and for trying things out.

Owns a list of links and the same chain and projections as the file. It keeps nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from returns_desk.adapters.journal.codec import read_time
from returns_desk.adapters.journal.guarding import guarded
from returns_desk.adapters.journal.hash_chain import Link, genesis, read_event, seal
from returns_desk.adapters.journal.projections import Cell
from returns_desk.adapters.journal.read_models import summed_lines
from returns_desk.adapters.journal.schema import FORMAT_VERSION
from returns_desk.adapters.journal.sqlite_journal import Recorder
from returns_desk.adapters.journal.table_changes import Removal
from returns_desk.adapters.journal.verification import verify_chain
from returns_desk.adapters.journal.void_changes import VOIDED_OUTCOME, every_change
from returns_desk.application.earlier_visits import MOST_PAID, MOST_VISITS, EarlierVisit, PaidGoods
from returns_desk.application.goods_without_receipt import whole_gtin
from returns_desk.application.ports import Event, NewEvent, ReturnedSoFar, Verification
from returns_desk.application.slips import payout_reference
from returns_desk.domain.case import EarlierReturn
from returns_desk.domain.errors import ensure

Row = dict[str, Cell]


class MemoryJournal:
    """A journal that ends with the process; signs no checkpoints."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._links: list[Link] = []
        self._tables: dict[str, dict[tuple[Cell, ...], Row]] = {}
        begun = genesis(recorder.origin, recorder.signer.public_key, FORMAT_VERSION)
        self.append(begun)

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record all of the events, in order, or none of them.

        Raises:
            Defect: An event holds what it may not; nothing was recorded.

        """
        ensure(bool(events), "At least one event is recorded at a time.")
        links: list[Link] = []
        recorded: list[Event] = []
        kept, hits = guarded(self._recorder.guard, events)
        for new_event in (*kept, *hits):
            before = links or self._links
            link, event = seal(
                new_event,
                event_id=self._recorder.ids.new_id(),
                at=self._recorder.clock.now(),
                origin=self._recorder.origin,
                after=before[-1] if before else None,
            )
            links.append(link)
            recorded.append(event)
        made = [change for event in recorded for change in every_change(event)]
        for change in made:
            rows = self._tables.setdefault(change.table, {})
            if isinstance(change, Removal):
                (gone,) = change.key.values()
                for key in [each for each in rows if each[0] == gone]:
                    del rows[key]
                continue
            row = rows.setdefault(tuple(change.key.values()), dict(change.key))
            row.update(change.values)
            row.update({name: cell for name, cell in change.first.items() if row.get(name) is None})
        self._links.extend(links)
        return tuple(recorded[: len(events)])

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types."""
        for link in list(self._links[after:]):
            event = read_event(link)
            if (case_id is None or event.case_id == case_id) and (not types or event.type in types):
                yield event

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        last = self._links[-1]
        return last.sequence, last.hash.hex()

    def returned_so_far(self, receipt: str) -> ReturnedSoFar:
        """What of that receipt came back before."""
        lines = (
            (_int(row["line"]), Decimal(str(row["quantity"])), _int(row["paid"]), _int(row["fee"]))
            for row in self._rows("returned_lines")
            if row["receipt"] == receipt
        )
        refunded: dict[int, int] = {}
        for row in self._rows("legs"):
            if row.get("receipt") == receipt and row["state"] == "booked":
                tender = _int(row["tender"])
                refunded[tender] = refunded.get(tender, 0) + _int(row["amount"])
        references = frozenset(self._payouts_of(receipt))
        return ReturnedSoFar(summed_lines(lines), refunded, references)

    def _payouts_of(self, receipt: str) -> Iterator[str]:
        cases = {row["case_id"] for row in self._rows("case_receipts") if row["receipt"] == receipt}
        numbers = {
            row["case_id"]: _int(row["number"])
            for row in self._rows("cases")
            if row.get("number") is not None and row.get("outcome") not in {None, "left"}
        }
        for event in self.read(types=("plan_made",)):
            if event.case_id in cases and event.case_id in numbers:
                yield payout_reference(numbers[event.case_id], str(event.payload["key"]))

    def earlier_visits(self, receipts: Sequence[str], besides: str) -> tuple[EarlierVisit, ...]:
        """The latest times that goods of these receipts came back, oldest first."""
        lines = self._rows("returned_lines")
        every = sorted({_int(x["event"]) for x in lines if x["receipt"] in receipts})
        returns = {_int(row["event"]): row for row in self._rows("returns")}
        numbers = {row["case_id"]: row.get("number") for row in self._rows("cases")}
        found = []
        for event in every[-MOST_VISITS:]:
            row = returns[event]
            if row["case_id"] == besides:
                continue
            amount = sum(_int(x["paid"]) - _int(x["fee"]) for x in lines if x["event"] == event)
            at = read_time(str(row["returned_at"]))
            reference = payout_reference(_int(numbers[row["case_id"]] or 0), str(row["key"]))
            found.append(EarlierVisit(EarlierReturn(at, amount, with_receipt=True), reference))
        return (*found, *self._taken_back(receipts, besides))

    def _taken_back(self, receipts: Sequence[str], besides: str) -> Iterator[EarlierVisit]:
        """Returns that count no more, so that the till's log does not bring them back."""
        here = {x["case_id"] for x in self._rows("case_receipts") if x["receipt"] in receipts}
        cases = {row["case_id"]: row for row in self._rows("cases") if row["case_id"] in here}
        plans = [(x["case_id"], str(x["key"])) for x in self._rows("plans")]
        found = [
            (-_int(case["opened_sequence"]), key, case)
            for case_id, key in plans
            if (case := cases.get(case_id)) is not None and case_id != besides
            if case.get("outcome") == VOIDED_OUTCOME
        ]
        for _, key, case in sorted(found, key=lambda each: each[:2])[:MOST_VISITS]:
            nothing = EarlierReturn(read_time(str(case["closed_at"])), 0, with_receipt=True)
            reference = payout_reference(_int(case.get("number") or 0), key)
            yield EarlierVisit(nothing, reference, was_taken_back=True)

    def goodwill_given(self, operator: str, since: date, besides: str) -> int:
        """What this operator gave as goodwill since that day without a second person."""
        keys = {
            row["key"]
            for row in self._rows("goodwill")
            if row.get("operator") == operator
            and str(row["given_on"]) >= since.isoformat()
            and row["case_id"] != besides
            and row.get("approved") != row["option"]
        }
        legs = (row for row in self._rows("legs") if row["key"] in keys)
        return sum(_int(leg["amount"]) for leg in legs if leg["state"] in {"begun", "booked"})

    def paid_without_receipt(
        self, skus: Sequence[str], gtins: Sequence[str], besides: str
    ) -> tuple[PaidGoods, ...]:
        """The latest payouts for goods of these codes without a receipt, newest first."""
        whole = {whole_gtin(each) for each in gtins}
        states: dict[Cell, set[Cell]] = {}
        for leg in self._rows("legs"):
            states.setdefault(leg["key"], set()).add(leg["state"])
        rows = (
            row
            for row in self._rows("bare_goods")
            if (row["sku"] in skus or row["gtin"] in whole)
            and row["case_id"] != besides
            and states.get(row["key"], {"booked"}) & {"begun", "booked"}
        )
        newest = sorted(rows, key=lambda row: (-_int(row["sequence"]), _int(row["line"])))
        return tuple(map(_paid_goods, newest[:MOST_PAID]))

    def open_cases(self) -> tuple[str, ...]:
        """Cases that were begun and neither completed nor left, oldest first."""
        rows = self._rows("cases")
        return tuple(str(row["case_id"]) for row in rows if row.get("closed_at") is None)

    def next_case_number(self) -> int:
        """The number the next case gets; counts up from 1."""
        return 1 + max((_int(row.get("number") or 0) for row in self._rows("cases")), default=0)

    def verify(self) -> Verification:
        """Walk the whole chain; nothing outside this process vouches for it."""
        return verify_chain(lambda start: iter(self._links[start - 1 :]), ())

    def _rows(self, table: str) -> list[Row]:
        return list(self._tables.get(table, {}).values())


def _int(cell: Cell) -> int:
    ensure(isinstance(cell, int), "A number in the read models is an integer.")
    return int(cell or 0)


def _paid_goods(row: Row) -> PaidGoods:
    sku, gtin = (None if row[name] is None else str(row[name]) for name in ("sku", "gtin"))
    return PaidGoods(read_time(str(row["planned_at"])), sku, gtin)
