"""`returns-desk self-test`: whether this installation works, one line for each check.

Owns the command's arguments and what it prints. The checks are carried out by what `Services`
brings.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TextIO

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
    if args.json:
        return _say_json(list(outcomes), services.version, out)
    failed = []
    count = 0
    for each in outcomes:
        count += 1
        failed += [] if each.passed else [each.name]
        verdict = "passed" if each.passed else "FAILED"
        title = each.name.ljust(TITLE_WIDTH)
        out.write(f"{verdict}  {title}{each.milliseconds:6} ms  {each.message}\n")
        out.flush()
    if failed:
        out.write(f"Not passed: {', '.join(failed)}.\n")
        return BAD_ANSWER
    out.write(f"Checks passed: {count}.\n")
    return DONE


def _say_json(outcomes: list[CheckOutcome], version: str, out: TextIO) -> int:
    passed = all(each.passed for each in outcomes)
    document = {
        "version": version,
        "passed": passed,
        "checks": [asdict(each) for each in outcomes],
    }
    out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    return DONE if passed else BAD_ANSWER
