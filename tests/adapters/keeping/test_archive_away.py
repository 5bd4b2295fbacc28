"""An archive that lies on another disk: the counter goes on, and what can't be known is said."""

import shutil
from pathlib import Path

import pytest

from adapters.journal.journal_kit import RECEIPT, whole_return
from adapters.keeping.archive_kit import (
    add_years,
    archive,
    at,
    begun_shop,
    exported,
    opened,
    verified,
)
from returns_desk.adapters.profile_access import JournalAccess
from returns_desk.application.handing_over_bookings import Ledger
from returns_desk.application.ports import NewEvent
from returns_desk.domain.errors import EnvironmentFault


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Everything before 2025 is archived, and the archive moved to another disk."""
    shop = begun_shop(tmp_path / "shop")
    archive(shop, 2025)
    (shop / "archive").rename(tmp_path / "elsewhere")
    return shop


@pytest.fixture
def elsewhere(shop: Path) -> Path:
    return shop.parent / "elsewhere"


@pytest.mark.parametrize("deep", [False, True])
def test_what_is_here_verifies_and_what_is_not_is_said(shop: Path, *, deep: bool) -> None:
    found = verified(shop, deep=deep)

    assert found.bent is None
    assert found.away_to > 0
    (said,) = found.warnings
    assert said.startswith(f"Events 1 to {found.away_to} lie in journal-1-{found.away_to}.db,")
    assert "not provable now" in said
    assert found.vouched_to == found.events


@pytest.mark.parametrize("deep", [False, True])
def test_named_by_its_folder_it_is_proved_again(shop: Path, elsewhere: Path, *, deep: bool) -> None:
    found = verified(shop, deep=deep, archives=[elsewhere])

    assert (found.bent, found.away_to, found.warnings) == (None, 0, ())


def test_the_counter_goes_on_and_counts_what_came_back_before(shop: Path) -> None:
    with opened(shop) as profile, profile.locked(), profile.open_journal() as journal:
        before = journal.returned_so_far(RECEIPT)
        journal.append(*whole_return("new-case", journal.next_case_number()))

        assert journal.returned_so_far(RECEIPT).lines[0].quantity == before.lines[0].quantity + 1
        assert len(list(journal.read(case_id="new-case"))) == len(whole_return())
    assert verified(shop).bent is None


def test_every_payout_of_old_years_is_known_when_a_till_tells_of_it(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop")
    with opened(shop) as profile, profile.read_journal() as journal:
        before = journal.returned_so_far(RECEIPT)
    archive(shop, 2025)
    shutil.rmtree(shop / "archive")

    with opened(shop) as profile, profile.read_journal() as journal:
        assert journal.returned_so_far(RECEIPT) == before


def test_a_search_still_finds_the_old_years(shop: Path) -> None:
    with opened(shop) as profile, profile.read_journal() as journal:
        assert len(journal.search("A-77", 100)) == 8


def test_whoever_wants_old_events_hears_which_file_is_missing(shop: Path, elsewhere: Path) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        exported(shop)

    assert refused.value.code == "archive_away"
    (file,) = (each.name for each in elsewhere.iterdir())
    assert f"lie in {file}, which is not here" in refused.value.message
    assert "--archives" in refused.value.message


def test_a_rebuild_is_refused_and_the_tables_stay(shop: Path, elsewhere: Path) -> None:
    with (
        opened(shop) as profile,
        profile.locked(),
        profile.open_journal() as journal,
        pytest.raises(EnvironmentFault, match="are wanted, and lie in"),
    ):
        journal.rebuild()
    elsewhere.rename(shop / "archive")

    assert verified(shop).bent is None


def test_a_rebuild_takes_the_archive_from_the_folder_that_is_named(
    shop: Path, elsewhere: Path
) -> None:
    with opened(shop) as profile, profile.locked():
        profile.archive_folders = (elsewhere,)
        with profile.open_journal() as journal:
            assert journal.rebuild().bent is None
    elsewhere.rename(shop / "archive")

    assert verified(shop).bent is None


def test_a_lost_index_is_not_made_from_half_of_the_events(shop: Path, elsewhere: Path) -> None:
    for path in shop.glob("search.db*"):
        path.unlink()
    said = "are not here, and the index that finds"
    with (
        opened(shop) as profile,
        profile.read_journal() as journal,
        pytest.raises(EnvironmentFault, match=said),
    ):
        journal.search("A-77", 100)
    elsewhere.rename(shop / "archive")

    with opened(shop) as profile, profile.read_journal() as journal:
        assert len(journal.search("A-77", 100)) == 8


def test_a_case_of_an_old_year_is_refused_and_one_of_this_year_is_read(shop: Path) -> None:
    with opened(shop) as profile, profile.read_journal() as journal:
        assert list(journal.read(case_id="case-8"))
        with pytest.raises(EnvironmentFault):
            list(journal.read(case_id="case-1"))


def test_the_next_archive_is_made_without_the_one_before(shop: Path, elsewhere: Path) -> None:
    before = verified(shop).away_to

    done = archive(shop, 2026)

    assert done.first == before + 1
    found = verified(shop)
    assert (found.bent, found.away_to) == (None, before)
    (elsewhere / f"journal-1-{before}.db").rename(shop / "archive" / f"journal-1-{before}.db")
    assert verified(shop).away_to == 0
    assert verified(shop).bent is None


def test_where_the_middle_one_is_away_the_chain_is_proved_from_there(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop")
    files = [archive(shop, year).file for year in (2024, 2025, 2026)]
    assert files[1] is not None
    files[1].rename(tmp_path / "away.db")

    found = verified(shop)

    assert found.bent is None
    assert found.away_to == int(files[1].stem.split("-")[2])


def test_nobody_is_blamed_for_personal_data_of_which_an_archive_tells(shop: Path) -> None:
    with opened(shop) as profile, profile.open_people() as people:
        people.put("case-1", {"name": "Ilmatar Saarinen"})
        assert JournalAccess(profile).side_problem() is None


def test_an_answer_about_a_return_in_an_archive_that_is_away_is_no_news(shop: Path) -> None:
    with opened(shop) as profile, profile.locked(), profile.open_journal() as journal:
        journal.append(NewEvent("booking_confirmed", {}, "case-1"))
        ledger = Ledger()
        ledger.catch_up(journal)

    assert ledger.find("RD/1/case-1-key") is None


def test_a_newer_installation_goes_on_where_the_beginning_is_away(shop: Path) -> None:
    add_years(shop, [2026])

    with opened(shop, at(2026, 12)) as profile, profile.locked(), profile.open_journal() as journal:
        assert journal.verify(deep=True).bent is None
