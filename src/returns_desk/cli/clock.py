"""`returns-desk clock accept`: say that this computer's clock is right, whatever the journal has.

For IT, after a clock had run ahead: what was recorded by it would stop payouts until that moment
comes. Owns the arguments and what is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.application.clock_guard import accepted, first_watch
from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.domain.errors import ensure

if TYPE_CHECKING:
    import argparse
    from contextlib import AbstractContextManager
    from datetime import datetime

    from returns_desk.application.ports import Journal
    from returns_desk.cli.context import Services, Subparsers


class JournalAccess(Protocol):
    """The journal of one profile; `services.journal(profile)` gives it."""

    def now(self) -> datetime:
        """This computer's time in the shop's zone."""
        ...

    def writing(self) -> AbstractContextManager[Journal]:
        """The journal to write; refused while another process writes the profile."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `clock accept`."""
    parser = subparsers.add_parser("clock", help="say that this computer's clock is right")
    commands = parser.add_subparsers(dest="clock_command", metavar="WHAT", required=True)
    accept = commands.add_parser(
        "accept", help="go on by this clock although the journal holds later moments"
    )
    add_profile_option(accept)
    accept.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, _err: TextIO) -> int:
    """Note in the journal that the clock is right, and say what was the latest moment before.

    Raises:
        OperatorMistake: Another process has the profile open, or there is none.

    """
    ensure(services.journal is not None, "The clock is noted in a journal.")
    assert services.journal is not None  # noqa: S101 -- narrows the type after ensure
    access: JournalAccess = services.journal(args.profile)
    now = access.now()
    with access.writing() as journal:
        before = first_watch(journal).latest
        journal.append(accepted(now, before))
    latest = before.astimezone(now.tzinfo).isoformat(timespec="seconds") if before else "none"
    out.write(f"The clock is taken as right: {now.isoformat(timespec='seconds')}.\n")
    out.write(f"Latest moment in the journal before: {latest}.\n")
    return DONE
