"""`returns-desk schema`: the JSON Schemas of what goes in and comes out.

Owns the command's arguments. The schemas come from `Services`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from returns_desk.cli.answers import say_json
from returns_desk.cli.context import DONE, Services, Subparsers

if TYPE_CHECKING:
    import argparse

NAMES = ("case", "board", "sale", "policy", "return", "void")


def add_parser(subparsers: Subparsers) -> None:
    """Add `schema` and its argument."""
    parser = subparsers.add_parser("schema", help="print a JSON Schema")
    parser.add_argument("name", metavar="NAME", choices=NAMES, help=", ".join(NAMES))
    parser.add_argument("--json", action="store_true", help="the same; it is JSON anyway")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Print the schema."""
    del err
    document = dict(services.schema(args.name))
    say_json(document, out)
    return DONE
