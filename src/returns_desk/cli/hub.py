"""`returns-desk hub init|upgrade|check|enrol|revoke DSN`: the shop's central database.

Owns the arguments and what is printed. A terminal's password is printed once, by `enrol`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TextIO

from returns_desk.cli.answers import say_json, say_result
from returns_desk.cli.context import BAD_ANSWER, DONE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from returns_desk.cli.context import Services, Subparsers

SERVICE: Final = "hub"
"""The name of hubs among `Services.more`."""
_HELP: Final = {
    "init": "make the hub in an empty database; does no harm where it is one",
    "upgrade": "bring the hub to this version",
    "check": "look for what is missing or wrong",
    "enrol": "let a terminal in",
    "revoke": "shut a terminal out; its events stay",
}


class Enrolled(Protocol):
    """A terminal that may log in now; a dataclass, whose fields are what `--json` prints."""

    @property
    def terminal(self) -> str:
        """Its name."""
        ...

    @property
    def role(self) -> str:
        """The role it logs in with."""
        ...

    @property
    def password(self) -> str:
        """Its password, or nothing where a certificate stands for it."""
        ...


class HubAccess(Protocol):
    """A hub; `services.more["hub"](dsn)` gives it."""

    def init(self) -> int:
        """Make it; how many steps that took."""
        ...

    def upgrade(self) -> int:
        """Bring it up to date; how many steps that took."""
        ...

    def check(self) -> Sequence[str]:
        """What is wrong with it."""
        ...

    def enrol(
        self, terminal: str, installation: str, public_key: str, *, with_certificate: bool
    ) -> Enrolled:
        """Let a terminal in."""
        ...

    def revoke(self, terminal: str) -> int:
        """Shut a terminal out."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `hub` and what it can do."""
    parser = subparsers.add_parser("hub", help="the central PostgreSQL database of several tills")
    commands = parser.add_subparsers(dest="hub_command", metavar="WHAT", required=True)
    made = {name: commands.add_parser(name, help=text) for name, text in _HELP.items()}
    for each in made.values():
        each.add_argument("dsn", metavar="DSN", help="the database, as libpq names it")
        each.add_argument("--json", action="store_true", help="print the result as JSON")
        each.set_defaults(run=run)
    for name in ("enrol", "revoke"):
        made[name].add_argument("terminal", metavar="TERMINAL", help="the terminal's name")
    enrol = made["enrol"]
    shown = "as 'returns-desk sync --status' shows it on the terminal"
    enrol.add_argument("--installation", required=True, metavar="ID", help=shown)
    enrol.add_argument("--public-key", required=True, metavar="HEX", help=shown)
    enrol.add_argument(
        "--certificate",
        action="store_true",
        help="no password: the terminal has a client certificate with the role as its name",
    )


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Do it and say what came of it; 1 where `check` found something.

    Raises:
        OperatorMistake: The database can't be used so; says why.
        EnvironmentFault: It is not reached, or the login may not do that.

    """
    del err
    access: HubAccess = services.more[SERVICE](args.dsn)
    return _RUNS[args.hub_command](args, access, out)


def _made(args: argparse.Namespace, access: HubAccess, out: TextIO) -> int:
    steps = access.init() if args.hub_command == "init" else access.upgrade()
    if args.json:
        say_json({"steps": steps}, out)
    else:
        out.write("The hub is ready.\n" if steps else "The hub is up to date already.\n")
    return DONE


def _check(args: argparse.Namespace, access: HubAccess, out: TextIO) -> int:
    problems = list(access.check())
    if args.json:
        say_json({"problems": problems}, out)
    else:
        out.write("".join(f"{each}\n" for each in problems) or "The hub is as it should be.\n")
    return BAD_ANSWER if problems else DONE


def _enrol(args: argparse.Namespace, access: HubAccess, out: TextIO) -> int:
    made = access.enrol(
        args.terminal, args.installation, args.public_key, with_certificate=args.certificate
    )
    if args.json:
        say_result(made, out)
        return DONE
    out.write(f"Terminal {made.terminal} may log in as {made.role}.\n")
    if made.password:
        out.write(f"Password, shown this once: {made.password}\n")
        out.write("On the terminal: returns-desk sync password\n")
    return DONE


def _revoke(args: argparse.Namespace, access: HubAccess, out: TextIO) -> int:
    count = access.revoke(args.terminal)
    if args.json:
        say_json({"revoked": count}, out)
    else:
        out.write(f"Terminal {args.terminal} is shut out; its events stay.\n")
    return DONE


_RUNS: Final[dict[str, Callable[[argparse.Namespace, HubAccess, TextIO], int]]] = {
    "init": _made,
    "upgrade": _made,
    "check": _check,
    "enrol": _enrol,
    "revoke": _revoke,
}
