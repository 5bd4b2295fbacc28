"""`journal verify --deep` compares the index that finds cases with the events, on real files."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from adapters.journal.journal_kit import event, item, whole_return
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from support.command_lines import Ran, named_journal, ran, services_of

if TYPE_CHECKING:
    from pathlib import Path

    from support.command_lines import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Profile.demo(tmp_path / "shop", pin_cost=PinCost(1, 8, 1)) as demo:
        demo.lock()
        with demo.open_journal() as journal:
            journal.append(*whole_return())
            journal.search("shelf", 1)
            goods = {**item(), "description": "Kohvikann"}
            journal.append(event("case_opened", "case-2", number=2))
            journal.append(event("claim_changed", "case-2", items=[goods]))
            journal.search("kohvikann", 1)
    return tmp_path / "shop"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: str) -> Ran:
        services = services_of(journal=named_journal)
        return ran(capsys, services, "journal", *words, "--profile", folder)

    return run_words


def bend(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "search.db")) as stranger:
        for statement in statements:
            stranger.execute(statement)
        stranger.commit()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE case_words SET words = words || ' teekann' WHERE case_id = 'case-2'",
            "is damaged",
        ),
        ("DELETE FROM case_words WHERE case_id = 'case-2'", "is damaged"),
        ("INSERT INTO found (found, rowid, words) VALUES ('delete', 2, 'kohvikann')", "is damaged"),
        ("UPDATE case_words SET case_id = 'case-9' WHERE case_id = 'case-2'", "differs from it"),
    ],
    ids=["a word more", "a case less", "a word less", "another case"],
)
def test_a_bent_index_is_told_and_rebuilt(
    folder: Path, run: Run, statement: str, said: str
) -> None:
    assert run("verify", "--deep")[0] == 0
    bend(folder, statement)

    code, out, _ = run("verify", "--deep")

    assert code == 1
    assert f"search.db, which finds cases and is made from the journal, {said}" in out
    assert run("rebuild")[0] == 0
    assert run("verify", "--deep")[0] == 0


def test_a_word_that_index_and_words_agree_on_and_no_event_holds_is_told(
    folder: Path, run: Run
) -> None:
    bend(
        folder,
        "INSERT INTO case_words VALUES (99, 'case-99', 'teekann')",
        "INSERT INTO found (rowid, words) VALUES (99, 'teekann')",
    )

    code, out, _ = run("verify", "--deep")

    assert code == 1
    assert "differs from it" in out


def test_a_torn_index_is_told(folder: Path, run: Run) -> None:
    (folder / "search.db").write_bytes(b"no database at all" * 400)

    code, out, _ = run("verify", "--deep")

    assert (code, "search.db" in out) == (1, True)


def test_an_index_that_lags_or_is_not_there_is_none_the_worse(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "before")
    with Profile.open(folder) as profile, profile.locked(), profile.open_journal() as journal:
        journal.append(event("case_opened", "case-3", number=3))
    lags = (folder / "search.db").read_bytes()

    assert run("verify", "--deep")[0] == 0
    assert (folder / "search.db").read_bytes() == lags
    for each in folder.glob("search.db*"):
        each.unlink()
    assert run("verify", "--deep")[0] == 0
    assert not (folder / "search.db").exists()


def test_a_quick_verify_does_not_read_it(folder: Path, run: Run) -> None:
    bend(folder, "DELETE FROM case_words")

    assert run("verify")[0] == 0
