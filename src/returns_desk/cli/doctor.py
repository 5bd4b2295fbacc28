"""`returns-desk doctor`: what IT looks at first, one line for each check, with the mend.

Owns the command's arguments and what it prints. The checks are carried out by what `Services`
brings; nothing is repaired here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

from returns_desk.cli.answers import say_each, say_json
from returns_desk.cli.context import BAD_ANSWER, DONE, Services, Subparsers, add_profile_option

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

SERVICE = "doctor"
"""The name of the checks among `Services.more`."""
TITLE_WIDTH = 9


class Verdict(StrEnum):
    """How a check ended."""

    FINE = "fine"
    NOTE = "note"
    """Good to know; nothing has to be done today."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Symptom:
    """What one check found; `message` says it in one sentence, with the mend where it is bad."""

    check: str
    verdict: Verdict
    message: str


def add_parser(subparsers: Subparsers) -> None:
    """Add `doctor`."""
    parser = subparsers.add_parser(
        "doctor", help="check profile, disk, clock, journal and packs, and say the mend"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Carry out the checks; 1 where something is bad, else 0."""
    del err
    symptoms: Iterable[Symptom] = services.more[SERVICE](args.profile)
    found = list(symptoms) if args.json else say_each(symptoms, _line, out)
    bad = sum(each.verdict is Verdict.BAD for each in found)
    if args.json:
        findings = [asdict(each) for each in found]
        say_json({"version": services.version, "healthy": not bad, "findings": findings}, out)
    else:
        out.write(f"To mend: {bad}.\n" if bad else "Nothing to mend.\n")
    return BAD_ANSWER if bad else DONE


def _line(symptom: Symptom) -> str:
    verdict = "BAD " if symptom.verdict is Verdict.BAD else symptom.verdict
    return f"{verdict}  {symptom.check.ljust(TITLE_WIDTH)}  {symptom.message}"
