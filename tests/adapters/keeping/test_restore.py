"""A restore loses nothing in silence, makes no clone, and refuses what can't be trusted."""

import json
import shutil
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import (
    add_cases,
    backed_up,
    begun_profile,
    cases_of,
    execute,
    goes_on,
    installation_of,
    snapshot,
    verifies,
)
from returns_desk.adapters.credit.trusted_terminals import trusted_terminals
from returns_desk.adapters.keeping.finding_backups import find_backup
from returns_desk.adapters.keeping.restoring import Restored, restore_backup
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_access import JournalAccess
from returns_desk.domain.errors import OperatorMistake


def test_the_same_till_goes_on_as_another_installation(shop: Path, kept: Path) -> None:
    before = installation_of(shop)
    made = backed_up(shop, kept)
    (shop / "journal.db").write_bytes(b"spoiled by a bad disk")

    done = restore_backup(shop, kept)

    assert cases_of(shop) == ("case-1", "case-2")
    assert verifies(shop)
    assert done.sequence == made.sequence + 1
    assert done.earlier_installation == before
    assert installation_of(shop) == done.installation != before
    goes_on(shop, "case-3")


def test_what_was_there_is_kept_beside_it(shop: Path, kept: Path) -> None:
    backed_up(shop, kept)
    (shop / "journal.db").write_bytes(b"spoiled by a bad disk")
    old = (shop / "config.toml").read_bytes()

    done = restore_backup(shop, kept)

    assert (done.kept / "journal.db").read_bytes() == b"spoiled by a bad disk"
    assert (done.kept / "config.toml").read_bytes() == old
    assert (done.kept / "keys" / "anchor.json").is_file()


def test_a_backup_older_than_what_the_till_remembers_says_how_much_is_lost(
    shop: Path, kept: Path
) -> None:
    backed_up(shop, kept)
    goes_on(shop, "case-3")
    with Profile.open(shop) as profile, profile.read_journal() as journal:
        remembered = journal.head()[0]

    done = restore_backup(shop, kept)

    assert done.lost_events == remembered - (done.sequence - 1) > 0
    with Profile.open(shop) as profile, profile.read_journal() as journal:
        *_, event = journal.read(types=("journal_restored",))
    assert event.payload["lost_events"] == done.lost_events


def test_an_empty_folder_becomes_the_dead_till_s_replacement(
    shop: Path, kept: Path, tmp_path: Path
) -> None:
    backed_up(shop, kept)

    done = restore_backup(tmp_path / "new", kept)

    assert cases_of(tmp_path / "new") == ("case-1", "case-2")
    assert (tmp_path / "new" / "packs" / "shop.toml").is_file()
    assert done.people == "unreadable"
    assert installation_of(tmp_path / "new") != installation_of(shop)
    goes_on(tmp_path / "new", "case-3")


def test_clones_of_one_backup_are_told_apart(shop: Path, kept: Path, tmp_path: Path) -> None:
    backed_up(shop, kept)

    for name in ("one", "two"):
        restore_backup(tmp_path / name, kept)

    assert len({installation_of(tmp_path / name) for name in ("shop", "one", "two")}) == 3


def test_it_can_be_restored_and_backed_up_again_and_again(shop: Path, kept: Path) -> None:
    installations = set()
    for number in range(3):
        backed_up(shop, kept)
        restore_backup(shop, kept)
        goes_on(shop, f"again-{number}")
        installations.add(installation_of(shop))

    assert len(installations) == 3


def test_vouchers_of_before_are_still_known(shop: Path, kept: Path) -> None:
    before = installation_of(shop)
    backed_up(shop, kept)

    restore_backup(shop, kept)

    with Profile.open(shop) as profile:
        key = profile.terminal_key.public_key
    assert (before, key) in {(x.installation, x.public_key) for x in trusted_terminals(shop)}


def test_sales_that_are_whole_stay_and_spoiled_ones_come_back(shop: Path, kept: Path) -> None:
    execute(shop / "sales.db", "CREATE TABLE told (at TEXT)")
    backed_up(shop, kept)
    execute(shop / "sales.db", "CREATE TABLE later (at TEXT)")
    later = (shop / "sales.db").read_bytes()

    assert "sales.db" not in restore_backup(shop, kept).restored
    assert (shop / "sales.db").read_bytes() == later

    (shop / "sales.db").write_bytes(b"spoiled")
    assert "sales.db" in restore_backup(shop, kept).restored
    execute(shop / "sales.db", "SELECT * FROM told")


def test_the_newest_of_a_folder_is_taken(shop: Path, kept: Path) -> None:
    backed_up(shop, kept)
    goes_on(shop, "case-3")
    newest = backed_up(shop, kept)

    assert find_backup(kept)[0] == newest.folder
    assert find_backup(newest.folder / "manifest.json")[0] == newest.folder


def test_another_terminal_s_backup_is_refused_unless_it_is_to_be_replaced(
    shop: Path, kept: Path, tmp_path: Path
) -> None:
    backed_up(shop, kept)
    other = begun_profile(tmp_path / "other", cases=5)
    before = snapshot(other)

    with pytest.raises(OperatorMistake, match="this backup is of another terminal"):
        restore_backup(other, kept)
    assert snapshot(other) == before

    done: Restored = restore_backup(other, kept, as_replacement=True)
    assert cases_of(other) == ("case-1", "case-2")
    assert done.lost_events == 0
    goes_on(other, "case-3")


def test_backups_of_several_terminals_want_a_choice(shop: Path, kept: Path, tmp_path: Path) -> None:
    backed_up(shop, kept)
    backed_up(begun_profile(tmp_path / "other"), kept)

    with pytest.raises(OperatorMistake, match="backups of several terminals"):
        restore_backup(shop, kept)


def test_a_running_desk_is_never_restored_under(shop: Path, kept: Path) -> None:
    backed_up(shop, kept)
    before = snapshot(shop)

    with (
        Profile.open(shop) as running,
        running.locked(),
        pytest.raises(OperatorMistake, match="has this profile open"),
    ):
        restore_backup(shop, kept)

    assert snapshot(shop) == before


def test_nobody_goes_on_with_a_journal_under_a_key_of_their_own(
    shop: Path, kept: Path, tmp_path: Path
) -> None:
    """Only the event, the anchor and the key together make a restore."""
    backed_up(shop, kept)
    restore_backup(tmp_path / "thief", kept)
    shutil.copy(tmp_path / "thief" / "journal.db", shop / "journal.db")

    assert not verifies(shop)
    with pytest.raises(OperatorMistake, match="another installation"), Profile.open(shop) as own:
        add_cases(own, "case-3")


def test_the_golden_backup_is_restored_as_it_was_made(tmp_path: Path) -> None:
    golden = Path(__file__).resolve().parents[2] / "golden" / "backup_v1"
    expected = json.loads((golden / "expected.json").read_text(encoding="utf-8"))

    done = restore_backup(tmp_path / "new", golden / "backup")

    with Profile.open(tmp_path / "new") as profile, profile.read_journal() as journal:
        restored, *_ = journal.read(after=expected["sequence"])
    assert (restored.sequence, restored.type) == (expected["sequence"] + 1, "journal_restored")
    assert done.people == "unreadable"
    assert list(cases_of(tmp_path / "new")) == expected["open_cases"]
    assert verifies(tmp_path / "new")


def test_a_later_backup_of_before_the_restore_is_no_anchor_of_what_follows(
    shop: Path, kept: Path
) -> None:
    """By itself; who names it is told that events are missing."""
    settings = shop / "config.toml"
    table = f'\n[backup]\nfolder = "{kept.as_posix()}"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + table, encoding="utf-8")
    made = backed_up(shop, kept)
    shutil.copytree(made.folder, kept / "aside")
    goes_on(shop, "case-3")
    later = backed_up(shop, kept)
    with Profile.open(shop) as profile:
        (anchor,) = JournalAccess(profile).backup_anchors()
        assert anchor.sequence == later.sequence

    restore_backup(shop, kept / "aside")

    with Profile.open(shop) as profile:
        access = JournalAccess(profile)
        assert access.backup_anchors() == ()
        with access.reading() as journal:
            named = access.backup_anchors([later.folder / "manifest.json"])
            assert journal.verify(anchors=named).bent is not None
