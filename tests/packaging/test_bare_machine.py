"""The two commands of README are enough on a machine that has Python and nothing of ours.

The full count makes fresh Debians in a folder (root only) and does there what a newcomer does, as
root and as an ordinary person. The short form starts dev.py with the standard library alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from devtools.bare_machine import (
    HOMES,
    PERSON,
    ROOT_USER,
    BareMachine,
    fresh_machine,
    place_for_machines,
)
from devtools.host_settings import read_host_settings
from devtools.places import BUILD
from support.at_a_display import SIGNED_IN, SIZE, sign_in_words
from support.pictures import colours_of, size_of

if TYPE_CHECKING:
    from devtools.bare_machine import Ran
    from support.long_runs import LongReport, Scale

ROOT = Path(__file__).resolve().parents[2]
DEV: Final = ("python3", "packaging/dev.py")
QUICK: Final = ("tests/domain", "tests/cli")
COVERS: Final = (
    "packaging/dev.py",
    "packaging/devtools/commands.py",
    "packaging/devtools/environment.py",
    "packaging/devtools/system_packages.py",
    "packaging/locks",
)
FEWEST_PICTURES: Final = 30
FEWEST_COLOURS: Final = 500
PICTURE: Final = BUILD / "bare-machine-window.png"


@pytest.mark.long("bare")
def test_two_commands_are_enough_on_a_machine_with_nothing_of_ours(
    scale: Scale, run_seed: int, long_report: LongReport, tmp_path: Path
) -> None:
    assert_asks_for_a_display(*_run_with_the_standard_library_alone(tmp_path))

    for _ in range(scale(short=0, full=1)):
        with place_for_machines() as place:
            bare = fresh_machine(place / "bare", read_host_settings())
            by_root = bare.copied_to(place / "by_root")
            root_is_served(by_root)
            person_is_served_after_root(by_root)
            person_gets_one_command_that_is_enough(bare)

    pictures = scale(short=0, full=1)
    long_report("bare", run_seed, {"machines": 2 * pictures, "windows": pictures}, COVERS)


def root_is_served(machine: BareMachine) -> None:
    """Root has everything installed, and the second command finds what the first one made."""
    desk = _Newcomer(machine, ROOT_USER)
    assert_asks_for_a_display(*desk.does("run"))

    first = desk.takes_pictures()
    second = desk.tests()

    assert "Installing what the system lacks" in first.said
    assert "Making the environment" in first.said
    assert "Making the environment" not in second.said


def person_is_served_after_root(machine: BareMachine) -> None:
    """What root had installed is enough for a person without rights; the window opens too."""
    desk = _Newcomer(machine, PERSON)
    assert_asks_for_a_display(*desk.does("run"))

    assert "Installing what the system" not in desk.takes_pictures().said
    desk.tests()
    desk.opens_the_window()


def person_gets_one_command_that_is_enough(machine: BareMachine) -> None:
    """Without rights and packages: the command that root has to run, and nothing is made before."""
    desk = _Newcomer(machine, PERSON)
    for words in (("run", "--screenshots", desk.pictures), ("test", *QUICK)):
        refused = desk.does(*words)
        assert refused.code == 2, refused.said
        (command,) = (line for line in refused.said.splitlines() if "apt-get" in line)
        assert "Traceback" not in refused.said

        installed = machine.run("sh", "-c", command, typed="y\n")

        assert installed.code == 0, installed.said
        assert desk.does(*words).code == 0


def assert_asks_for_a_display(code: int, said: str) -> None:
    """One sentence with the way out."""
    assert (code, said.count("\n")) == (2, 1), said
    assert "--screenshots DIR" in said


class _Newcomer:
    """Somebody with a fresh clone on a machine."""

    def __init__(self, machine: BareMachine, person: str) -> None:
        self._machine, self._person, self._home = machine, person, HOMES[person]
        self._folder = machine.add_checkout(ROOT, person)
        self.pictures = f"{self._home}/pictures"

    def does(self, *words: str) -> Ran:
        """One of the project's commands."""
        return self._machine.run(*DEV, *words, person=self._person, folder=self._folder)

    def takes_pictures(self) -> Ran:
        """`run --screenshots` leaves a picture of every window."""
        done = self.does("run", "--screenshots", self.pictures)
        assert done.code == 0, done.said
        taken = list(self._machine.inside(self.pictures).glob("*.png"))
        assert len(taken) >= FEWEST_PICTURES
        return done

    def tests(self) -> Ran:
        """`test` of a part that is quick passes."""
        done = self.does("test", *QUICK)
        assert done.code == 0, done.said
        return done

    def opens_the_window(self) -> None:
        """`run` opens the desk, which takes a sign-in; its picture is kept to be looked at."""
        desk = f"{' '.join(DEV)} run --"
        command = "env PYTHONPATH=src .venv/bin/python -m returns_desk"
        places = f"{self._home}/desk", f"{self._home}/window.png"
        words = sign_in_words(desk, command, *places)
        done = self._machine.run(*words, person=self._person, folder=self._folder)
        assert (done.code, SIGNED_IN in done.said) == (0, True), done.said
        BUILD.mkdir(exist_ok=True)
        shutil.copyfile(self._machine.inside(places[1]), PICTURE)
        assert size_of(PICTURE) == SIZE
        assert colours_of(PICTURE) > FEWEST_COLOURS


def _run_with_the_standard_library_alone(folder: Path) -> tuple[int, str]:
    shutil.copytree(ROOT / "packaging", folder / "packaging")
    displays = {"DISPLAY", "WAYLAND_DISPLAY"}
    done = subprocess.run(
        [sys.executable, "-S", "-E", "packaging/dev.py", "run"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in displays},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout
