"""Killed between key, file and event: no event without its file, no file without its event."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fakes import PlainWords
from returns_desk.adapters.evidence_files import EvidenceFolder
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.profile_access import JournalAccess
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.bootstrap.counter import add_demo_sales, open_counter
from support import killed_papers
from support.killed_papers import DOCUMENT, MOMENTS

if TYPE_CHECKING:
    from returns_desk.application.desk_state import DeskState

ROOT = Path(__file__).parents[2]
STAYS = ("event recorded", "settled", "set aside")
"""Where the journal names the file, so that it stays."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Profile.demo(tmp_path / "shop", pin_cost=PinCost(1, 8, 1)) as profile, profile.locked():
        add_demo_sales(profile, profile.clock.now().replace(year=2026, month=11, day=21))
    return tmp_path / "shop"


def run(folder: Path, moment: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    return subprocess.run(
        [sys.executable, killed_papers.__file__, str(folder), moment],
        env={**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def goes_on(folder: Path) -> DeskState:
    """The next start: the case is taken up, and one more paper is taken in."""
    with (
        Profile.open(folder) as profile,
        profile.locked(),
        open_counter(profile, PlainWords) as desk,
    ):
        desk.choose_operator(DEMO_OPERATORS[0].id)
        desk.sign_in(DEMO_OPERATORS[0].pin)
        (case_id,) = desk.services.journal.open_cases()
        before = desk.resume_case(case_id)
        after = desk.keep_file(PaperKind.OTHER, DOCUMENT)
        assert after.case is not None
        for paper in after.case.other_ways.papers:
            file = desk.paper_file(paper.id)
            assert file is not None
            assert file.content == DOCUMENT
        return before


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_the_journal_names_is_there_and_nothing_else(folder: Path, moment: str) -> None:
    ended = run(folder, moment)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with Profile.open(folder) as profile:
        assert JournalAccess(profile).side_problem() is None

    state = goes_on(folder)

    assert state.case is not None
    papers = state.case.other_ways.papers
    assert len(papers) == (1 if moment in STAYS else 0)
    files = EvidenceFolder(folder)
    assert len(files.kept()) == len(papers) + 1
    assert files.unsettled() == ()
    assert list((folder / "evidence").rglob("*.new")) == []
    with Profile.open(folder) as profile:
        assert JournalAccess(profile).side_problem() is None


def test_a_disk_that_takes_nothing_leaves_nothing_and_the_case_goes_on(folder: Path) -> None:
    refused = run(folder, "small_disk")
    assert (refused.returncode, refused.stdout) == (0, "disk_full"), refused.stderr
    assert EvidenceFolder(folder).kept() == {}

    state = goes_on(folder)

    assert state.case is not None
    assert state.case.other_ways.papers == ()
