"""`returns-desk board`: the board of a case, for people or as JSON, one case or one per line.

Owns the command's arguments and what it prints. The engine and the packs come from `Services`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from returns_desk.application.board_document import board_document, canonical_json
from returns_desk.cli.answers import say_json
from returns_desk.cli.case_source import STANDARD_INPUT, case_from, named_source, unreadable
from returns_desk.cli.context import (
    DONE,
    UNUSABLE,
    PackChoice,
    Services,
    Subparsers,
    add_profile_option,
    say_mistake,
)
from returns_desk.domain.errors import InvalidInput, OperatorMistake

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from returns_desk.domain.board import Board
    from returns_desk.domain.case import Case


def add_parser(subparsers: Subparsers) -> None:
    """Add `board` and its arguments."""
    parser = subparsers.add_parser("board", help="print the board of a case")
    parser.add_argument("case", metavar="CASE", help="the case as a JSON file, or - for input")
    parser.add_argument(
        "--policy",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a pack to use instead of the shop's own; may be given several times",
    )
    parser.add_argument("--json", action="store_true", help="print the board as JSON")
    parser.add_argument(
        "--lines", action="store_true", help="read one case per line, write one board per line"
    )
    parser.add_argument("--no-law", action="store_true", help="leave the law packs out (for tests)")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Print the board or boards and answer the exit code."""
    choice = PackChoice(tuple(args.policy), args.profile, with_law=not args.no_law)
    make_board = services.board_maker(choice)
    if args.lines:
        return _print_lines(args.case, services, make_board, out, err)
    case = case_from(args.case, services, err)
    if case is None:
        return UNUSABLE
    _print_board(make_board(case), case, out, as_json=args.json)
    return DONE


def _print_board(board: Board, case: Case, out: TextIO, *, as_json: bool) -> None:
    if as_json:
        say_json(board_document(board, case), out)
        return
    # Only people pay for the table's library.
    from returns_desk.cli.board_table import print_board  # noqa: PLC0415 -- costs start time

    print_board(board, case, out)


def _print_lines(
    source: str,
    services: Services,
    make_board: Callable[[Case], Board],
    out: TextIO,
    err: TextIO,
) -> int:
    """One board per line; a bad line becomes an error in its place, and a sentence at the end."""
    bad = 0
    for number, line in enumerate(_lines(source), start=1):
        if not line.strip():
            continue
        try:
            case = services.read_case(line.strip())
            document = board_document(make_board(case), case)
        except OperatorMistake as mistake:
            document = {"line": number, "error": _error(mistake)}
            bad += 1
        out.write(canonical_json(document).decode() + "\n")
    if bad:
        message = f"{bad} of its lines can't be used; each says why in its place."
        say_mistake(err, file=named_source(source), place="", message=message)
    return UNUSABLE if bad else DONE


def _error(mistake: OperatorMistake) -> dict[str, str]:
    """What is wrong with a line; a place that is no JSON pointer goes into the message."""
    pointer = mistake.pointer if isinstance(mistake, InvalidInput) else ""
    if pointer and not pointer.startswith("/"):
        return {"pointer": "", "message": f"{pointer}: {mistake.message}"}
    return {"pointer": pointer, "message": mistake.message}


def _lines(source: str) -> Iterator[bytes]:
    if source == STANDARD_INPUT:
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as stream:
            yield from stream
    except (OSError, ValueError) as error:
        raise OperatorMistake(unreadable(error), code="unreadable_file", file=source) from error
