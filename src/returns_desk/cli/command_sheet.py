"""`returns-desk command-sheet FILE`: barcodes for the counter that do what keys do.

Owns the command's arguments and what it prints. The sheet is drawn by what `Services` brings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from returns_desk.cli.context import DONE, Services, Subparsers

if TYPE_CHECKING:
    import argparse

SERVICE = "command_sheet"
"""The name of what draws the sheet, among `Services.more`."""


def add_parser(subparsers: Subparsers) -> None:
    """Add `command-sheet`."""
    parser = subparsers.add_parser(
        "command-sheet", help="write a sheet of barcodes, to serve with the scanner alone"
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the PDF to write")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Write the sheet.

    Raises:
        OperatorMistake: the program does not speak that language.
        EnvironmentFault: the file can't be written.

    """
    del err
    services.more[SERVICE](args.file, args.language)
    out.write(f"Written to {args.file}. Print it at full size and keep it at the counter.\n")
    return DONE
