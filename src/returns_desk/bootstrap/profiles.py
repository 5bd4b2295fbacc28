"""The profile that a command works on: which folder it is, and how it is opened.

Owns who hears how far the opening of an older journal is. Everything is imported late, so that
`board` pays for no profile.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.profile_default import default_directory, ensure_own
from returns_desk.cli.progress import late_bar

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.profile import Profile

REMAKING: Final = "Putting the journal's tables in order"
"""What is said while an older version's tables are made afresh."""


def profile_directory(profile: Path | None) -> Path:
    """The folder of an installation: the one named, else the machine's own.

    Raises:
        OperatorMistake: it is another account's, or what names it is wrong.
        EnvironmentFault: the machine's file can't be read.
    """
    directory = profile or default_directory()
    ensure_own(directory)
    return directory


def there_profile(profile: Path | None) -> Profile:
    """The profile that is there."""
    from returns_desk.adapters.profile import Profile  # noqa: PLC0415 -- late, see above

    return _watched(Profile.open(profile_directory(profile)))


def readable_profile(profile: Path | None) -> Profile:
    """The profile that is there, also where its keys can't be read."""
    from returns_desk.adapters.profile import Profile  # noqa: PLC0415 -- late, see above

    return _watched(Profile.open_to_read(profile_directory(profile)))


def begun_profile(profile: Path | None) -> Profile:
    """The profile, begun with the demo shop's settings where there is none: for what fills it."""
    from returns_desk.adapters.profile import Profile  # noqa: PLC0415 -- late, see above
    from returns_desk.adapters.profile_configuration import (  # noqa: PLC0415 -- late, see above
        demo_configuration,
    )

    beginning = demo_configuration(demo=False)
    return Profile.open(profile_directory(profile), create=beginning)


def _watched(profile: Profile) -> Profile:
    profile.on_remaking = late_bar(REMAKING, sys.stderr)
    return profile
