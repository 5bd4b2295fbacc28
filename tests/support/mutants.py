"""An engine with one small mistake in it: twenty of them, and how each is tried.

Owns the edits, and the running of the engine's own checks against a copy in which one edit was
made. An edit names text that stands in the source once; where it no longer does, trying it fails
and says so. The checkout is never changed.
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


MUTANTS = (
    Mutant(
        "halves are rounded down",
        "money.py",
        "((2 * magnitude.numerator + magnitude.denominator) //",
        "((2 * magnitude.numerator + magnitude.denominator - 1) //",
    ),
    Mutant(
        "each partial return is rounded by itself",
        "money.py",
        "return after - round_half_up(per_unit * Fraction(before_quantity))",
        "return round_half_up(per_unit * Fraction(quantity))",
    ),
    Mutant(
        "cash is not rounded where the smallest coin is five",
        "money.py",
        "if step_minor_units <= 1:",
        "if step_minor_units <= 5:",
    ),
    Mutant(
        "the odd unit goes to the last tender",
        "money.py",
        "key=lambda i: (-(amount_minor_units * weights[i] % total), i)",
        "key=lambda i: (-(amount_minor_units * weights[i] % total), -i)",
    ),
    Mutant(
        "the last return forgets what another system refunded",
        "sale.py",
        "if self.returned + quantity == self.quantity:",
        "if self.quantity == quantity:",
    ),
    Mutant(
        "tax begins anew with every return",
        "sale.py",
        "cumulative_share(self.tax, self.quantity, self.returned, quantity)",
        "cumulative_share(self.tax, self.quantity, Decimal(0), quantity)",
    ),
    Mutant(
        "change that was given is given again",
        "sale.py",
        "self.amount - self.change - self.rounding - self.refunded",
        "self.amount - self.rounding - self.refunded",
    ),
    Mutant(
        "a pack ends a day early",
        "engine/rulebook.py",
        "today <= pack.effective_until",
        "today < pack.effective_until",
    ),
    Mutant(
        "a pack begins a day late",
        "engine/rulebook.py",
        "pack.effective_from <= today",
        "pack.effective_from < today",
    ),
    Mutant(
        "a store replaces rules of law",
        "engine/rulebook.py",
        "rule.layer not in {Layer.LAW, Layer.ACQUIRER} and any(",
        "any(",
    ),
    Mutant(
        "the last day of a window does not count",
        "engine/rule_index.py",
        "turns[high + 1] = turns.get(high + 1, 0) ^ bit",
        "turns[high] = turns.get(high, 0) ^ bit",
    ),
    Mutant(
        "exceptions are not looked at where all is known",
        "engine/rule_index.py",
        "return self._with_alternative(held) & ~barred",
        "return self._with_alternative(held)",
    ),
    Mutant(
        "exceptions are not looked at where something is unknown",
        "engine/rule_index.py",
        "rows &= ~_any_rows(bit, self.unless_places, held, rows_of, everywhere)",
        "rows &= everywhere",
    ),
    Mutant(
        "what is permitted only sometimes is called available",
        "engine/tables.py",
        "return Standing.CONDITIONAL if rows & ~permitted else Standing.AVAILABLE",
        "return Standing.AVAILABLE",
    ),
    Mutant(
        "a fee is kept from a right",
        "engine/tables.py",
        "own = _split(own, rule, rows & ~portion.judged.right)",
        "own = _split(own, rule, rows)",
    ),
    Mutant(
        "a later item jumps the queue where money is short",
        "engine/covering.py",
        "if receipt in full or (room is not None and most > room):",
        "if room is not None and most > room:",
    ),
    Mutant(
        "the last coin of the drawer is never given",
        "engine/covering.py",
        "_cash(option, covering.most[:count]) > drawer_cash",
        "_cash(option, covering.most[:count]) >= drawer_cash",
    ),
    Mutant(
        "a cheque clears a day late",
        "engine/parts.py",
        "return days_between(sale.sold_at.date(), case.now.date()) >= hold",
        "return days_between(sale.sold_at.date(), case.now.date()) > hold",
    ),
    Mutant(
        "the same option stands on the board twice",
        "engine/deciding.py",
        "is_better = STANDING_RANK[own.standing] < STANDING_RANK",
        "is_better = STANDING_RANK[own.standing] <= STANDING_RANK",
    ),
    Mutant(
        "goods without a receipt bring today's price where the pack is silent",
        "engine/worths.py",
        'if book.settings.price_without_receipt == "current"',
        'if book.settings.price_without_receipt != "lowest"',
    ),
    Mutant(
        "questions are asked whose answer changes nothing",
        "engine/asking.py",
        "for fact in dependence.facts(each.table, shown):",
        "for fact in each.table.facts:",
    ),
    Mutant(
        "what was asked for does not stand first",
        "engine/proposing.py",
        "if asked is None:",
        "if asked is not None or asked is None:",
    ),
)

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
