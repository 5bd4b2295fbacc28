"""Talks to the person at the terminal and starts other programs. Decides nothing.

Error tree: Stopped (the command cannot go on; its text is one sentence with the mend).
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

from devtools.places import ROOT

UNUSABLE: Final = 2
LINES_OF_FAILED_OUTPUT: Final = 40


class Stopped(Exception):
    """The command cannot go on. `exit_code` is what the process answers."""

    def __init__(self, sentence: str, exit_code: int = UNUSABLE) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def say(text: str = "") -> None:
    """Print one line at once, also where standard output is a file."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print to standard error, after all that was said."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def run_shown(
    words: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> int:
    """Run a program in a folder, its output shown; answer its exit code."""
    sys.stdout.flush()
    return subprocess.run(words, cwd=folder, env=environment, check=False).returncode


def run_quietly(
    words: Sequence[str], doing: str, environment: Mapping[str, str] | None = None
) -> str:
    """Run a program without input and answer its output.

    Raises:
        Stopped: It failed; the end of its output is shown.

    """
    try:
        done = subprocess.run(
            words,
            cwd=ROOT,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as problem:
        message = f"{doing} failed: {words[0]}: {problem.strerror}."
        raise Stopped(message) from problem
    if done.returncode != 0:
        complain("\n".join(done.stdout.splitlines()[-LINES_OF_FAILED_OUTPUT:]))
        message = f"{doing} failed with exit code {done.returncode}; what it said is above."
        raise Stopped(message)
    return done.stdout


def is_root() -> bool:
    """True where this process may install packages of the system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
