"""What commands on the journal reach it through: reading, searching, copies, archives, erasing.

Owns their wiring. Everything is imported late, as in commands.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.bootstrap.profiles import (
    profile_directory,
    readable_profile,
    there_profile,
)

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.keeping.archiving import ArchivingAccess
    from returns_desk.adapters.keeping.keeping_access import KeepingAccess
    from returns_desk.adapters.people.erasing_access import ErasingAccess
    from returns_desk.adapters.people.people_search import PeopleSearch
    from returns_desk.adapters.profile_access import JournalAccess
    from returns_desk.adapters.profile_losses import LossAccess


def journal(profile: Path | None) -> JournalAccess:
    """The journal, also where the keys of its profile can't be read."""
    from returns_desk.adapters.profile_access import (  # noqa: PLC0415 -- late, see above
        JournalAccess,
    )

    return JournalAccess(readable_profile(profile))


def erasing(profile: Path | None) -> ErasingAccess:
    """The personal data of cases, to be erased."""
    from returns_desk.adapters.people.erasing_access import (  # noqa: PLC0415 -- late, see above
        ErasingAccess,
    )

    return ErasingAccess(there_profile(profile))


def people_search(profile: Path | None) -> PeopleSearch:
    """The search for cases by a person's name."""
    from returns_desk.adapters.people.people_search import (  # noqa: PLC0415 -- late, see above
        PeopleSearch,
    )

    return PeopleSearch(there_profile(profile))


def keeping(profile: Path | None) -> KeepingAccess:
    """Backups, restores and exports."""
    from returns_desk.adapters.keeping.keeping_access import (  # noqa: PLC0415 -- late, see above
        KeepingAccess,
    )

    return KeepingAccess(profile_directory(profile), _ask_for_backup)


def archiving(profile: Path | None) -> ArchivingAccess:
    """The archiving of old years."""
    from returns_desk.adapters.keeping.archiving import (  # noqa: PLC0415 -- late, see above
        ArchivingAccess,
    )

    return ArchivingAccess(there_profile(profile))


def losses(profile: Path | None) -> LossAccess:
    """What a manager can answer for."""
    from returns_desk.adapters.profile_losses import LossAccess  # noqa: PLC0415 -- late, see above

    return LossAccess(there_profile(profile))


def _ask_for_backup(profile: Path, folder: Path) -> str | None:
    # Late: only a desk that runs beside the command makes it load Qt.
    from returns_desk.bootstrap.handover import ask_for_backup  # noqa: PLC0415 -- see above

    return ask_for_backup(profile, folder)
