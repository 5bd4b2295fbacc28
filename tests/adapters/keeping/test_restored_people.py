"""Personal data after a restore: the erased stay erased, and the journal says what is there."""

import shutil
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import backed_up, goes_on, verifies
from returns_desk.adapters.keeping.restoring import restore_backup
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_access import JournalAccess
from returns_desk.adapters.recovery_access import RecoveryAccess
from returns_desk.application.erasing import erase_case
from returns_desk.application.personal_data import KEPT
from returns_desk.application.ports import NewEvent


def test_with_the_old_keys_personal_data_come_too(shop: Path, kept: Path, tmp_path: Path) -> None:
    backed_up(shop, kept)
    shutil.copytree(shop / "keys", tmp_path / "new" / "keys")

    done = restore_backup(tmp_path / "new", kept)

    assert done.people == "restored"
    with Profile.open(tmp_path / "new") as profile, profile.open_people() as people:
        assert people.cases() == ("case-1", "case-2")
        assert people.get("case-1") is not None


@pytest.mark.parametrize("are_there", [True, False])
def test_people_of_another_key_are_said_not_to_be_here_and_the_rest_is_sound(
    shop: Path, kept: Path, tmp_path: Path, *, are_there: bool
) -> None:
    made = backed_up(shop, kept)
    assert made.people is not None
    if not are_there:
        shutil.rmtree(made.people)

    done = restore_backup(tmp_path / "new", kept)

    assert done.people == ("unreadable" if are_there else "none")
    assert not done.has_operators
    with Profile.open(tmp_path / "new") as profile:
        assert JournalAccess(profile).side_problem() is None
        with profile.read_journal() as journal:
            erased = list(journal.read(types=("personal_data_erased",)))
    assert [each.case_id for each in erased] == ["case-1", "case-2"]
    assert {each.payload["why"] for each in erased} == {"restored"}


def test_a_till_s_own_people_who_did_not_come_back_stay_missed(shop: Path, kept: Path) -> None:
    """Their file may still be found, and opens with this till's key."""
    made = backed_up(shop, kept)
    assert made.people is not None
    shutil.rmtree(made.people)
    (shop / "people.db").unlink()

    assert restore_backup(shop, kept).people == "none"

    with Profile.open(shop) as profile:
        problem = JournalAccess(profile).side_problem()
    assert problem is not None
    assert "people.db has lost" in problem.message


def test_recovered_keys_first_bring_personal_data_into_an_empty_folder(
    shop: Path, kept: Path, tmp_path: Path
) -> None:
    backed_up(shop, kept)
    sheet, new = tmp_path / "sheet.txt", tmp_path / "new"
    RecoveryAccess(shop).write_sheet(sheet)

    put_back = RecoveryAccess(new).recover(sheet)

    assert set(put_back) == {"profile.key", "terminal_ed25519.pem"}
    assert RecoveryAccess(new).recover(sheet) == ()
    assert restore_backup(new, kept).people == "restored"
    with Profile.open(new) as profile, profile.open_people() as people:
        assert people.get("case-1") is not None
        assert JournalAccess(profile).side_problem() is None


def erase(shop: Path, case_id: str) -> None:
    with (
        Profile.open(shop) as profile,
        profile.locked(),
        profile.open_journal() as journal,
        profile.open_people() as people,
    ):
        erase_case(journal, people, case_id)


@pytest.mark.parametrize("is_known_by", ["this till's journal", "a later backup"])
def test_what_was_erased_after_the_backup_stays_erased(
    shop: Path, kept: Path, is_known_by: str
) -> None:
    made = backed_up(shop, kept)
    erase(shop, "case-1")
    if is_known_by == "a later backup":
        shutil.copytree(made.folder, kept / "aside")
        backed_up(shop, kept)
        shutil.copytree(kept / "aside", made.folder, dirs_exist_ok=True)
        (shop / "journal.db").write_bytes(b"spoiled")
    (shop / "people.db").write_bytes(b"spoiled")

    done = restore_backup(shop, made.folder)

    assert done.people == "restored"
    with Profile.open(shop) as profile, profile.open_people() as people:
        assert people.cases() == ("case-2",)
    with Profile.open(shop) as profile, profile.read_journal() as journal:
        *_, last = journal.read(case_id="case-1", types=("personal_data_erased",))
        assert last.installation == done.installation
    assert verifies(shop)


@pytest.mark.parametrize("people", ["stay", "come back"])
def test_the_journal_says_of_personal_data_what_is_there(
    shop: Path, kept: Path, people: str
) -> None:
    """Though some were added to, erased and begun after the backup."""
    made = backed_up(shop, kept)
    with Profile.open(shop) as profile, profile.locked(), profile.open_people() as store:
        changed = store.put("case-1", {"name": "Changed"})
        with profile.open_journal() as journal:
            journal.append(NewEvent(KEPT, {"hash": f"sha256:{changed}"}, "case-1"))
    erase(shop, "case-2")
    goes_on(shop, "case-3")
    if people == "come back":
        (shop / "people.db").write_bytes(b"spoiled")

    restore_backup(shop, made.folder)

    with Profile.open(shop) as profile:
        assert JournalAccess(profile).side_problem() is None
    assert verifies(shop)
