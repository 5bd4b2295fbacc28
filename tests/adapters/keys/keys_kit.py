"""Profiles whose keys lie in a chosen place, and what is to be the same wherever they lie."""

from pathlib import Path

from adapters.keeping.keeping_kit import add_cases
from adapters.keys import folder_keyring
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.keys.configuration import PLACES, KeyPlace, KeysConfiguration
from returns_desk.adapters.keys.places import holder, keys_in
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration, read_configuration
from returns_desk.adapters.profile_keys import ProfileKeys


def begun_in(folder: Path, place: KeyPlace, cases: int = 1) -> Path:
    """A shop's profile with so many open cases, and its keys in this place."""
    chosen = {"keys": KeysConfiguration(place=place)}
    settings = demo_configuration(demo=False).model_copy(update=chosen)
    with Profile.open(folder, create=settings) as profile:
        add_cases(profile, *(f"case-{number}" for number in range(1, cases + 1)))
    return folder


def place_of(folder: Path) -> KeyPlace:
    """What config.toml says."""
    return read_configuration(folder / "config.toml").keys.place


def lies_in(folder: Path) -> list[KeyPlace]:
    """Every place in which anything of the keys lies."""
    return [place for place in PLACES if holder(folder / "keys", place).is_there()]


def keys_of(folder: Path) -> ProfileKeys:
    return keys_in(folder / "keys", place_of(folder))


def secrets_of(keys: ProfileKeys) -> tuple[bytes, bytes]:
    return keys.profile_key, keys.terminal.seed()


def anchor_of(folder: Path) -> Anchor | None:
    told = read_configuration(folder / "config.toml")
    return holder(folder / "keys", told.keys.place).anchors(told.installation).read()


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of the profile but the lock, and what is in the keyring."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "profile.lock"
    }
    return files | {name: text.encode() for name, text in folder_keyring.kept().items()}


def holds_secret(content: bytes, keys: ProfileKeys) -> bool:
    """Whether one of the keys stands there, raw or in hex or as the file of the terminal's."""
    forms = [form for secret in secrets_of(keys) for form in (secret, secret.hex().encode())]
    body = keys.terminal.pem().splitlines()[1]
    return any(form in content for form in (*forms, body))
