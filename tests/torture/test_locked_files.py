"""Files that can't be written, and files of another version: a sentence, and not a byte changes."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeys.real_program import fingerprint
from returns_desk.adapters.journal import schema
from torture.cut_off_shop import JOURNAL, LOG, RECEIPTS, CutOff, cut_off_in_work, start

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("starting_desk.py")
READ_ONLY = stat.S_IRUSR
FOLDER_READ_ONLY = stat.S_IRUSR | stat.S_IXUSR

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions as POSIX has them")


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> CutOff:
    """A desk cut off in work, with a log beside its journal."""
    folder = tmp_path_factory.mktemp("cut_off")
    return cut_off_in_work(folder, closed=1, folded=1, after=1, steps=4)


def started(shop: Path) -> dict[str, object]:
    """What a start tells that has no more rights than the permissions give."""
    paths = os.pathsep.join(str(ROOT / each) for each in ("src", "packaging", "tests"))
    done = subprocess.run(
        [sys.executable, PROGRAM, shop],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def bytes_of(shop: Path) -> tuple[bytes, bytes]:
    """The journal and its log."""
    return (shop / JOURNAL).read_bytes(), (shop / LOG).read_bytes()


def lock_file(shop: Path) -> None:
    (shop / JOURNAL).chmod(READ_ONLY)


def lock_log(shop: Path) -> None:
    (shop / LOG).chmod(READ_ONLY)


def hide_file(shop: Path) -> None:
    (shop / JOURNAL).chmod(0)


def lock_folder(shop: Path) -> None:
    shop.chmod(FOLDER_READ_ONLY)


def lock_all(shop: Path) -> None:
    lock_file(shop)
    lock_log(shop)
    lock_folder(shop)


def unlock(shop: Path) -> None:
    shop.chmod(0o700)
    for name in (JOURNAL, LOG):
        (shop / name).chmod(0o600)


@pytest.mark.parametrize("lock", [lock_file, lock_log, hide_file, lock_all])
def test_what_can_not_be_written_is_named_and_once_it_can_everything_is_there(
    cut: CutOff, tmp_path: Path, lock: Callable[[Path], None]
) -> None:
    shop = cut.copied(tmp_path / "shop")
    lock(shop)
    try:
        told = started(shop)
    finally:
        unlock(shop)

    assert not told["served"]
    assert str(shop) in str(told["refused"])
    assert str(told["refused"]).endswith(".")
    assert bytes_of(shop) == bytes_of(cut.folder)
    found = start(shop)
    assert (found.refused, found.notices) == ("", ())
    assert cut.events.items() <= found.kept.items()


def test_a_folder_that_takes_no_new_files_stops_nobody(cut: CutOff, tmp_path: Path) -> None:
    shop = cut.copied(tmp_path / "shop")
    lock_folder(shop)
    try:
        told = started(shop)
    finally:
        unlock(shop)

    assert told == {"refused": "", "served": True}
    found = start(shop, RECEIPTS[-2])
    assert (found.refused, found.notices) == ("", ())
    assert cut.events.items() <= found.kept.items()


def test_a_newer_version_is_named_and_nothing_of_it_changes(cut: CutOff, tmp_path: Path) -> None:
    shop = cut.copied(tmp_path / "shop")
    with closing(sqlite3.connect(shop / JOURNAL)) as newer:
        newer.execute(f"PRAGMA user_version = {schema.FORMAT_VERSION + 1}")
    before = fingerprint(shop)

    found = start(shop)

    assert "newer Returns Desk" in found.refused
    assert "nothing was changed" in found.refused
    assert {**fingerprint(shop), "profile.lock": ""} == {**before, "profile.lock": ""}
