"""`returns-desk policy drafts`: changes of policy that managers' approvals suggest.

Owns the verb and its words. Nothing is put in force; `policy publish` does that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TextIO

from returns_desk.cli.answers import say_json
from returns_desk.cli.board_table import money_text
from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.cli.days import day_of
from returns_desk.cli.progress import progress_bar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from datetime import date

    from returns_desk.application.policy_lab.drafting import Kept
    from returns_desk.application.policy_lab.replay_sum import ReplaySum
    from returns_desk.cli.context import Services, Subparsers

SERVICE = "drafts"
"""The name of drafting among `Services.more`."""
WHY: Final = {
    "too_few": "too few decisions yet",
    "not_often": "not allowed often enough",
    "law_asks": "the law asks for the look of a person",
    "acquirer_asks": "the card acquirer's pack asks for it, and the shop can't lift that",
    "several_rules": "several rules ask for it; change them by hand",
    "not_by_itself": "the file can't be changed by itself; change the rule by hand",
}


class Draft(Protocol):
    """What managers decided, and the change that follows."""

    @property
    def kept(self) -> Kept:
        """The decisions."""
        ...

    @property
    def why(self) -> str | None:
        """Why nothing is drafted, a key of WHY; None where something is."""
        ...

    @property
    def pack(self) -> str:
        """The id of the pack that changes."""
        ...

    @property
    def text(self) -> str:
        """The whole pack with the change."""
        ...

    @property
    def found(self) -> ReplaySum | None:
        """What the journal says of it."""
        ...


class DraftsAccess(Protocol):
    """The drafts of one profile; `services.more["drafts"](profile)` gives it."""

    @property
    def currency(self) -> str:
        """What the shop counts in."""
        ...

    def drafts(
        self, days: tuple[date | None, date | None], on_progress: Callable[[int, int], None]
    ) -> Iterator[Draft]:
        """Every option that managers decided on."""
        ...


def add_parser(verbs: Subparsers) -> None:
    """Add `drafts` to the verbs of `policy`."""
    parser = verbs.add_parser("drafts", help="draft changes from what managers keep allowing")
    parser.add_argument("--from", dest="first", metavar="DAY", type=day_of)
    parser.add_argument("--to", dest="last", metavar="DAY", type=day_of)
    parser.add_argument(
        "--write", metavar="DIR", type=Path, help="write each drafted pack into this folder"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """List what managers decided, and draft what follows.

    Raises:
        OperatorMistake: A pack can't be used, or the journal holds no case.
        EnvironmentFault: A file can't be read or written.

    """
    access: DraftsAccess = services.more[SERVICE](args.profile)
    with progress_bar("Replaying", err) as show:
        drafts = list(access.drafts((args.first, args.last), show))
    written = [_written(each, number, args.write) for number, each in enumerate(drafts, start=1)]
    if args.json:
        say_json({"drafts": [_document(each) for each in drafts]}, out)
        return DONE
    if not drafts:
        out.write("No manager decided on an option that the packs in force still ask for.\n")
    for each, path in zip(drafts, written, strict=True):
        out.writelines(f"{line}\n" for line in _lines(each, access.currency, path))
    return DONE


def _written(draft: Draft, number: int, folder: Path | None) -> Path | None:
    if folder is None or not draft.text:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{draft.pack}-draft-{number}.toml"
    path.write_text(draft.text, encoding="utf-8")
    return path


def _lines(draft: Draft, currency: str, path: Path | None) -> Iterator[str]:
    kept = draft.kept
    share = kept.share
    yield (
        f"{kept.option}: approved {kept.yes} of {kept.all} times, by {_managers(kept)}; "
        f"the true share lies between {share.least} and {share.most} of 100 (95 % sure)"
    )
    yield f"  asked for by {', '.join(rule.id for rule in kept.rules)}"
    if draft.why is not None:
        yield f"  nothing is drafted: {WHY[draft.why]}"
        return
    reasons = ", ".join(sorted(kept.reasons)) or "any reason"
    yield f"  draft: open without a manager for {reasons}, up to {money_text(kept.most, currency)}"
    found = draft.found
    if found is not None:
        more = money_text(found.more_in_all, currency)
        yield (
            f"  tried on {found.compared} cases: {found.changed} boards differ, {found.spared} "
            f"escalations not needed, {found.waited // 60} minutes less waiting, {more} more paid"
        )
    if path is not None:
        yield f"  written to {path}; 'policy publish' puts it in force"


def _managers(kept: Kept) -> str:
    count = len(kept.approvers)
    return "one manager" if count == 1 else f"{count} managers"


def _document(draft: Draft) -> dict[str, Any]:
    kept = draft.kept
    return {
        "option": kept.option,
        "rules": [rule.id for rule in kept.rules],
        "approved": kept.yes,
        "decisions": kept.all,
        "share": list(kept.share),
        "cases": kept.cases,
        "why_not": draft.why,
        "pack": draft.pack or None,
        "toml": draft.text or None,
        "replay": None if draft.found is None else draft.found.as_json(),
    }
