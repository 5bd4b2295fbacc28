"""Made the golden installation with an archive, by the last program of format 1; kept to show it.

Run from the project's folder with src and tests on PYTHONPATH. It refuses to replace what is there:
a golden installation is never made again. Its keys are worthless; its people are invented.
"""

import json
import sys
from pathlib import Path
from typing import Final

from adapters.keeping.archive_kit import archive, begun_shop, opened

PLACE: Final = Path(__file__).with_name("installation")
CASES: Final = ("case-1", "case-4", "case-8")
TYPES: Final = ("case_completed", "checkpoint", "journal_archived", "journal_begun")
PASSING: Final = (
    "profile.lock",
    "journal.db-shm",
    "journal.db-wal",
    "search.db",
    "search.db-shm",
    "search.db-wal",
)


def main() -> None:
    """Make the installation, and what its journal holds."""
    if PLACE.exists():
        sys.exit(f"{PLACE} is there already; a golden installation is never made again.")
    archive(begun_shop(PLACE), 2025)
    with opened(PLACE) as profile, profile.read_journal() as journal:
        told = {
            "head": journal.head(),
            "hashes": [event.hash for event in journal.read()],
            "cases": {each: [e.sequence for e in journal.read(case_id=each)] for each in CASES},
            "types": {each: [e.sequence for e in journal.read(types=[each])] for each in TYPES},
        }
    for name in PASSING:
        (PLACE / name).unlink(missing_ok=True)
    expected = PLACE.with_name("expected.json")
    expected.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
