"""`returns-desk journal erase CASE`: forget the person of one case.

Owns the arguments and what is printed. What is kept and forgotten comes through
`services.more["erasing"]`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.cli.context import DONE, add_profile_option

if TYPE_CHECKING:
    import argparse

    from returns_desk.application.erasing import Erased
    from returns_desk.cli.context import Services, Subparsers


class ErasingAccess(Protocol):
    """Erasing in one profile; `services.more["erasing"](profile)` gives it."""

    def erase(self, named: str) -> Erased:
        """Forget the person of the case of that number or id."""
        ...


def add_to(commands: Subparsers) -> None:
    """Add `erase` to what `journal` can do."""
    erase = commands.add_parser(
        "erase", help="forget the person of a case; what the books need stays"
    )
    erase.add_argument("case", metavar="CASE", help="the case's number, as its slip has it")
    erase.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(erase)
    erase.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Erase, say what was there, and answer the exit code.

    Raises:
        OperatorMistake: There is no such case, or another process writes the profile.
        EnvironmentFault: A file is in use or the disk is full; erase again.

    """
    del err
    access: ErasingAccess = services.more["erasing"](args.profile)
    erased = access.erase(args.case)
    if args.json:
        document = {"case": args.case, "case_id": erased.case_id, "erased": erased.found}
        out.write(json.dumps(document) + "\n")
    elif erased.found:
        out.write(
            f"Case {args.case}: what was kept of the person is erased, also in what restores kept "
            "aside. Backups of people.db that are older hold it until they are rotated out.\n"
        )
    else:
        out.write(f"Case {args.case}: nothing of a person is kept here.\n")
    return DONE
