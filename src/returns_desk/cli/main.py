"""The command line as a whole: arguments, the chosen command, and what an error becomes.

Owns exit codes and the one line on standard error. No person ever sees a trace: it goes into a
report file. Must not import adapters or Qt.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO, cast

from returns_desk.application.crash_texts import crash_text
from returns_desk.cli.context import (
    DONE,
    INTERRUPTED,
    UNUSABLE,
    Command,
    DeskRequest,
    Services,
    say_mistake,
)
from returns_desk.domain.errors import EnvironmentFault, InvalidInput, OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "board",
    "sales",
    "policy",
    "journal",
    "operators",
    "bookings",
    "clock",
    "keys",
    "credit",
    "schema",
    "self-test",
    "command-sheet",
    "manager",
    "config",
    "provision",
    "doctor",
    "sync",
    "hub",
)
"""Modules of this package that each add one command."""


SETTER = "set_configuration"
"""The name of what `--set` is handed to, among `Services.more`."""

WITH_VALUE = ("--profile", "--language", "--look", "--screenshots", "--set")
"""Options before the command that are followed by a value."""


class OneLineParser(argparse.ArgumentParser):
    """A parser whose complaint is one line, as every other mistake of a person."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and leave."""
        say_mistake(sys.stderr, message=f"{message}; see {self.prog} --help.")
        raise SystemExit(UNUSABLE)


def run_command_line(arguments: Sequence[str], services: Services) -> int:
    """Run one command line to its exit code; nothing escapes but what ends the interpreter."""
    use_utf8(sys.stdout)
    use_utf8(sys.stderr)
    profile: Path | None = None
    try:
        args = parser_of(services, named_command(arguments)).parse_args(arguments)
        profile = args.profile
        return _run(args, services)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return DONE
    except (OperatorMistake, EnvironmentFault) as error:
        _say(error)
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 -- our own fault: a report, never a trace
        _say_defect(error, services, profile)
        return UNUSABLE


def use_utf8(stream: TextIO) -> None:
    """Write UTF-8 whatever the surroundings say; JSON is UTF-8 and so are names."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def named_command(arguments: Sequence[str]) -> str | None:
    """The command that the arguments name, so that only its module is loaded."""
    previous = ""
    for argument in arguments:
        if not argument.startswith("-") and previous not in WITH_VALUE:
            return argument if argument in COMMANDS else None
        previous = argument
    return None


def parser_of(services: Services, command: str | None = None) -> argparse.ArgumentParser:
    """The parser with that command, or with every one that exists."""
    parser = OneLineParser(
        prog="returns-desk",
        description="Every refund option of a return at once. Without a command: opens the desk.",
    )
    parser.add_argument("--version", action="version", version=f"returns-desk {services.version}")
    parser.add_argument("--demo", action="store_true", help="open the desk on the sample shop")
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        help="the folder of one installation (default: the platform's folders)",
    )
    parser.add_argument("--language", default="", metavar="CODE", help="the window's language")
    parser.add_argument(
        "--look",
        default="",
        choices=("light", "dark", "high_contrast"),
        help="the window's colours",
    )
    parser.add_argument(
        "--screenshots", type=Path, metavar="DIR", help="draw every window into DIR and leave"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="another setting for this once, such as printer.kind=none; may be repeated",
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name in [command] if command else COMMANDS:
        command_named(name).add_parser(subparsers)
    return parser


def command_named(name: str) -> Command:
    """The command's module, loaded now: whoever asks for a board does not wait for the rest."""
    return cast("Command", import_module(f"returns_desk.cli.{name.replace('-', '_')}"))


def _run(args: argparse.Namespace, services: Services) -> int:
    if args.set:
        services.more[SETTER](args.set)
    if args.command is None:
        return services.open_desk(
            DeskRequest(args.profile, args.demo, args.language, args.look, args.screenshots)
        )
    code: int = args.run(args, services, sys.stdout, sys.stderr)
    sys.stdout.flush()
    return code


def _say(error: OperatorMistake | EnvironmentFault) -> None:
    """One line: the file and the place where the error knows them, and its sentence."""
    file = getattr(error, "file", None) or error.fields.get("file", "")
    place = error.pointer if isinstance(error, InvalidInput) else ""
    say_mistake(sys.stderr, file=str(file), place=place, message=error.message)


def _close_quietly() -> None:
    """Whoever read our output has left: let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_defect(error: Exception, services: Services, profile: Path | None) -> None:
    report = _write_report(error, services, profile)
    where = f" The details are in {report}." if report else ""
    say_mistake(sys.stderr, message=f"This is our own fault and nothing was changed.{where}")


def _write_report(error: Exception, services: Services, profile: Path | None) -> Path | None:
    """The trace in a file of its own; None where not even that can be written."""
    try:
        folder = services.crash_folder(profile)
        folder.mkdir(parents=True, exist_ok=True)
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        report = folder / f"crash-{moment}.txt"
        text = f"returns-desk {services.version}\n{crash_text(error)}"
        report.write_text(text, encoding="utf-8")
    except (OSError, EnvironmentFault):
        return None
    return report
