"""`journal erase` on a real profile: afterwards no file holds the name, the key or a hash of it."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.people.daily_retention import DailyRetention
from returns_desk.adapters.people.erasing_access import ErasingAccess
from returns_desk.adapters.people.name_index import NameIndex
from returns_desk.adapters.profile import Profile
from returns_desk.application.ports import NewEvent
from support import killed_erasing
from support.command_lines import Ran, named_journal, named_profile, ran, services_of, unused

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.cli.context import Services
    from support.command_lines import Run

NAME = "Õie Kõrvemägi-Übersee"
STORY = "The shelf came down at night, on the cat."


def services() -> Services:
    return services_of(
        journal=named_journal,
        more={"erasing": lambda folder: ErasingAccess(named_profile(folder))},
    )


@dataclass
class Secrets:
    """Every form in which the person of case 1 lies on the disk."""

    forms: dict[str, bytes]

    def found_in(self, folder: Path) -> set[str]:
        """Those that some file still holds."""
        every = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        return {form for form, sought in self.forms.items() if sought in every}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Profile.demo(tmp_path / "profile", pin_cost=PinCost(1, 8, 1)) as demo:
        demo.lock()
        with demo.open_journal() as journal, demo.open_people() as people:
            for number, name in enumerate((NAME, "Someone Else"), start=1):
                journal.append(NewEvent("case_opened", {"number": number}, f"case-{number}"))
                people.put(f"case-{number}", {"name": "before"})
                kept = people.put(f"case-{number}", {"name": name, "story": STORY})
                payload = {"hash": f"sha256:{kept}"}
                journal.append(NewEvent("personal_data_kept", payload, f"case-{number}"))
    return tmp_path / "profile"


@pytest.fixture
def secrets(folder: Path) -> Secrets:
    wrapping = Profile.open(folder)._keys.derived("people")
    with closing(sqlite3.connect(folder / "people.db")) as stranger:
        wrapped, ciphertext = stranger.execute(
            "SELECT wrapped_key, ciphertext FROM documents WHERE case_id = 'case-1'"
        ).fetchone()
    key = aes_key_unwrap(wrapping, wrapped)
    tokens = NameIndex(wrapping).tokens(NAME)
    hashes = {f"token {index}": token for index, token in enumerate(sorted(tokens))}
    return Secrets(
        {
            "name": NAME.encode(),
            "part": b"vem\xc3\xa4gi",
            "story": STORY.encode(),
            "key": key,
            "key in hex": key.hex().encode(),
            "wrapped key": wrapped,
            "ciphertext": ciphertext,
            **hashes,
        }
    )


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: str) -> Ran:
        return ran(capsys, services(), "journal", *words, "--profile", folder)

    return run_words


def erasures(folder: Path) -> int:
    with Profile.open(folder).read_journal() as journal:
        return len(list(journal.read(types=("personal_data_erased",))))


def test_after_erasing_no_file_of_the_profile_holds_name_or_key(
    folder: Path, secrets: Secrets, run: Run
) -> None:
    at_rest = secrets.found_in(folder)

    code, out, err = run("erase", "1")

    assert {"wrapped key", "ciphertext", "token 0", "token 1", "token 2"} == at_rest
    assert (code, err) == (0, "")
    assert "what was kept of the person is erased" in out
    assert secrets.found_in(folder) == set()
    with Profile.open(folder).open_people() as people:
        assert people.cases() == ("case-2",)
        assert people.find("else") == ("case-2",)
        assert people.find("Korvemagi") == ()
    assert run("verify")[0] == 0


def test_erasing_again_says_that_nothing_is_there(folder: Path, run: Run) -> None:
    run("erase", "case-1")

    code, out, _ = run("erase", "1", "--json")

    assert code == 0
    assert json.loads(out) == {"case": "1", "case_id": "case-1", "erased": False}
    assert "nothing of a person is kept" in run("erase", "1")[1]
    assert erasures(folder) == 1


def test_a_case_that_does_not_exist_is_one_sentence(
    run: Run,
) -> None:
    code, out, err = run("erase", "77")

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "There is no case 77 in this journal." in err


def test_beside_a_running_desk_it_is_refused(folder: Path, secrets: Secrets, run: Run) -> None:
    with Profile.open(folder) as desk:
        desk.lock()
        code, _, err = run("erase", "1")

    assert code == 2
    assert "has this profile open since" in err
    assert "wrapped key" in secrets.found_in(folder)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM documents WHERE case_id = 'case-2'", "people.db has lost"),
        ("UPDATE documents SET ciphertext = x'00' WHERE case_id = 'case-2'", "not those that were"),
        ("UPDATE documents SET case_id = 'case-1' WHERE case_id = 'case-2'", "were erased, but"),
    ],
)
def test_verify_deep_compares_people_db_with_the_journal(
    folder: Path, run: Run, statement: str, said: str
) -> None:
    run("erase", "1")
    assert run("verify", "--deep")[0] == 0
    with closing(sqlite3.connect(folder / "people.db")) as stranger:
        stranger.execute(statement)
        stranger.commit()

    code, out, _ = run("verify", "--deep")

    assert code == 1
    assert said in out
    assert NAME not in out


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("step", killed_erasing.STEPS)
def test_killed_in_the_middle_erasing_again_finishes(
    folder: Path, secrets: Secrets, run: Run, step: str
) -> None:
    killed = subprocess.run(
        [sys.executable, killed_erasing.__file__, str(folder), "1", step], check=False
    )
    assert killed.returncode == -signal.SIGKILL

    code, _, err = run("erase", "1")

    assert (code, err) == (0, "")
    assert secrets.found_in(folder) == set()
    assert erasures(folder) == 1
    assert run("verify", "--deep")[0] == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("step", killed_erasing.STEPS)
def test_killed_in_the_middle_the_next_start_of_the_desk_finishes_by_itself(
    folder: Path, secrets: Secrets, step: str
) -> None:
    words = [sys.executable, killed_erasing.__file__, str(folder), "1", step]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL

    with (
        Profile.open(folder) as profile,
        profile.locked(),
        profile.open_journal() as journal,
        profile.open_people() as people,
    ):
        DailyRetention((journal, people), profile.clock, 365, unused).round()
        while_open = secrets.found_in(folder)

    assert while_open == set()
    assert secrets.found_in(folder) == set()
    assert erasures(folder) == 1
