"""Keys lie where it was chosen, are found there at every start, and are never made afresh."""

import shutil
import sys
from itertools import permutations
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import cases_of, goes_on, verifies
from adapters.keys import folder_keyring
from adapters.keys.keys_kit import (
    begun_in,
    everything,
    holds_secret,
    keys_of,
    place_of,
    secrets_of,
)
from returns_desk.adapters.keys.configuration import PLACES, KeyPlace
from returns_desk.adapters.keys.places import holder, keys_in, make_keys
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_keys import new_keys
from returns_desk.bootstrap.commands import run
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

SECRET_LIES_IN = {
    "file": {"keys/profile.key", "keys/terminal_ed25519.pem"},
    "machine": {"keys/machine.keys"},
    "person": {"Returns Desk NAME keys/Returns Desk"},
}


def plain(name: str) -> str:
    words = name.split(" ")
    return " ".join([*words[:2], "NAME", *words[3:]]) if name.startswith("Returns Desk") else name


@pytest.mark.parametrize("place", PLACES)
def test_a_desk_starts_again_with_the_keys_wherever_they_lie(
    tmp_path: Path, place: KeyPlace
) -> None:
    shop = begun_in(tmp_path / "shop", place)
    before = secrets_of(keys_of(shop))

    goes_on(shop, "case-2")

    assert place_of(shop) == place
    assert secrets_of(keys_of(shop)) == before
    assert cases_of(shop) == ("case-1", "case-2")
    assert verifies(shop)


@pytest.mark.parametrize("place", PLACES)
def test_a_key_lies_in_its_place_and_nowhere_else(tmp_path: Path, place: KeyPlace) -> None:
    shop = begun_in(tmp_path / "shop", place)
    keys = keys_of(shop)

    found = {plain(name) for name, held in everything(shop).items() if holds_secret(held, keys)}

    # Windows seals the file, so that nothing of a key can be read in it.
    is_sealed = sys.platform == "win32" and place == "machine"
    assert found == (set() if is_sealed else SECRET_LIES_IN[place])


def test_a_profile_of_before_has_its_keys_in_files(tmp_path: Path) -> None:
    shop = begun_in(tmp_path / "shop", "file")

    assert "[keys]" not in (shop / "config.toml").read_text()
    assert place_of(shop) == "file"


@pytest.mark.parametrize("place", PLACES)
def test_the_command_begins_a_profile_with_its_keys_in_the_place_and_only_once(
    tmp_path: Path, place: KeyPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = str(tmp_path / "shop")

    assert run(["keys", "make", "--place", place, "--profile", shop]) == 0
    before = everything(tmp_path / "shop")
    assert run(["keys", "make", "--place", "file", "--profile", shop]) == 2

    assert place_of(tmp_path / "shop") == place
    assert "there is a profile here already" in capsys.readouterr().err
    assert everything(tmp_path / "shop") == before


@pytest.mark.parametrize(("lies", "told"), list(permutations(PLACES, 2)))
def test_a_configuration_that_names_another_place_is_told_so(
    tmp_path: Path, lies: KeyPlace, told: KeyPlace
) -> None:
    shop = begun_in(tmp_path / "shop", lies)
    settings = shop / "config.toml"
    without = settings.read_text().split("\n[keys]")[0]
    settings.write_text(f'{without}\n[keys]\nplace = "{told}"\n')
    before = everything(shop)

    with pytest.raises(OperatorMistake) as raised:
        Profile.open(shop)

    assert raised.value.code == "keys_elsewhere"
    assert f'keys.place is "{told}" there' in raised.value.message
    assert f'Write place = "{lies}"' in raised.value.message
    assert f"keys move --to {told}" in raised.value.message
    assert everything(shop) == before


@pytest.mark.parametrize("place", PLACES)
def test_lost_keys_are_said_to_be_lost_and_no_fresh_ones_are_made(
    tmp_path: Path, place: KeyPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, sheet = begun_in(tmp_path / "shop", place), tmp_path / "sheet.txt"
    keys = keys_of(shop)
    run(["keys", "sheet", str(sheet), "--profile", str(shop)])
    shutil.rmtree(shop / "keys")
    folder_keyring.put({})

    assert run(["journal", "rebuild", "--profile", str(shop)]) == 2
    assert " gone" in capsys.readouterr().err
    assert not any(holds_secret(held, keys) for held in everything(shop).values())
    assert run(["keys", "recover", str(sheet), "--profile", str(shop)]) == 0

    assert place_of(shop) == place
    assert secrets_of(keys_of(shop)) == secrets_of(keys)
    goes_on(shop, "case-2")
    assert verifies(shop)


def test_a_keyring_without_the_keys_is_filled_again_from_the_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, sheet = begun_in(tmp_path / "shop", "person"), tmp_path / "sheet.txt"
    keys = keys_of(shop)
    run(["keys", "sheet", str(sheet), "--profile", str(shop)])
    folder_keyring.put({})

    assert run(["journal", "rebuild", "--profile", str(shop)]) == 2
    assert "the keyring of this person has no keys of this terminal" in capsys.readouterr().err
    assert run(["keys", "recover", str(sheet), "--profile", str(shop)]) == 0

    assert "Put back: keys in the keyring." in capsys.readouterr().out
    assert secrets_of(keys_of(shop)) == secrets_of(keys)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows seals the file instead")
@pytest.mark.parametrize(
    ("name", "mode", "right"), [("machine.keys", 0o640, 600), ("", 0o755, 700)]
)
def test_a_computers_keys_that_others_can_read_are_refused_until_that_is_mended(
    tmp_path: Path, name: str, mode: int, right: int
) -> None:
    shop = begun_in(tmp_path / "shop", "machine")
    exposed = shop / "keys" / name
    assert exposed.stat().st_mode & 0o777 == int(str(right), 8)
    exposed.chmod(mode)

    with pytest.raises(OperatorMistake) as raised:
        Profile.open(shop)

    assert raised.value.code == "keys_exposed"
    assert f"chmod {right} {exposed}" in raised.value.message
    exposed.chmod(int(str(right), 8))
    assert verifies(shop)


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"{}", b"[]", b'{"kind": 1}', b"[" * 9_999])
def test_a_file_of_keys_that_is_none_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    shop = begun_in(tmp_path / "shop", "machine")
    (shop / "keys" / "machine.keys").write_bytes(content)

    with pytest.raises(OperatorMistake, match="this computer can't open these keys") as raised:
        Profile.open(shop)

    assert "keys recover" in raised.value.message
    assert (shop / "keys" / "machine.keys").read_bytes() == content


def test_keys_of_another_version_are_not_taken_for_ours(tmp_path: Path) -> None:
    shop = begun_in(tmp_path / "shop", "machine")
    path = shop / "keys" / "machine.keys"
    path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 2'))

    with pytest.raises(OperatorMistake, match="can't open these keys"):
        Profile.open(shop)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"name": 7}', b'{"name": "../x"}', b"[1]"])
def test_a_file_that_names_nothing_in_the_keyring_is_said_so(
    tmp_path: Path, content: bytes
) -> None:
    shop = begun_in(tmp_path / "shop", "person")
    (shop / "keys" / "person.json").write_bytes(content)

    with pytest.raises(OperatorMistake, match="names nothing in the keyring"):
        Profile.open(shop)


def test_a_profile_that_was_begun_elsewhere_is_not_begun_a_second_time(tmp_path: Path) -> None:
    make_keys(tmp_path / "keys", "person")

    with pytest.raises(OperatorMistake, match="Begin it with --place person"):
        make_keys(tmp_path / "keys", "file")

    before = everything(tmp_path)
    make_keys(tmp_path / "keys", "person")
    assert everything(tmp_path) == before


def test_a_new_profile_is_not_begun_where_the_keyring_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(folder_keyring.MOOD, "forgetful")

    with pytest.raises(EnvironmentFault, match="did not keep what it was given"):
        begun_in(tmp_path / "shop", "person")

    assert not (tmp_path / "shop" / "config.toml").exists()


@pytest.mark.parametrize("place", PLACES)
def test_keys_that_are_there_are_never_written_over(tmp_path: Path, place: KeyPlace) -> None:
    first, second, chosen = new_keys(), new_keys(), holder(tmp_path / "keys", place)
    chosen.write(first)

    chosen.write(second)

    assert secrets_of(chosen.read()) == secrets_of(first)
    assert chosen.differs(second)
    assert not chosen.differs(first)


def test_without_a_configuration_the_keys_are_found_where_they_lie(tmp_path: Path) -> None:
    for place in PLACES:
        shop = begun_in(tmp_path / place, place)

        assert secrets_of(keys_in(shop / "keys")) == secrets_of(keys_of(shop))


def test_doctor_names_the_place_and_a_second_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = begun_in(tmp_path / "shop", "person")
    run(["doctor", "--profile", str(shop)])
    told = capsys.readouterr().out
    assert "fine  keys       The terminal's keys lie in the keyring of the person" in told
    shutil.copytree(
        begun_in(tmp_path / "other", "machine") / "keys", shop / "keys", dirs_exist_ok=True
    )

    assert run(["doctor", "--profile", str(shop)]) == 1

    told = capsys.readouterr().out
    assert "BAD   keys" in told
    assert "and also in the file" in told
    assert "keys move --to person" in told
