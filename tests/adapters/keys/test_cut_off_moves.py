"""A move of keys that is cut off anywhere leaves them whole, and the same command ends it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from adapters.keeping.keeping_kit import goes_on, verifies
from adapters.keeping.killed_keeping import STEPS
from adapters.keys import folder_keyring
from adapters.keys.keys_kit import anchor_of, begun_in, keys_of, lies_in, place_of, secrets_of
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.keys.access import KeysAccess
from returns_desk.adapters.keys.configuration import PLACES, KeyPlace
from returns_desk.adapters.keys.describing import keys_found
from returns_desk.adapters.keys.moving import move_keys

ROOT = Path(__file__).resolve().parents[3]
KILLED = Path(__file__).with_name("killed_move.py")
MOST_STEPS = 60
MOVES = list(permutations(PLACES, 2))
Known = tuple[tuple[bytes, bytes], Anchor | None]
"""The secrets and the last anchor."""


class PowerCutError(BaseException):
    """Ends the work at a step; nothing of ours catches it."""


@contextmanager
def cut_after(steps: int) -> Iterator[None]:
    """Cut the work off after so many steps on the disk, as `killed_keeping` counts them."""
    left = [steps]

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            if left[0] == 0:
                raise PowerCutError
            left[0] -= 1
            return real(*words, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, watched(getattr(os, name)))
        yield


@pytest.mark.parametrize(("before", "to"), MOVES)
def test_cut_off_at_any_step_the_keys_are_whole_and_the_same_command_ends_it(
    tmp_path: Path, before: KeyPlace, to: KeyPlace
) -> None:
    original, shop = begun_in(tmp_path / "original", before), tmp_path / "shop"
    ring, outcomes = folder_keyring.kept(), set()
    known = (secrets_of(keys_of(original)), anchor_of(original))
    for steps in range(MOST_STEPS):
        put_back(original, shop, ring)
        try:
            with cut_after(steps):
                move_keys(shop, to)
        except PowerCutError:
            outcomes.add(place_of(shop))
            goes_on_as(known, shop)
            move_keys(shop, to)
            assert lies_in(shop) == [to]
            assert len(folder_keyring.kept()) == (2 if to == "person" else 0)
            goes_on_as(known, shop)
        else:
            break
    else:
        pytest.fail("The move takes more steps than the test cuts it off at.")

    assert outcomes == {before, to}


def put_back(original: Path, shop: Path, ring: Mapping[str, str]) -> None:
    shutil.rmtree(shop, ignore_errors=True)
    shutil.copytree(original, shop)
    folder_keyring.put(ring)


def goes_on_as(before: Known, shop: Path) -> None:
    """The keys that config.toml names are whole, and its anchor is the last; a rest is told."""
    assert (secrets_of(keys_of(shop)), anchor_of(shop)) == before
    assert keys_found(shop / "keys", place_of(shop)).is_fine == (len(lies_in(shop)) == 1)


@pytest.mark.parametrize(
    ("before", "to", "steps"),
    [
        ("file", "person", 3),
        ("file", "person", 14),
        ("person", "machine", 8),
        ("machine", "file", 5),
    ],
)
def test_killed_while_keys_move_the_desk_starts_and_the_move_is_ended(
    tmp_path: Path, before: KeyPlace, to: KeyPlace, steps: int
) -> None:
    shop = begun_in(tmp_path / "shop", before)
    keys = secrets_of(keys_of(shop))

    run_killed(shop, to, steps)

    assert secrets_of(keys_of(shop)) == keys
    goes_on(shop, "case-2")
    KeysAccess(shop).move(to)
    assert lies_in(shop) == [to]
    assert secrets_of(keys_of(shop)) == keys
    assert verifies(shop)


def run_killed(shop: Path, to: KeyPlace, steps: int) -> None:
    """Move the keys in a process that kills itself at that step."""
    places = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, str(KILLED), str(shop), to, str(steps)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": places, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGKILL, "", "")
