"""What stays in the journal when old years go: the newest, and whatever is still at work."""

from pathlib import Path

import pytest

from adapters.journal.journal_kit import event
from adapters.keeping.archive_kit import add_years, archive, at, begun_shop, left_open, opened
from returns_desk.adapters.keeping.archiving import ArchivingAccess


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return begun_shop(tmp_path / "shop")


def test_the_newest_events_stay_whatever_their_year(shop: Path) -> None:
    assert archive(shop, 2025, newest_stay=500).file is None

    done = archive(shop, 2026, newest_stay=40)

    with opened(shop) as profile, profile.read_journal() as journal:
        assert done.last <= journal.head()[0] - 40


def test_what_came_after_the_beginning_of_an_open_case_stays(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop", [2023])
    left_open(shop, 2023)
    add_years(shop, [2024, 2026])

    done = archive(shop, 2026)

    with opened(shop) as profile, profile.read_journal() as journal:
        first = next(journal.read(case_id="open-case"))
    assert done.last == first.sequence - 1
    assert (done.held_case, done.held_why) == (str(first.payload["number"]), "open")


def test_a_case_with_personal_data_stays_until_its_term_has_ended(shop: Path) -> None:
    with opened(shop) as profile, profile.open_people() as people:
        people.put("case-3", {"name": "Ilmatar Saarinen"})

    held = archive(shop, 2025)
    with opened(shop) as profile, profile.open_people() as people:
        people.erase("case-3")
    then = archive(shop, 2025)

    assert (held.held_case, held.held_why) == ("3", "personal_data")
    assert held.last < then.last
    assert not then.held_case


def test_a_return_that_the_till_has_not_taken_stays(tmp_path: Path) -> None:
    shop = begun_shop(tmp_path / "shop", [2023])
    with opened(shop, at(2023, 8)) as profile, profile.locked(), profile.open_journal() as journal:
        completed = event(
            "case_completed", "waiting", option="refund/cash", amount=5, hand_over="RD/3/key"
        )
        journal.append(completed)
    add_years(shop, [2024, 2026])

    done = archive(shop, 2026)

    assert (done.held_case, done.held_why) == ("waiting", "not_with_the_till")


def test_the_profile_gives_the_usual_number_of_events_that_stay(shop: Path) -> None:
    with opened(shop) as profile:
        assert ArchivingAccess(profile).archive(2025).file is None
