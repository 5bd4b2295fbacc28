"""What may be said about an import, and what it says of itself.

Owns options and summary as plain records. Must not read or write anything.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from returns_desk.adapters.sales.earlier_returns import ReturnOutcome
from returns_desk.adapters.sales.sale_writer import Arrival, Outcome
from returns_desk.application.doubt_sentences import doubt_sentence
from returns_desk.application.ports import Json, SaleDoubt
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.sale import Sale

DIFFERENCES_SHOWN: Final = 100
DOUBTFUL_SHOWN: Final = 10


class ImportOptions(Protocol):
    """What the person who imports may say; the defaults come from the shop's settings."""

    @property
    def format(self) -> str:
        """One of `formats.FORMATS`."""
        ...

    @property
    def store(self) -> str:
        """The store where a file names none."""
        ...

    @property
    def currency(self) -> str:
        """ISO 4217 code where a file names none."""
        ...

    @property
    def zone(self) -> str:
        """IANA name of the zone of times without an offset."""
        ...

    @property
    def tender(self) -> str:
        """How sales were paid where a file does not say."""
        ...

    @property
    def prices(self) -> str | None:
        """`with-tax`, `without-tax`, or None where nobody said."""
        ...

    @property
    def dates(self) -> str | None:
        """`day-first`, `month-first`, or None where the file decides."""
        ...

    @property
    def encoding(self) -> str | None:
        """The file's encoding, None for UTF-8."""
        ...

    @property
    def rejects(self) -> Path | None:
        """Where the rejects file goes, None for beside the file."""
        ...


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """Options with defaults that guess nothing: no drawer is touched by an unknown payment."""

    store: str
    currency: str
    zone: str = "UTC"
    format: str = "auto"
    tender: str = "store_account"
    prices: str | None = None
    dates: str | None = None
    encoding: str | None = None
    rejects: Path | None = None


@dataclass(slots=True)
class ImportSummary:
    """What an import did; counts are of receipts unless named otherwise."""

    file: str
    format: str
    records: int = 0
    lines: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    left_out_by_reason: Counter[str] = field(default_factory=Counter)
    first_left_out: list[dict[str, str | int]] = field(default_factory=list)
    differing: list[dict[str, str | int]] = field(default_factory=list)
    rejects_file: str | None = None
    rejects_unwritable: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    ignored_columns: tuple[str, ...] = ()
    currency: str = ""
    returns: Counter[ReturnOutcome] = field(default_factory=Counter)
    doubtful: dict[str, dict[SaleDoubt, str]] = field(default_factory=dict)
    """By receipt, or by the return's id; the doubts of the first, each with its currency."""

    def as_json(self) -> dict[str, Json]:
        """Answer all of it as plain values for `--json` and for the table."""
        return {
            "file": self.file,
            "format": self.format,
            "records": self.records,
            "receipts": {outcome.value: self.outcomes[outcome] for outcome in Outcome},
            "lines": self.lines,
            "returns": {outcome.value: self.returns[outcome] for outcome in ReturnOutcome},
            "doubtful": len(self.doubtful),
            "first_doubtful": list(self._first_doubtful()),
            "left_out": self.left_out_by_reason.total(),
            "left_out_by_reason": dict(self.left_out_by_reason.most_common()),
            "first_left_out": self.first_left_out,
            "rejects_file": self.rejects_file,
            "rejects_unwritable": self.rejects_unwritable,
            "keyed_in_that_differ": self.differing,
            "columns": self.columns,
            "ignored_columns": self.ignored_columns,
        }

    def note(self, sale: Sale, arrival: Arrival) -> None:
        """Count one receipt that was brought in."""
        self.outcomes[arrival.outcome] += 1
        self.lines += len(sale.lines)
        paper = arrival.differing_paper
        if paper is not None and len(self.differing) < DIFFERENCES_SHOWN:
            self.differing.append(
                {
                    "receipt": sale.receipt,
                    "keyed_in_total": sum(x.paid for x in paper.lines),
                    "total": sum(x.paid for x in sale.lines),
                }
            )

    def note_doubts(
        self, receipt: str, doubts: tuple[SaleDoubt, ...], currency: str | None
    ) -> None:
        """Note a sale or return that does not add up; a receipt is counted once."""
        if doubts:
            known = self.doubtful.setdefault(receipt, {})
            if len(self.doubtful) <= DOUBTFUL_SHOWN:
                code = currency or self.currency
                known.update((each, code) for each in doubts)

    def _first_doubtful(self) -> Iterator[Json]:
        for receipt, doubts in islice(self.doubtful.items(), DOUBTFUL_SHOWN):
            sentences = (
                doubt_sentence(each, partial(_amount_text, currency))
                for each, currency in doubts.items()
            )
            yield {
                "receipt": receipt,
                "doubts": [asdict(each) for each in doubts],
                "message": " ".join(dict.fromkeys(sentences)),
            }


def _amount_text(currency: str, minor_units: int) -> str:
    digits = CURRENCY_DIGITS.get(currency, 2)
    return f"{Decimal(minor_units).scaleb(-digits):.{digits}f}"
