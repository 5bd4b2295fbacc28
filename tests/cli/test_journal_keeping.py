"""`journal backup`, `restore` and `export` as commands: what they print, and one line when not."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import (
    backed_up,
    begun_profile,
    cases_of,
    snapshot,
    verifies,
)
from returns_desk.adapters.keeping.finding_backups import find_backup
from returns_desk.bootstrap.commands import run as run_command

Run = Callable[..., tuple[int, str, str]]
SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return begun_profile(tmp_path / "shop")


@pytest.fixture
def run(shop: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: object, profile: Path | None = None) -> tuple[int, str, str]:
        line = ["journal", *map(str, words), "--profile", str(profile or shop)]
        code = run_command(line)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_words


def test_a_backup_says_where_it_is_and_gives_its_anchor(run: Run, tmp_path: Path) -> None:
    code, out, err = run("backup", tmp_path / "kept")

    backup, manifest = find_backup(tmp_path / "kept")
    assert (code, err) == (0, "")
    first, people, anchor = out.splitlines()
    assert first == f"Backed up and checked, to event {manifest.sequence}: {backup}"
    assert people.startswith("Personal data, apart: ")
    slip = anchor.removeprefix("Anchor: ")
    assert run("verify", "--anchor", slip)[0] == 0
    assert run("verify", "--anchor", f"{manifest.sequence}:{'0' * 8}")[0] == 1


def test_the_manifest_itself_is_taken_as_an_anchor(run: Run, tmp_path: Path) -> None:
    run("backup", tmp_path / "kept")
    path = find_backup(tmp_path / "kept")[0] / "manifest.json"

    assert run("verify", "--anchor", path)[0] == 0
    code, _, err = run("verify", "--anchor", tmp_path / "none" / "manifest.json")
    assert code == 2
    assert len(err.splitlines()) == 1


def test_the_configured_folder_is_the_usual_one(run: Run, shop: Path, tmp_path: Path) -> None:
    code, _, err = run("backup")
    assert code == 2
    assert 'add folder = "..." below [backup]' in err

    settings = shop / "config.toml"
    table = '\n[backup]\nfolder = "../kept"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + table, encoding="utf-8")

    assert run("backup")[0] == 0
    assert find_backup(tmp_path / "kept")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('at = "half past nine"', "is no time of day; write it as"),
        ("keep_days = 0", "is too small; write 1 or more"),
        ('floder = "x"', "there is no such key"),
    ],
)
def test_a_mistake_in_the_configuration_has_its_place_and_mend(
    run: Run, shop: Path, table: str, said: str
) -> None:
    settings = shop / "config.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + f"\n[backup]\n{table}\n", encoding="utf-8"
    )

    code, _, err = run("backup")

    assert code == 2
    assert "config.toml: backup." in err
    assert said in err


def test_a_restore_says_what_became_of_everything(run: Run, shop: Path, tmp_path: Path) -> None:
    backed_up(shop, tmp_path / "kept")
    (shop / "journal.db").write_bytes(b"spoiled")

    code, out, err = run("restore", tmp_path / "kept")

    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Restored to event ")
    assert lines[1].startswith("This is a new installation now: ")
    assert "Personal data: those of this profile are whole and stayed." in lines
    assert lines[-1].endswith("they may hold personal data.")
    assert verifies(shop)


def test_a_restore_as_json(run: Run, shop: Path, tmp_path: Path) -> None:
    made = backed_up(shop, tmp_path / "kept")

    told = json.loads(run("restore", made.folder, "--json", profile=tmp_path / "new")[1])

    assert told["backup"] == str(made.folder)
    assert (told["lost_events"], told["people"]) == (0, "unreadable")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("restore", "nowhere"), "there is no backup here"),
        (("export", "--format", "xls"), "choose jsonl, csv, poslog"),
        (("export", "--from", "yesterday"), "write it as 2026-11-22"),
    ],
)
def test_a_mistake_is_one_line_with_the_mend(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err


def test_an_export_goes_to_a_file_or_to_the_output(run: Run, tmp_path: Path) -> None:
    _, printed, _ = run("export", "--format", "csv")

    assert run("export", tmp_path / "out.csv", "--format", "csv") == (0, "", "")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == printed
    assert run("export", tmp_path / "out.csv", "--format", "csv")[0] == 2


def test_of_two_commands_at_once_each_does_its_work_or_says_why_not(
    shop: Path, tmp_path: Path
) -> None:
    """No desk answers the second one, so it names the first; no backup is spoiled."""
    line = [sys.executable, "-m", "returns_desk", "journal", "backup", str(tmp_path / "kept")]
    started = [
        subprocess.Popen(
            [*line, "--profile", str(shop)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
        for _ in range(3)
    ]
    ended = [(process, *process.communicate()) for process in started]

    for process, out, err in ended:
        assert (process.returncode, err) == (0, "") or (
            process.returncode == 2 and "has this profile open" in err and not out
        )
    assert 0 in {process.returncode for process, _, _ in ended}
    find_backup(tmp_path / "kept")
    assert cases_of(shop) == ("case-1", "case-2")


@pytest.mark.parametrize(
    "name", ["journal.db", "keys/profile.key", "new.csv", "link/journal.db", "../linked.csv"]
)
def test_an_export_never_goes_into_the_profile(
    run: Run, shop: Path, tmp_path: Path, name: str
) -> None:
    (shop / "link").symlink_to(shop)
    (tmp_path / "linked.csv").symlink_to(shop / "people.db")
    before = snapshot(shop)

    code, _, err = run("export", shop / name, "--format", "csv", "--replace")

    assert code == 2
    assert "lies in the profile's own folder" in err
    assert snapshot(shop) == before


def test_an_export_of_no_day_or_beside_no_archive_says_so(run: Run, tmp_path: Path) -> None:
    for words in (
        ("--from", "2026-02-01", "--before", "2026-01-01"),
        ("--from", "2026-02-01", "--before", "2026-02-01"),
        ("--archives", tmp_path / "nope"),
    ):
        code, out, err = run("export", *words)

        assert (code, out) == (2, "")
        assert str(words[1]) in err
