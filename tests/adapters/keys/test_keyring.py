"""A keyring that can't give the keys stops the desk with one sentence, and loses nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring

from adapters.keeping.keeping_kit import cases_of, goes_on, verifies
from adapters.keys import folder_keyring
from adapters.keys.keys_kit import begun_in, everything, keys_of, secrets_of
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.sqlite_journal import EVENTS_PER_CHECKPOINT
from returns_desk.adapters.keys.keyring_anchors import KeyringAnchors
from returns_desk.adapters.keys.keyring_item import KeyringItem
from returns_desk.adapters.keys.person_keys import PersonKeys
from returns_desk.adapters.profile import Profile
from returns_desk.application.ports import NewEvent
from returns_desk.bootstrap.commands import run
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake, ReturnsError

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return begun_in(tmp_path / "shop", "person")


def refusal(shop: Path) -> ReturnsError:
    with pytest.raises((OperatorMistake, EnvironmentFault)) as raised:
        Profile.open(shop)
    return raised.value


@pytest.mark.parametrize(
    ("mood", "code", "mend"),
    [
        ("locked", "keyring_locked", "Unlock it as its owner"),
        ("broken", "keyring_fault", "answers with an error (BrokenWireError)"),
    ],
)
def test_a_keyring_that_does_not_answer_is_named_with_the_mend_and_nothing_is_lost(
    shop: Path, monkeypatch: pytest.MonkeyPatch, mood: str, code: str, mend: str
) -> None:
    before = everything(shop)
    monkeypatch.setenv(folder_keyring.MOOD, mood)

    told = refusal(shop)

    assert told.code == code
    assert str(shop / "keys" / "person.json") in told.message
    assert mend in told.message
    assert everything(shop) == before
    monkeypatch.delenv(folder_keyring.MOOD)
    goes_on(shop, "case-2")
    assert verifies(shop)


def test_what_a_keyring_says_of_its_content_is_never_passed_on(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile_key, seed = secrets_of(keys_of(shop))
    monkeypatch.setenv(folder_keyring.MOOD, "broken")

    told = refusal(shop)

    assert profile_key.hex() not in told.message
    assert seed.hex() not in told.message
    assert told.__cause__ is None
    assert told.__suppress_context__


def test_without_any_keyring_the_sentence_says_where_to_sign_in(shop: Path) -> None:
    keyring.set_keyring(NoKeyring())

    told = refusal(shop)

    assert told.code == "keyring_absent"
    assert "Sign in to the desktop of the person who set this terminal up" in told.message


def test_a_keyring_program_that_is_not_installed_counts_as_none(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "nobody.wrote.this.Keyring")

    assert refusal(shop).code == "keyring_absent"


def test_a_keyring_that_is_switched_off_holds_no_keys(shop: Path) -> None:
    keyring.set_keyring(NullKeyring())

    told = refusal(shop)

    assert told.code == "keys_missing"
    assert "Sign in as the person who set it up" in told.message


def test_something_else_under_the_name_is_left_alone_and_named(shop: Path) -> None:
    (name,) = [each for each in folder_keyring.kept() if " keys/" in each]
    folder_keyring.put({**folder_keyring.kept(), name: "a password of somebody"})

    told = refusal(shop)

    assert told.code == "keys_unusable"
    assert name.removesuffix("/Returns Desk") in told.message
    assert "a password of somebody" not in told.message
    assert folder_keyring.kept()[name] == "a password of somebody"


def test_another_process_finds_the_keys_in_the_keyring_and_says_when_it_is_locked(
    shop: Path,
) -> None:
    def said(mood: str) -> tuple[int, str]:
        places = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
        done = subprocess.run(
            [sys.executable, "-m", "returns_desk", "keys", "sheet", "-", "--profile", str(shop)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": places, folder_keyring.MOOD: mood},
        )
        return done.returncode, done.stdout + done.stderr

    code, sheet = said("")
    assert code == 0
    assert keys_of(shop).terminal.public_key in sheet
    code, told = said("locked")
    assert code == 2
    assert told.count("\n") == 1
    assert "is locked" in told


def test_the_key_never_travels_with_the_person_to_another_computer(
    own_keyring: folder_keyring.FolderKeyring, shop: Path
) -> None:
    keys_of(shop)

    assert own_keyring.persist == "local machine"


def test_a_keyring_has_room_for_keys_and_anchor_on_every_system(shop: Path) -> None:
    goes_on(shop, "case-2")

    # Windows takes 2,560 bytes of UTF-16, and keeps two anchors while a restore is under way.
    assert len(folder_keyring.kept()) == 2
    assert all(2 * 2 * len(text) <= 2_560 for text in folder_keyring.kept().values())


def test_a_folder_that_was_put_back_as_a_whole_is_found_by_the_anchor_in_the_keyring(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = {path: path.read_bytes() for path in shop.rglob("*") if path.is_file()}
    goes_on(shop, "case-2")
    for path in shop.glob("journal*"):
        path.unlink()
    for path, content in older.items():
        path.write_bytes(content)

    assert run(["journal", "verify", "--profile", str(shop)]) == 1

    assert "missing at the end; the keystore remembers" in capsys.readouterr().out


def test_a_keyring_that_is_locked_during_the_day_stops_no_event(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folder_keyring.kept()
    with Profile.open(shop) as profile, profile.locked(), profile.open_journal() as journal:
        monkeypatch.setenv(folder_keyring.MOOD, "locked")
        for number in range(2 * EVENTS_PER_CHECKPOINT):
            journal.append(NewEvent("manager_asked", {"number": number}, "case-1", "mara"))

    assert folder_keyring.kept() == before
    monkeypatch.delenv(folder_keyring.MOOD)
    assert cases_of(shop) == ("case-1",)
    assert verifies(shop)
    goes_on(shop, "case-2")
    assert folder_keyring.kept() != before


def anchors(shop: Path, installation: str | None) -> KeyringAnchors:
    store = PersonKeys(shop / "keys").anchors(installation)
    assert isinstance(store, KeyringAnchors)
    return store


def end(installation: str, sequence: int) -> Anchor:
    return Anchor("keystore", sequence, "ab" * 32, "cd" * 32, installation)


def test_a_restore_that_was_cut_off_leaves_the_anchor_of_before_in_force(shop: Path) -> None:
    mine = Profile.open(shop).configuration.installation
    before = anchors(shop, mine).read()
    assert before is not None

    anchors(shop, mine).write(end("first try", 9))
    anchors(shop, mine).write(end("second try", 10))

    assert anchors(shop, mine).read() == before
    assert anchors(shop, "second try").read() == end("second try", 10)
    assert anchors(shop, None).read() == end("second try", 10)
    (text,) = [text for name, text in folder_keyring.kept().items() if " anchor/" in name]
    assert len(json.loads(text)) == 2


def test_who_writes_as_another_installation_meets_the_anchor_of_the_one_before(shop: Path) -> None:
    mine = Profile.open(shop).configuration.installation
    before = anchors(shop, mine).read()

    assert anchors(shop, "made up").read() == before


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"sequence": 1}]', "7"])
def test_an_anchor_in_the_keyring_that_is_none_is_said_so(shop: Path, text: str) -> None:
    (name,) = [each for each in folder_keyring.kept() if " anchor/" in each]
    folder_keyring.put({**folder_keyring.kept(), name: text})

    with pytest.raises(OperatorMistake, match="is not an anchor of a journal"):
        anchors(shop, None).read()


def test_nothing_is_taken_out_where_there_is_nothing(tmp_path: Path) -> None:
    KeyringItem("nobody's", tmp_path).remove()

    assert folder_keyring.kept() == {}
