"""Remakes the locks from pyproject.toml, for every platform and Python at once.

Owns packaging/locks. The locks pin each package with the hashes of all its wheels and name no
address to get them from: that is the machine's business.
"""

from __future__ import annotations

import re
from typing import Final

from devtools import console, environment
from devtools.environment import BENCH, DEVELOPMENT, RUNTIME, lock_path
from devtools.places import LOCKS, PYPROJECT, ROOT

HEADINGS: Final = {
    RUNTIME: "# What the program needs to run. Made by `python3 packaging/dev.py lock`.\n",
    DEVELOPMENT: (
        "# What running and developing needs. Made by `python3 packaging/dev.py lock`;\n"
        "# the same versions as runtime.txt, and the tools.\n"
    ),
    BENCH: (
        "# Peers that `dev.py bench` measures beside the program, and nothing else of either.\n"
        "# Made by `python3 packaging/dev.py lock`.\n"
    ),
}
ADDRESS_OPTION: Final = re.compile(
    r"^\s*(--index-url|--extra-index-url|--find-links|--trusted-host|-i|-f)\b.*\n", re.MULTILINE
)


def remake() -> None:
    """Resolve all sets anew; the others keep the development set's and the runtime set's versions.

    Raises:
        Stopped: The packages cannot be resolved; what the resolver said is shown.

    """
    LOCKS.mkdir(exist_ok=True)
    _resolve(RUNTIME, [str(PYPROJECT)])
    runtime = str(lock_path(RUNTIME))
    _resolve(DEVELOPMENT, ["--group", "dev", "--constraint", runtime, str(PYPROJECT)])
    # The group alone: the program's own packages are in the environment already.
    group = f"{PYPROJECT}:bench"
    _resolve(BENCH, ["--group", group, "--constraint", str(lock_path(DEVELOPMENT))])


def _resolve(lock: str, more: list[str]) -> None:
    console.say(f"Resolving {lock_path(lock).relative_to(ROOT)}")
    words = [environment.python(), "-m", "uv", "pip", "compile", "--quiet", "--no-config"]
    words += ["--universal", "--python-version", "3.11", "--upgrade", "--only-binary", ":all:"]
    words += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    words += ["--no-emit-find-links", *more]
    resolved = console.run_quietly(words, "Resolving", environment.variables())
    text = HEADINGS[lock] + ADDRESS_OPTION.sub("", resolved)
    lock_path(lock).write_text(text, encoding="utf-8", newline="\n")
