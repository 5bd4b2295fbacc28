"""A real Secret Service, GNOME's, on a bus of its own: keys in it, keys behind its lock.

It asks nobody, since it runs without a desktop: a locked one is refused at once.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from adapters.keys import folder_keyring

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems have a keyring of another kind"
)

ROOT = Path(__file__).resolve().parents[3]
# Qt's platform and the display are left out: without them nothing can ask a person.
LEFT_OUT = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND", folder_keyring.FILE)
LOCK = """
import contextlib, secretstorage
with contextlib.closing(secretstorage.dbus_init()) as bus:
    secretstorage.get_default_collection(bus).lock()
"""


class Session:
    """A person's session: a bus, a keyring that is unlocked at the beginning, a home."""

    def __init__(self, folder: Path, address: str) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        self.environment = {
            **kept,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_DATA_HOME": str(folder),
            "DBUS_SESSION_BUS_ADDRESS": address,
            "PYTHONPATH": str(ROOT / "src"),
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The program, as this person starts it."""
        return self.python("-m", "returns_desk", *words)

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            capture_output=True,
            text=True,
            check=False,
            env=self.environment,
        )

    def lock(self) -> None:
        done = self.python("-c", LOCK)
        assert done.returncode == 0, done.stderr


def daemon_without_powers(folder: Path) -> Path:
    """A copy has no right to lock memory, without which a container may not start the original."""
    found = shutil.which("gnome-keyring-daemon")
    assert found is not None
    return Path(shutil.copy(found, folder))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    with ExitStack() as running:
        bus = running.enter_context(
            subprocess.Popen(
                ["dbus-daemon", "--session", "--nofork", "--print-address"],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        )
        running.callback(bus.kill)
        assert bus.stdout is not None
        made = Session(folder, bus.stdout.readline().strip())
        daemon = running.enter_context(
            subprocess.Popen(
                [
                    daemon_without_powers(tmp_path),
                    "--foreground",
                    "--components=secrets",
                    "--unlock",
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=made.environment,
            )
        )
        running.callback(daemon.kill)
        assert daemon.stdin is not None
        assert daemon.stdout is not None
        daemon.stdin.write("password of the login")
        daemon.stdin.close()
        # It tells its place once it can be asked.
        daemon.stdout.readline()
        yield made


def test_keys_lie_in_the_persons_keyring_move_out_of_it_and_back(
    session: Session, tmp_path: Path
) -> None:
    shop = tmp_path / "shop"
    profile = ("--profile", str(shop))

    assert session.run("keys", "make", "--place", "person", *profile).returncode == 0
    sheet = session.run("keys", "sheet", "-", *profile).stdout
    assert session.run("journal", "rebuild", *profile).returncode == 0
    assert sorted(each.name for each in (shop / "keys").iterdir()) == ["person.json"]

    for to, file in (("machine", "machine.keys"), ("person", "person.json")):
        assert session.run("keys", "move", "--to", to, *profile).returncode == 0
        assert (shop / "keys" / file).is_file()
        moved = session.run("keys", "sheet", "-", *profile).stdout
        assert lines_of(moved) == lines_of(sheet)
    verified = session.run("journal", "verify", *profile)
    assert verified.returncode == 0
    assert "keystore: event 2" in verified.stdout


def test_behind_the_keyrings_lock_the_desk_says_so_and_does_not_begin(
    session: Session, tmp_path: Path
) -> None:
    shop = str(tmp_path / "shop")
    assert session.run("keys", "make", "--place", "person", "--profile", shop).returncode == 0
    session.lock()

    refused = session.run("operators", "list", "--profile", shop)

    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "is locked, and the terminal's keys lie in it. Unlock it" in refused.stderr


def lines_of(sheet: str) -> list[str]:
    """The eight lines of the keys."""
    found = [line for line in sheet.splitlines() if line.startswith(("  P", "  T"))]
    assert len(found) == 8
    return found
