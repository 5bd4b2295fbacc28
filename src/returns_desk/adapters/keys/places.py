"""Which place the keys of a profile lie in, and how each place is asked.

Owns the choice between the places. Where config.toml says one place and the keys lie in another,
that is said; nothing is moved, and no fresh key is made in a profile that has begun.
"""

from pathlib import Path
from typing import Protocol

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import Anchor, AnchorFile, AnchorStore
from returns_desk.adapters.keys.configuration import PLACES, KeyPlace
from returns_desk.adapters.keys.file_keys import FileKeys
from returns_desk.adapters.keys.key_text import are_same
from returns_desk.adapters.keys.machine_keys import MachineKeys
from returns_desk.adapters.keys.person_keys import PersonKeys
from returns_desk.adapters.profile_keys import ANCHOR, ProfileKeys, new_keys
from returns_desk.domain.errors import OperatorMistake


class KeyHolder(Protocol):
    """One place of keys; each method may raise OperatorMistake or EnvironmentFault."""

    place: KeyPlace

    @property
    def where(self) -> str:
        """The place, as a sentence names it."""
        ...

    def missing(self) -> tuple[str, ...]:
        """Names of what is not there; empty where the keys are whole."""
        ...

    def is_there(self) -> bool:
        """True where anything of the keys lies here."""
        ...

    def read(self) -> ProfileKeys:
        """Both keys."""
        ...

    def write(self, keys: ProfileKeys) -> None:
        """Put the keys where there are none; those that are there stay."""
        ...

    def differs(self, keys: ProfileKeys) -> bool:
        """Whether other keys than these lie here."""
        ...

    def remove(self) -> None:
        """Take the keys away; nothing where there are none."""
        ...

    def anchors(self, installation: str | None, /) -> AnchorStore:
        """Where the last anchor of an installation lies."""
        ...


def holder(folder: Path, place: KeyPlace) -> KeyHolder:
    """The place of this name for the keys of `folder`, the profile's folder keys/."""
    kinds = {"file": FileKeys, "machine": MachineKeys, "person": PersonKeys}
    made: KeyHolder = kinds[place](folder)
    return made


def holders(folder: Path) -> tuple[KeyHolder, ...]:
    """Every place, in the order of `PLACES`."""
    return tuple(holder(folder, place) for place in PLACES)


def holder_there(folder: Path, place: KeyPlace | None = None) -> KeyHolder:
    """The place where the keys lie; `place` is where config.toml says that they do, if known.

    Raises:
        OperatorMistake: They lie in another place than `place`.

    """
    there = [each for each in holders(folder) if each.is_there()]
    told = holder(folder, place or "file")
    if place is None and there:
        return there[0]
    if not there or told.is_there():
        return told
    message = (
        f'{folder.parent / "config.toml"}: keys.place is "{place}" there, but the terminal\'s keys '
        f'lie in {there[0].where}. Write place = "{there[0].place}" there, or run '
        f"'returns-desk keys move --to {place}'."
    )
    raise OperatorMistake(message, code="keys_elsewhere")


def keys_in(folder: Path, place: KeyPlace | None = None) -> ProfileKeys:
    """The keys of a profile; `place` as for `holder_there`.

    Raises:
        OperatorMistake: They are gone, unusable, exposed, or lie in another place than `place`.
        EnvironmentFault: The place can't be reached.

    """
    return holder_there(folder, place).read()


def make_keys(folder: Path, place: KeyPlace) -> None:
    """Make the keys of a new profile; those that an earlier beginning left are used.

    Raises:
        OperatorMistake: Keys of an earlier beginning lie in another place.
        EnvironmentFault: The place can't be reached.

    """
    other = next((each for each in holders(folder) if each.is_there()), None)
    if other is not None and other.place != place:
        message = (
            f"{folder}: keys of a profile that was begun here lie in {other.where}. Begin it with "
            f"--place {other.place}, or choose another --profile."
        )
        raise OperatorMistake(message, code="keys_elsewhere")
    chosen = holder(folder, place)
    if chosen.missing():
        chosen.write(new_keys())
    chosen.read()


def put_keys(chosen: KeyHolder, keys: ProfileKeys) -> None:
    """Put keys into a place, and see that they are there and no others.

    Raises:
        OperatorMistake: Other keys are there; nothing of them was changed.
        EnvironmentFault: The place can't be reached.

    """
    if not chosen.differs(keys):
        chosen.write(keys)
        if are_same(chosen.read(), keys):
            return
    message = (
        f"{chosen.where[:1].upper()}{chosen.where[1:]}: another key is here; nothing of it was "
        "changed. Find out which terminal it is of, and what of the two belongs here."
    )
    raise OperatorMistake(message, code="other_keys")


def stage_anchor(
    keys: KeyHolder, staged: Path, end: Anchor, *, installation_before: str | None
) -> None:
    """Remember the end of a journal that is about to take the place of a profile's own.

    A file goes into the folder `staged`, to be switched in with the journal. A keyring has it from
    now on, beside the anchor of the installation before: a restore that is cut off spoils neither.

    Raises:
        OperatorMistake: The keyring's item is no anchor.
        EnvironmentFault: The folder can't be written, or the keyring not reached.

    """
    if keys.place == "person":
        keys.anchors(installation_before).write(end)
        return
    with file_faults(staged):
        staged.mkdir(mode=0o700)
    AnchorFile(staged / ANCHOR).write(end)
