"""What publishing leaves in the journal stays readable as it was first written.

The golden file was written by the program in the first form of these events; never write it anew.
"""

import json
from datetime import date, datetime
from pathlib import Path

from returns_desk.application.ports import Event
from returns_desk.application.publishing import Publication, publications

FIRST = Path(__file__).parents[1] / "golden" / "case_events" / "publishing_v1.jsonl"


def test_a_publication_and_its_taking_back_are_read() -> None:
    documents = [json.loads(line) for line in FIRST.read_text(encoding="utf-8").splitlines()]
    events = [Event(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in documents]

    assert publications(events) == (
        Publication(
            number=1,
            pack="shop-corner",
            version="7",
            fingerprint="sha256:" + "ab" * 32,
            content="cd" * 32,
            effective_from=date(2026, 12, 1),
            by="ines",
            basis="approvals",
            is_reverted=True,
        ),
    )
    assert publications(events[:1])[0].is_reverted is False
