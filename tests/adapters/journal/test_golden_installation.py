"""Every format ever shipped stays readable: an installation of each, as it was made."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from adapters.journal.journal_kit import RECEIPT, event
from adapters.keeping.archive_kit import archive, exported, opened, verified
from returns_desk.adapters.journal.schema import FORMAT_VERSION
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
FORMATS = ("journal_v1", "journal_v2")
ARCHIVED = GOLDEN / "journal_v1_archived"


@pytest.fixture(params=FORMATS)
def golden(request: pytest.FixtureRequest) -> Path:
    return GOLDEN / str(request.param)


@pytest.fixture
def profile(golden: Path, tmp_path: Path) -> Profile:
    shutil.copytree(golden / "installation", tmp_path / "shop")
    return Profile.open(tmp_path / "shop")


@pytest.fixture
def archived(tmp_path: Path) -> Path:
    shutil.copytree(ARCHIVED / "installation", tmp_path / "old")
    return tmp_path / "old"


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


def sqlite_format(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def told_of(folder: Path) -> object:
    """What is read of the installation with an archive, in the form of its expected.json."""
    expected = json.loads((ARCHIVED / "expected.json").read_text(encoding="utf-8"))
    with opened(folder) as profile, profile.read_journal() as journal:
        told = {
            "head": journal.head(),
            "hashes": [each.hash for each in journal.read()],
            "cases": {
                case_id: [each.sequence for each in journal.read(case_id=case_id)]
                for case_id in expected["cases"]
            },
            "types": {
                kind: [each.sequence for each in journal.read(types=[kind])]
                for kind in expected["types"]
            },
        }
    return json.loads(json.dumps(told))


def holds(found: object, expected: object) -> bool:
    """True if everything expected is found; a program of today may know more keys."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(key in found and holds(found[key], each) for key, each in expected.items())
    if isinstance(expected, list) and isinstance(found, list):
        return len(found) == len(expected) and all(map(holds, found, expected))
    return found == expected


def test_everything_in_it_is_read_as_it_was_written(profile: Profile, golden: Path) -> None:
    expected = json.loads((golden / "expected.json").read_text(encoding="utf-8"))

    assert holds(contents(profile), expected)


def test_everything_is_there_once_this_program_has_written_to_it(
    profile: Profile, golden: Path
) -> None:
    expected = json.loads((golden / "expected.json").read_text(encoding="utf-8"))

    with profile.locked():
        profile.open_journal().close()

    assert holds(contents(profile), expected)
    # Nothing was recorded either: what was signed stays signed, and the anchors go on to fit.
    assert sqlite_format(profile.journal_path) == FORMAT_VERSION


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


@pytest.mark.parametrize("is_migrated", [False, True])
def test_an_archive_of_the_first_format_goes_on_to_be_read_and_verified(
    archived: Path, *, is_migrated: bool
) -> None:
    expected = json.loads((ARCHIVED / "expected.json").read_text(encoding="utf-8"))
    before = (archived / "archive" / "journal-1-43.db").read_bytes()
    if is_migrated:
        with opened(archived) as profile, profile.locked():
            profile.open_journal().close()

    assert told_of(archived) == expected
    assert sqlite_format(archived / "journal.db") == (FORMAT_VERSION if is_migrated else 1)
    assert (archived / "archive" / "journal-1-43.db").read_bytes() == before
    for deep in (False, True):
        found = verified(archived, deep=deep)
        assert (found.bent, found.away_to, found.vouched_to) == (None, 0, expected["head"][0])


def test_more_years_are_archived_beside_an_archive_of_the_first_format(archived: Path) -> None:
    before = exported(archived)

    done = archive(archived, 2026)

    assert done.file is not None
    assert sqlite_format(done.file) == FORMAT_VERSION
    assert exported(archived)[: len(before)] == before
    assert verified(archived).bent is None
