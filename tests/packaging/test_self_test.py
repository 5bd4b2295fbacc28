"""`returns-desk self-test` says whether an installation works, and leaves everything as it was."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from returns_desk.bootstrap.commands import services
from returns_desk.bootstrap.self_test import outcome_of
from returns_desk.cli import self_test
from returns_desk.cli.self_test import CheckOutcome
from returns_desk.domain.errors import Defect, EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PASSED = CheckOutcome("fonts", passed=True, milliseconds=12, message="five glyphs")
FAILED = CheckOutcome("icons", passed=False, milliseconds=3, message="None; install again.")


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A copy of the program and its resources, to be damaged."""
    for name in ("src", "resources"):
        ignored = shutil.ignore_patterns("__pycache__", "pictures")
        shutil.copytree(ROOT / name, tmp_path / "copy" / name, ignore=ignored)
    return tmp_path / "copy"


def run_self_test(installation: Path, room: Path) -> subprocess.CompletedProcess[str]:
    """In a process without a display, whose home and temporary folder are the room."""
    room.mkdir(exist_ok=True)
    foreign = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    inherited = {name: value for name, value in os.environ.items() if name not in foreign}
    places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "TMPDIR", "TEMP"), str(room))
    return subprocess.run(
        [sys.executable, "-m", "returns_desk", "self-test", "--json"],
        env={**inherited, **places, "PYTHONPATH": str(installation / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def failures(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What each failed check said."""
    checks = json.loads(done.stdout)["checks"]
    return {each["name"]: each["message"] for each in checks if not each["passed"]}


def empty_the_icon(copy: Path) -> None:
    blank = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'
    (copy / "resources" / "icons" / "clock.svg").write_text(blank, encoding="utf-8")


def break_the_pack(copy: Path) -> None:
    (copy / "resources" / "policies" / "acquirer" / "strict.toml").write_text("id = 7\n")


def forget_a_catalogue(copy: Path) -> None:
    (copy / "resources" / "locale" / "fi" / "LC_MESSAGES").mkdir(parents=True)


def make_themes_alike(copy: Path) -> None:
    themes = copy / "resources" / "themes"
    shutil.copy(themes / "light.toml", themes / "dark.toml")


def lose_the_demo_sales(copy: Path) -> None:
    (copy / "resources" / "demo" / "sales.json").unlink()


DAMAGES: dict[Callable[[Path], None], tuple[str, str]] = {
    empty_the_icon: ("icons", "clock"),
    break_the_pack: ("packs", "strict.toml"),
    forget_a_catalogue: ("languages", "fi"),
    make_themes_alike: ("themes", "do not differ"),
    lose_the_demo_sales: ("demo sales", "demo/sales.json"),
}
"""Each harms one thing: the check that has to fail, and what it has to name."""


def test_whole_installation_passes_and_nothing_is_left_behind(tmp_path: Path) -> None:
    room = tmp_path / "room"

    done = run_self_test(ROOT, room)

    assert (done.returncode, failures(done), done.stderr) == (0, {}, "")
    assert list(room.rglob("*")) == []


def test_profile_of_this_person_is_not_touched(tmp_path: Path) -> None:
    profile = tmp_path / "room" / "returns-desk"
    profile.mkdir(parents=True)
    (profile / "config.toml").write_text("this is not to be read", encoding="utf-8")

    done = run_self_test(ROOT, tmp_path / "room")

    assert done.returncode == 0
    assert [path.name for path in (tmp_path / "room").rglob("*")] == ["returns-desk", "config.toml"]


def test_each_damage_is_named_by_its_check_with_the_mend(
    installation: Path, tmp_path: Path
) -> None:
    for damage in DAMAGES:
        damage(installation)

    done = run_self_test(installation, tmp_path / "room")

    assert (done.returncode, done.stderr) == (1, "")
    said = failures(done)
    for check, named in DAMAGES.values():
        assert named in said[check]
        assert "install" in said[check]
    assert {"fonts", "schemas", "training profile", "personal data"}.isdisjoint(said)
    assert list((tmp_path / "room").rglob("*")) == []


def test_lost_font_fails_the_fonts_and_is_named(installation: Path, tmp_path: Path) -> None:
    (installation / "resources" / "fonts" / "NotoSansArmenian-Regular.ttf").unlink()

    done = run_self_test(installation, tmp_path / "room")

    assert done.returncode == 1
    assert "NotoSansArmenian-Regular.ttf" in failures(done)["fonts"]


def test_font_without_a_sign_is_not_made_up_by_another(installation: Path, tmp_path: Path) -> None:
    fonts = installation / "resources" / "fonts"
    for weight in ("Regular", "Bold"):
        shutil.copy(fonts / f"NotoSans-{weight}.ttf", fonts / f"NotoSansArmenian-{weight}.ttf")

    done = run_self_test(installation, tmp_path / "room")

    assert done.returncode == 1
    assert failures(done)["fonts"].startswith("The bundled fonts have no glyph for Ա")


def test_missing_weight_is_not_lent_by_the_other(installation: Path, tmp_path: Path) -> None:
    fonts = installation / "resources" / "fonts"
    shutil.copy(fonts / "NotoSansArmenian-Regular.ttf", fonts / "NotoSans-Regular.ttf")

    done = run_self_test(installation, tmp_path / "room")

    assert done.returncode == 1
    assert "has not its weight" in failures(done)["fonts"]


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (EnvironmentFault("The disk is full; make room."), "The disk is full; make room."),
        (Defect("It broke."), "It broke. Install the program again; if it stays so, report it."),
        (KeyError("x"), "KeyError: 'x'. This is our own fault; please report it."),
    ],
    ids=["surroundings", "defect", "unexpected"],
)
def test_whatever_a_check_raises_becomes_its_failure(problem: Exception, message: str) -> None:
    def check() -> str:
        raise problem

    outcome = outcome_of("disk", check)

    assert (outcome.passed, outcome.message) == (False, message)


def test_lines_name_each_check_and_the_last_line_what_failed() -> None:
    code, said = told([PASSED, FAILED])

    assert code == 1
    assert said.splitlines() == [
        "passed  fonts                 12 ms  five glyphs",
        "FAILED  icons                  3 ms  None; install again.",
        "Not passed: icons.",
    ]


def test_all_passed_is_said_in_one_last_line() -> None:
    assert told([PASSED]) == (
        0,
        "passed  fonts                 12 ms  five glyphs\nChecks passed: 1.\n",
    )


def told(outcomes: list[CheckOutcome]) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    made = replace(services(), more={self_test.SERVICE: lambda: iter(outcomes)})
    code = self_test.run(Namespace(json=False), made, out, err)
    assert err.getvalue() == ""
    return code, out.getvalue()
