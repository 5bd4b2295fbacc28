"""`returns-desk provision FILE`: sets this till up without a person.

Owns the arguments and what is printed; the work is what `Services` brings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from returns_desk.cli.answers import say_json
from returns_desk.cli.context import DONE, Services, Subparsers, add_profile_option

if TYPE_CHECKING:
    import argparse

SERVICE = "provision"
"""The name of what does it, among `Services.more`."""


def add_parser(subparsers: Subparsers) -> None:
    """Add `provision`."""
    parser = subparsers.add_parser("provision", help="set this till up from a file, unattended")
    parser.add_argument("file", type=Path, metavar="FILE", help="the same for every till")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Set it up, or say that it is.

    Raises:
        OperatorMistake: the file, a pack or a PIN won't do; nothing was made.
        EnvironmentFault: a file can't be read or the folder not written; nothing was made.

    """
    del err
    made: dict[str, Any] = services.more[SERVICE](args.file, args.profile)
    if args.json:
        say_json(made, out)
    elif made["begun"]:
        out.write(f"Terminal {made['terminal']} is set up in {made['profile']}.\n")
    else:
        out.write(f"Terminal {made['terminal']} was set up before; nothing was changed.\n")
    return DONE
