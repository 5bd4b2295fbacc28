"""`returns-desk policy explain CASE`: why options stand where they stand, and what changes it.

Owns the verb. The board comes from `Services`, the words from the application.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from returns_desk.application.policy_lab.explaining import explain
from returns_desk.cli.answers import say_json
from returns_desk.cli.case_source import case_from
from returns_desk.cli.context import DONE, UNUSABLE, PackChoice, Services, say_mistake
from returns_desk.cli.policy_text import say_explanations
from returns_desk.domain.board import CATALOGUE

if TYPE_CHECKING:
    import argparse


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Print the explanation of one option or of all."""
    if args.option and args.option not in CATALOGUE:
        message = f"'{args.option}' is no option; known are {', '.join(CATALOGUE)}."
        say_mistake(err, place="--option", message=message)
        return UNUSABLE
    case = case_from(args.case, services, err)
    if case is None:
        return UNUSABLE
    board = services.board_maker(PackChoice(tuple(args.policy), args.profile))(case)
    explained = [e for e in explain(board, case) if args.option in {None, e.option}]
    if args.json:
        document = {"currency": board.currency, "options": [e.as_json() for e in explained]}
        say_json(document, out)
    else:
        say_explanations(explained, out)
    return DONE
