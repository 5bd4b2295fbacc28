"""The two commands of README: what they say before they do anything, and how they judge."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from devtools import commands, console, coverage_gates, environment, long_runs, system_packages
from devtools.long_registry import LONG_RUNS
from support.source_text import ROOT, python_files, text_files

if TYPE_CHECKING:
    from pathlib import Path

DEV = ROOT / "packaging" / "dev.py"


def _dev(*words: str) -> subprocess.CompletedProcess[str]:
    displays = {"DISPLAY", "WAYLAND_DISPLAY"}
    variables = {name: value for name, value in os.environ.items() if name not in displays}
    return subprocess.run(
        [sys.executable, str(DEV), *words],
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a display is there")
def test_run_without_a_display_offers_pictures_in_one_sentence() -> None:
    done = _dev("run")

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "--screenshots DIR" in done.stderr


def test_unknown_long_run_is_answered_with_those_that_exist() -> None:
    with pytest.raises(console.Stopped, match="There is no long run xyz; there are: "):
        long_runs.run("xyz", [])


def test_lock_takes_no_further_words() -> None:
    done = _dev("lock", "everything")

    assert done.returncode == 2
    assert "lock takes no everything" in done.stderr


def test_package_says_which_platforms_there_are() -> None:
    done = _dev("package", "abacus")

    assert done.returncode == 2
    assert "abacus" in done.stderr
    assert "linux" in done.stderr


def test_package_for_linux_is_refused_elsewhere_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    with pytest.raises(console.Stopped, match="is made on Linux"):
        commands.package(argparse.Namespace(platform="linux"), [])


def test_every_long_run_is_named_by_a_test() -> None:
    texts = [path.read_text(encoding="utf-8") for path in python_files("tests")]

    unnamed = [name for name in LONG_RUNS if not any(f'"{name}"' in text for text in texts)]

    assert unnamed == []


def test_every_lock_is_a_text_that_people_can_read() -> None:
    locks = {environment.lock_path(lock) for lock in (environment.RUNTIME, environment.DEVELOPMENT)}

    assert locks <= set(text_files())


def test_person_without_rights_gets_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "is_root", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: f"found/{name}")
    missing = [system_packages.Missing("Xvfb", "xvfb"), system_packages.Missing("xauth", "xauth")]

    with pytest.raises(console.Stopped) as stopped:
        system_packages._ensure(missing)

    assert stopped.value.exit_code == 2
    assert str(stopped.value).count("apt-get install --no-install-recommends xvfb xauth") == 1


def test_machine_settings_reach_pip_only_where_they_say_where_packages_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")

    variables = environment._pip_variables()

    assert variables["PIP_INDEX_URL"] == "kept"
    assert variables["PIP_USER"] == "0"
    assert "PIP_TARGET" not in variables


@pytest.mark.parametrize(
    ("missing_branches", "holds"),
    [pytest.param(0, True, id="whole"), pytest.param(1, False, id="one branch in 10,000 missing")],
)
def test_gate_of_a_hundred_percent_is_not_rounded(*, missing_branches: int, holds: bool) -> None:
    summary = {"num_statements": 5_000, "covered_lines": 5_000, "num_branches": 5_000}
    entry = {
        "summary": {**summary, "covered_branches": 5_000 - missing_branches},
        "missing_lines": [],
        "missing_branches": [[3, 4]] * missing_branches,
    }

    answer = coverage_gates._check_package("domain", 100, {"src/returns_desk/domain/a.py": entry})

    assert answer is holds


class TestAgeOfReports:
    """A report speaks for the code as it was; later commits to that code make it old."""

    @pytest.fixture(autouse=True)
    def _repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = tmp_path
        self.reports = tmp_path / "tests" / "long"
        self.reports.mkdir(parents=True)
        monkeypatch.setattr(long_runs, "ROOT", tmp_path)
        monkeypatch.setattr(long_runs, "LONG_REPORTS", self.reports)
        monkeypatch.setattr(long_runs, "LONG_RUNS", {"sums": "sums add up"})
        self._git("init", "--quiet")
        self._commit("code.py", "one")

    def test_absent_report_is_said(self) -> None:
        assert long_runs.lines_about_reports() == ["Long run sums: no report yet."]

    def test_report_of_the_code_as_it_is_needs_no_line(self) -> None:
        self._report(covers=["code.py"])
        self._commit("other.py", "does not matter")

        assert long_runs.lines_about_reports() == []

    def test_later_commit_to_the_code_makes_the_report_old(self) -> None:
        self._report(covers=["code.py"])
        self._commit("code.py", "two")

        (line,) = long_runs.lines_about_reports()

        assert line == "tests/long/sums.json: older than the code it covers (1 later commit)."

    def test_report_on_code_that_is_gone_is_said(self) -> None:
        self._report(covers=["gone.py"])

        assert long_runs.lines_about_reports() == [
            "tests/long/sums.json: covers gone.py, which is gone."
        ]

    def test_report_of_an_unknown_commit_is_said(self) -> None:
        self._report(covers=["code.py"], commit="0" * 40)

        (line,) = long_runs.lines_about_reports()

        assert "its commit 0000000000 is not in this history" in line

    def test_broken_report_is_said(self) -> None:
        (self.reports / "sums.json").write_text("{", encoding="utf-8")

        (line,) = long_runs.lines_about_reports()

        assert line == "tests/long/sums.json: not a report that we can read."

    def _report(self, covers: list[str], commit: str = "") -> None:
        report = {"name": "sums", "commit": commit or self._git("rev-parse", "HEAD")}
        text = json.dumps({**report, "covers": covers})
        (self.reports / "sums.json").write_text(text, encoding="utf-8")

    def _commit(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")
        self._git("add", name)
        person = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.invalid"]
        self._git(*person, "commit", "--quiet", "--message", "a change")

    def _git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.root, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()
