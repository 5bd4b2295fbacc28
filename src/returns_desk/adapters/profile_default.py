"""Which folder is the profile where nobody names one, and whether this account may use it.

Owns the machine's own word for it (`profile` in IT's file, so that every account of a till means
the same one) and, without that, the platform's place. Loads nothing that `board` would wait for.
"""

import os
import sys
from pathlib import Path
from typing import Final

import platformdirs

from returns_desk.domain.errors import OperatorMistake

PREFIX: Final = "RETURNS_DESK_CONFIG_"
MACHINE_FILE: Final = f"{PREFIX}FILE"
"""Names the machine's file where it is not in its usual place."""
PROFILE_KEY: Final = "profile"
PROFILE_VARIABLE: Final = f"{PREFIX}{PROFILE_KEY.upper()}"
"""Names the profile for this process, over what the machine's file says."""

_LOOK: Final = os.R_OK | os.X_OK


def machine_file() -> Path:
    """Where IT's configuration of this machine lies."""
    named = os.environ.get(MACHINE_FILE)
    if named:
        return Path(named)
    platform: str = sys.platform  # a plain text, or mypy takes every other platform for nowhere
    if platform.startswith("linux"):
        return Path("/etc/returns-desk/config.toml")
    return platformdirs.site_config_path("returns-desk", appauthor=False) / "config.toml"


def default_directory() -> Path:
    """The folder that the environment names, else the machine's file, else the platform's.

    Raises:
        OperatorMistake: What names it is no whole path, or the machine's file is no TOML.
        EnvironmentFault: The machine's file is there and can't be read.

    """
    named = os.environ.get(PROFILE_VARIABLE)
    if named:
        return _whole_path(named, PROFILE_VARIABLE)
    path = machine_file()
    if os.path.exists(path):  # noqa: PTH110 -- Path's own raises where a folder may not be entered
        from returns_desk.adapters.profile_configuration import (  # noqa: PLC0415 -- late, see above
            toml_values,
        )

        said = toml_values(path).get(PROFILE_KEY)
        if said is not None:
            return _whole_path(said, str(path))
    return platformdirs.user_data_path("returns-desk", appauthor=False)


def ensure_own(directory: Path) -> None:
    """See that a profile there would be, or is, this account's own.

    One account writes a profile: files of another, root's above all, would lock its owner out.

    Raises:
        OperatorMistake: It is another account's; which, and how to act as it.

    """
    platform: str = sys.platform  # a plain text, as above
    if platform == "win32":
        return
    wanted = directory.absolute()
    there = next(each for each in (wanted, *wanted.parents) if os.path.exists(each))  # noqa: PTH110 -- as above
    owner, ours = there.stat().st_uid, os.geteuid()
    # Root may enter anything, and what it makes there nobody else may touch afterwards.
    is_ours = there not in {wanted, wanted.parent} if ours == 0 else os.access(there, _LOOK)
    if owner == ours or is_ours:
        return
    name = _account_name(owner)
    message = (
        f"{directory}: this folder belongs to the account {name}. Sign in as {name}, or start the "
        f"command with: runuser -u {name} -- returns-desk; or name another folder with --profile."
    )
    raise OperatorMistake(message, code="other_account")


def _whole_path(said: object, place: str) -> Path:
    if isinstance(said, str) and Path(said).is_absolute():
        return Path(said)
    message = f"{place}: {PROFILE_KEY}: write the whole path of a folder, from the root on."
    raise OperatorMistake(message, code="config_invalid", place=PROFILE_KEY)


def _account_name(number: int) -> str:
    import pwd  # noqa: PLC0415 -- there is none on Windows

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
