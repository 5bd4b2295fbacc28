"""`returns-desk sync [--once] [--status]` and `sync password`: the journal's way to the hub.

Owns the arguments and what is printed. A password is read, never shown.
"""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Final, Protocol, TextIO

from returns_desk.cli.answers import say_result
from returns_desk.cli.context import BAD_ANSWER, DONE, add_profile_option
from returns_desk.cli.progress import progress_bar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from returns_desk.cli.context import Services, Subparsers

SERVICE: Final = "sync"
"""The name of syncs among `Services.more`."""


class SyncStatus(Protocol):
    """How it is; a dataclass, whose fields are what `--json` prints."""

    @property
    def state(self) -> str:
        """not_set_up, all_sent, waiting or refused."""
        ...

    @property
    def sentence(self) -> str:
        """The same in a sentence."""
        ...

    @property
    def terminal(self) -> str:
        """The terminal's name."""
        ...

    @property
    def installation(self) -> str:
        """The installation, as the hub enrols it."""
        ...

    @property
    def public_key(self) -> str:
        """The terminal's public key, as the hub enrols it."""
        ...


class SyncAccess(Protocol):
    """The sync of one profile; `services.more["sync"](profile)` gives it."""

    def once(self, on_progress: Callable[[int, int], None]) -> SyncStatus:
        """Send what waits."""
        ...

    def status(self) -> SyncStatus:
        """How it is."""
        ...

    def keep_password(self, password: str) -> Path:
        """Keep the hub's password."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `sync`."""
    parser = subparsers.add_parser("sync", help="send the journal to the shop's hub")
    parser.add_argument(
        "action", nargs="?", choices=("password",), help="keep the password that the hub gave"
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--once", action="store_true", help="send what waits, then end (default)")
    either.add_argument("--status", action="store_true", help="say how it is; connect to nobody")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Send, or say how it is; 1 where the status says that something is refused.

    Raises:
        OperatorMistake: No hub is set up, or a person has to look; says why.
        EnvironmentFault: The hub is not reached; nothing is lost.

    """
    access: SyncAccess = services.more[SERVICE](args.profile)
    if args.action == "password":
        out.write(f"Kept in {access.keep_password(_password())}\n")
        return DONE
    if args.status:
        return _say(access.status(), args, out)
    with progress_bar("Sending", err) as show:
        status = access.once(show)
    return _say(status, args, out)


def _say(status: SyncStatus, args: argparse.Namespace, out: TextIO) -> int:
    if args.json:
        say_result(status, out)
    else:
        out.write(f"{status.sentence}\n")
        if args.status:
            out.write(f"Terminal: {status.terminal}\nInstallation: {status.installation}\n")
            out.write(f"Public key: {status.public_key}\n")
    return BAD_ANSWER if status.state == "refused" else DONE


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password of the hub: ")
    return sys.stdin.readline().rstrip("\r\n")
