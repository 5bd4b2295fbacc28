"""A backup that can't be trusted is refused with the reason, and the profile is as before."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.journal.journal_kit import tamper
from adapters.keeping.keeping_kit import (
    backed_up,
    cases_of,
    change_manifest,
    execute,
    run_on_a_small_disk,
    snapshot,
)
from returns_desk.adapters.keeping.manifests import read_manifest, write_manifest
from returns_desk.adapters.keeping.restoring import restore_backup
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.safe_files import sha256_of, write_safely
from returns_desk.domain.errors import ReturnsError


def spoil(name: str) -> Callable[[Path], None]:
    def change(backup: Path) -> None:
        path = backup / name
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content))

    return change


def drop(name: str) -> Callable[[Path], None]:
    return lambda backup: (backup / name).unlink()


def cut(backup: Path) -> None:
    with (backup / "journal.db").open("rb+") as stream:
        stream.truncate(8192)


def rewrite(change: Callable[[Path], object]) -> Callable[[Path], None]:
    """Someone who can sign the manifest again, as the owner of the till could."""

    def forge(backup: Path) -> None:
        change(backup)
        manifest = read_manifest(backup / "manifest.json")
        with Profile.open(backup.parents[3] / "shop") as profile:
            files = {**manifest.files, "journal.db": sha256_of(backup / "journal.db")}
            write_manifest(backup, replace(manifest, files=files), profile.terminal_key)

    return forge


def bend_an_event(backup: Path) -> None:
    change = "UPDATE events SET envelope = replace(envelope, 'mara', 'mora') WHERE sequence = 2"
    tamper(backup / "journal.db", lambda connection: connection.execute(change))


def cut_the_end(backup: Path) -> None:
    change = "DELETE FROM events WHERE sequence > 3"
    tamper(backup / "journal.db", lambda connection: connection.execute(change))


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a bit flipped in the journal": (spoil("journal.db"), "journal.db: this file .* was changed"),
    "a bit flipped in the pack": (spoil("packs/shop.toml"), "shop.toml: this file .* was changed"),
    "the end cut off": (cut, "journal.db: this file of the backup was changed"),
    "no journal": (drop("journal.db"), "journal.db: this file of the backup is gone"),
    "no manifest": (drop("manifest.json"), "there is no backup here"),
    "a manifest that is none": (
        lambda backup: write_safely(backup / "manifest.json", b"[1"),
        "this is no manifest of a backup",
    ),
    "another sequence in it": (
        lambda backup: change_manifest(backup, sequence=1),
        "this manifest was changed",
    ),
    "a path out of the backup": (
        lambda backup: change_manifest(backup, files={"../../x": "0" * 64}),
        "this is no manifest of a backup",
    ),
    "a newer format": (lambda backup: change_manifest(backup, format=9), "a newer Returns Desk"),
    "an event bent, all signed anew": (rewrite(bend_an_event), "Event 2 was changed"),
    "events cut off, all signed anew": (rewrite(cut_the_end), "Events 4 to .* are missing"),
    "a newer journal": (
        rewrite(lambda backup: execute(backup / "journal.db", "PRAGMA user_version = 99")),
        "a newer Returns Desk wrote this journal",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_with_the_reason_and_changes_nothing(
    shop: Path, kept: Path, damage: str
) -> None:
    change, said = DAMAGES[damage]
    made = backed_up(shop, kept)
    before = snapshot(shop)
    change(made.folder)

    with pytest.raises(ReturnsError, match=said):
        restore_backup(shop, made.folder)

    assert snapshot(shop) == before
    assert cases_of(shop) == ("case-1", "case-2")


@pytest.mark.parametrize("limit", [1, 100, 5_000, 50_000])
def test_a_disk_that_takes_no_more_leaves_the_profile_as_it_was(
    shop: Path, kept: Path, limit: int
) -> None:
    backed_up(shop, kept)
    before = snapshot(shop)

    said = run_on_a_small_disk("restore_backup", shop, kept, limit)

    assert "disk" in said
    assert len(said.splitlines()) == 1
    assert snapshot(shop) == before
