"""Erasing and retention reach what restores kept aside: no file of the profile holds the person."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from adapters.keeping.keeping_kit import backed_up
from returns_desk.adapters.keeping import database_copies
from returns_desk.adapters.keeping.restoring import restore_backup
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.people import SqlitePeopleStore
from returns_desk.adapters.people.daily_retention import DailyRetention
from returns_desk.adapters.people.erasing_access import ErasingAccess
from returns_desk.adapters.people.every_copy import EveryCopy
from returns_desk.adapters.people.name_index import NameIndex
from returns_desk.adapters.profile import Profile
from returns_desk.application.ports import NewEvent
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.command_lines import unused

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "Õie Kõrvemägi-Übersee"
ASIDE = "before-restore-20260101T120000000000Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop with the person of case 1, and another of case 2."""
    with Profile.demo(tmp_path / "shop", pin_cost=PinCost(1, 8, 1)) as demo:
        demo.lock()
        with demo.open_journal() as journal, demo.open_people() as people:
            for number, name in enumerate((NAME, "Someone Else"), start=1):
                journal.append(NewEvent("case_opened", {"number": number}, f"case-{number}"))
                kept = people.put(f"case-{number}", {"name": name}, demo.clock.now().date())
                payload = {"hash": f"sha256:{kept}"}
                journal.append(NewEvent("personal_data_kept", payload, f"case-{number}"))
    return tmp_path / "shop"


@pytest.fixture
def secrets(folder: Path) -> dict[str, bytes]:
    """Every form in which the person of case 1 lies on the disk, or may."""
    wrapping = Profile.open(folder)._keys.derived("people")
    with closing(sqlite3.connect(folder / "people.db")) as stranger:
        wrapped, ciphertext = stranger.execute(
            "SELECT wrapped_key, ciphertext FROM documents WHERE case_id = 'case-1'"
        ).fetchone()
    tokens = sorted(NameIndex(wrapping).tokens(NAME))
    return {
        "name": NAME.encode(),
        "key": aes_key_unwrap(wrapping, wrapped),
        "wrapped key": wrapped,
        "ciphertext": ciphertext,
        **{f"token {index}": token for index, token in enumerate(tokens)},
    }


def found_in(folder: Path, secrets: dict[str, bytes]) -> set[str]:
    every = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return {form for form, sought in secrets.items() if sought in every}


def keep_aside(folder: Path, name: str = ASIDE) -> Path:
    """A copy of people.db, as a restore that replaced it kept it."""
    (folder / name).mkdir()
    return Path(shutil.copy(folder / "people.db", folder / name / "people.db"))


def damage(path: Path) -> None:
    """What is in it can be read by whoever reads bytes, and by no database."""
    content = path.read_bytes()
    path.write_bytes(b"x" * 100 + content[100:])


def write_into_the_log_only(path: Path, person: Path) -> None:
    """The state that a killed desk leaves: what was written last stands in the log alone."""
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("ATTACH ? AS other", [str(person)])
        writer.execute("INSERT INTO documents SELECT * FROM other.documents")
        writer.commit()
        shutil.copytree(path.parent, path.parent.with_name(f"{path.parent.name}1"))


def erase(folder: Path, named: str) -> bool:
    with Profile.open(folder) as profile:
        return ErasingAccess(profile).erase(named).found


def retention_round(folder: Path, days: int) -> None:
    with (
        Profile.open(folder) as profile,
        profile.locked(),
        profile.open_journal() as journal,
        profile.open_people() as people,
    ):
        DailyRetention((journal, EveryCopy(people)), profile.clock, days, unused).round()


def test_after_an_erasure_no_copy_holds_the_person_any_more(
    folder: Path, secrets: dict[str, bytes]
) -> None:
    keep_aside(folder)
    damage(keep_aside(folder, "before-restore-20260202T120000000000Z"))
    keep_aside(folder, "restoring")
    assert {"wrapped key", "ciphertext", "token 0"} <= found_in(folder, secrets)

    assert erase(folder, "1")

    assert found_in(folder, secrets) == set()
    with Profile.open(folder) as profile, profile.open_people() as people:
        assert people.at(folder / ASIDE / "people.db").cases() == ("case-2",)


def test_a_copy_with_its_own_log_is_reached_too(
    folder: Path, secrets: dict[str, bytes], tmp_path: Path
) -> None:
    path = keep_aside(folder)
    shutil.copy(path, tmp_path / "person.db")
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("DELETE FROM documents")
        writer.execute("DELETE FROM name_tokens")
        writer.commit()
        writer.execute("VACUUM")
    write_into_the_log_only(path, tmp_path / "person.db")
    shutil.rmtree(path.parent)
    (log,) = folder.glob("before-restore-*/people.db-wal")
    assert secrets["wrapped key"] in log.read_bytes()

    assert erase(folder, "1")

    assert found_in(folder, secrets) == set()


def test_a_real_restore_in_another_tills_place_leaves_a_copy_that_is_reached(
    folder: Path, secrets: dict[str, bytes], tmp_path: Path
) -> None:
    """The journal of now knows no case of it, so it is named by its id."""
    with Profile.demo(tmp_path / "other", pin_cost=PinCost(1, 8, 1)) as other:
        other.lock()
        with other.open_journal(), other.open_people():
            pass
    backed_up(tmp_path / "other", tmp_path / "kept")
    restore_backup(folder, tmp_path / "kept", as_replacement=True)
    (aside,) = folder.glob("before-restore-*/people.db")
    assert secrets["wrapped key"] in aside.read_bytes()

    assert erase(folder, "case-1")

    assert found_in(folder, secrets) == set()
    assert cases_everywhere(folder) == ("case-2",)
    with pytest.raises(OperatorMistake):
        erase(folder, "case-1")


def cases_everywhere(folder: Path) -> tuple[str, ...]:
    with Profile.open(folder) as profile, profile.locked(), profile.open_people() as people:
        return EveryCopy(people).cases()


def test_a_case_whose_term_ended_leaves_every_copy(folder: Path, secrets: dict[str, bytes]) -> None:
    path = keep_aside(folder)
    damaged = keep_aside(folder, "before-restore-20260303T120000000000Z")
    damage(damaged)
    for each in (folder / "people.db", path):
        with closing(sqlite3.connect(each)) as stranger:
            stranger.execute("UPDATE documents SET kept_on = '2025-01-01' WHERE case_id = 'case-1'")
            stranger.commit()
    with Profile.open(folder) as profile, profile.locked(), profile.open_journal() as journal:
        journal.append(NewEvent("case_left", {"reason": "other"}, "case-1"))

    retention_round(folder, 100)

    assert found_in(folder, secrets) == set()
    assert cases_everywhere(folder) == ("case-2",)
    assert not damaged.exists()


def test_a_damaged_copy_stays_while_its_term_runs_and_nobody_is_erased(folder: Path) -> None:
    today = date.fromisoformat("2026-04-01")
    damaged = keep_aside(folder, "before-restore-20260303T120000000000Z")
    strange = keep_aside(folder, "before-restore-x")
    damage(damaged)
    damage(strange)
    with Profile.open(folder) as profile, profile.locked(), profile.open_people() as people:
        everywhere = EveryCopy(people)
        everywhere.kept_before(today - timedelta(days=30), today)

        assert damaged.exists()
        assert not strange.exists()


def test_what_the_journal_says_is_erased_is_finished_in_copies_at_the_next_start(
    folder: Path, secrets: dict[str, bytes]
) -> None:
    path = keep_aside(folder)
    aside = path.read_bytes()
    erase(folder, "1")
    path.write_bytes(aside)

    retention_round(folder, 3650)

    assert found_in(folder, secrets) == set()


@pytest.fixture
def busy(folder: Path) -> Iterator[Path]:
    """A copy that somebody writes."""
    path = keep_aside(folder)
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("PRAGMA locking_mode = EXCLUSIVE")
        stranger.execute("BEGIN EXCLUSIVE")
        yield path


def test_a_copy_that_is_in_use_is_not_taken_for_a_damaged_one(
    folder: Path, busy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_copies, "BUSY_TIMEOUT_MS", 1)
    with (
        Profile.open(folder) as profile,
        SqlitePeopleStore(
            folder / "people.db", profile._keys.derived("people"), busy_timeout_ms=1
        ) as people,
        pytest.raises(EnvironmentFault),
    ):
        EveryCopy(people).erase("case-1")

    assert busy.exists()
