"""The number of a slip names its case for erasing, also after an older backup was restored."""

import shutil
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import add_cases, backed_up, begun_profile
from returns_desk.adapters.keeping.restoring import restore_backup
from returns_desk.adapters.people.erasing_access import ErasingAccess
from returns_desk.adapters.profile import Profile
from returns_desk.domain.errors import OperatorMistake


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Its case 3, `lost`, was begun after the backup that it was put back to."""
    folder = begun_profile(tmp_path / "shop")
    backed_up(folder, tmp_path / "kept")
    with Profile.open(folder) as profile:
        add_cases(profile, "lost")
    restore_backup(folder, tmp_path / "kept")
    return folder


def kept_aside(folder: Path) -> Path:
    (found,) = folder.glob("before-restore-*")
    return found


def people_of(folder: Path) -> tuple[str, ...]:
    with Profile.open(folder) as profile, profile.open_people() as people:
        return people.cases()


def refused(folder: Path, named: str) -> str:
    before = people_of(folder)
    with Profile.open(folder) as profile, pytest.raises(OperatorMistake) as told:
        ErasingAccess(profile).erase(named)
    assert people_of(folder) == before
    return told.value.message


def test_a_number_that_only_the_journal_of_before_knows_is_found(shop: Path) -> None:
    with Profile.open(shop) as profile:
        erased = ErasingAccess(profile).erase("3")

    assert (erased.case_id, erased.found) == ("lost", True)
    assert people_of(shop) == ("case-1", "case-2")


def test_a_number_that_was_given_again_is_asked_about(shop: Path) -> None:
    with Profile.open(shop) as profile:
        add_cases(profile, "new")

    told = refused(shop, "3")

    assert "Several cases bear the number 3" in told
    assert "new, lost." in told
    with Profile.open(shop) as profile:
        assert ErasingAccess(profile).erase("lost").found
        assert ErasingAccess(profile).erase("3").case_id == "new"


@pytest.mark.parametrize("is_there", [True, False])
def test_where_nobody_knows_the_number_the_ids_are_told(shop: Path, *, is_there: bool) -> None:
    if is_there:
        (kept_aside(shop) / "journal.db").write_bytes(b"spoiled")
    else:
        shutil.rmtree(kept_aside(shop))

    told = refused(shop, "3")

    assert "There is no case 3 in this journal." in told
    assert "does not know: lost; such an id can stand for the number." in told


def test_without_such_cases_the_sentence_is_as_ever(tmp_path: Path) -> None:
    told = refused(begun_profile(tmp_path / "fresh"), "77")

    assert "There is no case 77" in told
    assert "does not know" not in told
