"""A backup is whole, checked, apart where it must be, and never in the way of another."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.journal.journal_kit import SteppingClock, tamper
from adapters.keeping.keeping_kit import (
    NAME,
    add_cases,
    backed_up,
    nothing_half_made,
    run_on_a_small_disk,
    snapshot,
)
from returns_desk.adapters.keeping import database_copies
from returns_desk.adapters.keeping.backing_up import make_backup
from returns_desk.adapters.keeping.backup_places import BackupPlaces
from returns_desk.adapters.keeping.finding_backups import find_backup
from returns_desk.adapters.keeping.manifests import JOURNAL, PEOPLE
from returns_desk.adapters.profile import Profile
from returns_desk.application.keeping import Rotation
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake


def test_it_holds_all_but_keys_and_has_personal_data_apart(shop: Path, tmp_path: Path) -> None:
    made = backed_up(shop, tmp_path / "kept")

    names = sorted(each.relative_to(made.folder).as_posix() for each in made.folder.rglob("*"))
    assert names == [
        *("config.toml", "journal.db", "manifest.json", "packs", "packs/shop.toml"),
        "public_key.txt",
    ]
    assert made.people is not None
    assert sorted(each.name for each in made.people.iterdir()) == ["manifest.json", "people.db"]
    assert made.people.parent.name != made.folder.parent.name
    every = b"".join(snapshot(tmp_path / "kept").values())
    assert (shop / "keys" / "profile.key").read_bytes() not in every
    assert b"PRIVATE KEY" not in every
    assert NAME.encode() not in every


def test_its_manifest_is_an_anchor_of_the_journal(shop: Path, tmp_path: Path) -> None:
    made = backed_up(shop, tmp_path / "kept")

    _, manifest = find_backup(made.folder)

    with Profile.open(shop) as profile, profile.read_journal() as journal:
        assert (manifest.sequence, manifest.hash) == journal.head()
        found = journal.verify(slips=[f"{manifest.sequence}:{manifest.hash}"])
    assert found.bent is None
    assert found.vouched_to == manifest.sequence


def test_it_is_made_while_the_desk_writes(shop: Path, tmp_path: Path) -> None:
    with Profile.open(shop) as profile:
        profile.lock()
        with profile.open_journal() as journal:
            made = make_backup(profile, tmp_path / "kept", Rotation())
            add_cases(profile, "case-3")

            assert made.sequence < journal.head()[0]
            assert journal.verify(deep=True).bent is None
    find_backup(made.folder)


def test_it_holds_one_state_though_cases_come_in_while_it_copies(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_copies, "_PAGES_PER_STEP", 4)
    with Profile.open(shop) as profile:
        profile.lock()
        with profile.read_journal() as journal:
            before = journal.head()[0]
        written: list[int] = []

        def work(done: int, _: int) -> None:
            if len(written) < 3:
                written.append(done)
                add_cases(profile, f"meanwhile-{done}")

        made = make_backup(profile, tmp_path / "kept", Rotation(), work)

    journal_bytes = (made.folder / "journal.db").stat().st_size
    assert 0 < written[0] < written[-1] < journal_bytes
    assert made.sequence == before


def test_a_bent_journal_replaces_no_good_backup(shop: Path, tmp_path: Path) -> None:
    good = backed_up(shop, tmp_path / "kept")
    change = "UPDATE events SET envelope = replace(envelope, 'mara', 'mora') WHERE sequence = 2"
    tamper(shop / "journal.db", lambda connection: connection.execute(change))

    with pytest.raises(OperatorMistake, match=r"Event 2 was changed .* No backup was made"):
        backed_up(shop, tmp_path / "kept")

    assert find_backup(tmp_path / "kept")[0] == good.folder
    assert nothing_half_made(tmp_path / "kept")


def test_a_backup_that_is_given_up_leaves_nothing(shop: Path, tmp_path: Path) -> None:
    def give_up(*_: int) -> None:
        raise KeyboardInterrupt

    with (
        Profile.open(shop) as profile,
        profile.locked(),
        pytest.raises(KeyboardInterrupt),
    ):
        make_backup(profile, tmp_path / "kept", Rotation(), give_up)

    assert [each for each in (tmp_path / "kept").rglob("*") if each.is_file()] == []
    assert nothing_half_made(tmp_path / "kept")


@pytest.mark.parametrize("limit", [1, 100, 5_000, 50_000])
def test_a_disk_that_takes_no_more_is_said_and_leaves_nothing(
    shop: Path, tmp_path: Path, limit: int
) -> None:
    good = backed_up(shop, tmp_path / "kept")
    before = snapshot(tmp_path / "kept")

    said = run_on_a_small_disk("backed_up", shop, tmp_path / "kept", limit)

    assert "disk" in said
    assert len(said.splitlines()) == 1
    assert snapshot(tmp_path / "kept") == before
    assert find_backup(tmp_path / "kept")[0] == good.folder


def test_where_the_folder_is_a_file_one_sentence_says_so(shop: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder", encoding="utf-8")

    with pytest.raises(EnvironmentFault, match="Check that this folder is there"):
        backed_up(shop, tmp_path / "kept")


def test_what_a_crash_left_half_made_goes_with_the_next(shop: Path, tmp_path: Path) -> None:
    made = backed_up(shop, tmp_path / "kept")
    half = made.folder.parent / ".new-20260101T000000000000Z"
    half.mkdir()
    (half / "journal.db").write_bytes(b"half")

    backed_up(shop, tmp_path / "kept")

    assert nothing_half_made(tmp_path / "kept")


def test_old_ones_go_and_personal_data_go_sooner(shop: Path, tmp_path: Path) -> None:
    rotation = Rotation(days=2, weeks=0, months=0, people_days=1)
    clock = SteppingClock()
    with Profile.open(shop) as profile, profile.locked():
        profile.clock = clock
        for _ in range(4):
            clock.moment += timedelta(days=1)
            make_backup(profile, tmp_path / "kept", rotation)
        places = BackupPlaces(next((tmp_path / "kept").iterdir()))

        assert len(places.all(JOURNAL)) == 2
        assert len(places.all(PEOPLE)) == 1


def test_personal_data_go_in_time_even_where_no_new_backup_can_be_made(
    shop: Path, tmp_path: Path
) -> None:
    clock = SteppingClock()
    with Profile.open(shop) as profile, profile.locked():
        profile.clock = clock
        make_backup(profile, tmp_path / "kept", Rotation())
        clock.moment += timedelta(days=30)
        (shop / "journal.db").rename(tmp_path / "gone.db")

        with pytest.raises(OperatorMistake, match="the journal is gone; this terminal recorded"):
            make_backup(profile, tmp_path / "kept", Rotation())

        places = BackupPlaces(next((tmp_path / "kept").iterdir()))
        assert (len(places.all(JOURNAL)), len(places.all(PEOPLE))) == (1, 0)


def test_folders_of_others_are_left_alone(shop: Path, tmp_path: Path) -> None:
    made = backed_up(shop, tmp_path / "kept")
    theirs = made.folder.parent / "holiday pictures"
    theirs.mkdir()

    backed_up(shop, tmp_path / "kept", Rotation(days=1, weeks=0, months=0))

    assert theirs.is_dir()


@pytest.mark.parametrize("damage", ["not a database", "a bent page"])
def test_damaged_personal_data_keep_no_journal_from_its_backup(
    shop: Path, tmp_path: Path, damage: str
) -> None:
    path = shop / "people.db"
    content = path.read_bytes()
    bent = content[:100] + b"\xff" * 900 + content[1000:]
    spoilt = b"junk" if damage == "not a database" else bent
    path.write_bytes(spoilt)

    made = backed_up(shop, tmp_path / "kept")

    assert find_backup(tmp_path / "kept")[0] == made.folder
    assert made.people is None
    assert made.people_problem is not None
    assert made.people_problem.startswith(f"{path}: this file is damaged")
    assert path.read_bytes() == spoilt


@pytest.mark.parametrize("name", [".", "slips", "link", "keys/deep/er"])
def test_no_backup_goes_into_the_profile_that_it_is_of(
    shop: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "outside").symlink_to(shop)
    before = snapshot(shop)

    for folder in (shop / name, tmp_path / "outside" / name, Path(name)):
        with pytest.raises(OperatorMistake, match="lies in the profile's own folder"):
            backed_up(shop, folder)

    assert snapshot(shop) == before


def test_a_backup_that_came_to_nothing_leaves_no_empty_folder(shop: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    change = "UPDATE events SET envelope = replace(envelope, 'mara', 'mora') WHERE sequence = 2"
    tamper(shop / "journal.db", lambda connection: connection.execute(change))

    with pytest.raises(OperatorMistake, match="No backup was made"):
        backed_up(shop, tmp_path / "kept")

    assert list((tmp_path / "kept").rglob("*")) == []
