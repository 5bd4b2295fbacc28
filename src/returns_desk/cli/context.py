"""What commands get from outside, and what they share: services, exit codes, common options.

Owns the seam between the command line and bootstrap, which fills `Services`. Everything in it is
called late, so that a command pays only for what it uses. Must not import adapters.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from returns_desk.domain.board import Board
    from returns_desk.domain.case import Case

DONE = 0
"""Exit code: done."""
BAD_ANSWER = 1
"""Exit code: done, and the answer is bad (a pack with errors, a bent journal)."""
UNUSABLE = 2
"""Exit code: the input or the command is unusable; one line on standard error says why."""
INTERRUPTED = 130
"""Exit code: stopped from the keyboard."""

Subparsers = Any
"""What argparse gives back from add_subparsers; it has no public name."""


class PackProblem(Protocol):
    """One thing that is wrong in a pack, with its place and its mend."""

    @property
    def file(self) -> str:
        """The file as it was named."""
        ...

    @property
    def place(self) -> str:
        """The key path inside the file; empty for the file as a whole."""
        ...

    @property
    def line(self) -> int:
        """The line of the file, counted from 1; 0 where it is not known."""
        ...

    @property
    def message(self) -> str:
        """One sentence: what is wrong and how to mend it."""
        ...


@dataclass(frozen=True, slots=True)
class PackChoice:
    """Which packs decide: files instead of the profile's packs, and whether law counts."""

    files: Sequence[Path] = ()
    profile: Path | None = None
    with_law: bool = True


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """How the desk is to be opened; empty `language` and `look` are the shop's own."""

    profile: Path | None = None
    demo: bool = False
    language: str = ""
    look: str = ""
    screenshots: Path | None = None
    review: bool = False
    """The manager's window comes forward first."""


@dataclass(frozen=True)
class Services:
    """Everything that commands reach the world through; made by bootstrap.

    Attributes:
        version: what `--version` says.
        read_case: the JSON of one case to a Case. Raises InvalidInput.
        board_maker: packs to a function that proposes boards. Raises InvalidInput for a pack
            that can't be used; the function raises it where a pack does not fit the case.
        check_pack: all problems of one pack file; none where it can be used.
        schema: the JSON Schema of that name (case, board, sale, policy).
        open_desk: opens the window and answers the exit code when it closes.
        crash_folder: where a report of our own fault is written, for a profile.
        check_packs: what keeps usable packs from deciding together, with the law that ships.
        sales: the sale store of a profile, for `cli/sales.py`; with `begin=True` the profile is
            made where there is none.
        journal: the journal of a profile, for `cli/journal.py`.
        operators: who may sign in, of a profile, for `cli/operators.py`.
        keys: the keys of a profile, for `cli/keys.py`.
        more: further factories by name, for commands that come later.
    """

    version: str
    read_case: Callable[[bytes], Case]
    board_maker: Callable[[PackChoice], Callable[[Case], Board]]
    check_pack: Callable[[Path], Sequence[PackProblem]]
    schema: Callable[[str], Mapping[str, Any]]
    open_desk: Callable[[DeskRequest], int]
    crash_folder: Callable[[Path | None], Path]
    check_packs: Callable[[Sequence[Path]], Sequence[PackProblem]] = lambda _paths: ()
    sales: Callable[..., Any] | None = None
    journal: Callable[[Path | None], Any] | None = None
    operators: Callable[[Path | None], Any] | None = None
    keys: Callable[[Path | None], Any] | None = None
    more: Mapping[str, Callable[..., Any]] = field(default_factory=dict)


class Command(Protocol):
    """A module that adds one command."""

    def add_parser(self, subparsers: Subparsers) -> None:
        """Add the command's parser, with `set_defaults(run=run)`."""
        ...

    def run(self, args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
        """Do it and answer the exit code."""
        ...


def add_profile_option(parser: argparse.ArgumentParser) -> None:
    """Let `--profile` stand after the command too; the one before it is kept where it does not."""
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="the folder of one installation (default: the platform's folders)",
    )


def say_mistake(err: TextIO, *, file: str = "", place: str = "", message: str) -> None:
    """Write the one line of a mistake: program, file, place in it, sentence with the mend."""
    parts = [part for part in ("returns-desk", file, place, message) if part]
    line = ": ".join(" ".join(part.splitlines()) for part in parts)
    err.write(line + ("\n" if line.endswith(_ENDINGS) else ".\n"))


_ENDINGS = (".", "!", "?", ")")
