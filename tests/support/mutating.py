"""Makes one small mistake in a copy of the engine, and runs the engine's own checks against it.

A mistake names text that stands in the source once; where it no longer does, trying it fails and
says so. The checkout is never changed.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = Path("src/returns_desk/domain")
CHECKS = (
    "test_money",
    "test_sale",
    "test_peer_vectors",
    "test_bare_goods",
    "test_joint_caps",
    "test_cheque_holds",
    "test_engine_contract",
    "test_engine_fees",
    "test_bounded_fees",
    "test_amounts_up_to",
    "test_nothing_is_hidden",
    "test_days_of_every_year",
    "test_engine_cash_limit",
    "test_engine_alternatives",
    "test_engine_new_facts",
    "test_exchange_totals",
    "test_exchange_rest",
    "test_both_open",
    "test_dearer_even_exchanges",
    "test_cash_of_rights",
    "test_joint_facts",
    "test_engine_oracle",
    "test_engine_properties",
    "test_engine_sequences",
)
"""Run in this order until one fails."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: in `file`, the text `right` becomes `wrong`."""

    name: str
    file: str
    right: str
    wrong: str


UNCHANGED = Mutant("no mistake", "money.py", "", "")


def made(mutant: Mutant, folder: Path) -> Path:
    """A copy of the program in which the edit was made; the folder to import it from.

    Raises:
        AssertionError: the text does not stand there exactly once.
    """
    target = folder / "src"
    shutil.copytree(ROOT / "src", target, ignore=shutil.ignore_patterns("__pycache__"))
    if mutant is UNCHANGED:
        return target
    path = folder / DOMAIN / mutant.file
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    count = text.count(mutant.right)
    told = f"mutant '{mutant.name}' no longer applies: {mutant.file} has its text {count} times"
    assert count == 1, told
    path.write_text(text.replace(mutant.right, mutant.wrong), encoding="utf-8", newline="\n")
    return target


def caught_by(mutant: Mutant, folder: Path) -> str | None:
    """The check that fails on that engine, or None where all pass."""
    source = made(mutant, folder)
    paths = [source, ROOT / "packaging", ROOT / "tests"]
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "support.no_shrinking"]
    words += ["--hypothesis-profile=no-shrinking", "-p", "no:cacheprovider", "-p", "no:randomly"]
    words += ["-o", "pythonpath=" + " ".join(map(str, paths)), "--no-cov"]
    words += [str(ROOT / "tests" / "domain" / f"{name}.py") for name in CHECKS]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RETURNS_DESK", "COV_"))}
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=kept | {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout[-2000:] + done.stderr[-2000:]
    failed = re.search(r"^FAILED \S+::(\w+)", done.stdout, re.MULTILINE)
    return failed.group(1) if failed else None
