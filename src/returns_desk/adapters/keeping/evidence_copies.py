"""The files of cases in backups and restores: with people.db, whose keys alone open them.

Owns which files go along. A file never changes once it is written, so a backup shares those that
the one before it has, where the disk can do that. It must not read what is in them.
"""

import filecmp
import os
from collections.abc import Collection
from pathlib import Path

from returns_desk.adapters.evidence_files import EVIDENCE, KEPT, UNSETTLED, EvidenceFolder
from returns_desk.adapters.keeping.manifests import MANIFEST
from returns_desk.adapters.safe_files import copy_safely


def copy_evidence(profile: Path, filling: Path, backups: Path) -> int:
    """Copy every file into a backup that is being made; how many bytes they are.

    `backups` is where the backups of personal data lie.

    Raises:
        EnvironmentFault: the disk can't take it.
    """
    folder, before, total = EvidenceFolder(profile), _newest(backups), 0
    for place in folder.kept():
        name = f"{EVIDENCE}/{KEPT}/{place.case_id}/{place.evidence}"
        # The desk that runs beside may have moved it since, or the case was erased.
        source = folder.path_of(place)
        if source is not None:
            _copy(source, before / name if before else None, filling / name)
            total += (filling / name).stat().st_size
    return total


def bring_evidence(backup: Path, staging: Path, erased: Collection[str]) -> None:
    """Bring the files of a backup of personal data to where a restore needs them.

    They come unsettled: the first start looks which of them the journal names.

    Raises:
        EnvironmentFault: the disk can't take it.
    """
    for path in sorted((backup / EVIDENCE / KEPT).glob("*/*")):
        case_id = path.parent.name
        if case_id not in erased:
            copy_safely(path, staging / EVIDENCE / UNSETTLED / case_id / path.name)


def _copy(source: Path, there: Path | None, target: Path) -> None:
    if there is None or not _shared(source, there, target):
        copy_safely(source, target)


def _newest(backups: Path) -> Path | None:
    return max((each.parent for each in backups.glob(f"*/{MANIFEST}")), default=None)


def _shared(source: Path, there: Path, target: Path) -> bool:
    """Whether the backup before has the very same bytes, and the disk lets both share them."""
    try:
        if not filecmp.cmp(source, there, shallow=False):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(there, target)
    except OSError:
        return False
    return True
