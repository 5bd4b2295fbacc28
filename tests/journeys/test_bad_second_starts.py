"""A second start on a profile that is open: handed over, or refused with a name and a time.

The real program in processes of its own, with the operating system's own locks.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from journeys.bad_profiles import (
    BOARD,
    DISABLE,
    EXPORT,
    FIND,
    PEOPLE,
    REBUILD,
    VERIFY,
)
from journeys.real_program import (
    PATIENCE_S,
    Program,
    Said,
    assert_refused,
    command,
    fingerprint,
    surroundings,
)
from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap.handover import hand_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@contextmanager
def running_desk(program: Program, shop: Path, qtbot: QtBot) -> Iterator[subprocess.Popen[bytes]]:
    """A desk in a process of its own; it is in sight when this begins, and ends by force."""
    desk = subprocess.Popen(
        command("--profile", "shop"),
        cwd=program.folder,
        env=surroundings(program.folder / "nobody"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with desk:
        try:
            qtbot.waitUntil(lambda: hand_over(shop), timeout=PATIENCE_S * 1000)
            yield desk
        finally:
            desk.terminate()


def test_a_second_start_hands_over_and_writes_nothing(
    program: Program, shop: Path, qtbot: QtBot
) -> None:
    reading = [(*words, "--profile", "shop") for words in (VERIFY, EXPORT, PEOPLE, FIND, BOARD)]
    writing = [(*words, "--profile", "shop") for words in (REBUILD, DISABLE)]
    with running_desk(program, shop, qtbot) as desk:
        before = fingerprint(shop)

        second = program.run("--profile", "shop")
        told = program.run_each(*reading, *writing)

        assert second == Said(0, "", "")
        assert [(said.code, said.err) for said in told[: len(reading)]] == [(0, "")] * len(reading)
        for said in told[len(reading) :]:
            assert_refused(said, "shop", f"process {desk.pid} ", "since 20", "Close it there")
        assert fingerprint(shop) == before
        assert desk.poll() is None

    assert [said.code for said in program.run_each((*REBUILD, "--profile", "shop"))] == [0]


def test_who_holds_a_profile_and_does_not_answer_is_named(program: Program, shop: Path) -> None:
    with Profile.open(shop) as holder:
        holder.lock()
        said = program.run("--profile", "shop")

    assert_refused(said, "shop", f"process {os.getpid()} ", "since 20", "Close it there")
    assert program.run(*REBUILD, "--profile", "shop").code == 0
