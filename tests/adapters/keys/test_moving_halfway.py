"""A move of keys that can't be ended leaves no half behind, and says the way out of an old one."""

import json
from pathlib import Path
from uuid import uuid4

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from adapters.keeping.keeping_kit import verifies
from adapters.keys.keys_kit import begun_in, everything, lies_in
from returns_desk.adapters import safe_files
from returns_desk.adapters.keys import moving
from returns_desk.adapters.keys.access import KeysAccess
from returns_desk.adapters.keys.keyring_item import KeyringItem
from returns_desk.domain.errors import EnvironmentFault


def test_without_any_keyring_nothing_moves_and_nothing_is_begun(
    tmp_path: Path, own_keyring: KeyringBackend
) -> None:
    shop, new = begun_in(tmp_path / "shop", "file"), tmp_path / "new"
    before = everything(shop)
    keyring.set_keyring(NoKeyring())

    with pytest.raises(EnvironmentFault, match="can't be put into one"):
        KeysAccess(shop).move("person")
    with pytest.raises(EnvironmentFault, match="can't be put into one"):
        KeysAccess(new).make("person")

    assert everything(shop) == before
    KeysAccess(new).make("file")
    keyring.set_keyring(own_keyring)
    KeysAccess(shop).move("person")
    assert lies_in(shop) == ["person"]


@pytest.mark.parametrize("failing", ["anchor", "config.toml"])
def test_a_move_that_fails_later_leaves_the_new_place_empty_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    shop = begun_in(tmp_path / "shop", "file")
    before = everything(shop)
    write_text, write_file = KeyringItem.write, safe_files.write_safely

    def write(item: KeyringItem, text: str) -> None:
        if item.name.endswith(failing):
            raise EnvironmentFault("The keyring was locked meanwhile.", code="keyring_locked")
        write_text(item, text)

    def write_safely(path: Path, content: bytes, *, mode: int) -> None:
        if path.name == failing:
            raise EnvironmentFault("The disk is full.", code="disk_full")
        write_file(path, content, mode=mode)

    with monkeypatch.context() as patch:
        patch.setattr(KeyringItem, "write", write)
        patch.setattr(moving, "write_safely", write_safely)
        with pytest.raises(EnvironmentFault):
            KeysAccess(shop).move("person")

    assert everything(shop) == before


def test_a_half_that_a_lost_keyring_left_is_named_with_the_file_to_take_away(
    tmp_path: Path,
) -> None:
    shop = begun_in(tmp_path / "shop", "file")
    (shop / "keys" / "person.json").write_text(json.dumps({"name": str(uuid4())}))
    keyring.set_keyring(NoKeyring())

    with pytest.raises(EnvironmentFault, match=r"lie whole in files.*person\.json.*take the file"):
        KeysAccess(shop).move("file")

    (shop / "keys" / "person.json").unlink()
    KeysAccess(shop).move("file")
    assert verifies(shop)
