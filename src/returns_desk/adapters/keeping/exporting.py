"""The journal in other programs' formats: JSON Lines, CSV, POSLog 6 returns.

Owns the formats and the days that are taken. Personal data and card numbers are not in the events,
so they are in no export. It must not change anything.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from returns_desk.adapters.handover.poslog_return import poslog_lines
from returns_desk.adapters.journal.codec import time_text
from returns_desk.adapters.keeping.books_export import books_csv, books_json
from returns_desk.adapters.keeping.formula_safe import Cell, csv_line
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.safe_files import Progress, copy_faults, sync_file, sync_folder
from returns_desk.application.business_days import BUSINESS_DAY_SET, BusinessDays
from returns_desk.application.handing_over_document import ReturnDocument, return_document_of
from returns_desk.application.handing_over_due import NOT_FOR_THE_TILL
from returns_desk.application.handing_over_void import void_document_of
from returns_desk.application.ports import Event
from returns_desk.application.void_record import VOIDED
from returns_desk.domain.errors import OperatorMistake

COLUMNS: Final = (
    *("sequence", "at", "installation", "terminal", "operator", "case", "type", "version"),
    *("payload", "hash"),
)
_EVENTS_PER_STEP: Final = 200
COMPLETED: Final = "case_completed"


@dataclass(frozen=True, slots=True)
class Days:
    """From a business day on and before another; None leaves a side open."""

    first: date | None = None
    before: date | None = None

    def hold(self, day: date) -> bool:
        """Whether the day is one of them."""
        is_late_enough = self.first is None or day >= self.first
        return is_late_enough and (self.before is None or day < self.before)


class EventReader(Protocol):
    """What an export reads of the journal."""

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: tuple[str, ...] = ()
    ) -> Iterator[Event]:
        """Events in sequence order."""
        ...

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        ...


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export is made of: the journal, the days, the shop, and who is told how far it is."""

    journal: EventReader
    days: Days
    store: str
    training: bool
    on_progress: Progress

    def events(self, *types: str) -> Iterator[tuple[Event, time]]:
        """The events of these days, each with the end of the business day that was in force."""
        total, business_days = self.journal.head()[0], BusinessDays()
        wanted = (*types, BUSINESS_DAY_SET) if types else ()
        for event in business_days.told(self.journal.read(types=wanted)):
            if event.sequence % _EVENTS_PER_STEP == 0:
                self.on_progress(event.sequence, total)
            is_wanted = not types or event.type in types
            if is_wanted and self.days.hold(business_days.day_of(event)):
                yield event, business_days.ends_at


def json_lines(made_of: Exported) -> Iterator[str]:
    """Every event as one line of JSON with its whole envelope and its hashes."""
    for event, _ in made_of.events():
        document = asdict(event) | {"at": time_text(event.at)}
        yield json.dumps(document, ensure_ascii=False, sort_keys=True) + "\n"


def csv_lines(made_of: Exported) -> Iterator[str]:
    """Every event as a record; its payload as JSON in one cell."""
    yield csv_line(COLUMNS)
    for event, _ in made_of.events():
        cells: tuple[Cell, ...] = (
            *(event.sequence, time_text(event.at), event.installation, event.terminal),
            *(event.operator or "", event.case_id or "", event.type, event.version),
            json.dumps(event.payload, ensure_ascii=False, sort_keys=True),
            event.hash,
        )
        yield csv_line(cells)


def poslog(made_of: Exported) -> Iterator[str]:
    """Every completed return as the till's hand-over writes it; repairs are none."""
    return poslog_lines(_returns(made_of))


FORMATS: Final[Mapping[str, Callable[[Exported], Iterator[str]]]] = MappingProxyType(
    {
        "jsonl": json_lines,
        "csv": csv_lines,
        "poslog": poslog,
        "books": books_csv,
        "books-json": books_json,
    }
)


def export_lines(
    profile: Profile, export_format: str, days: Days, on_progress: Progress
) -> Iterator[str]:
    """The export of a profile's journal, piece by piece; also beside a running desk.

    Raises:
        OperatorMistake: there is no journal yet, or it is a newer version's.
        EnvironmentFault: the file can't be read, or an event does not bear its hash.
    """
    settings = profile.configuration
    with profile.read_journal() as journal:
        made_of = Exported(journal, days, settings.store.id, settings.demo, on_progress)
        yield from FORMATS[export_format](made_of)


def write_export(path: Path, lines: Iterator[str], *, replace: bool) -> None:
    """Write an export into a file, which appears whole or not at all.

    Raises:
        OperatorMistake: the file is there, and nobody said that it may be replaced.
        EnvironmentFault: the folder can't take it.
    """
    if path.exists() and not replace:
        message = f"{path}: this file is there already. Choose another name, or add --replace."
        raise OperatorMistake(message, code="file_there")
    beside = path.with_name(f".{path.name}.new")
    try:
        with copy_faults(path):
            with beside.open("w", encoding="utf-8", newline="") as stream:
                stream.writelines(lines)
            sync_file(beside)
            beside.replace(path)
            sync_folder(path.parent)
    finally:
        with copy_faults(path):
            beside.unlink(missing_ok=True)


def _returns(made_of: Exported) -> Iterator[ReturnDocument]:
    for completed, ends_at in made_of.events(COMPLETED, VOIDED):
        remedy = str(completed.payload["option"]).partition("/")[0]
        if remedy not in NOT_FOR_THE_TILL and completed.case_id is not None:
            events = tuple(made_of.journal.read(case_id=completed.case_id))
            document_of = void_document_of if completed.type == VOIDED else return_document_of
            yield document_of(events, made_of.store, training=made_of.training, day_ends_at=ends_at)
