"""A scanner's keys on a real display under other layouts than its own: the receipt is found."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ui.kit.keyboards import CODES, ENTER_CODE

ROOT = Path(__file__).parents[2]
TOOLS = ("xvfb-run", "xdotool", "setxkbmap")
# Words: the layout, and the keys of a name, a PIN and a receipt.
SCRIPT = r"""
"$PYTHON" -m returns_desk --demo --profile "$PROFILE" &
desk=$!
window=$(xdotool search --sync --onlyvisible --name "Returns Desk" | head -1)
xdotool windowfocus --sync "$window"
setxkbmap "$1"
holds() { "$PYTHON" -m returns_desk journal export --profile "$PROFILE" | grep -q "$1"; }
for _ in 1 2 3 4 5; do
    xdotool key Escape
    xdotool key --delay 4 $2
    xdotool key --delay 120 $3
    holds operator_signed_in && break
done
xdotool key --delay 4 $4
for _ in 1 2 3 4 5; do holds receipt_added && break; done
kill "$desk"
"""
PREPARE = """
import sys
from pathlib import Path
from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap.counter import add_demo_sales
with Profile.demo(Path(sys.argv[1])) as profile, profile.locked():
    sales = add_demo_sales(profile, profile.clock.now())
print(next(sale.receipt for sale in sales if sale.lines[0].sku == "SHELF-36W"))
"""


def keys(text: str) -> str:
    """The codes of a text's keys on a US keyboard, and of Enter."""
    return " ".join(str(code) for code in (*(CODES[sign] for sign in text), ENTER_CODE))


@pytest.mark.parametrize("layout", ["am", "ee"])
def test_a_scanned_receipt_is_found_under_another_layout(layout: str, tmp_path: Path) -> None:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"not on this machine: {', '.join(missing)}"
    profile = tmp_path / "profile"
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment |= {
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT / "src"),
        "PROFILE": str(profile),
    }
    receipt = output(["-c", PREPARE, str(profile)], environment).strip()
    typed = [keys("mara"), keys("428713"), keys(receipt)]

    done = subprocess.run(
        [
            "xvfb-run",
            "-a",
            "-s",
            "-screen 0 1280x800x24",
            "bash",
            "-c",
            SCRIPT,
            "-",
            layout,
            *typed,
        ],
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )

    export = ["-m", "returns_desk", "journal", "export", "--profile", str(profile)]
    told = output(export, environment)
    assert re.search(r'"type": ?"operator_signed_in"', told), done.stderr
    assert re.search(r'"type": ?"receipt_added"', told), done.stderr
    assert receipt in told


def output(words: list[str], environment: dict[str, str]) -> str:
    """What our Python prints."""
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout
