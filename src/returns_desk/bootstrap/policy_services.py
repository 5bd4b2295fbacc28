"""What commands on policies reach a profile through: the replay, drafts, publishing.

Owns their wiring. Everything is imported late, as in commands.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.bootstrap.profiles import there_profile

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.publishing.access import PublishingAccess
    from returns_desk.adapters.replaying.access import ReplayAccess
    from returns_desk.adapters.replaying.drafts import DraftsAccess


def replaying(profile: Path | None) -> ReplayAccess:
    """The journal, to try packs on."""
    from returns_desk.adapters.replaying.access import (  # noqa: PLC0415 -- late, see above
        ReplayAccess,
    )
    from returns_desk.adapters.resources import resource_path  # noqa: PLC0415 -- late, see above

    return ReplayAccess(there_profile(profile), resource_path("policies"))


def publishing(profile: Path | None) -> PublishingAccess:
    """The packs that were published from a profile."""
    from returns_desk.adapters.publishing.access import (  # noqa: PLC0415 -- late, see above
        PublishingAccess,
    )
    from returns_desk.adapters.resources import resource_path  # noqa: PLC0415 -- late, see above

    return PublishingAccess(there_profile(profile), resource_path("policies"))


def published_files(profile: Path) -> tuple[Path, ...]:
    """The pack files that decide at a profile from which something was published."""
    return publishing(profile).files_in_force()


def drafts(profile: Path | None) -> DraftsAccess:
    """What managers keep allowing at a profile."""
    from returns_desk.adapters.replaying.drafts import (  # noqa: PLC0415 -- late, see above
        DraftsAccess,
    )
    from returns_desk.adapters.resources import resource_path  # noqa: PLC0415 -- late, see above

    return DraftsAccess(there_profile(profile), resource_path("policies"))
