"""What is left at the end of a day: open cases, payouts in doubt, promises not kept yet.

Owns how they are found and named.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.closing import offer_of
from returns_desk.application.ports import Journal, Json
from returns_desk.application.promises.book import PromiseBook
from returns_desk.application.promises.promise import Promise


@dataclass(frozen=True, slots=True)
class LeftCase:
    """An open case by what people tell it from others; of a person it says nothing.

    `is_at_counter`: it is neither parked nor being paid; whoever serves finishes or parks it.
    """

    case_id: str
    number: int
    goods: str
    amount: int
    is_at_counter: bool


@dataclass(frozen=True, slots=True)
class LeftDoubt:
    """A payout, or cash on its way back, of which nobody has said what became of it."""

    case_id: str
    number: int
    leg: int
    amount: int
    means: str
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class LeftOver:
    """All that is left."""

    cases: tuple[LeftCase, ...] = ()
    doubts: tuple[LeftDoubt, ...] = ()
    promises: tuple[Promise, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """True where the next one begins with an empty counter."""
        return not (self.cases or self.doubts or self.promises)

    def document(self) -> dict[str, Json]:
        """What the end of the day says of it: by ids alone."""
        doubts: list[Json] = [{"case": each.case_id, "leg": each.leg} for each in self.doubts]
        return {
            "cases": [each.case_id for each in self.cases],
            "doubts": doubts,
            "promises": [each.id for each in self.promises],
        }


def left_over(journal: Journal, promises: PromiseBook) -> LeftOver:
    """What is left now."""
    records = [record_of(journal.read(case_id=case_id)) for case_id in journal.open_cases()]
    return LeftOver(
        tuple(_case(record) for record in records),
        tuple(doubt for record in records for doubt in doubts_of(record)),
        promises.open(journal),
    )


def left_case(record: CaseRecord) -> LeftCase:
    """The case as it is named; also one that was finished since."""
    return _case(record)


def doubts_of(record: CaseRecord) -> Iterator[LeftDoubt]:
    """The legs of the case that were begun, and of which nobody has said what became of them."""
    if record.plan is None:
        return
    back = record.void.begun if record.is_undoing and record.void is not None else frozenset()
    for leg in record.plan.legs:
        if leg.progress == "begun" or leg.leg in back:
            told = (record.case_id, record.number, leg.leg, leg.pays, leg.means)
            yield LeftDoubt(*told, is_back=leg.leg in back)


def _case(record: CaseRecord) -> LeftCase:
    offer = offer_of(record)
    goods = offer.goods or ", ".join(offer.receipts)
    is_waiting = record.parked is not None or record.plan is not None
    return LeftCase(record.case_id, record.number, goods, offer.amount, not is_waiting)
