"""Making a new profile: its folder, its keys, and config.toml last.

Owns the order, so that a start that was cut off can be made again. It must not open the profile.
"""

from pathlib import Path

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.keys.places import make_keys
from returns_desk.adapters.profile_configuration import Configuration, write_configuration
from returns_desk.adapters.system import SystemIds
from returns_desk.domain.errors import OperatorMistake


def make_profile(directory: Path, configuration: Configuration) -> None:
    """Make folder and keys first and config.toml last: where it stands, the profile is whole.

    Raises:
        OperatorMistake: A journal lies there without the configuration that it was begun under.

    """
    with file_faults(directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        (directory / "logs").mkdir(exist_ok=True)
    if (directory / "journal.db").exists():
        message = (
            f"{directory / 'config.toml'}: this file is gone, but the profile's journal is here. "
            "Put it back from the last backup."
        )
        raise OperatorMistake(message, code="config_gone")
    make_keys(directory / "keys", configuration.keys.place)
    named = configuration.model_copy(update={"installation": SystemIds().new_id()})
    write_configuration(directory / "config.toml", named)
