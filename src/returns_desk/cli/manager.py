"""`returns-desk manager`: opens the manager's review.

Owns the command; the window is opened by what `Services` brings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from returns_desk.cli.context import DeskRequest, Services, Subparsers

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: Subparsers) -> None:
    """Add `manager`."""
    parser = subparsers.add_parser("manager", help="open the manager's review")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Open the review until its window closes.

    Raises:
        OperatorMistake: no profile there, one that can't be reached, no display.
        EnvironmentFault: the folder can't be read or written.

    """
    del out, err
    request = DeskRequest(args.profile, args.demo, args.language, args.look, review=True)
    return services.open_desk(request)
