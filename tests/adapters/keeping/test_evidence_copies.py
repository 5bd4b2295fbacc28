"""The files of cases go along: into backups, out of them, and out of every copy when erased."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from adapters.keeping.keeping_kit import backed_up, goes_on
from returns_desk.adapters.evidence_files import EvidenceFolder
from returns_desk.adapters.keeping.restoring import restore_backup
from returns_desk.adapters.people.erasing_access import ErasingAccess
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_access import JournalAccess
from returns_desk.application.evidence.files import EvidencePlace
from returns_desk.application.evidence.keeping import settle_files
from returns_desk.application.evidence.kept import EVIDENCE_KEPT, kept_payload
from returns_desk.application.evidence.seen import KeptFile
from returns_desk.application.ports import NewEvent

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"%PDF-1.7 the bank statement"
KEY = "abcdefghijklmnop" * 4


def bent(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def keep_paper(folder: Path, case_id: str, paper: str) -> EvidencePlace:
    """A file of that case, named by the journal."""
    place = EvidencePlace(case_id, paper)
    with Profile.open(folder) as profile, profile.locked(), profile.open_journal() as journal:
        files = EvidenceFolder(folder)
        sha256 = files.keep(place, KEY, CONTENT)
        file = KeptFile(sha256, len(CONTENT), "application/pdf")
        payload = kept_payload(paper, "bank_statement", file, ())
        journal.append(NewEvent(EVIDENCE_KEPT, payload, case_id, "mara"))
        files.settle(place)
    return place


def problem_of(folder: Path) -> str:
    with Profile.open(folder) as profile:
        found = JournalAccess(profile).side_problem()
    return "" if found is None else found.message


def start(folder: Path) -> None:
    with Profile.open(folder) as profile, profile.locked(), profile.open_journal() as journal:
        settle_files(journal, EvidenceFolder(folder))


def test_a_deep_look_says_which_case_misses_which_file(shop: Path) -> None:
    place = keep_paper(shop, "case-1", "paper-1")
    keep_paper(shop, "case-2", "paper-2")
    assert problem_of(shop) == ""

    path = EvidenceFolder(shop).path_of(place)
    assert path is not None
    whole = path.read_bytes()
    path.write_bytes(bent(whole))
    said = problem_of(shop)
    assert "Case case-1" in said
    assert "paper-1 (bank_statement) is not the one that was kept" in said

    path.unlink()
    assert "paper-1 (bank_statement) is gone" in problem_of(shop)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(whole)
    assert problem_of(shop) == ""


def test_they_come_back_with_a_backup(shop: Path, kept: Path, tmp_path: Path) -> None:
    place = keep_paper(shop, "case-1", "paper-1")
    # A desk that runs beside a backup may add one that the journal in it does not name.
    EvidenceFolder(shop).keep(EvidencePlace("case-1", "later"), KEY, CONTENT)
    backed_up(shop, kept)
    shutil.copytree(shop / "keys", tmp_path / "new" / "keys")

    done = restore_backup(tmp_path / "new", kept)

    assert done.people == "restored"
    assert {"paper-1", "later"}.isdisjoint(done.restored)
    assert problem_of(tmp_path / "new") == ""
    start(tmp_path / "new")
    files = EvidenceFolder(tmp_path / "new")
    assert (tuple(files.kept()), files.unsettled()) == ((place,), ())
    assert problem_of(tmp_path / "new") == ""
    goes_on(tmp_path / "new", "case-3")


def test_a_damaged_file_makes_the_copy_of_people_one_that_is_not_taken(
    shop: Path, kept: Path, tmp_path: Path
) -> None:
    keep_paper(shop, "case-1", "paper-1")
    made = backed_up(shop, kept)
    assert made.people is not None
    (copy,) = made.people.glob("evidence/kept/case-1/*")
    copy.write_bytes(b"bent")
    shutil.copytree(shop / "keys", tmp_path / "new" / "keys")
    assert restore_backup(tmp_path / "new", kept).people == "none"


def test_a_till_s_own_files_stay_where_its_people_do(shop: Path, kept: Path) -> None:
    backed_up(shop, kept)
    place = keep_paper(shop, "case-1", "paper-1")

    assert restore_backup(shop, kept).people == "stayed"

    assert tuple(EvidenceFolder(shop).kept()) == (place,)
    assert problem_of(shop) == ""


def test_what_was_erased_since_does_not_come_back(shop: Path, kept: Path) -> None:
    keep_paper(shop, "case-1", "paper-1")
    place = keep_paper(shop, "case-2", "paper-2")
    backed_up(shop, kept)
    with Profile.open(shop) as profile:
        ErasingAccess(profile).erase("case-1")
    assert tuple(EvidenceFolder(shop).kept()) == (place,)
    (shop / "people.db").unlink()

    assert restore_backup(shop, kept).people == "restored"

    start(shop)
    assert tuple(EvidenceFolder(shop).kept()) == (place,)
    assert [each for each in shop.rglob("paper-1") if each.is_file()] == []


def test_erasing_reaches_what_a_restore_kept_aside(shop: Path) -> None:
    keep_paper(shop, "case-1", "paper-1")
    aside = shop / "before-restore-20260101T120000000000Z"
    shutil.copytree(shop / "evidence", aside / "evidence")

    with Profile.open(shop) as profile:
        ErasingAccess(profile).erase("case-1")

    assert [each for each in shop.rglob("paper-1") if each.is_file()] == []
    assert problem_of(shop) == ""


@pytest.mark.parametrize("can_share", [True, False])
def test_the_next_backup_shares_what_did_not_change_and_nothing_bent(
    shop: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, *, can_share: bool
) -> None:
    keep_paper(shop, "case-1", "paper-1")
    keep_paper(shop, "case-1", "paper-2")
    if not can_share:
        monkeypatch.setattr(os, "link", refuse)
    first = backed_up(shop, kept)
    assert first.people is not None
    other = first.people / "evidence" / "kept" / "case-1" / "paper-2"
    other.write_bytes(bent(other.read_bytes()))

    second = backed_up(shop, kept)

    assert second.people is not None
    copies = {each.name: each for each in second.people.glob("evidence/kept/*/*")}
    before = first.people / "evidence" / "kept" / "case-1" / "paper-1"
    assert copies["paper-1"].samefile(before) == can_share
    assert not copies["paper-2"].samefile(other)
    for name, copy in copies.items():
        assert copy.read_bytes() == (shop / "evidence" / "kept" / "case-1" / name).read_bytes()


def refuse(source: Path, target: Path) -> None:
    raise OSError(1, "this disk shares nothing", str(source), None, str(target))
