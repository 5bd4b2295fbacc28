"""What `returns-desk sales` prints for people, and its progress bar.

Owns the words. Results go to standard output, the bar to standard error and only to a terminal.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from returns_desk.application.ports import Candidate

WHOLE_PER_MILLE = 1000


@contextmanager
def progress_bar(err: TextIO, title: str) -> Iterator[Callable[[int], None]]:
    """Show a bar while standard error is a terminal; rich itself obeys NO_COLOR."""
    if not err.isatty():
        yield _silent
        return
    from rich.console import Console  # noqa: PLC0415 -- 60 ms that only a terminal pays for
    from rich.progress import Progress  # noqa: PLC0415 -- likewise

    with Progress(console=Console(file=err), transient=True) as bar:
        task = bar.add_task(title, total=WHOLE_PER_MILLE)
        yield lambda per_mille: bar.update(task, completed=per_mille)


def _silent(per_mille: int) -> None:
    """Take progress and show nothing."""


def say_begun(out: TextIO, profile: Path | None, store: str) -> None:
    """Say that there was no profile before, in case the folder was only mistyped."""
    if profile is not None:
        out.write(f"A new profile was begun in {profile}, for store {store}.\n")


def say_import(out: TextIO, summary: Mapping[str, Any]) -> None:
    """Say what was brought in, and what was left out and why."""
    receipts = summary["receipts"]
    counts = [
        (receipts["new"], "new"),
        (receipts["updated"], "updated"),
        (receipts["matched"], "matched with a receipt keyed in from paper"),
        (receipts["already_there"], "already there"),
    ]
    said = [f"{_number(count)} {what}" for count, what in counts if count or what == "new"]
    out.write(f"Receipts: {', '.join(said)}; {_number(summary['lines'])} lines.\n")
    out.writelines(
        f"  {paper['receipt']}: keyed in from paper as {paper['keyed_in_total']},"
        f" the till says {paper['total']} (minor units); the till's sale counts.\n"
        for paper in summary["keyed_in_that_differ"]
    )
    _say_returns(out, summary)
    _say_doubtful(out, summary)
    _say_left_out(out, summary)


def _say_returns(out: TextIO, summary: Mapping[str, Any]) -> None:
    returns = summary["returns"]
    counts = [(returns["new"], "new"), (returns["updated"], "updated")]
    counts.append((returns["already_there"], "already there"))
    said = [f"{_number(count)} {what}" for count, what in counts if count]
    if said:
        out.write(f"Returns of other systems: {', '.join(said)}.\n")


def _say_doubtful(out: TextIO, summary: Mapping[str, Any]) -> None:
    """Name those that do not add up; they were brought in all the same."""
    if not summary["doubtful"]:
        return
    out.write(f"Brought in as they came, though they do not add up: {summary['doubtful']:,}.\n")
    out.writelines(
        f"  {each['receipt']}: {each['message']}\n" for each in summary["first_doubtful"]
    )


def _say_left_out(out: TextIO, summary: Mapping[str, Any]) -> None:
    if not summary["left_out"]:
        out.write("Nothing was left out.\n")
        return
    out.write(f"Left out: {_number(summary['left_out'])} records.\n")
    out.writelines(
        f"  {_number(count):>9}  {reason}\n"
        for reason, count in summary["left_out_by_reason"].items()
    )
    out.write("The first of them:\n")
    out.writelines(f"  row {each['row']} {each['message']}\n" for each in summary["first_left_out"])
    if summary["rejects_file"]:
        out.write(f"All of them are in {summary['rejects_file']}.\n")
    if summary["rejects_unwritable"]:
        out.write("The list could not be written there; name another place with --rejects.\n")


def say_taken(
    out: TextIO, name: str, moved_to: Path, summary: Mapping[str, Any] | None, *, as_json: bool
) -> None:
    """Say what became of one file of a watched folder, one line of JSON where asked."""
    if as_json:
        document = {"file": name, "moved_to": str(moved_to), "summary": summary}
        out.write(json.dumps(document, ensure_ascii=False) + "\n")
        return
    out.write(f"{name}: moved to {moved_to.parent.name}.\n")
    if summary is not None:
        say_import(out, summary)


def say_candidates(out: TextIO, found: Sequence[Candidate]) -> None:
    """Print the candidates as lines of one table, or say that there are none."""
    if not found:
        out.write("No sale fits. Leave something out, or look at the dates.\n")
        return
    width = max(len(x.receipt) for x in found)
    out.write(f"{'receipt':<{width}}  line  score  because\n")
    out.writelines(
        f"{x.receipt:<{width}}  {x.line:>4}  {x.score:>5}  {', '.join(x.because)}\n" for x in found
    )


def _number(count: int) -> str:
    return f"{count:,}"
