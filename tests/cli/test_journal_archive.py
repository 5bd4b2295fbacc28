"""`journal archive` as a command: what it prints, and what the others say once a file is away."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.journal.journal_kit import event
from adapters.keeping.archive_kit import at, begun_shop, left_open, opened
from returns_desk.application.archived_years import NEWEST_STAY
from returns_desk.bootstrap.commands import run as run_command

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Two returns in 2023, one open case in 2024, and as many later events as stay anyway."""
    shop = begun_shop(tmp_path / "shop", [2023])
    left_open(shop, 2024)
    with opened(shop, at(2025)) as profile, profile.locked(), profile.open_journal() as journal:
        journal.append(*(event("operator_signed_in", None) for _ in range(NEWEST_STAY + 20)))
    return shop


@pytest.fixture
def run(shop: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: object) -> tuple[int, str, str]:
        code = run_command(["journal", *map(str, words), "--profile", str(shop)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_words


def test_it_says_what_moved_where_and_what_keeps_the_rest(run: Run, shop: Path) -> None:
    code, out, err = run("archive", "--before", 2026)

    (file,) = (shop / "archive").iterdir()
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"Moved events 1 to 22: {file}"
    assert out.splitlines()[-1] == "Later events stay, because case 3 is still open."


def test_nothing_to_move_is_said_and_is_no_mistake(run: Run) -> None:
    assert run("archive", "--before", 2023)[:2] == (
        0,
        "Nothing to move: no event of before 2023 can go; the newest 500 stay in any case.\n",
    )


def test_programs_get_it_as_json(run: Run, shop: Path) -> None:
    told = json.loads(run("archive", "--before", 2026, "--json")[1])

    assert Path(told["file"]).parent == shop / "archive"
    assert (told["first"], told["last"]) == (1, 22)
    assert (told["held_case"], told["held_why"]) == ("3", "open")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--before", 2099), "this year's events stay"),
        (("--before", "last"), "this is no year; write it as 2024"),
        ((), "required: --before"),
    ],
)
def test_a_year_that_is_none_or_not_over_is_one_line(
    run: Run, words: tuple[object, ...], said: str
) -> None:
    code, out, err = run("archive", *words)

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err


def test_while_a_desk_runs_it_is_refused_in_one_line(run: Run, shop: Path) -> None:
    with opened(shop) as running, running.locked():
        code, out, err = run("archive", "--before", 2026)

    assert (code, out) == (2, "")
    assert "has this profile open since" in err
    assert len(err.splitlines()) == 1


def test_verify_says_what_lies_elsewhere(run: Run, shop: Path, tmp_path: Path) -> None:
    run("archive", "--before", 2026)
    (shop / "archive").rename(tmp_path / "elsewhere")

    code, out, err = run("verify", "--deep")
    assert (code, err) == (0, "")
    assert out.startswith("Events 23 to ")
    assert "Events 1 to 22 lie in journal-1-22.db, which is not here: not provable now." in out
    assert json.loads(run("verify", "--json")[1])["away_to"] == 22

    code, out, _ = run("verify", "--deep", "--archives", tmp_path / "elsewhere")
    assert code == 0
    assert "not here" not in out


@pytest.mark.parametrize("words", [("export",), ("rebuild",)])
def test_what_needs_old_events_names_the_file(
    run: Run, shop: Path, tmp_path: Path, words: tuple[str]
) -> None:
    run("archive", "--before", 2026)
    (shop / "archive").rename(tmp_path / "elsewhere")

    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "journal-1-22.db, which is not here. Put it back into" in err
    assert len(err.splitlines()) == 1

    assert run(*words, "--archives", tmp_path / "elsewhere")[0] == 0


def test_search_goes_on_without_the_file(run: Run, shop: Path) -> None:
    run("archive", "--before", 2026)
    (shop / "archive" / "journal-1-22.db").unlink()

    code, out, _ = run("search", "A-77")
    assert code == 0
    assert len(out.splitlines()) == 2


def test_a_bent_archive_is_a_bad_answer(run: Run, shop: Path) -> None:
    run("archive", "--before", 2026)
    (shop / "archive" / "journal-1-22.db").write_bytes(b"nothing")

    code, out, _ = run("verify")
    assert code == 1
    assert "this archive is damaged. Put it back from a backup." in out
