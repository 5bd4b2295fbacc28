"""Whether the files of cases are those that the journal names.

Owns the sentences. It changes nothing, and needs no key.
"""

from collections.abc import Iterable
from pathlib import Path

from returns_desk.adapters.evidence_files import EvidenceFolder
from returns_desk.adapters.safe_files import sha256_of
from returns_desk.application.evidence.missing import NamedFile, named_files
from returns_desk.application.ports import BentEvent, Event


def evidence_problem(events: Iterable[Event], profile: Path) -> BentEvent | None:
    """The first file, in the journal's order, that is gone or was changed.

    Raises:
        EnvironmentFault: A file can't be read.

    """
    folder = EvidenceFolder(profile)
    for named in named_files(events):
        said = _said(folder, named)
        if said:
            message = (
                f"Case {named.place.case_id}: the file {named.place.evidence} ({named.kind}) "
                f"{said}; put it back from the last backup (event {named.sequence})."
            )
            return BentEvent(named.sequence, "side_data", message)
    return None


def _said(folder: EvidenceFolder, named: NamedFile) -> str:
    path = folder.path_of(named.place)
    if path is None:
        return "is gone"
    return "" if sha256_of(path) == named.sha256 else "is not the one that was kept"
