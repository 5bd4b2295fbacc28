"""The keys of a profile in the keyring of the person who set it up, with the last anchor.

Owns `person.json`, which names the items in the keyring and holds nothing secret. A file can be
rolled back together with the journal; what the keyring keeps can't.
"""

import json
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import AnchorStore
from returns_desk.adapters.keys.configuration import KeyPlace
from returns_desk.adapters.keys.key_text import are_same, key_text, keys_of
from returns_desk.adapters.keys.keyring_anchors import KeyringAnchors
from returns_desk.adapters.keys.keyring_item import KeyringItem
from returns_desk.adapters.profile_keys import ProfileKeys
from returns_desk.adapters.safe_files import sync_folder, write_safely
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

PERSON: Final = "person.json"


class PersonKeys:
    """Both keys and the anchor in the keyring, under the name in a folder's `person.json`."""

    place: KeyPlace = "person"

    def __init__(self, folder: Path) -> None:
        self._path = folder / PERSON

    @property
    def where(self) -> str:
        """The place, as a sentence names it."""
        return f"the keyring of the person who set this terminal up, under the name in {self._path}"

    def missing(self) -> tuple[str, ...]:
        """Names of what is not there; empty where the keys are whole.

        Raises:
            EnvironmentFault: The keyring can't be asked.

        """
        if not self.is_there():
            return (PERSON, "keys in the keyring")
        return () if self._keys_item().read() is not None else ("keys in the keyring",)

    def is_there(self) -> bool:
        """True where `person.json` names items of a keyring; the keyring itself is not asked."""
        return self._path.exists()

    def read(self) -> ProfileKeys:
        """Both keys.

        Raises:
            OperatorMistake: The keyring has no keys of this terminal, or something else.
            EnvironmentFault: The keyring is locked, absent or broken.

        """
        item = self._keys_item()
        text = item.read()
        if text is None:
            message = (
                f"{self._path}: the keyring of this person has no keys of this terminal. Sign in "
                "as the person who set it up, or run 'returns-desk keys recover' with the "
                "recovery sheet."
            )
            raise OperatorMistake(message, code="keys_missing")
        try:
            return keys_of(text)
        except ValueError:
            message = (
                f"{self._path}: what the keyring holds under {item.name!r} are no keys of ours. "
                "Take it out there, then run 'returns-desk keys recover' with the recovery sheet."
            )
            raise OperatorMistake(message, code="keys_unusable") from None

    def write(self, keys: ProfileKeys) -> None:
        """Put the keys where there are none; whatever is there stays.

        The name stands on disk before the keyring has anything under it, so that no key is ever
        left where nobody finds it.

        Raises:
            EnvironmentFault: The folder can't be written, or the keyring can't keep them.

        """
        if self.is_there():
            item = self._keys_item()
            if item.read() is None:
                item.write_and_look(key_text(keys))
            return
        name = uuid4()
        item = KeyringItem(_keys_name(name), self._path.parent, is_new=True)
        item.read()  # a keyring that can't be reached leaves nothing on disk
        with file_faults(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_safely(self._path, json.dumps({"name": str(name)}).encode() + b"\n")
        try:
            item.write_and_look(key_text(keys))
        except EnvironmentFault:
            item.remove()
            self._forget_name()
            raise

    def differs(self, keys: ProfileKeys) -> bool:
        """Whether something else than these keys lies in the keyring."""
        if not self.is_there() or self.missing():
            return False
        return not are_same(self.read(), keys)

    def remove(self) -> None:
        """Take keys and anchor out of the keyring, then their name away.

        Raises:
            EnvironmentFault: The keyring or the folder can't be written.

        """
        if not self.is_there():
            return
        for item in (self._keys_item(), self._anchors_item()):
            item.remove()
        self._forget_name()

    def anchors(self, installation: str | None, /) -> AnchorStore:
        """Where the last anchor of an installation lies; the newest of any where None."""
        return KeyringAnchors(self._anchors_item(), installation)

    def _forget_name(self) -> None:
        with file_faults(self._path):
            self._path.unlink(missing_ok=True)
            sync_folder(self._path.parent)

    def _keys_item(self) -> KeyringItem:
        return KeyringItem(_keys_name(self._name()), self._path)

    def _anchors_item(self) -> KeyringItem:
        return KeyringItem(f"Returns Desk {self._name()} anchor", self._path)

    def _name(self) -> UUID:
        with file_faults(self._path):
            try:
                content = self._path.read_bytes()
            except FileNotFoundError:
                raise self._nameless("is gone") from None
        try:
            told: Any = json.loads(content)
            return UUID(told["name"])
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise self._nameless("names nothing in the keyring") from None

    def _nameless(self, what: str) -> OperatorMistake:
        message = (
            f"{self._path}: this file {what}, so the terminal's keys can't be found there. Put it "
            "back from a copy, or move it away and run 'returns-desk keys recover' with the "
            "recovery sheet."
        )
        return OperatorMistake(message, code="keys_missing")


def _keys_name(name: UUID) -> str:
    return f"Returns Desk {name} keys"
