"""Backups take archives along, each once; a restore gives everything back."""

import shutil
from pathlib import Path

import pytest

from adapters.keeping.archive_kit import (
    add_years,
    archive,
    begun_shop,
    exported,
    opened,
    seen,
    verified,
)
from adapters.keeping.keeping_kit import backed_up, nothing_half_made
from returns_desk.adapters.keeping.restoring import restore_backup
from returns_desk.application.personal_data import ERASED
from returns_desk.application.ports import NewEvent
from returns_desk.domain.errors import OperatorMistake


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    shop = begun_shop(tmp_path / "shop")
    archive(shop, 2025)
    return shop


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def copies(kept: Path) -> list[Path]:
    return sorted(kept.glob("*/archive/*"))


def test_each_archive_is_copied_once_and_never_rotated(shop: Path, kept: Path) -> None:
    backed_up(shop, kept)
    (first,) = copies(kept)
    before = first.stat().st_mtime_ns
    backed_up(shop, kept)
    archive(shop, 2026)
    backed_up(shop, kept)

    assert len(copies(kept)) == 2
    assert first in copies(kept)
    assert first.stat().st_mtime_ns == before
    assert nothing_half_made(kept)


def test_a_restore_into_a_new_folder_brings_the_old_years(
    shop: Path, kept: Path, tmp_path: Path
) -> None:
    before, lines = seen(shop), exported(shop)
    backed_up(shop, kept)

    restore_backup(tmp_path / "new", kept)

    assert seen(tmp_path / "new") == before
    assert exported(tmp_path / "new")[: len(lines)] == lines
    assert verified(tmp_path / "new").bent is None
    assert verified(tmp_path / "new").away_to == 0


def test_a_restore_over_a_lost_journal_finds_the_archives_that_are_there(
    shop: Path, kept: Path
) -> None:
    before = seen(shop)
    backed_up(shop, kept)
    shutil.rmtree(next(kept.glob("*/archive")))
    (shop / "journal.db").write_bytes(b"gone")

    done = restore_backup(shop, kept)

    assert not [name for name in done.restored if name.endswith("-43.db")]
    assert seen(shop) == before
    assert verified(shop).away_to == 0


def test_a_changed_archive_is_replaced_by_the_copy_and_kept_aside(shop: Path, kept: Path) -> None:
    backed_up(shop, kept)
    (file,) = (shop / "archive").iterdir()
    file.write_bytes(b"changed")

    done = restore_backup(shop, kept)

    assert verified(shop).bent is None
    assert (done.kept / "archive" / file.name).read_bytes() == b"changed"


def test_archives_that_a_restored_journal_does_not_name_are_kept_aside(
    tmp_path: Path, kept: Path
) -> None:
    shop = begun_shop(tmp_path / "shop")
    backed_up(shop, kept)
    done = archive(shop, 2025)
    assert done.file is not None

    back = restore_backup(shop, kept)

    assert not done.file.exists()
    assert (back.kept / "archive" / done.file.name).exists()
    assert verified(shop).bent is None
    assert archive(shop, 2025).file == done.file


def test_where_an_archive_is_away_the_backup_is_made_without_it(shop: Path, kept: Path) -> None:
    shutil.rmtree(shop / "archive")

    backed_up(shop, kept)

    assert copies(kept) == []
    restore_backup(shop, kept)
    assert verified(shop).bent is None
    assert verified(shop).away_to > 0


def test_a_changed_archive_stops_the_backup_unless_a_good_copy_is_there(
    shop: Path, kept: Path
) -> None:
    (file,) = (shop / "archive").iterdir()
    good = file.read_bytes()
    file.write_bytes(b"changed")
    with pytest.raises(OperatorMistake, match=r"this archive was changed\. No backup was made"):
        backed_up(shop, kept)

    file.write_bytes(good)
    backed_up(shop, kept)
    file.write_bytes(b"changed")

    assert backed_up(shop, kept).folder.is_dir()


def test_a_restored_journal_is_archived_by_its_new_installation(
    shop: Path, kept: Path, tmp_path: Path
) -> None:
    backed_up(shop, kept)
    new = tmp_path / "new"
    restore_backup(new, kept)
    lines = exported(new)
    add_years(new, [2026])

    done = archive(new, 2026)

    assert done.file is not None
    assert exported(new)[: len(lines)] == lines
    assert verified(new).bent is None
    shutil.rmtree(new / "archive")
    assert verified(new).bent is None


def test_an_erasure_that_only_the_lost_journal_knew_is_learnt_beside_an_archive_that_is_away(
    tmp_path: Path, kept: Path
) -> None:
    shop = begun_shop(tmp_path / "shop")
    backed_up(shop, kept)
    archive(shop, 2025)
    shutil.rmtree(shop / "archive")
    with opened(shop) as profile, profile.locked(), profile.open_journal() as journal:
        journal.append(NewEvent(ERASED, {"why": "asked_for", "hash": "sha256:0"}, "case-7"))

    restore_backup(shop, kept)

    with opened(shop) as profile, profile.read_journal() as journal:
        assert [each.case_id for each in journal.read(types=(ERASED,))] == ["case-7"]
