"""A progress bar on standard error, where a person watches.

Owns how long work is shown; everywhere else it stays silent.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress_bar(what: str, err: TextIO) -> Iterator[Callable[[int, int], None]]:
    """Gives what is told how many of how many are done."""
    with Progress(console=Console(file=err), disable=not err.isatty(), transient=True) as bar:
        task = bar.add_task(what)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show
