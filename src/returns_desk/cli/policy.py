"""`returns-desk policy check`: what is wrong in a pack, before it is used.

Owns the command's arguments and what it prints. Packs are read by what `Services` brings.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from returns_desk.cli.context import (
    BAD_ANSWER,
    DONE,
    UNUSABLE,
    Services,
    Subparsers,
    say_mistake,
)

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: Subparsers) -> None:
    """Add `policy` and its verbs."""
    parser = subparsers.add_parser("policy", help="judge packs before they are used")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    check = verbs.add_parser("check", help="list what is wrong in pack files")
    check.add_argument("files", metavar="FILE", type=Path, nargs="+")
    check.add_argument("--json", action="store_true", help="print the list as JSON")
    check.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Print every problem of every file; 0 where all can be used, also with one another."""
    for path in args.files:
        if not path.is_file():
            say_mistake(err, file=str(path), message="is no file; check the name.")
            return UNUSABLE
    found = [(str(path), list(services.check_pack(path))) for path in args.files]
    if not any(problems for _, problems in found):
        together = list(services.check_packs(args.files))
        found += [(problem.file, [problem]) for problem in together]
    if args.json:
        document = {
            "files": [
                {
                    "file": name,
                    "usable": not problems,
                    "problems": [{"place": p.place, "message": p.message} for p in problems],
                }
                for name, problems in found
            ]
        }
        out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        for name, problems in found:
            for problem in problems:
                parts = (problem.file, problem.place, problem.message)
                out.write(": ".join(part for part in parts if part) + "\n")
            if not problems:
                out.write(f"{name}: this pack can be used.\n")
    return BAD_ANSWER if any(problems for _, problems in found) else DONE
