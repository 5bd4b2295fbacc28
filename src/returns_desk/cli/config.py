"""`returns-desk config show`: every value that counts here, and where it comes from.

Owns the arguments and what is printed; the values come from what `Services` brings.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from returns_desk.cli.answers import say_json
from returns_desk.cli.context import DONE, Services, Subparsers, add_profile_option

if TYPE_CHECKING:
    import argparse

SERVICE = "configuration"
"""The name of what gives the values, among `Services.more`."""


def add_parser(subparsers: Subparsers) -> None:
    """Add `config` and what it can do."""
    parser = subparsers.add_parser("config", help="show every setting and where it comes from")
    commands = parser.add_subparsers(dest="config_command", metavar="WHAT", required=True)
    show = commands.add_parser("show", help="every setting that counts, and where it comes from")
    show.add_argument("--json", action="store_true", help="print the result as JSON")
    show.add_argument("--changed", action="store_true", help="leave out what is built in")
    add_profile_option(show)
    show.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Print them.

    Raises:
        OperatorMistake: no profile is there, or a value is wrong.
        EnvironmentFault: a file can't be read.

    """
    del err
    rows: list[dict[str, Any]] = services.more[SERVICE](args.profile)
    if args.changed:
        rows = [row for row in rows if row["place"]]
    if args.json:
        say_json({"settings": rows}, out)
        return DONE
    width = max((len(_told(row)) for row in rows), default=0)
    out.writelines(f"{_told(row):<{width}}  # {_origin(row)}\n" for row in rows)
    return DONE


def _told(row: dict[str, Any]) -> str:
    return f"{row['key']} = {json.dumps(row['value'], ensure_ascii=False)}"


def _origin(row: dict[str, Any]) -> str:
    return f"{row['layer']}, {row['place']}" if row["place"] else str(row["layer"])
