"""`journal verify` of a journal that is gone, unguarded or another's, or has odd neighbours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.keys.places import make_keys
from returns_desk.adapters.profile import Profile
from support.command_lines import Ran, named_journal, ran, services_of, shop_with_a_case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from support.command_lines import Run


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return shop_with_a_case(tmp_path)


@pytest.fixture
def run(profile: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: str) -> Ran:
        services = services_of(journal=named_journal)
        return ran(capsys, services, "journal", *words, "--profile", profile)

    return run_words


def bend(profile: Path, statements: Sequence[str]) -> None:
    with closing(sqlite3.connect(profile / "journal.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_eight_mistyped_characters_are_to_be_checked_first(run: Run) -> None:
    code, out, _ = run("verify", "--anchor", "deadbeef")

    assert code == 1
    assert "Check its eight characters on the paper" in out
    assert "Vouched for up to event 4" in out


def test_a_manifest_that_is_not_there_is_no_matter_of_writing(run: Run, profile: Path) -> None:
    code, _, err = run("verify", "--anchor", str(profile / "none" / "manifest.json"))

    assert code == 2
    assert "Check the name, and that its folder is there." in err


@pytest.mark.parametrize(
    "hollowing",
    [
        ["DROP TRIGGER events_never_go"],
        [
            "DROP TRIGGER events_never_go",
            "CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN SELECT 1; END",
        ],
    ],
)
def test_a_journal_without_its_guards_is_bad_until_they_are_put_back(
    run: Run, profile: Path, hollowing: list[str]
) -> None:
    bend(profile, hollowing)

    code, out, _ = run("verify")
    told = run("verify", "--json").json
    rebuilt = run("rebuild")

    assert code == 1
    assert "events_never_go" in out
    assert "all as they were recorded" not in out
    assert (told["verifies"], told["bent"]["problem"], told["warnings"]) == (False, "guards", [])
    assert rebuilt.code == 0
    assert run("verify").code == 0


def test_a_journal_of_another_key_is_bad_though_nothing_remembers_this_one(
    run: Run, profile: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The journal of another shop with the same installation id, put in the place of ours."""
    other = tmp_path_factory.mktemp("other")
    (other / "config.toml").write_bytes((profile / "config.toml").read_bytes())
    with Profile.open(profile) as here:
        make_keys(other / "keys", here.configuration.keys.place)
    with Profile.open(other) as there:
        there.lock()
        there.open_journal().close()
    (profile / "journal.db").write_bytes((other / "journal.db").read_bytes())
    for remembered in ("keys/anchor.json", "journal.end"):
        (profile / remembered).unlink()

    code, out, _ = run("verify")

    assert code == 1
    assert "not signed with this terminal's key" in out


@pytest.mark.parametrize("words", [("verify",), ("search", "shelf"), ("rebuild",)])
def test_a_journal_that_is_gone_is_not_called_new(
    run: Run, profile: Path, words: tuple[str, ...]
) -> None:
    (profile / "journal.db").unlink()

    code, _, err = run(*words)

    assert code == 2
    assert "the journal is gone; this terminal recorded 4 events" in err


def test_people_of_whom_the_journal_knows_nothing_are_told_and_are_no_contradiction(
    run: Run, profile: Path
) -> None:
    with Profile.open(profile) as desk, desk.open_people() as people:
        for number in range(7):
            people.put(f"x{number}", {"name": "Nobody"})

    code, out, _ = run("verify", "--deep")

    assert code == 0
    assert "of which this journal records nothing" in out
    assert "case x0, x1, x2, x3, x4 and 2 more" in out
    assert "records nothing" not in run("verify").out


def test_people_that_can_not_be_read_do_not_hide_what_the_journal_is(
    run: Run, profile: Path
) -> None:
    (profile / "people.db").write_text("junk")

    code, out, err = run("verify", "--deep")

    assert (code, err) == (1, "")
    assert "people.db: This file is not a database." in out
    assert "Vouched for up to event 4" in out
