"""Any sequence of events and archivings: each archiving changes nothing that anybody sees."""

import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.journal.journal_kit import event, whole_return
from adapters.journal.test_any_sequence import EVENTS
from adapters.keeping.archive_kit import ZONE, YearClock, archive, exported, opened, seen, verified
from returns_desk.application.ports import NewEvent

FIRST_YEAR = 2020
ENDED = [event("case_left", f"case-{number}", reason="time") for number in (1, 2, 3)]
YEARS = st.lists(
    st.tuples(st.lists(EVENTS, max_size=4), st.booleans(), st.booleans()), min_size=2, max_size=4
)
"""What happens in each year, whether its cases end, and whether it is archived after."""


def live_through(folder: Path, year: int, events: list[NewEvent]) -> None:
    clock = YearClock(datetime(year, 3, 1, tzinfo=ZONE))
    with opened(folder, clock) as profile, profile.locked(), profile.open_journal() as journal:
        journal.append(*whole_return(f"whole-{year}", year), *events)


def archive_unseen(folder: Path, before: int) -> bool:
    """Archive; whether anything moved."""
    told, lines = seen(folder), exported(folder)

    moved = archive(folder, before).file is not None

    assert seen(folder) == told
    assert exported(folder)[: len(lines)] == lines
    for deep in (False, True):
        found = verified(folder, deep=deep)
        assert (found.bent, found.away_to, found.warnings) == (None, 0, ())
        assert found.events == len(exported(folder))
    return moved


@settings(max_examples=10, deadline=None)
@given(YEARS)
def test_no_archiving_is_seen_and_a_rebuild_makes_the_same(
    years: list[tuple[list[NewEvent], bool, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "shop"
        for year, (events, they_end, is_archived) in enumerate(years, start=FIRST_YEAR):
            live_through(folder, year, [*events, *(ENDED if they_end else ())])
            if is_archived:
                archive_unseen(folder, year)
        told = seen(folder)
        with opened(folder) as profile, profile.locked(), profile.open_journal() as journal:
            assert journal.rebuild().bent is None
        assert seen(folder) == told


def test_years_whose_cases_ended_do_move(tmp_path: Path) -> None:
    for year in (2020, 2021, 2022):
        live_through(tmp_path / "shop", year, ENDED)

    assert archive_unseen(tmp_path / "shop", 2021)
    assert archive_unseen(tmp_path / "shop", 2022)
