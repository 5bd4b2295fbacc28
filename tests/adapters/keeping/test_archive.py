"""Old years in an archive: nobody sees a difference, and it is one chain from the first event."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from adapters.journal.journal_kit import RECEIPT, event, item
from adapters.keeping.archive_kit import (
    archive,
    at,
    begun_shop,
    exported,
    opened,
    seen,
    verified,
)
from adapters.keeping.keeping_kit import snapshot
from returns_desk.adapters.journal import read_models
from returns_desk.adapters.journal.archive_files import (
    archivable,
    commit_archive,
    write_archive,
)
from returns_desk.adapters.journal.attached_archives import MOST_ARCHIVES
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.restored import Restorer
from returns_desk.adapters.safe_files import unwatched
from returns_desk.adapters.system import SystemIds
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return begun_shop(tmp_path / "shop")


def rows_in(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        first, last = connection.execute(
            "SELECT min(sequence), max(sequence) FROM events"
        ).fetchone()
        return first, last


def test_nobody_sees_a_difference(shop: Path) -> None:
    before, lines = seen(shop), exported(shop)

    done = archive(shop, 2025)

    assert done.file == shop / "archive" / f"journal-1-{done.last}.db"
    assert rows_in(done.file) == (1, done.last)
    assert rows_in(shop / "journal.db")[0] == done.last + 1
    assert done.freed_bytes > 0
    assert seen(shop) == before
    assert exported(shop)[: len(lines)] == lines


@pytest.mark.parametrize("deep", [False, True])
def test_it_verifies_as_one_chain_from_the_first_event(shop: Path, *, deep: bool) -> None:
    archive(shop, 2025)

    found = verified(shop, deep=deep)

    assert (found.bent, found.away_to, found.warnings) == (None, 0, ())
    assert found.vouched_to == found.events == len(exported(shop))


def test_a_rebuild_takes_the_old_years_in(shop: Path) -> None:
    before = seen(shop)
    archive(shop, 2025)

    with opened(shop) as profile, profile.locked(), profile.open_journal() as journal:
        assert journal.rebuild().bent is None

    assert seen(shop) == before
    assert verified(shop).bent is None


def test_a_lost_index_is_made_again_from_all_years(shop: Path) -> None:
    before = seen(shop)
    archive(shop, 2025)
    for path in shop.glob("search.db*"):
        path.unlink()

    assert seen(shop) == before


def test_the_events_before_the_year_go_and_no_others(shop: Path) -> None:
    done = archive(shop, 2025)

    with opened(shop) as profile, profile.read_journal() as journal:
        years = {each.sequence: each.at.year for each in journal.read()}
    assert {years[each] for each in range(1, done.last + 1)} == {2023, 2024}
    assert years[done.last + 1] == 2025


def test_a_business_day_after_midnight_belongs_to_the_old_year(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop", [2024])
    settings = shop / "config.toml"
    table = '\n[business_day]\nends_at = "03:00"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + table, encoding="utf-8")
    for hour in (2, 5):
        clock = at(2025, 1, 1, hour)
        with opened(shop, clock) as profile, profile.locked(), profile.open_journal() as journal:
            journal.append(event("case_left", f"late-{hour}", reason="time"))

    done = archive(shop, 2025)

    with opened(shop) as profile, profile.read_journal() as journal:
        (early,) = (each.sequence for each in journal.read(case_id="late-2"))
        (late,) = (each.sequence for each in journal.read(case_id="late-5"))
    assert early <= done.last < late


def test_year_after_year_each_archive_follows_the_one_before(shop: Path) -> None:
    before, lines = seen(shop), exported(shop)

    first, second, third = (archive(shop, year) for year in (2024, 2025, 2026))

    assert (second.first, third.first) == (first.last + 1, second.last + 1)
    assert seen(shop) == before
    assert exported(shop)[: len(lines)] == lines
    assert verified(shop).bent is None
    assert archive(shop, 2026).file is None


def test_before_there_are_too_many_the_newest_archive_is_joined(tmp_path: Path) -> None:
    years = range(2000, 2000 + MOST_ARCHIVES + 3)
    shop = begun_shop(tmp_path / "shop", years)
    before, lines = seen(shop), exported(shop)

    done = [archive(shop, year + 1) for year in years[:-1]]

    assert done[-1].first == done[-2].first == done[MOST_ARCHIVES - 1].first
    assert seen(shop) == before
    assert exported(shop)[: len(lines)] == lines
    assert verified(shop).bent is None
    assert len(list((shop / "archive").iterdir())) == MOST_ARCHIVES


def test_with_nothing_to_move_nothing_changes(shop: Path) -> None:
    archive(shop, 2025)
    before = snapshot(shop / "archive"), rows_in(shop / "journal.db")[0]

    done = archive(shop, 2025)

    assert (done.file, done.held_case) == (None, "")
    assert (snapshot(shop / "archive"), rows_in(shop / "journal.db")[0]) == before


def test_a_year_that_is_not_over_is_refused(shop: Path) -> None:
    with pytest.raises(OperatorMistake, match=r"this year's events stay. The latest is 2026"):
        archive(shop, 2027)


def test_it_is_refused_beside_a_desk_that_runs(shop: Path) -> None:
    said = "has this profile open since"
    with opened(shop) as running, running.locked(), pytest.raises(OperatorMistake, match=said):
        archive(shop, 2025)


def test_a_bent_journal_is_evidence_and_stays(shop: Path) -> None:
    with closing(sqlite3.connect(shop / "journal.db")) as connection:
        connection.execute("DROP TRIGGER events_never_change")
        connection.execute(
            "UPDATE events SET envelope = replace(envelope, '2136', '2137') WHERE sequence = 6"
        )
        connection.commit()

    with pytest.raises(OperatorMistake) as refused:
        archive(shop, 2025)

    assert refused.value.code == "journal_bent"
    assert not (shop / "archive").exists()


class StoppedError(Exception):
    """Somebody pressed a key."""


def test_stopped_while_it_copies_nothing_was_changed(shop: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    lines = exported(shop)
    with pytest.raises(StoppedError):
        archive(shop, 2025, on_progress=stop)

    assert list((shop / "archive").iterdir()) == []
    assert exported(shop)[: len(lines)] == lines
    assert archive(shop, 2025).first == 1


def test_stopped_while_space_is_given_back_all_is_moved(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop", [2023] + [2026] * 20)
    lines, looks = exported(shop), []

    def stop_late(done: int, total: int) -> None:
        looks.append((done, total))
        if total == 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        archive(shop, 2025, on_progress=stop_late)

    assert looks[-1] == (1, 1)
    assert rows_in(shop / "journal.db")[0] > 1
    assert exported(shop)[: len(lines)] == lines
    assert verified(shop).bent is None


def test_a_file_of_somebody_else_is_never_written_over(shop: Path) -> None:
    last = archive(begun_shop(shop.parent / "twin"), 2025).last
    strange = shop / "archive" / f"journal-1-{last}.db"
    strange.parent.mkdir()
    strange.write_bytes(b"my own")

    with pytest.raises(OperatorMistake, match="another file has this name"):
        archive(shop, 2025)

    assert strange.read_bytes() == b"my own"
    assert rows_in(shop / "journal.db")[0] == 1


def test_a_reader_that_was_there_before_reads_on_without_a_gap(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop", [2023] * 30 + [2026])
    with opened(shop) as profile, profile.read_journal() as journal:
        events = journal.read()
        taken = [next(events).sequence]
        archive(shop, 2025)
        taken += [each.sequence for each in events]

    assert taken == list(range(1, taken[-1] + 1))


def test_returns_of_old_years_still_count(shop: Path) -> None:
    archive(shop, 2026)
    with opened(shop) as profile, profile.locked(), profile.open_journal() as journal:
        before = journal.returned_so_far(RECEIPT).lines[0].quantity
        journal.append(event("goods_taken", "late", key="k", items=[item()]))

        assert journal.returned_so_far(RECEIPT).lines[0].quantity == before + 1
        assert journal.figures(date(2023, 1, 1), date(2023, 12, 31))


def test_a_folder_that_cannot_be_made_leaves_the_journal_as_it_was(shop: Path) -> None:
    (shop / "archive").write_bytes(b"a file where the folder should be")

    with pytest.raises(EnvironmentFault):
        archive(shop, 2025)

    assert rows_in(shop / "journal.db")[0] == 1
    assert verified(shop).bent is None


def test_tables_that_are_behind_know_every_event_before_it_goes(shop: Path) -> None:
    before = seen(shop)
    with opened(shop) as profile, profile.locked():
        path = profile.journal_path
        with closing(sqlite3.connect(path)) as connection:
            read_models.make(connection)
            connection.commit()
        with archivable(path) as source:
            archive_file = write_archive(source, shop / "archive", 20, unwatched)
        key, settings = profile.terminal_key, profile.configuration
        origin = Origin(settings.installation, settings.terminal)
        restorer = Restorer(origin, key.public_key, profile.clock, SystemIds())
        commit_archive(path, archive_file, restorer, key)

    assert seen(shop) == before
    assert verified(shop).bent is None
