"""What a profile still knows of itself before a restore, however damaged it is.

Owns the looking; nothing here fails because a file is damaged. It writes keys where there are none.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import Anchor, AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.keys.configuration import KeysConfiguration
from returns_desk.adapters.keys.places import holder_there, make_keys
from returns_desk.adapters.profile_configuration import Configuration, read_configuration
from returns_desk.adapters.profile_keys import ANCHOR
from returns_desk.domain.errors import ReturnsError


@dataclass(frozen=True, slots=True)
class LocalState:
    """`is_profile`: a configuration or a journal is there; `last_sequence` 0 where none is known.

    `public_key`: of this computer's terminal, in lower-case hex. `keys`: where its keys lie.
    """

    is_profile: bool
    public_key: str
    configuration: Configuration | None
    anchor: Anchor | None
    last_sequence: int
    keys: KeysConfiguration


def local_state(directory: Path) -> LocalState:
    """Look at a folder; a new one gets its keys.

    Raises:
        OperatorMistake: its keys are gone or damaged.
        EnvironmentFault: the folder can't be read or written.
    """
    with file_faults(directory):
        names = ("config.toml", "journal.db")
        is_profile = any((directory / name).exists() for name in names)
    if not is_profile:
        make_keys(directory / "keys", "file")
    configuration = anchor = None
    with suppress(ReturnsError):
        configuration = read_configuration(directory / "config.toml")
    told = configuration.keys.place if configuration else None
    keys = holder_there(directory / "keys", told)
    with suppress(ReturnsError):
        anchor = keys.anchors(configuration.installation if configuration else None).read()
    return LocalState(
        is_profile,
        keys.read().terminal.public_key,
        configuration,
        anchor,
        max(_last_recorded(directory), anchor.sequence if anchor else 0),
        KeysConfiguration(place=keys.place),
    )


def _last_recorded(directory: Path) -> int:
    with (
        suppress(ReturnsError),
        JournalReader(directory / "journal.db", AnchorFile(directory / "keys" / ANCHOR)) as journal,
    ):
        return journal.head()[0]
    return 0
