"""A bare machine in a folder: a fresh minimal Debian with Python, on which nothing of ours is.

Owns making it, what is carried over to it, and running commands on it. Each command has mounts and
processes of its own, which the kernel takes away with it, however it ends: nothing is ever mounted
where a removal could reach it.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import textwrap
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from devtools import console
from devtools.system_packages import ensure_for_bare_machine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from devtools.host_settings import HostSettings

ROOT_USER: Final = "root"
PERSON: Final = "person"
HOMES: Final = {ROOT_USER: "/root", PERSON: "/srv/person"}
FOR_NAMES: Final = (Path("/etc/resolv.conf"), Path("/etc/hosts"))
OWN_NAMESPACES: Final = (
    *("setpriv", "--pdeathsig", "KILL"),
    *("unshare", "--mount", "--pid", "--fork", "--kill-child", "--"),
)
CARRIED: Final = "/usr/local/share/carried"
"""Where certificates lie on the machine; in their own place a package would replace them."""
SEARCH_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
LONGEST_COMMAND_S: Final = 3_600
# Words: the machine's folder, the person, the folder to work in, how many folders of packages are
# lent, these folders, then the command.
ENTER: Final = """
set -e
root=$1 person=$2 folder=$3 lent=$4
shift 4
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
while [ "$lent" -gt 0 ]; do
    mkdir -p "$root$1"
    mount --bind "$1" "$root$1"
    mount -o remount,bind,ro "$root$1"
    shift
    lent=$((lent - 1))
done
# Not exec: what has the process id 1 is never told by a display that it is ready.
chroot --userspec="$person:$person" "$root" sh -c 'cd "$0" && exec "$@"' "$folder" "$@" || code=$?
exit "${code:-0}"
"""


class Ran(NamedTuple):
    """How a command ended, and all that it said on both streams."""

    code: int
    said: str


class BareMachine:
    """One machine; made by `fresh_machine` or `copied_to`."""

    def __init__(self, folder: Path, settings: HostSettings) -> None:
        self.folder = folder
        self._settings = settings

    def run(self, *words: str, person: str = ROOT_USER, folder: str = "/", typed: str = "") -> Ran:
        """Run a command as a person of the machine, in a folder of it, without a display."""
        lent = [str(path) for path in self._settings.folders]
        variables = {
            **{name: self._as_carried(text) for name, text in self._settings.variables.items()},
            "PATH": SEARCH_PATH,
            "HOME": HOMES[person],
            "USER": person,
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        start = [*OWN_NAMESPACES, "sh", "-c", ENTER, "sh", str(self.folder), person, folder]
        done = subprocess.run(
            [*start, str(len(lent)), *lent, *words],
            env=variables,
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=LONGEST_COMMAND_S,
            check=False,
        )
        return Ran(done.returncode, done.stdout)

    def inside(self, path: str) -> Path:
        """Where a path of the machine lies as seen from here."""
        return self.folder / path.lstrip("/")

    def add_checkout(self, source: Path, person: str) -> str:
        """Clone a checkout's last commit into a person's home; answers the clone's folder there."""
        place = f"{HOMES[person]}/returns-desk"
        words = ["git", "clone", "--quiet", "--no-local", str(source), str(self.inside(place))]
        console.run_quietly(words, "Cloning the checkout")
        self.run("chown", "--recursive", f"{person}:{person}", place)
        return place

    def carry_over(self) -> None:
        """Bring what this machine itself tells apt and pip, and how it finds names; no more."""
        for name, text in self._configuration().items():
            self.inside(name).write_text(text, encoding="utf-8")
        places = {path: self._as_carried(str(path)) for path in self._settings.files}
        for path, place in {**places, **{path: str(path) for path in FOR_NAMES}}.items():
            self.inside(place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, self.inside(place))

    def copied_to(self, folder: Path) -> BareMachine:
        """Another machine, as this one is now."""
        words = ["cp", "--archive", "--one-file-system", str(self.folder), str(folder)]
        console.run_quietly(words, "Copying the machine")
        return BareMachine(folder, self._settings)

    def _configuration(self) -> dict[str, str]:
        """Files of apt and pip by their path on the machine."""
        sources = [
            f"deb {each.site} {each.suite} {' '.join(each.components)}\n"
            for each in self._settings.sources
        ]
        options = [
            f"{name} =\n{textwrap.indent(self._as_carried(value).strip(), '    ')}\n"
            for name, value in self._settings.pip_options.items()
        ]
        return {
            "/etc/apt/sources.list": "".join(sources),
            "/etc/apt/apt.conf.d/90proxy": "".join(f"{x}\n" for x in self._settings.apt_lines),
            "/etc/pip.conf": "[global]\n" + "".join(options),
        }

    def _as_carried(self, text: str) -> str:
        """The text with the machine's own place for each file that is brought along."""
        for path in self._settings.files:
            text = text.replace(str(path), f"{CARRIED}{path}")
        return text


@contextmanager
def place_for_machines() -> Iterator[Path]:
    """A folder that is gone afterwards, also where the run was interrupted or told to end.

    Raises:
        Stopped: We are not root, who alone can make machines.

    """
    if not console.is_root():
        message = "A bare machine is made by root alone: start this as root, on a Debian."
        raise console.Stopped(message)
    ensure_for_bare_machine()
    previous = signal.signal(signal.SIGTERM, _end)
    folder = Path(tempfile.mkdtemp(prefix="returns-desk-bare-"))
    try:
        # Ordinary people of the machine have to pass through.
        folder.chmod(0o755)
        yield folder
    finally:
        subprocess.run(["rm", "-rf", "--one-file-system", str(folder)], check=False)
        signal.signal(signal.SIGTERM, previous)


def fresh_machine(folder: Path, settings: HostSettings) -> BareMachine:
    """A minimal Debian with Python and one ordinary person, and nothing else.

    Raises:
        Stopped: debootstrap failed; what it said is shown.

    """
    mirror = settings.sources[0].site
    words = ["debootstrap", "--variant=minbase", "--include=python3", settings.codename]
    doing = "Making a bare machine"
    console.run_quietly([*OWN_NAMESPACES, *words, str(folder), mirror], doing)
    machine = BareMachine(folder, settings)
    machine.carry_over()
    words = ["useradd", "--create-home", "--home-dir", HOMES[PERSON], "--shell", "/bin/sh", PERSON]
    machine.run(*words)
    return machine


def _end(_number: int, _frame: FrameType | None) -> None:
    """Told to end: leave as from the keyboard, so that everything is put away."""
    raise KeyboardInterrupt
