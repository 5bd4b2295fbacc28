"""A shop with years behind it, and what is to be the same whether they lie in an archive or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.journal.journal_kit import RECEIPT, event, whole_return
from returns_desk.adapters.keeping.archiving import ArchivingAccess, ArchivingDone
from returns_desk.adapters.keeping.exporting import Days, export_lines
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.adapters.safe_files import Progress, unwatched
from returns_desk.application.ports import Verification

ZONE = ZoneInfo("America/Chicago")
FORMATS_OF_BOOKS = ("books", "books-json")
YEARS = (2023, 2024, 2025, 2026)


@dataclass
class YearClock:
    """A minute passes with each look at it."""

    moment: datetime

    def now(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


def at(year: int, month: int = 6, day: int = 1, hour: int = 12) -> YearClock:
    return YearClock(datetime(year, month, day, hour, tzinfo=ZONE))


def opened(folder: Path, clock: YearClock | None = None) -> Profile:
    profile = Profile.open(folder, create=demo_configuration(demo=False))
    profile.clock = clock or at(2026, 11)
    return profile


def add_years(folder: Path, years: Sequence[int] = YEARS) -> None:
    """Two whole returns in each year."""
    for year in years:
        with opened(folder, at(year)) as shop, shop.locked(), shop.open_journal() as journal:
            for _ in range(2):
                number = journal.next_case_number()
                journal.append(*whole_return(f"case-{number}", number))


def begun_shop(folder: Path, years: Sequence[int] = YEARS) -> Path:
    add_years(folder, years)
    return folder


def archive(
    folder: Path, before: int, *, newest_stay: int = 0, on_progress: Progress = unwatched
) -> ArchivingDone:
    with opened(folder) as profile:
        return ArchivingAccess(profile, newest_stay).archive(before, on_progress)


def verified(folder: Path, *, deep: bool = True, archives: Sequence[Path] = ()) -> Verification:
    with opened(folder) as profile:
        profile.archive_folders = tuple(archives)
        with profile.read_journal() as journal:
            return journal.verify(deep=deep)


def seen(folder: Path) -> list[str]:
    """All that anybody sees of the returns: every query, the search, the books."""
    with opened(folder) as profile:
        with profile.read_journal() as journal:
            days = date(2020, 1, 1), date(2030, 1, 1)
            told: list[object] = [
                journal.returned_so_far(RECEIPT),
                sorted(journal.returned_so_far(RECEIPT).references),
                journal.earlier_visits([RECEIPT], "none"),
                journal.open_cases(),
                journal.legs_in_doubt(),
                journal.next_case_number(),
                journal.figures(*days),
                journal.search("A-77", 100),
                [each.sequence for each in journal.read(case_id="case-1")],
            ]
        told += [list(export_lines(profile, name, Days(), unwatched)) for name in FORMATS_OF_BOOKS]
    return [str(each) for each in told]


def exported(folder: Path) -> list[str]:
    with opened(folder) as profile:
        return list(export_lines(profile, "jsonl", Days(), unwatched))


def left_open(folder: Path, year: int, case_id: str = "open-case") -> None:
    with (
        opened(folder, at(year, 7)) as profile,
        profile.locked(),
        profile.open_journal() as journal,
    ):
        number = journal.next_case_number()
        journal.append(event("case_opened", case_id, number=number))
