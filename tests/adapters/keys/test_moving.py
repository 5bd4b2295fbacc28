"""Keys move to another place whole or not at all, with the anchor, and leave nothing behind."""

import json
import os
import tomllib
from itertools import permutations
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import cases_of, goes_on, verifies
from adapters.keys import folder_keyring
from adapters.keys.keys_kit import (
    anchor_of,
    begun_in,
    everything,
    holds_secret,
    keys_of,
    lies_in,
    place_of,
    secrets_of,
)
from returns_desk.adapters.keys.access import KeysAccess
from returns_desk.adapters.keys.configuration import PLACES, KeyPlace
from returns_desk.adapters.keys.places import holder
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_keys import new_keys
from returns_desk.bootstrap.commands import run
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

MOVES = list(permutations(PLACES, 2))


@pytest.mark.parametrize(("before", "to"), MOVES)
def test_keys_and_anchor_are_the_same_in_the_new_place_and_gone_from_the_old(
    tmp_path: Path, before: KeyPlace, to: KeyPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = begun_in(tmp_path / "shop", before)
    keys, anchor = keys_of(shop), anchor_of(shop)
    assert anchor is not None

    assert run(["keys", "move", "--to", to, "--profile", str(shop)]) == 0

    assert capsys.readouterr().out == f"The keys lie in {holder(shop / 'keys', to).where}.\n"
    assert place_of(shop) == to
    assert secrets_of(keys_of(shop)) == secrets_of(keys)
    assert anchor_of(shop) == anchor
    assert lies_in(shop) == [to]
    holding = [name for name, held in everything(shop).items() if holds_secret(held, keys)]
    assert len(holding) == (2 if to == "file" else 1)
    assert len(folder_keyring.kept()) == (2 if to == "person" else 0)
    goes_on(shop, "case-2")
    assert verifies(shop)


@pytest.mark.parametrize(("before", "to"), MOVES)
def test_a_configuration_that_was_changed_by_hand_is_mended_by_the_move_it_names(
    tmp_path: Path, before: KeyPlace, to: KeyPlace
) -> None:
    shop = begun_in(tmp_path / "shop", before)
    keys = secrets_of(holder(shop / "keys", before).read())
    settings = shop / "config.toml"
    without = settings.read_text().split("\n[keys]")[0]
    settings.write_text(f'{without}\n[keys]\nplace = "{to}"\n')

    KeysAccess(shop).move(to)

    assert lies_in(shop) == [to]
    assert secrets_of(keys_of(shop)) == keys
    assert verifies(shop)


@pytest.mark.parametrize(
    "written",
    [
        "",
        '\n[keys]\nplace = "file"\n',
        "\n[keys] # IT chose this\nplace   =   'file' # for now\n\n[printer]\nkind = \"none\"\n",
        "\n[keys]\n\n[printer]\nkind = 'none'\n",
        "\n[keys]\n# nothing yet\n",
    ],
)
def test_a_move_changes_one_word_of_the_configuration_and_no_comment(
    tmp_path: Path, written: str
) -> None:
    shop = begun_in(tmp_path / "shop", "file")
    settings = shop / "config.toml"
    text = f"# Till by the door.\n{settings.read_text()}{written}"
    settings.write_text(text)
    before = tomllib.loads(text)

    KeysAccess(shop).move("machine")

    after = settings.read_text()
    assert tomllib.loads(after)["keys"] == {"place": "machine"}
    assert {**tomllib.loads(after), "keys": 0} == {**before, "keys": 0}
    assert [each for each in text.splitlines() if "#" in each and "place" not in each] == [
        each for each in after.splitlines() if "#" in each and "place" not in each
    ]


def test_a_table_that_is_written_in_another_way_is_changed_as_well(tmp_path: Path) -> None:
    shop = begun_in(tmp_path / "shop", "file")
    settings = shop / "config.toml"
    settings.write_text(f'keys.place = "file"\n{settings.read_text()}')

    KeysAccess(shop).move("machine")

    assert place_of(shop) == "machine"
    assert verifies(shop)


def test_a_move_to_where_they_are_changes_nothing(tmp_path: Path) -> None:
    shop = begun_in(tmp_path / "shop", "person")
    before = everything(shop)

    KeysAccess(shop).move("person")

    assert everything(shop) == before


def test_keys_are_not_moved_under_a_desk_that_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = begun_in(tmp_path / "shop", "file")
    with Profile.open(shop) as profile, profile.locked():
        before = everything(shop)

        assert run(["keys", "move", "--to", "person", "--profile", str(shop)]) == 2

        assert everything(shop) == before
    assert f"process {os.getpid()} has this profile open" in capsys.readouterr().err


@pytest.mark.parametrize("mood", ["locked", "broken", "forgetful"])
def test_a_keyring_that_can_t_take_the_keys_leaves_them_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    shop = begun_in(tmp_path / "shop", "file")
    monkeypatch.setenv(folder_keyring.MOOD, mood)

    before = everything(shop)

    with pytest.raises(EnvironmentFault) as told:
        KeysAccess(shop).move("person")

    assert everything(shop) == before
    assert "lie in it" not in told.value.message
    assert cases_of(shop) == ("case-1",)
    monkeypatch.delenv(folder_keyring.MOOD)
    KeysAccess(shop).move("person")
    assert lies_in(shop) == ["person"]


def test_a_locked_keyring_gives_nothing_away_and_stays_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = begun_in(tmp_path / "shop", "person")
    before = everything(shop)
    monkeypatch.setenv(folder_keyring.MOOD, "locked")

    with pytest.raises(EnvironmentFault, match="is locked"):
        KeysAccess(shop).move("file")

    assert everything(shop) == before


@pytest.mark.parametrize(("before", "to"), MOVES)
def test_other_keys_in_the_new_place_are_neither_used_nor_replaced(
    tmp_path: Path, before: KeyPlace, to: KeyPlace
) -> None:
    shop = begun_in(tmp_path / "shop", before)
    foreign = new_keys()
    holder(shop / "keys", to).write(foreign)
    keys, kept = secrets_of(keys_of(shop)), everything(shop)

    with pytest.raises(OperatorMistake, match="another key is here"):
        KeysAccess(shop).move(to)

    assert everything(shop) == kept
    assert secrets_of(keys_of(shop)) == keys


@pytest.mark.parametrize("name", ["profile.key", "terminal_ed25519.pem"])
def test_a_single_foreign_key_in_the_way_is_not_replaced_either(tmp_path: Path, name: str) -> None:
    shop = begun_in(tmp_path / "shop", "machine")
    holder(shop / "keys", "file").write(new_keys())
    for other in {"profile.key", "terminal_ed25519.pem"} - {name}:
        (shop / "keys" / other).unlink()
    kept = everything(shop)

    with pytest.raises(OperatorMistake, match="another key is here"):
        KeysAccess(shop).move("file")

    assert everything(shop) == kept


@pytest.mark.parametrize(("before", "to", "third"), list(permutations(PLACES)))
def test_another_key_in_a_third_place_is_left_to_whoever_owns_it(
    tmp_path: Path, before: KeyPlace, to: KeyPlace, third: KeyPlace
) -> None:
    shop = begun_in(tmp_path / "shop", before)
    foreign = new_keys()
    holder(shop / "keys", third).write(foreign)

    with pytest.raises(OperatorMistake, match="Find out whose it is"):
        KeysAccess(shop).move(to)

    assert place_of(shop) == to
    assert secrets_of(holder(shop / "keys", third).read()) == secrets_of(foreign)
    assert verifies(shop)


def test_an_anchor_that_is_none_stops_the_move(tmp_path: Path) -> None:
    shop = begun_in(tmp_path / "shop", "file")
    (shop / "keys" / "anchor.json").write_text(json.dumps({"sequence": "many"}))
    before = everything(shop)

    with pytest.raises(OperatorMistake, match="not an anchor of a journal"):
        KeysAccess(shop).move("person")

    assert everything(shop) == before


def test_a_profile_that_recorded_nothing_moves_without_an_anchor(tmp_path: Path) -> None:
    run(["keys", "make", "--place", "file", "--profile", str(tmp_path)])

    KeysAccess(tmp_path).move("person")

    assert lies_in(tmp_path) == ["person"]
    assert anchor_of(tmp_path) is None


def test_where_there_is_no_profile_nothing_is_begun(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nowhere"

    assert run(["keys", "move", "--to", "machine", "--profile", str(nowhere)]) == 2

    assert str(nowhere / "config.toml") in capsys.readouterr().err
    assert not nowhere.exists()
