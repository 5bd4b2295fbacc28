"""What commands reach the hub through: its administration, and a profile's way there.

Owns their wiring. Everything is imported late, as in commands.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.bootstrap.profiles import there_profile

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.hub.hub_access import HubAccess
    from returns_desk.adapters.hub.sync_access import SyncAccess


def hub(dsn: str) -> HubAccess:
    """The hub that a DSN names."""
    from returns_desk.adapters.hub.hub_access import HubAccess  # noqa: PLC0415 -- late, see above

    return HubAccess(dsn)


def sync(profile: Path | None) -> SyncAccess:
    """The way of a profile's journal to its hub."""
    from returns_desk.adapters.hub.sync_access import (  # noqa: PLC0415 -- late, see above
        SyncAccess,
    )

    return SyncAccess(there_profile(profile))
