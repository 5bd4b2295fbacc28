"""A progress bar on standard error, where a person watches.

Owns how long work is shown; everywhere else it stays silent.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID


@contextmanager
def progress_bar(what: str, err: TextIO) -> Iterator[Callable[[int, int], None]]:
    """Gives what is told how many of how many are done; the bar comes with its first word.

    So it never stands beside that of work which has to be done before.
    """
    bar = _bar(err)
    task = bar.add_task(what)

    def show(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield show
    finally:
        bar.stop()


def late_bar(what: str, err: TextIO) -> Callable[[int, int], None]:
    """What can be told how far rare work is; the bar comes with its first word and goes at its end.

    Whoever never tells anything pays nothing.
    """
    shown: list[tuple[Progress, TaskID]] = []

    def show(done: int, total: int) -> None:
        if not shown:
            bar = _bar(err)
            bar.start()
            shown.append((bar, bar.add_task(what)))
        bar, task = shown[0]
        bar.update(task, completed=done, total=total)
        if done >= total:
            bar.stop()
            shown.clear()

    return show


def _bar(err: TextIO) -> Progress:
    # Late: most commands never show one.
    from rich.console import Console  # noqa: PLC0415 -- see above
    from rich.progress import Progress  # noqa: PLC0415 -- see above

    return Progress(console=Console(file=err), disable=not err.isatty(), transient=True)
