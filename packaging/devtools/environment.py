"""The virtual environment: made once, reused while the locks stay as they are.

Owns `.venv` and the stamp in it. The program itself is not installed: it runs from `src`. Must not
delete an environment that works.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from devtools import console
from devtools.places import ENVIRONMENT, ENVIRONMENT_PYTHON, LOCKS, SOURCE

if TYPE_CHECKING:
    from pathlib import Path

RUNTIME: Final = "runtime"
DEVELOPMENT: Final = "development"
BENCH: Final = "bench"
STAMP: Final = ENVIRONMENT / "returns-desk.json"
# Where packages come from is the machine's business; whatever else it tells pip is not.
PIP_SETTINGS_KEPT: Final = {
    "PIP_CACHE_DIR",
    "PIP_CERT",
    "PIP_CLIENT_CERT",
    "PIP_CONFIG_FILE",
    "PIP_DEFAULT_TIMEOUT",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_INDEX_URL",
    "PIP_NO_INDEX",
    "PIP_PROXY",
    "PIP_RETRIES",
    "PIP_TRUSTED_HOST",
}
PIP_SETTINGS_MADE: Final = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "PIP_USER": "0",
}


def lock_path(lock: str) -> Path:
    """The file that pins one set of packages: runtime, development (which holds both), or bench."""
    return LOCKS / f"{lock}.txt"


def works() -> bool:
    """True where the environment starts, with the Python that runs this."""
    words = [python(), "-c", "import pip, sys; print(sys.version)"]
    try:
        answer = subprocess.run(
            words, capture_output=True, text=True, check=False, env=_plain_variables()
        )
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def ensure(lock: str) -> None:
    """See that the environment holds the packages of a lock, and make or mend it otherwise.

    Raises:
        Stopped: Something is missing that we may not install, or pip failed.

    """
    if not works():
        console.say(f"Making the environment {ENVIRONMENT.name} (once)")
        words = [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]
        console.run_quietly(words, "Making the environment", _plain_variables())
    stamp = _read_stamp()
    digest = hashlib.sha256(lock_path(lock).read_bytes()).hexdigest()
    if stamp.get(lock) == digest:
        return
    console.say(f"Installing the packages of {lock_path(lock).name} (once)")
    _install(lock)
    _write_stamp({**stamp, lock: digest, **_holds_as_well(lock)})


def python() -> str:
    """The environment's interpreter."""
    return str(ENVIRONMENT_PYTHON)


def variables(**more: str) -> dict[str, str]:
    """The process environment in which the program and the tools run."""
    return {**_plain_variables(), "PYTHONPATH": str(SOURCE), **more}


def _install(lock: str) -> None:
    words = [python(), "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    words += ["--only-binary", ":all:", "--requirement", str(lock_path(lock))]
    console.run_quietly(words, "Installing the packages", _pip_variables())


def _holds_as_well(lock: str) -> dict[str, str]:
    """The development lock is made from the runtime lock, so whoever has it has both."""
    if lock != DEVELOPMENT:
        return {}
    return {RUNTIME: hashlib.sha256(lock_path(RUNTIME).read_bytes()).hexdigest()}


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(stamp: dict[str, str]) -> None:
    STAMP.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")


def _plain_variables() -> dict[str, str]:
    """The process environment without what would lead a Python to other packages."""
    foreign = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in foreign}


def _pip_variables() -> dict[str, str]:
    kept = {
        name: value
        for name, value in _plain_variables().items()
        if not name.startswith("PIP_") or name in PIP_SETTINGS_KEPT
    }
    return {**kept, **PIP_SETTINGS_MADE}
