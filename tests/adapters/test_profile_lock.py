"""One process writes a profile, whatever a crash left behind and however many start at once."""

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from returns_desk.adapters.profile_lock import LockOwner, ProfileLock
from returns_desk.domain.errors import OperatorMistake

ROOT = Path(__file__).parents[2]
TAKER = ROOT / "tests" / "support" / "lock_taker.py"
SINCE = "2026-11-21T18:40:00-06:00"
STARTS = 10
PATIENCE_S = 60


def start_taker(lock: Path, go: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(TAKER), str(lock), str(go)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def line_of(taker: subprocess.Popen[str]) -> str:
    assert taker.stdout is not None
    return taker.stdout.readline().strip()


def test_of_many_that_start_at_once_one_writes_and_the_others_name_it(tmp_path: Path) -> None:
    go = tmp_path / "go"
    with ExitStack() as running:
        takers = [
            running.enter_context(start_taker(tmp_path / "profile.lock", go)) for _ in range(STARTS)
        ]
        assert {line_of(each) for each in takers} == {"ready"}
        go.touch()

        answers = {each.pid: line_of(each) for each in takers}
        for each in takers:
            each.communicate(timeout=PATIENCE_S)

    winners = [pid for pid, answer in answers.items() if answer == "taken"]
    assert len(winners) == 1
    losers = {answer for answer in answers.values() if answer != "taken"}
    assert losers == {str(winners[0])}


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    path, go = tmp_path / "profile.lock", tmp_path / "go"
    go.touch()
    with start_taker(path, go) as taker:
        assert [line_of(taker), line_of(taker)] == ["ready", "taken"]
        assert ProfileLock(path).owner() == LockOwner(taker.pid, SINCE)
        taker.send_signal(signal.SIGKILL)
        taker.wait(PATIENCE_S)

    lock = ProfileLock(path)
    assert json.loads(path.read_bytes())["pid"] == taker.pid
    assert lock.owner() is None
    lock.acquire(SINCE)
    assert lock.is_held
    lock.release()


@pytest.mark.parametrize(
    "left",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"pid": "x", "since": 1}',
        b'{"pid": 1, "since": "long ago"}',
    ],
)
def test_whatever_stands_in_a_lock_that_nobody_holds_is_in_nobodys_way(
    tmp_path: Path, left: bytes
) -> None:
    path = tmp_path / "profile.lock"
    path.write_bytes(left)
    lock = ProfileLock(path)

    assert lock.owner() is None
    lock.acquire(SINCE)

    assert ProfileLock(path).owner() == LockOwner(os.getpid(), SINCE)
    with pytest.raises(OperatorMistake, match=f"process {os.getpid()} "):
        ProfileLock(path).acquire(SINCE)
    lock.release()
