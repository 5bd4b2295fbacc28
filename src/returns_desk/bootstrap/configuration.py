"""What `config show` prints, and what `--set` does to this process.

Owns the joining of profile and layers. Everything is imported late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from returns_desk.bootstrap.profiles import profile_directory
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def settings_of(profile: Path | None) -> list[dict[str, Any]]:
    """Every setting that counts for the profile: key, value, layer, and where it is mended.

    Raises:
        OperatorMistake: no profile is there, or a value is wrong.
        EnvironmentFault: a file can't be read.
    """
    from returns_desk.adapters.configuration_layers import (  # noqa: PLC0415 -- late, see above
        effective_configuration,
    )

    path = profile_directory(profile) / "config.toml"
    if not path.exists():
        message = "there is no profile here; check --profile."
        raise OperatorMistake(message, code="no_profile", file=str(path.parent))
    return [
        {"key": key, "value": value, "layer": layer.name, "place": layer.place}
        for key, value, layer in effective_configuration(path).values()
    ]


def set_for_this_process(said: Sequence[str]) -> None:
    """Let what `--set` says count for every profile that is opened from now on."""
    from returns_desk.adapters.configuration_layers import SETTINGS  # noqa: PLC0415 -- late, see above

    SETTINGS.say(said)
