"""What a fresh machine is told of this one: where packages come from, and nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devtools import bare_machine, console
from devtools.host_settings import AptSource, local_paths_in, pip_options_in, sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
TARGETS = """\
http://mirror.invalid/debian|bookworm|main|Packages
http://mirror.invalid/debian|bookworm|main|Translations
http://mirror.invalid/debian|bookworm|contrib|Packages
http://mirror.invalid/security|bookworm-security|main|Packages
https://other.invalid/apt|nodistro|main|Packages
https://other.invalid/apt|bookworms|main|Packages
"""


def test_only_the_releases_own_sources_are_taken_its_own_suite_first() -> None:
    shuffled = "".join(sorted(TARGETS.splitlines(keepends=True), reverse=True))

    assert sources_of("bookworm", shuffled) == (
        AptSource("http://mirror.invalid/debian", "bookworm", ("contrib", "main")),
        AptSource("http://mirror.invalid/security", "bookworm-security", ("main",)),
    )


def test_pip_is_told_where_packages_are_and_nothing_else() -> None:
    listing = textwrap.dedent("""\
        :env:.find-links='/from/variable'
        global.extra-index-url='\\nhttps://a.invalid/simple\\nfile:///lent/index/simple'
        global.find-links='/from/file'
        global.target='/elsewhere'
        install.user='true'
        user.cache-dir='/mine'
        """)

    assert pip_options_in(listing) == {
        "find-links": "/from/variable",
        "extra-index-url": "\nhttps://a.invalid/simple\nfile:///lent/index/simple",
    }


def test_folders_that_pip_is_sent_to_are_found_in_paths_and_addresses() -> None:
    options = {
        "extra-index-url": "https://a.invalid/simple\nfile:///lent/an%20index/simple",
        "find-links": "/lent/wheels https://b.invalid/",
        "cert": "/etc/own/certificate.crt",
    }

    assert local_paths_in(options) == [
        Path("/lent/an index"),
        Path("/lent/wheels"),
        Path("/etc/own/certificate.crt"),
    ]


def test_who_is_not_root_is_told_so_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "is_root", lambda: False)

    with (
        pytest.raises(console.Stopped, match="by root alone: start this as root"),
        bare_machine.place_for_machines(),
    ):
        pytest.fail("somebody else made a machine")


PUT_AWAY = """
import signal
from devtools import bare_machine, console
# A shell that starts a run in the background lets it ignore the keyboard.
signal.signal(signal.SIGINT, signal.default_int_handler)
console.is_root = lambda: True
bare_machine.ensure_for_bare_machine = lambda: None
with bare_machine.place_for_machines() as place:
    (place / "left").mkdir()
    print(place, flush=True)
    signal.pause()
"""


@pytest.fixture
def interrupted() -> Iterator[subprocess.Popen[str]]:
    """A process that holds a place for machines until it is told to end."""
    words = [sys.executable, "-c", PUT_AWAY]
    variables = {"PYTHONPATH": str(ROOT / "packaging"), "PATH": bare_machine.SEARCH_PATH}
    with subprocess.Popen(words, env=variables, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such machines there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["told", "keyboard"])
def test_machines_are_put_away_also_where_the_run_is_interrupted(
    interrupted: subprocess.Popen[str], number: signal.Signals
) -> None:
    assert interrupted.stdout is not None
    place = Path(interrupted.stdout.readline().strip())
    assert (place / "left").is_dir()

    interrupted.send_signal(number)
    interrupted.wait(30)

    assert not place.exists()
