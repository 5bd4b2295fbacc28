"""Says of a profile where its keys lie, for those who look after it.

Owns the sentences. It must not change anything.
"""

from dataclasses import dataclass
from pathlib import Path

from returns_desk.adapters.keys.configuration import KeyPlace
from returns_desk.adapters.keys.places import holder, holders


@dataclass(frozen=True, slots=True)
class KeysFound:
    """`is_fine` is False where they lie in a second place as well."""

    is_fine: bool
    message: str


def keys_found(folder: Path, place: KeyPlace) -> KeysFound:
    """Where the keys of an opened profile lie, and where else a move that was cut off left them."""
    said = f"The terminal's keys lie in {holder(folder, place).where}"
    others = [each.where for each in holders(folder) if each.place != place and each.is_there()]
    if not others:
        return KeysFound(is_fine=True, message=f"{said}.")
    message = (
        f"{said}, and also in {', and in '.join(others)}. Run 'returns-desk keys move --to "
        f"{place}' to take them away there."
    )
    return KeysFound(is_fine=False, message=message)
