"""The program as it is started: a real window on a real display, typed into from outside."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("xvfb-run", "xdotool", "import")
SCRIPT = r"""
"$PYTHON" -m returns_desk --demo --profile "$PROFILE" &
desk=$!
window=$(xdotool search --sync --onlyvisible --name "Returns Desk" | head -1)
xdotool windowfocus --sync "$window"
holds() { "$PYTHON" -m returns_desk journal export --profile "$PROFILE" | grep -q "$1"; }
line() { xdotool type --delay 20 "$1"; xdotool key Return; }
for _ in 1 2 3 4 5; do
    xdotool key Escape
    line mara
    line 428713
    holds operator_signed_in && break
done
line "$RECEIPT"
for _ in 1 2 3 4 5; do holds board_shown && break; done
import -window root "$PICTURE"
"$PYTHON" -m returns_desk --demo --profile "$PROFILE"
echo "second start: $?"
kill "$desk"
"""


@pytest.fixture
def x_tools() -> None:
    """The display and the hands: xvfb, xdotool, imagemagick."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"not on this machine: {', '.join(missing)}"


@pytest.mark.usefixtures("x_tools")
def test_receipt_typed_into_the_real_window_opens_a_case(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment |= {
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT / "src"),
        "PROFILE": str(profile),
        "PICTURE": str(tmp_path / "desk.png"),
    }
    prepared = subprocess.run(
        [sys.executable, "-c", PREPARE, str(profile)],
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    environment["RECEIPT"] = prepared.stdout.strip()

    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "bash", "-c", SCRIPT],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert "second start: 0" in done.stdout, done.stderr
    assert (tmp_path / "desk.png").stat().st_size > 20_000
    told = subprocess.run(
        [sys.executable, "-m", "returns_desk", "journal", "export", "--profile", str(profile)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search(r'"type": ?"receipt_added"', told.stdout)
    assert "Traceback" not in done.stderr


PREPARE = """
import sys
from pathlib import Path
from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap.counter import add_demo_sales
with Profile.demo(Path(sys.argv[1])) as profile, profile.locked():
    sales = add_demo_sales(profile, profile.clock.now())
print(next(sale.receipt for sale in sales if sale.lines[0].sku == "SHELF-36W"))
"""
