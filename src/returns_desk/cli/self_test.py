"""`returns-desk self-test`: whether this installation works, one line for each check.

Owns the command's arguments and what it prints. The checks are carried out by what `Services`
brings.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TextIO

from returns_desk.cli.answers import say_each, say_json
from returns_desk.cli.context import BAD_ANSWER, DONE, Services, Subparsers

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

SERVICE = "self_test"
"""The name of the checks among `Services.more`."""
TITLE_WIDTH = 18


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """How one check ended; `message` is what it found, or why it failed and the mend."""

    name: str
    passed: bool
    milliseconds: int
    message: str


def add_parser(subparsers: Subparsers) -> None:
    """Add `self-test`."""
    parser = subparsers.add_parser(
        "self-test", help="complete one training return and check the program's own files"
    )
    parser.add_argument("--json", action="store_true", help="print the outcomes as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Carry out the checks; 0 where all pass, else 1."""
    del err
    outcomes: Iterable[CheckOutcome] = services.more[SERVICE]()
    found = list(outcomes) if args.json else say_each(outcomes, _line, out)
    failed = [each.name for each in found if not each.passed]
    if args.json:
        checks = [asdict(each) for each in found]
        say_json({"version": services.version, "passed": not failed, "checks": checks}, out)
    elif failed:
        out.write(f"Not passed: {', '.join(failed)}.\n")
    else:
        out.write(f"Checks passed: {len(found)}.\n")
    return BAD_ANSWER if failed else DONE


def _line(outcome: CheckOutcome) -> str:
    verdict = "passed" if outcome.passed else "FAILED"
    title = outcome.name.ljust(TITLE_WIDTH)
    return f"{verdict}  {title}{outcome.milliseconds:6} ms  {outcome.message}"
