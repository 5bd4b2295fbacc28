"""`returns-desk policy publish | revert | published`: packs put in force and taken back.

Owns the arguments and what is printed. The PIN of a manager is typed unseen or read from standard
input, never from the arguments.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from returns_desk.application.publishing import document_of
from returns_desk.cli.answers import say_json
from returns_desk.cli.context import BAD_ANSWER, DONE, add_profile_option
from returns_desk.cli.days import day_of
from returns_desk.cli.pins import asked_pin

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from returns_desk.application.ports import Operator
    from returns_desk.application.publishing import Publication
    from returns_desk.cli.context import Services, Subparsers

SERVICE = "publishing"
"""The name of publishing among `Services.more`."""
STATES = {
    "in_force": "in force",
    "waiting": "waits for its day",
    "behind": "behind a later one",
    "reverted": "taken back",
}


class ListedPublication(Protocol):
    """A publication and how it stands."""

    @property
    def publication(self) -> Publication:
        """What was published."""
        ...

    @property
    def state(self) -> str:
        """A key of STATES."""
        ...


class PublishingAccess(Protocol):
    """Publishing of one profile; `services.more["publishing"](profile)` gives it."""

    def checked(self, operator_id: str, pin: str) -> Operator:
        """The person whose PIN it is."""
        ...

    def writing(self) -> AbstractContextManager[Any]:
        """The journal to write."""
        ...

    def publish(
        self, journal: Any, by: Operator, path: Path, effective: date | None = None
    ) -> Publication:
        """Publish a pack file from a day on."""
        ...

    def revert(self, journal: Any, by: Operator, pack: str) -> Publication:
        """Take back the last publication of a pack."""
        ...

    def published(self) -> tuple[Sequence[ListedPublication], Sequence[str]]:
        """What was published, and what is wrong with it."""
        ...


def add_parsers(verbs: Subparsers) -> None:
    """Add the three verbs to those of `policy`."""
    publish = verbs.add_parser("publish", help="put a pack in force, signed and journaled")
    publish.add_argument("file", metavar="FILE", type=Path, help="the pack, of a name of its own")
    publish.add_argument("--effective", metavar="DAY", help="from this day on (default: today)")
    revert = verbs.add_parser("revert", help="take back the last publication of a pack")
    revert.add_argument("pack", metavar="PACK", help="the pack's id, as `published` lists it")
    listing = verbs.add_parser("published", help="list what was published, and what is in force")
    for each in (publish, revert):
        each.add_argument("--by", required=True, metavar="ID", help="the manager who does it")
        each.add_argument(
            "--pin-stdin", action="store_true", help="read the manager's PIN from standard input"
        )
    for verb, run in ((publish, run_publish), (revert, run_revert), (listing, run_published)):
        verb.add_argument("--json", action="store_true", help="print the answer as JSON")
        add_profile_option(verb)
        verb.set_defaults(run=run)


def run_publish(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Publish, and say from when it counts.

    Raises:
        OperatorMistake: The PIN is wrong, the person no manager, the pack or the day won't do.
        EnvironmentFault: A file can't be read or written.

    """
    del err
    access: PublishingAccess = services.more[SERVICE](args.profile)
    day = day_of(args.effective) if args.effective else None
    by = access.checked(args.by, asked_pin("PIN: ", from_stdin=args.pin_stdin))
    with access.writing() as journal:
        made = access.publish(journal, by, args.file, day)
    sentence = (
        f"Version {made.version} of '{made.pack}' is in force from {made.effective_from}. "
        f"'policy revert {made.pack}' takes it back."
    )
    return _say(made, sentence, out, as_json=args.json)


def run_revert(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Take back, and say what decides now.

    Raises:
        OperatorMistake: The PIN is wrong, the person no manager, or nothing is published.
        EnvironmentFault: A file can't be read or written.

    """
    del err
    access: PublishingAccess = services.more[SERVICE](args.profile)
    by = access.checked(args.by, asked_pin("PIN: ", from_stdin=args.pin_stdin))
    with access.writing() as journal:
        gone = access.revert(journal, by, args.pack)
    sentence = f"Version {gone.version} of '{gone.pack}' is taken back; what was before it decides."
    return _say(gone, sentence, out, as_json=args.json)


def run_published(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """List what was published; exit code 1 where a text can't be used.

    Raises:
        OperatorMistake: There is no journal yet.

    """
    del err
    listed, problems = services.more[SERVICE](args.profile).published()
    if args.json:
        entries = [{**document_of(each.publication), "state": each.state} for each in listed]
        say_json({"published": entries, "problems": list(problems)}, out)
        return BAD_ANSWER if problems else DONE
    if not listed:
        out.write("Nothing was published yet; the shop's own files decide.\n")
    for each in listed:
        one = each.publication
        out.write(
            f"{one.number:>4}  {one.pack} {one.version}, from {one.effective_from}, "
            f"by {one.by}: {STATES[each.state]}\n"
        )
    out.writelines(f"{each}\n" for each in problems)
    return BAD_ANSWER if problems else DONE


def _say(publication: Publication, sentence: str, out: TextIO, *, as_json: bool) -> int:
    if as_json:
        say_json(document_of(publication), out)
    else:
        out.write(f"{sentence}\n")
    return DONE
