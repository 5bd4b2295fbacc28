"""A backup is asked for while the desk runs: the desk makes it, and the counter goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeys.harness import SHELF, Counter
from returns_desk.adapters.keeping.finding_backups import find_backup
from returns_desk.adapters.keeping.keeping_access import KeepingAccess
from returns_desk.application.desk_state import Stage
from returns_desk.bootstrap.backups import Answers, backing_up, backups_of
from returns_desk.bootstrap.handover import Reception, ask_for_backup
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeys.conftest import OpenCounter

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def counter(open_counter: OpenCounter) -> Counter:
    """A desk with a case on its screen."""
    counter = open_counter()
    counter.sign_in()
    counter.scan(SHELF)
    return counter


@pytest.fixture
def reception(counter: Counter) -> Iterator[Reception]:
    """The running desk answers other programs, as it does once its window is open."""
    made, answers = Reception(counter.folder), Answers()
    with backups_of(counter.profile) as backups:
        made.back_up_with(backing_up(backups, answers))
        yield made
    made.close()


def backup_in_a_process(counter: Counter, *words: str) -> tuple[int, str, str]:
    """What IT runs, while the desk's window goes on."""
    line = [sys.executable, "-m", "returns_desk", "journal", "backup", *words]
    process = subprocess.Popen(
        [*line, "--profile", str(counter.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    counter.qtbot.waitUntil(lambda: process.poll() is not None, timeout=60_000)
    return process.returncode, *process.communicate()


@pytest.mark.usefixtures("reception")
def test_the_running_desk_makes_it_and_the_case_stays_in_sight(
    counter: Counter, tmp_path: Path
) -> None:
    code, out, err = backup_in_a_process(counter, str(tmp_path / "kept"), "--json")

    assert (code, err) == (0, "")
    told = json.loads(out)
    backup, manifest = find_backup(tmp_path / "kept")
    assert (told["folder"], told["sequence"]) == (str(backup), manifest.sequence)
    assert counter.stage() is Stage.BOARD


@pytest.mark.usefixtures("reception")
def test_what_stood_in_its_way_comes_back_as_one_line(counter: Counter, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")

    code, out, err = backup_in_a_process(counter, str(tmp_path / "kept"))

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "Check that this folder is there" in err


def test_a_desk_that_does_not_answer_is_named(counter: Counter, tmp_path: Path) -> None:
    code, out, err = backup_in_a_process(counter, str(tmp_path / "kept"))

    assert (code, out) == (2, "")
    assert f"process {os.getpid()} has this profile open" in err
    assert not (tmp_path / "kept").exists()


@pytest.mark.usefixtures("reception")
def test_nothing_is_restored_under_it(counter: Counter, tmp_path: Path) -> None:
    assert backup_in_a_process(counter, str(tmp_path / "kept"))[0] == 0

    with pytest.raises(OperatorMistake, match="has this profile open"):
        KeepingAccess(counter.folder).restore(tmp_path / "kept", as_replacement=False)


@pytest.mark.usefixtures("reception")
def test_nobody_reads_an_answer_from_a_desk_of_another_profile(tmp_path: Path) -> None:
    assert ask_for_backup(tmp_path / "elsewhere", tmp_path / "kept") is None
