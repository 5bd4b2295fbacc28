"""A restore leaves the keys where they lie, and its new anchor where the old one was."""

from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import backed_up, cases_of, goes_on, installation_of, verifies
from adapters.keys.keys_kit import (
    anchor_of,
    begun_in,
    holds_secret,
    keys_of,
    place_of,
    secrets_of,
)
from returns_desk.adapters.keeping.restoring import restore_backup
from returns_desk.adapters.keys.configuration import PLACES, KeyPlace
from returns_desk.bootstrap.commands import run


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lost", ["journal.db", "config.toml"])
def test_a_restored_profile_goes_on_with_its_keys_and_an_anchor_of_its_own(
    tmp_path: Path, place: KeyPlace, lost: str
) -> None:
    shop, kept = begun_in(tmp_path / "shop", place), tmp_path / "kept"
    keys, before = secrets_of(keys_of(shop)), installation_of(shop)
    backed_up(shop, kept)
    (shop / lost).write_bytes(b"spoiled by a bad disk")

    restore_backup(shop, kept)

    anchor = anchor_of(shop)
    assert anchor is not None
    assert anchor.installation == installation_of(shop) != before
    assert place_of(shop) == place
    assert secrets_of(keys_of(shop)) == keys
    goes_on(shop, "case-2")
    assert cases_of(shop) == ("case-1", "case-2")
    assert verifies(shop)


@pytest.mark.parametrize("place", PLACES)
def test_no_key_leaves_with_a_backup_an_export_or_what_doctor_says(
    tmp_path: Path, place: KeyPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, kept = begun_in(tmp_path / "shop", place), tmp_path / "kept"
    keys = keys_of(shop)
    backed_up(shop, kept)
    export = ("journal", "export", "--format", "jsonl", str(kept / "events.jsonl"))

    assert run([*export, "--profile", str(shop)]) == 0
    run(["doctor", "--json", "--profile", str(shop)])

    out = [path for path in kept.rglob("*") if path.is_file()]
    assert kept / "events.jsonl" in out
    assert not {"person.json", "machine.keys", "profile.key"} & {path.name for path in out}
    left = [path.read_bytes() for path in out] + [capsys.readouterr().out.encode()]
    assert not any(holds_secret(each, keys) for each in left)


def test_a_replacement_keeps_its_own_place_of_keys_whatever_the_backup_says(
    tmp_path: Path,
) -> None:
    dead, kept = begun_in(tmp_path / "dead", "person"), tmp_path / "kept"
    backed_up(dead, kept)

    restore_backup(tmp_path / "new", kept)

    assert place_of(tmp_path / "new") == "file"
    assert secrets_of(keys_of(tmp_path / "new")) != secrets_of(keys_of(dead))
    goes_on(tmp_path / "new", "case-2")
    assert verifies(tmp_path / "new")
    assert verifies(dead)
