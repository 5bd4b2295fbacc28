"""The frozen program works where there is no Python, no checkout and none of its resources.

It was built from a copy that is gone, lies in another folder, and runs as another person where
root runs the tests: what it finds, it brought along.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from returns_desk import __version__
from returns_desk.cli.schema import NAMES
from support.at_a_display import SIGNED_IN, SIZE, sign_in_words
from support.frozen_program import FOREIGN, PATIENCE_S
from support.pictures import colours_of, share_of_different_pixels, size_of
from support.shelf_case import shelf_case

if TYPE_CHECKING:
    from support.frozen_program import FrozenProgram

# The first test to ask for the program waits for its making.
pytestmark = pytest.mark.timeout(900)
ROOT = Path(__file__).resolve().parents[2]
FEWEST_COLOURS = 500
LAST_OF_RESOURCES = 7
# Beside the cursor, which blinks, the two windows are drawn alike.
MOST_DIFFERENT = 0.001


def test_it_says_its_own_version(frozen: FrozenProgram) -> None:
    done = frozen.run("--version")

    assert (done.returncode, done.stdout) == (0, f"returns-desk {__version__}\n")


def test_it_completes_a_training_return_and_leaves_nothing(frozen: FrozenProgram) -> None:
    before = set(frozen.room.rglob("*"))

    done = frozen.run("self-test", "--json")

    assert (done.returncode, done.stderr) == (0, "")
    checks = {each["name"]: each for each in json.loads(done.stdout)["checks"]}
    assert checks["training return"]["passed"]
    expected = json.loads(_of_the_checkout("self-test", "--json"))["checks"]
    assert [each["name"] for each in expected] == list(checks)
    # As many modules, languages, packs and icons as the checkout has.
    for each in expected[:LAST_OF_RESOURCES]:
        assert checks[each["name"]]["message"] == each["message"]
    assert set(frozen.room.rglob("*")) == before


@pytest.mark.parametrize("words", [["board", "-", "--json"], ["board", "-"]], ids=["json", "table"])
def test_it_makes_the_same_board_as_the_checkout(frozen: FrozenProgram, words: list[str]) -> None:
    case = json.dumps(shelf_case())

    done = frozen.run(*words, typed=case)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == _of_the_checkout(*words, typed=case)


@pytest.mark.parametrize("name", NAMES)
def test_it_publishes_the_same_schemas(frozen: FrozenProgram, name: str) -> None:
    done = frozen.run("schema", name)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == _of_the_checkout("schema", name)


def test_a_pack_that_ships_is_judged_usable(frozen: FrozenProgram) -> None:
    pack = next(frozen.file.parent.rglob("shop/demo.toml"))

    done = frozen.run("policy", "check", pack)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_mistake_is_one_sentence_without_a_trace(frozen: FrozenProgram) -> None:
    done = frozen.run("board", "no_such_case.json")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "no_such_case.json" in done.stderr


def test_it_names_no_folder_of_the_machine_that_built_it(frozen: FrozenProgram) -> None:
    named = str(frozen.built_in).encode()

    telling = [path for path in frozen.file.parent.rglob("*") if _holds(path, named)]

    assert telling == []


def test_it_carries_only_what_a_window_needs(frozen: FrozenProgram) -> None:
    names = {path.name for path in frozen.file.parent.rglob("*")}

    needless = ("libQt6Qml", "libQt6Quick", "libqwayland", "libqgtk3", "pytest", "PyInstaller")
    assert [each for each in sorted(names) if each.startswith(needless)] == []
    assert {"libqxcb.so", "libqoffscreen.so", "libqsvg.so"} <= names
    assert not any(name.endswith((".po", ".pot", "-light.png")) for name in names)


def test_its_window_takes_a_sign_in_and_looks_as_the_checkouts_does(
    frozen: FrozenProgram, tmp_path: Path
) -> None:
    ours = str(frozen.file)
    theirs = f"{sys.executable} -m returns_desk"
    pictures = frozen.room / "frozen.png", tmp_path / "checkout.png"
    here = {name: value for name, value in os.environ.items() if name not in FOREIGN}

    profile = str(frozen.room / "desk")
    seen = frozen.run_other(*sign_in_words(ours, ours, profile, str(pictures[0])))
    subprocess.run(
        sign_in_words(theirs, theirs, str(tmp_path / "desk"), str(pictures[1])),
        env={**here, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
        timeout=PATIENCE_S,
    )

    assert (seen.returncode, seen.stdout) == (0, SIGNED_IN), seen.stderr
    assert "Traceback" not in seen.stderr
    assert size_of(pictures[0]) == SIZE
    assert colours_of(pictures[0]) > FEWEST_COLOURS
    assert share_of_different_pixels(*pictures) < MOST_DIFFERENT


def _of_the_checkout(*words: str, typed: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "returns_desk", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"},
        input=typed,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and content in path.read_bytes()
