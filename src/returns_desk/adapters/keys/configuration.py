"""The table [keys] of config.toml: in which place the keys of this profile lie.

Owns its keys. It must not open anything; `returns-desk keys move` changes the place.
"""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

KeyPlace = Literal["file", "machine", "person"]
PLACES: Final[tuple[KeyPlace, ...]] = ("file", "machine", "person")


class KeysConfiguration(BaseModel):
    """`place` is chosen when the profile is made.

    file: two files that only this account can read. machine: one file that only this computer can
    open (Windows), or that is refused while others can read it. person: the keyring of whoever is
    signed in to this computer, together with the last anchor of the journal.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    place: KeyPlace = "file"
