"""What people.db holds is compared with each case's last word in the journal."""

from __future__ import annotations

import pytest

from fakes import FakeClock, FakeJournal
from returns_desk.application.ports import NewEvent
from returns_desk.application.side_data import first_contradiction


@pytest.fixture
def journal() -> FakeJournal:
    made = FakeJournal(FakeClock())
    for case_id, number in (("a", 1), ("b", 2), ("c", 3)):
        payload = {"hash": f"sha256:{number}"}
        made.append(NewEvent("personal_data_kept", payload, case_id))
    made.append(NewEvent("personal_data_erased", {"why": "asked_for"}, "b"))
    made.append(NewEvent("personal_data_kept", {"hash": "sha256:4"}, "c"))
    made.append(NewEvent("personal_data_kept", {"hash": "sha256:9"}))
    return made


def test_what_is_as_recorded_contradicts_nothing(journal: FakeJournal) -> None:
    assert first_contradiction(journal.events, {"a": "1", "c": "4", "unrecorded": "7"}) is None


@pytest.mark.parametrize(
    ("stored", "sequence", "said"),
    [
        ({"c": "4"}, 1, "Case a: people.db has lost"),
        ({"a": "8", "c": "4"}, 1, "Case a: the personal data in people.db are not those"),
        ({"a": "1", "b": "2", "c": "4"}, 4, "Case b: the personal data were erased, but"),
        ({"a": "1", "c": "3"}, 5, "Case c: the personal data in people.db are not those"),
    ],
)
def test_the_first_contradiction_names_its_case_and_event(
    journal: FakeJournal, stored: dict[str, str], sequence: int, said: str
) -> None:
    found = first_contradiction(journal.events, stored)

    assert found is not None
    assert (found.sequence, found.problem) == (sequence, "side_data")
    assert found.message.startswith(said)
