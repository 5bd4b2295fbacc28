"""Moves the keys of a profile to another place, whole or not at all.

Owns the order: the new place holds them before config.toml names it, and the old one loses them
after that. Cut off anywhere, config.toml names a place where they are whole, and the same command
ends what was begun.
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.keys.configuration import KeyPlace, KeysConfiguration
from returns_desk.adapters.keys.places import (
    KeyHolder,
    holder,
    holder_there,
    holders,
    put_keys,
)
from returns_desk.adapters.profile_configuration import (
    Configuration,
    read_configuration,
    write_configuration,
)
from returns_desk.adapters.profile_keys import ANCHOR, ProfileKeys
from returns_desk.adapters.safe_files import write_safely
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

_READ_BY_ALL: Final = 0o644
_TABLE: Final = re.compile(r"^\[keys\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)", re.MULTILINE)
"""The table's head, and as its group the lines up to the next table."""
_PLACE: Final = re.compile(r"""^(place[ \t]*=[ \t]*)["'][a-z]*["']""", re.MULTILINE)


def move_keys(directory: Path, to: KeyPlace) -> str:
    """Move the keys and the last anchor of a profile; the words for where they lie now.

    Who calls this holds the profile's lock.

    Raises:
        OperatorMistake: There are no keys, they can't be used, or other keys lie in the new place.
        EnvironmentFault: A place can't be reached; the keys are whole where config.toml says.

    """
    folder, settings = directory / "keys", directory / "config.toml"
    configuration = read_configuration(settings)
    told = holder(folder, configuration.keys.place)
    source = told if told.is_there() else holder_there(folder)
    target = holder(folder, to)
    keys = source.read()
    with _whole_or_not_at_all(target, settings, configuration.keys.place):
        if source.place != to:
            anchor = source.anchors(configuration.installation).read()
            put_keys(target, keys)
            if anchor is not None:
                target.anchors(configuration.installation).write(anchor)
        if configuration.keys.place != to:
            _write_place(settings, configuration, to)
    _forget_elsewhere(folder, to, keys)
    return target.where


@contextmanager
def _whole_or_not_at_all(target: KeyHolder, settings: Path, before: KeyPlace) -> Iterator[None]:
    """A new place that could not take everything is left as empty as it was.

    `before` is what the settings said. What can't be taken back there either stays, and the same
    command ends it later.
    """
    was_there = target.is_there()
    try:
        yield
    except EnvironmentFault:
        is_named = before != target.place == read_configuration(settings).keys.place
        if not was_there and not is_named:
            with suppress(OperatorMistake, EnvironmentFault):
                target.remove()
        raise


def _forget_elsewhere(folder: Path, to: KeyPlace, keys: ProfileKeys) -> None:
    """What lies in the other places goes, unless it is another key: that is nobody's to remove."""
    for other in holders(folder):
        if other.place == to:
            continue
        try:
            is_another = other.differs(keys)
        except EnvironmentFault as fault:
            raise _left_over(holder(folder, to), other, fault) from fault
        if is_another:
            message = (
                f"The keys lie in {holder(folder, to).where} now, but another key lies in "
                f"{other.where}; it was left there. Find out whose it is, then take it away."
            )
            raise OperatorMistake(message, code="other_keys")
        other.remove()
    if to == "person":
        with file_faults(folder):
            (folder / ANCHOR).unlink(missing_ok=True)


def _left_over(target: KeyHolder, other: KeyHolder, fault: EnvironmentFault) -> EnvironmentFault:
    message = (
        f"The keys lie whole in {target.where} now, and the desk opens with them. What is left in "
        f"{other.where} can't be looked at. Run this again as that person; if that keyring is "
        "gone for good, take the file away that names it."
    )
    return EnvironmentFault(message, code=fault.code)


def _write_place(settings: Path, configuration: Configuration, to: KeyPlace) -> None:
    """Change one word of the file, so that what IT wrote around it stays."""
    with file_faults(settings):
        text = settings.read_text(encoding="utf-8")
    changed = _with_place(text, to)
    if _values(changed) == {**tomllib.loads(text), "keys": {"place": to}}:
        write_safely(settings, changed.encode("utf-8"), mode=_READ_BY_ALL)
        return
    moved = configuration.model_copy(update={"keys": KeysConfiguration(place=to)})
    write_configuration(settings, moved)


def _with_place(text: str, to: KeyPlace) -> str:
    table = _TABLE.search(text)
    if table is None:
        return f'{text.rstrip()}\n\n[keys]\nplace = "{to}"\n'
    told, found = _PLACE.subn(rf'\g<1>"{to}"', table[1])
    if not found:
        told = f'place = "{to}"\n{told}'
    return text[: table.start(1)] + told + text[table.end(1) :]


def _values(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
