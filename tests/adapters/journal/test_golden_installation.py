"""Every format ever shipped stays readable: the installation of format 1, as it was made."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from adapters.journal.journal_kit import RECEIPT, event
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "journal_v1"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    shutil.copytree(GOLDEN / "installation", tmp_path / "shop")
    return Profile.open(tmp_path / "shop")


def contents(profile: Profile) -> object:
    """What a program of today reads, in the form of expected.json."""
    with profile.read_journal() as journal, profile.open_people() as people:
        document = {
            "verification": asdict(journal.verify(deep=True)),
            "events": [
                asdict(each) | {"at": each.at.isoformat(timespec="milliseconds")}
                for each in journal.read()
            ],
            "returned_so_far": asdict(journal.returned_so_far(RECEIPT)),
            "open_cases": journal.open_cases(),
            "next_case_number": journal.next_case_number(),
            "legs_in_doubt": [asdict(each) for each in journal.legs_in_doubt()],
            "person": people.get("case-2"),
            "person_hash": people.hash_of("case-2"),
            "operators": [asdict(each) for each in profile.operators().all()],
            "configuration": profile.configuration.model_dump(),
        }
    return json.loads(json.dumps(document, default=str))


def holds(found: object, expected: object) -> bool:
    """True if everything expected is found; a program of today may know more keys."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(key in found and holds(found[key], each) for key, each in expected.items())
    if isinstance(expected, list) and isinstance(found, list):
        return len(found) == len(expected) and all(map(holds, found, expected))
    return found == expected


def test_everything_in_it_is_read_as_it_was_written(profile: Profile) -> None:
    expected = json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))

    assert holds(contents(profile), expected)


def test_its_people_sign_in_with_their_pins(profile: Profile) -> None:
    people = profile.operators()

    assert [people.check_pin(each.id, each.pin).name for each in DEMO_OPERATORS] == [
        each.name for each in DEMO_OPERATORS
    ]


def test_its_journal_goes_on(profile: Profile) -> None:
    with profile.locked(), profile.open_journal() as journal:
        journal.append(event("case_opened", "case-4", number=journal.next_case_number()))
        found = journal.verify(deep=True)

        assert found.bent is None
        assert journal.open_cases() == ("case-2", "case-4")
