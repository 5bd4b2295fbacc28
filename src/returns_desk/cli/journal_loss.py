"""`returns-desk journal answer-loss --by MANAGER --reason TEXT`: what is gone is answered for.

Owns the arguments and what is printed. The work comes through
`services.more["losses"]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.cli.answers import say_result
from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.cli.pins import asked_pin

if TYPE_CHECKING:
    import argparse

    from returns_desk.cli.context import Services, Subparsers

SERVICE = "losses"
"""The name of answering for losses among `Services.more`."""


class LossAnswered(Protocol):
    """What was answered for; a dataclass, whose fields are what `--json` prints."""

    @property
    def first(self) -> int:
        """The first event that is gone."""
        ...

    @property
    def last(self) -> int:
        """The last event that is gone."""
        ...

    @property
    def by(self) -> str:
        """Who answered."""
        ...

    @property
    def in_backup(self) -> int:
        """How far the newest backup holds what is gone, or 0."""
        ...


class LossAccess(Protocol):
    """The losses of one profile; `services.more["losses"](profile)` gives it."""

    def answer(self, by: str, pin: str, reason: str) -> LossAnswered:
        """Let a manager answer for the loss at the journal's end."""
        ...


def add_parser(commands: Subparsers) -> None:
    """Add `answer-loss` to the commands of the journal."""
    parser = commands.add_parser(
        "answer-loss", help="let a manager answer for entries that a power cut took for good"
    )
    parser.add_argument("--by", required=True, metavar="ID", help="the manager who answers")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="what happened, who knows")
    parser.add_argument(
        "--pin-stdin", action="store_true", help="read the manager's PIN from standard input"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Record the answer and say what it was for.

    Raises:
        OperatorMistake: The PIN is wrong, the person no manager, nothing is missing, another fault
            than the loss is there, or a desk runs.
        EnvironmentFault: A file or the keystore can't be read or written.

    """
    del err
    access: LossAccess = services.more[SERVICE](args.profile)
    pin = asked_pin("PIN: ", from_stdin=args.pin_stdin)
    done = access.answer(args.by, pin, args.reason)
    if args.json:
        say_result(done, out)
        return DONE
    gone = f"events {done.first} to {done.last}, which are gone"
    if done.first == done.last:
        gone = f"event {done.first}, which is gone"
    out.write(f"{done.by} answers for {gone}. The journal's end is remembered again from here.\n")
    if done.in_backup:
        out.write(
            f"The newest backup holds events up to {done.in_backup}: 'journal restore' would bring "
            "them back. 'journal verify' names them until the next backup is made.\n"
        )
    return DONE
