"""`returns-desk policy replay FILE...`: the journal's cases under a changed policy.

Owns the verb and its words. Exit code 1 where a customer would have got less than was shown.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TextIO

from returns_desk.cli.answers import say_json
from returns_desk.cli.board_table import money_text
from returns_desk.cli.context import BAD_ANSWER, DONE, add_profile_option
from returns_desk.cli.days import day_of
from returns_desk.cli.progress import progress_bar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from returns_desk.application.policy_lab.replay_sum import ReplaySum
    from returns_desk.application.policy_lab.replaying import Replayed
    from returns_desk.cli.context import Services, Subparsers

SERVICE = "replaying"
"""The name of the replay among `Services.more`."""
MOST_LISTED: Final = 20
TOLD: Final = frozenset({"standing", "amount", "approval", "basis"})
"""What is told of each case in words; --json has the order and the questions too."""
APART_WORDS: Final = {
    "no_board": "no board was shown",
    "no_moment": "recorded by a version that did not keep the moment of a board",
    "sale_gone": "the sale is no longer in the sale store",
    "other_packs": "other packs decided then than now",
    "other_board": "the sale changed since: the packs in force give another board than was shown",
    "unusable": "can't be judged again as it stands",
}


class ReplayAccess(Protocol):
    """The replay of one profile; `services.more["replaying"](profile)` gives it."""

    @property
    def currency(self) -> str:
        """What the shop counts in."""
        ...

    def replay_between(
        self,
        files: Sequence[Path],
        days: tuple[date | None, date | None],
        on_progress: Callable[[int, int], None],
    ) -> ReplaySum:
        """Every case that was opened from the first to the last day."""
        ...


def add_parser(verbs: Subparsers) -> None:
    """Add `replay` to the verbs of `policy`."""
    parser = verbs.add_parser("replay", help="try changed packs on the cases of the journal")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="a changed pack")
    parser.add_argument("--from", dest="first", metavar="DAY", type=day_of, help="from this day on")
    parser.add_argument("--to", dest="last", metavar="DAY", type=day_of, help="up to this day")
    parser.add_argument("--all", action="store_true", help="list every case that differs")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Replay, and say what would have been otherwise.

    Raises:
        OperatorMistake: A pack can't be used, or there is nothing to replay.
        EnvironmentFault: A file can't be read.

    """
    access: ReplayAccess = services.more[SERVICE](args.profile)
    with progress_bar("Replaying", err) as show:
        found = access.replay_between(args.files, (args.first, args.last), show)
    if args.json:
        say_json({"currency": access.currency, **found.as_json()}, out)
    else:
        lines = _lines(found, access.currency, MOST_LISTED if not args.all else len(found.kept))
        out.writelines(f"{line}\n" for line in lines)
    return BAD_ANSWER if found.worse else DONE


def _lines(found: ReplaySum, currency: str, most: int) -> Iterator[str]:
    yield f"{'cases':<34}{found.visits:>10}"
    yield f"{'of these replayed':<34}{found.compared:>10}"
    yield f"{'boards that differ':<34}{found.changed:>10}"
    yield f"{'better for the customer':<34}{found.better:>10}"
    yield f"{'worse for the customer':<34}{found.worse:>10}"
    yield f"{'escalations not needed':<34}{found.spared:>10}"
    yield from _spared_lines(found)
    for option, more in sorted(found.more.items()):
        direction = "paid more" if more > 0 else "paid less"
        yield f"{f'{direction} as {option}':<34}{money_text(abs(more), currency):>10}"
    yield f"{'tried to go below the law':<34}{found.below_law:>10}"
    if found.below_law:
        yield "  The law's right stands in each of these cases, whatever the pack says."
    yield from _apart_lines(found)
    yield from (line for each in found.kept[:most] for line in _case_lines(each))
    left = found.changed - min(most, len(found.kept))
    if left:
        yield f"{left} more cases differ; --all or --json lists them."


def _spared_lines(found: ReplaySum) -> Iterator[str]:
    if not found.spared:
        return
    words = {"approved": "approved", "declined": "not allowed", "none": "without an answer"}
    parts = [f"{found.answers[key]} {words[key]}" for key in words if found.answers[key]]
    yield f"  {', '.join(parts)}"
    yield f"  less waiting: {_span(found.waited)}, from each escalation to its answer"
    if found.unmeasured:
        yield f"  not counted there: {found.unmeasured} that still wait"


def _apart_lines(found: ReplaySum) -> Iterator[str]:
    for why, count in sorted(found.apart.items()):
        example = found.examples[why]
        yield f"left out: {count}, {APART_WORDS[why]} (such as case {example})"


def _case_lines(replayed: Replayed) -> Iterator[str]:
    yield f"case {replayed.number}, {replayed.day}:"
    for each in replayed.changes:
        if each.aspect not in TOLD:
            continue
        place = f"{each.option} {each.aspect}".strip()
        yield f"  {place}: {_value(each.before)} -> {_value(each.after)}"
    for spared in replayed.spared:
        waited = "" if spared.waited is None else f" after {_span(spared.waited)}"
        answer = {"approved": "approved", "declined": "not allowed", "none": "no answer"}
        yield f"  {spared.option} was asked for: {answer[spared.answer]}{waited}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or "nothing"
    return "nothing" if value is None else str(value)


def _span(seconds: int) -> str:
    return str(timedelta(seconds=seconds))
