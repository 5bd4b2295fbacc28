"""The project's own commands: run, test, bench, package, lock.

Owns the command line; what each command does is in `devtools`. Uses the standard library alone, so
that it starts on a bare machine, and must not import the program.
"""

from __future__ import annotations

import argparse
import sys

OLDEST_PYTHON = (3, 11)
TAKES_MORE_WORDS = {"run", "test"}


def main() -> int:
    """Carry out one command and answer its exit code: 0 done, 1 a check failed, 2 unusable."""
    if sys.version_info < OLDEST_PYTHON:
        sys.stderr.write("Returns Desk needs Python 3.11 or later: start this with a newer one.\n")
        return 2
    from devtools import commands, console  # noqa: PLC0415  an older Python can't read them

    arguments, more_words = _parsed(sys.argv[1:])
    try:
        return commands.COMMANDS[arguments.command](arguments, more_words)
    except console.Stopped as stopped:
        console.complain(str(stopped))
        return stopped.exit_code
    except OSError as problem:
        console.complain(f"{problem.filename}: {problem.strerror}; mend that, then start again.")
        return 2
    except KeyboardInterrupt:
        return 130


def _parsed(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Our own options, and what is passed on: what we do not know and all that follows `--`."""
    at = words.index("--") if "--" in words else len(words)
    parser = _parser()
    arguments, unknown = parser.parse_known_args(words[:at])
    more_words = [*unknown, *words[at + 1 :]]
    if more_words and arguments.command not in TAKES_MORE_WORDS:
        parser.error(f"{arguments.command} takes no {more_words[0]}")
    return arguments, more_words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)

    run = commands.add_parser(
        "run", help="open the desk on the demo shop; words after -- go to it", allow_abbrev=False
    )
    run.add_argument("--screenshots", metavar="DIR", help="render every window to PNG instead")
    run.add_argument("--lang", help="language of the desk, such as en, et, lv or hy")
    run.add_argument("--theme", help="theme of the desk, such as light or dark")

    test = commands.add_parser(
        "test", help="every check and test, or what you name to pytest", allow_abbrev=False
    )
    test.add_argument(
        "--long", nargs="?", const="", metavar="NAME", help="full counts of one long run, or of all"
    )

    commands.add_parser("bench", help="measure, and print a table and JSON", allow_abbrev=False)
    package = commands.add_parser(
        "package", help="freeze the program, for machines without Python", allow_abbrev=False
    )
    package.add_argument("platform", choices=["linux"], help="the platform to make it for")
    commands.add_parser("lock", help="remake packaging/locks", allow_abbrev=False)
    return parser


if __name__ == "__main__":
    sys.exit(main())
