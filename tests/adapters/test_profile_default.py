"""Which profile a machine means, and whose it is: one folder for every account of a till."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from returns_desk.adapters.profile_default import (
    MACHINE_FILE,
    PROFILE_VARIABLE,
    default_directory,
    ensure_own,
)
from returns_desk.bootstrap.commands import run
from returns_desk.domain.errors import OperatorMistake

ROOT = Path(__file__).resolve().parents[2]
SOMEBODY = 4321
needs_root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="root alone gives a folder away"
)
AS_SOMEBODY = """
import os, sys
from pathlib import Path
from returns_desk.adapters.profile_default import ensure_own
from returns_desk.domain.errors import OperatorMistake
os.chdir("/")
os.setuid(int(sys.argv[2]))
try:
    ensure_own(Path(sys.argv[1]))
except OperatorMistake as mistake:
    sys.stderr.write(mistake.message)
else:
    sys.exit("was let in")
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "machine.toml"
    monkeypatch.setenv(MACHINE_FILE, str(path))
    return path


def test_without_a_word_of_the_machine_the_platform_says_where(machine: Path) -> None:
    assert not machine.exists()
    assert default_directory().name == "returns-desk"

    machine.write_text('[printer]\nkind = "none"\n', encoding="utf-8")
    assert default_directory().name == "returns-desk"


def test_the_machines_file_names_one_profile_and_the_environment_another(
    machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.write_text(f'profile = "{tmp_path / "till"}"\n', encoding="utf-8")
    assert default_directory() == tmp_path / "till"

    monkeypatch.setenv(PROFILE_VARIABLE, str(tmp_path / "other"))
    assert default_directory() == tmp_path / "other"


@pytest.mark.parametrize("said", ['"till"', "7", "[]"])
def test_half_a_path_is_told_with_its_file(machine: Path, said: str) -> None:
    machine.write_text(f"profile = {said}\n", encoding="utf-8")

    with pytest.raises(OperatorMistake, match="the whole path of a folder") as mistake:
        default_directory()
    assert str(machine) in mistake.value.message


def test_half_a_path_in_the_environment_is_told_with_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(PROFILE_VARIABLE, "till")

    with pytest.raises(OperatorMistake, match=PROFILE_VARIABLE):
        default_directory()


def test_commands_work_on_the_machines_profile_and_show_no_setting_of_that_name(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.write_text(f'profile = "{tmp_path / "till"}"\n', encoding="utf-8")

    assert run(["operators", "list"]) == 0
    assert (tmp_path / "till" / "config.toml").exists()
    capsys.readouterr()
    assert run(["config", "show"]) == 0
    assert "profile =" not in capsys.readouterr().out


def test_a_folder_of_this_account_is_its_own_whether_or_not_it_is_there(tmp_path: Path) -> None:
    ensure_own(tmp_path)
    ensure_own(tmp_path / "new")
    ensure_own(tmp_path / "far" / "away")


@needs_root
def test_root_writes_nothing_into_the_profile_of_another_account(tmp_path: Path) -> None:
    theirs = tmp_path / "till"
    theirs.mkdir(mode=0o700)
    os.chown(theirs, SOMEBODY, SOMEBODY)

    for place in (theirs, theirs / "profile"):
        with pytest.raises(OperatorMistake, match=f"runuser -u {SOMEBODY}") as mistake:
            ensure_own(place)
        assert str(place) in mistake.value.message


@needs_root
def test_an_account_that_may_not_look_is_told_whose_profile_it_is(tmp_path: Path) -> None:
    """In a process of its own, which gives root's rights up before it asks."""
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o700)

    done = subprocess.run(
        [sys.executable, "-c", AS_SOMEBODY, str(shut / "profile"), str(SOMEBODY)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")
    assert "belongs to the account root" in done.stderr
