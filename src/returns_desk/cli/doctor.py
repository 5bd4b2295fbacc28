"""`returns-desk doctor`: what IT looks at first, one line for each check, with the mend.

Owns the command's arguments and what it prints. The checks are carried out by what `Services`
brings; nothing is repaired here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

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
    if args.json:
        return _say_json(list(symptoms), services.version, out)
    bad = 0
    for each in symptoms:
        bad += each.verdict is Verdict.BAD
        verdict = "BAD " if each.verdict is Verdict.BAD else each.verdict
        out.write(f"{verdict}  {each.check.ljust(TITLE_WIDTH)}  {each.message}\n")
        out.flush()
    out.write(f"To mend: {bad}.\n" if bad else "Nothing to mend.\n")
    return BAD_ANSWER if bad else DONE


def _say_json(symptoms: list[Symptom], version: str, out: TextIO) -> int:
    healthy = all(each.verdict is not Verdict.BAD for each in symptoms)
    document = {
        "version": version,
        "healthy": healthy,
        "findings": [asdict(each) for each in symptoms],
    }
    out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    return DONE if healthy else BAD_ANSWER
