"""`journal` where the terminal's keys are gone, unreadable, another's, or locked in a keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from keyring.errors import KeyringLocked

from adapters.keeping.keeping_kit import add_cases, backed_up, begun_profile, snapshot
from adapters.keys import folder_keyring
from adapters.keys.conftest import own_keyring
from adapters.keys.keys_kit import begun_in
from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap.commands import services
from support.command_lines import Ran, ran

if TYPE_CHECKING:
    from pathlib import Path

    from support.command_lines import Run

__all__ = ["own_keyring"]
GONE = "profile.key: this key is gone"
DOUBT = "is not provable until its keys can be read"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return begun_profile(tmp_path / "shop")


@pytest.fixture
def run(shop: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: object, profile: Path | None = None) -> Ran:
        return ran(capsys, services(), "journal", *words, "--profile", profile or shop)

    return run_words


def lose_keys(shop: Path) -> None:
    for name in ("terminal_ed25519.pem", "profile.key"):
        (shop / "keys" / name).unlink()


def bend(shop: Path) -> None:
    """One letter of an event, as a disk that rots leaves it."""
    path = shop / "journal.db"
    content = path.read_bytes()
    assert content.count(b'"operator":"mara"') > 0
    path.write_bytes(content.replace(b'"operator":"mara"', b'"operator":"mora"', 1))


def test_no_backup_is_made_with_another_terminals_key(run: Run, shop: Path, tmp_path: Path) -> None:
    other = begun_profile(tmp_path / "other", cases=1)
    key = shop / "keys" / "terminal_ed25519.pem"
    key.write_bytes((other / "keys" / "terminal_ed25519.pem").read_bytes())

    code, out, err = run("backup", tmp_path / "kept")

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "This journal is not signed with this terminal's key" in err
    assert "No backup was made of it" in err
    assert not [each for each in (tmp_path / "kept").rglob("*") if each.is_file()]
    assert run("verify").code == 1


def test_a_backup_of_a_journal_that_is_gone_says_so(run: Run, shop: Path, tmp_path: Path) -> None:
    backed_up(shop, tmp_path / "kept")
    before = snapshot(tmp_path / "kept")
    (shop / "journal.db").unlink()

    code, _, err = run("backup", tmp_path / "kept")

    assert code == 2
    assert "the journal is gone; this terminal recorded 6 events" in err
    assert "from the last backup" in err
    assert snapshot(tmp_path / "kept") == before


def test_without_its_keys_a_whole_journal_is_walked_and_their_loss_is_told(
    run: Run, shop: Path
) -> None:
    lose_keys(shop)

    code, out, err = run("verify", "--deep")
    told = run("verify", "--json").json

    assert (code, err) == (1, "")
    assert GONE in out
    assert "Vouched for up to event 6" in out
    assert DOUBT in out
    assert (told["verifies"], told["bent"]["problem"]) == (False, "keys")


def test_without_its_keys_a_bent_journal_is_still_found(run: Run, shop: Path) -> None:
    lose_keys(shop)
    bend(shop)

    code, out, _ = run("verify")

    assert code == 1
    assert " was changed after it was recorded." in out
    assert DOUBT in out


def test_without_its_keys_a_journal_of_another_key_is_known_by_what_is_remembered(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    other = begun_profile(tmp_path / "other", cases=1)
    (shop / "journal.db").write_bytes((other / "journal.db").read_bytes())
    (shop / "keys" / "anchor.json").unlink()
    lose_keys(shop)

    code, out, _ = run("verify")

    assert code == 1
    assert "not signed with this terminal's key" in out


def test_without_keys_and_memory_nobody_says_whose_it_is(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    made = backed_up(shop, tmp_path / "kept")
    for name in ("keys/anchor.json", "journal.end"):
        (shop / name).unlink()
    lose_keys(shop)

    out = run("verify").out
    code, _, err = run("verify", "--anchor", made.folder / "manifest.json")

    assert "the key that the journal itself names" in out
    assert (code, err.count("\n")) == (2, 1)
    assert "whether this backup is of this terminal can't be told" in err


def test_without_its_keys_a_manifest_is_an_anchor_and_a_foreign_one_is_refused(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    made = backed_up(shop, tmp_path / "kept")
    foreign = backed_up(begun_profile(tmp_path / "other"), tmp_path / "elsewhere")
    lose_keys(shop)

    own = run("verify", "--anchor", made.folder / "manifest.json")
    strange = run("verify", "--anchor", foreign.folder / "manifest.json")

    assert "backup" in own.out
    assert (strange.code, strange.out) == (2, "")
    assert "is of another terminal" in strange.err


def test_without_its_keys_cases_are_found_and_exported_and_nothing_is_written(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    lose_keys(shop)
    before = (shop / "journal.db").read_bytes()

    found = run("search", "2")
    exported = run("export")
    refused = [run("rebuild"), run("backup", tmp_path / "kept"), run("search", "--people", "x")]

    assert [found.code, exported.code] == [0, 0]
    assert found.out.split()[0] == "2"
    assert len(exported.out.splitlines()) == 6
    assert [(each.code, each.err.count("\n")) for each in refused] == [(2, 1)] * 3
    assert all("this key is gone" in each.err for each in refused)
    assert (shop / "journal.db").read_bytes() == before


def test_a_key_that_can_not_be_read_now_hides_no_journal(run: Run, shop: Path) -> None:
    key = shop / "keys" / "profile.key"
    key.unlink()
    key.mkdir()

    code, out, err = run("verify", "--deep")

    assert (code, err) == (0, "")
    assert "6 events: all as they were recorded." in out
    assert str(key) in out
    assert DOUBT in out


@pytest.mark.usefixtures("own_keyring")
@pytest.mark.parametrize("mood", ["locked", "broken"])
def test_a_keyring_out_of_reach_hides_no_journal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    shop = begun_in(tmp_path / "person", "person")
    monkeypatch.setenv(folder_keyring.MOOD, mood)

    code, out, err = run("verify", profile=shop)
    told = run("verify", "--json", profile=shop).json
    bend(shop)
    bent = run("verify", profile=shop)

    assert (code, err) == (0, "")
    assert "all as they were recorded" in out
    assert "keyring" in out
    assert DOUBT in out
    assert told["verifies"]
    assert bent.code == 1
    assert " was changed after it was recorded." in bent.out


@pytest.mark.usefixtures("own_keyring")
def test_a_locked_keyring_is_asked_once_for_the_keys_and_once_for_the_end(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = begun_in(tmp_path / "person", "person")
    asked: list[str] = []

    def is_locked(_: object, service: str, username: str) -> str:
        asked.append(f"{service}/{username}")
        raise KeyringLocked("Failed to unlock the collection!")

    monkeypatch.setattr(folder_keyring.FolderKeyring, "get_password", is_locked)

    assert run("verify", "--deep", profile=shop).code == 0
    assert len(asked) == len(set(asked)) == 2


@pytest.mark.usefixtures("own_keyring")
def test_behind_a_locked_keyring_a_journal_that_was_put_back_is_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = begun_in(tmp_path / "person", "person")
    early = (shop / "journal.db").read_bytes()
    with Profile.open(shop) as profile:
        add_cases(profile, "case-2")
    (shop / "journal.db").write_bytes(early)
    monkeypatch.setenv(folder_keyring.MOOD, "locked")

    code, out, _ = run("verify", profile=shop)

    assert code == 1
    assert "Events 5 to 6 are missing at the end" in out
