"""Where a profile's counter keeps what customers bring: the files, and how they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.evidence_files import EvidenceFolder
from returns_desk.adapters.evidence_intake import PaperIntake
from returns_desk.application.evidence.keeping import settle_files
from returns_desk.ui.kit.photos import clean_photo

if TYPE_CHECKING:
    from returns_desk.adapters.profile import Profile
    from returns_desk.application.evidence.keeping import PaperJournal


def open_evidence(profile: Profile, journal: PaperJournal) -> tuple[EvidenceFolder, PaperIntake]:
    """The files of a locked profile, those settled that a crash left; and what takes more in.

    Raises:
        EnvironmentFault: the folder can't be written.
    """
    files = EvidenceFolder(profile.directory)
    files.sweep()
    settle_files(journal, files)
    most = profile.configuration.evidence.most_megabytes
    return files, PaperIntake(clean_photo, most)
