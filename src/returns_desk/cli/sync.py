"""`returns-desk sync [--once] [--status]` and `sync password|export|import`: the way to the hub.

Owns the arguments and what is printed. A password is read, never shown.
"""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TextIO

from returns_desk.cli.answers import say_result
from returns_desk.cli.context import BAD_ANSWER, DONE, add_profile_option
from returns_desk.cli.hub import SERVICE as HUB_SERVICE
from returns_desk.cli.progress import progress_bar
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

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


class Written(Protocol):
    """What a file holds: events `first` to `last`, both 0 for none."""

    @property
    def first(self) -> int:
        """The first event."""
        ...

    @property
    def last(self) -> int:
        """The last event."""
        ...


class TakenIn(Protocol):
    """What came of a file at the hub."""

    @property
    def terminal(self) -> str:
        """Whose events they are."""
        ...

    @property
    def added(self) -> int:
        """How many were new there."""
        ...

    @property
    def reached(self) -> int:
        """How far the hub has that terminal's now."""
        ...


class HubAccess(Protocol):
    """A hub; `services.more["hub"](dsn)` gives it."""

    def take_in(self, path: Path, on_progress: Callable[[int, int], None]) -> TakenIn:
        """Take in a file."""
        ...


class SyncAccess(Protocol):
    """The sync of one profile; `services.more["sync"](profile)` gives it."""

    def once(self, on_progress: Callable[[int, int], None]) -> SyncStatus:
        """Send what waits."""
        ...

    def status(self) -> SyncStatus:
        """How it is."""
        ...

    def export(
        self, path: Path, after: int | None, on_progress: Callable[[int, int], None]
    ) -> Written:
        """Write what waits, or all after an event, into a new file."""
        ...

    def keep_password(self, password: str) -> Path:
        """Keep the hub's password."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `sync`."""
    parser = subparsers.add_parser("sync", help="send the journal to the shop's hub")
    parser.add_argument(
        "action",
        nargs="?",
        choices=("password", "export", "import"),
        help="keep the password that the hub gave; write what waits into FILE, for a counter "
        "without a network; take FILE in where the hub is",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the file of segments")
    parser.add_argument(
        "--after", type=int, metavar="N", help="export: every event after number N (0: all)"
    )
    parser.add_argument(
        "--hub", metavar="DSN", help="import: the hub, under an administrator's login"
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
    _refuse_unfit(args)
    if args.action == "import":
        return _import(args, services.more[HUB_SERVICE](args.hub), out, err)
    access: SyncAccess = services.more[SERVICE](args.profile)
    if args.action == "export":
        return _export(args, access, out, err)
    if args.action == "password":
        out.write(f"Kept in {access.keep_password(_password())}\n")
        return DONE
    if args.status:
        return _say(access.status(), args, out)
    with progress_bar("Sending", err) as show:
        status = access.once(show)
    return _say(status, args, out)


def _refuse_unfit(args: argparse.Namespace) -> None:
    """Each argument has an action that it belongs to."""
    if (args.action in {"export", "import"}) != (args.file is not None):
        message = "Write 'sync export FILE' or 'sync import FILE --hub DSN'."
        raise OperatorMistake(message, code="sync_file")
    if (args.action == "import") != (args.hub is not None):
        message = "--hub DSN goes with 'sync import FILE', and names the hub that takes it in."
        raise OperatorMistake(message, code="sync_hub")
    if args.after is not None and (args.action != "export" or args.after < 0):
        message = "--after N goes with 'sync export FILE'; N is 0 or the number of an event."
        raise OperatorMistake(message, code="sync_after")


def _export(args: argparse.Namespace, access: SyncAccess, out: TextIO, err: TextIO) -> int:
    with progress_bar("Writing", err) as show:
        written = access.export(args.file, args.after, show)
    if args.json:
        say_result(written, out)
    elif written.last:
        out.write(f"Events {written.first} to {written.last} are in {args.file}.\n")
        out.write("Once the hub has taken them in, go on with ")
        out.write(f"'returns-desk sync export FILE --after {written.last}'.\n")
    else:
        out.write(f"Nothing waits; {args.file} holds no event.\n")
    return DONE


def _import(args: argparse.Namespace, hub: HubAccess, out: TextIO, err: TextIO) -> int:
    with progress_bar("Taking in", err) as show:
        taken = hub.take_in(args.file, show)
    if args.json:
        say_result(taken, out)
    else:
        out.write(f"Terminal {taken.terminal}: {taken.added} new; ")
        out.write(f"the hub has its events up to {taken.reached}.\n")
    return DONE


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
