"""Files of cases on a real disk: whole and encrypted or not there, and erased for good."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.evidence_files import EvidenceFolder
from returns_desk.application.evidence.files import EvidencePlace
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from pathlib import Path

PLACE = EvidencePlace("case-1", "paper-1")
OTHER = EvidencePlace("case-1", "paper-2")
STRANGER = EvidencePlace("case-2", "paper-1")
CONTENT = b"%PDF-1.7 what the customer brought"


def bent(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path)


def path_of(files: EvidenceFolder, place: EvidencePlace = PLACE) -> Path:
    path = files.path_of(place)
    assert path is not None
    return path


def test_what_is_kept_opens_with_its_key_and_lies_nowhere_in_the_clear(
    files: EvidenceFolder,
) -> None:
    key = files.new_key()
    sha256 = files.keep(PLACE, key, CONTENT)

    assert files.open(PLACE, key, sha256) == CONTENT
    sealed = path_of(files).read_bytes()
    assert CONTENT not in sealed
    assert hashlib.sha256(sealed).hexdigest() == sha256
    assert path_of(files).stat().st_mode & 0o077 == 0


def test_a_key_is_never_taken_for_a_card_number(files: EvidenceFolder) -> None:
    keys = {files.new_key() for _ in range(50)}
    assert len(keys) == 50
    for key in keys:
        assert CardGuard().document({"key": key}).document == {"key": key}


@pytest.mark.parametrize("state", ["other key", "other place", "other bytes", "gone", "short"])
def test_what_is_not_what_was_kept_is_never_shown(files: EvidenceFolder, state: str) -> None:
    key = files.new_key()
    sha256 = files.keep(PLACE, key, CONTENT)
    place, path = PLACE, path_of(files)
    if state == "other key":
        key = files.new_key()
    elif state == "other place":
        place = OTHER
        path.rename(path.with_name(OTHER.evidence))
    elif state == "other bytes":
        path.write_bytes(bent(path.read_bytes()))
    elif state == "gone":
        path.unlink()
    else:
        path.write_bytes(b"short")
        sha256 = hashlib.sha256(b"short").hexdigest()

    with pytest.raises(EnvironmentFault) as caught:
        files.open(place, key, sha256)

    assert caught.value.code == "evidence_not_whole"
    assert place.evidence in caught.value.message


def test_it_is_unsettled_until_the_journal_has_it(files: EvidenceFolder) -> None:
    key = files.new_key()
    sha256 = files.keep(PLACE, key, CONTENT)
    assert files.unsettled() == (PLACE,)

    files.settle(PLACE)
    files.settle(PLACE)
    assert files.unsettled() == ()
    assert tuple(files.kept()) == (PLACE,)
    assert files.open(PLACE, key, sha256) == CONTENT

    assert files.unsettle(PLACE)
    assert files.unsettled() == (PLACE,)
    assert files.open(PLACE, key, sha256) == CONTENT
    files.drop(PLACE)
    assert (files.unsettled(), files.path_of(PLACE)) == ((), None)
    assert not files.unsettle(PLACE)


def test_a_folder_that_is_not_there_yet_holds_nothing(files: EvidenceFolder) -> None:
    files.sweep()
    files.erase(["case-1"])
    assert (files.unsettled(), files.kept()) == ((), {})
    assert not files.folder.exists()


def test_erasing_takes_every_file_of_the_case_and_no_other(files: EvidenceFolder) -> None:
    key = files.new_key()
    for place in (PLACE, OTHER, STRANGER):
        files.keep(place, key, CONTENT)
    files.settle(PLACE)
    files.settle(STRANGER)

    files.erase(["case-1", "case-7"])

    assert tuple(files.kept()) == (STRANGER,)


def test_what_was_being_written_when_the_power_went_goes(files: EvidenceFolder) -> None:
    files.keep(PLACE, files.new_key(), CONTENT)
    half = path_of(files).with_name("paper-2.new")
    half.write_bytes(b"half of")
    assert files.unsettled() == (PLACE,)

    files.sweep()

    assert not half.exists()
    assert files.unsettled() == (PLACE,)


def test_a_folder_that_takes_nothing_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("in the way", encoding="utf-8")
    files = EvidenceFolder(tmp_path)
    with pytest.raises(EnvironmentFault):
        files.keep(PLACE, files.new_key(), CONTENT)
    files.settle(PLACE)
    assert [each.name for each in tmp_path.iterdir()] == ["evidence"]


def test_what_cannot_be_moved_now_stays_unsettled(files: EvidenceFolder) -> None:
    key = files.new_key()
    sha256 = files.keep(PLACE, key, CONTENT)
    (files.folder / "kept").write_text("in the way", encoding="utf-8")

    files.settle(PLACE)

    assert files.unsettled() == (PLACE,)
    assert files.open(PLACE, key, sha256) == CONTENT


def test_a_full_disk_leaves_nothing_of_it(
    files: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault) as caught:
        files.keep(PLACE, files.new_key(), CONTENT)
    assert caught.value.code == "disk_full"
    assert [each for each in files.folder.rglob("*") if each.is_file()] == []
