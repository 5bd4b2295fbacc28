"""`returns-desk operators add|list|disable|badge`: clerks, managers, IT.

Owns the arguments and what is printed. A PIN is never taken from the arguments, where others could
see it; it is never printed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.cli.answers import say_json
from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.cli.pins import asked_pin
from returns_desk.domain.errors import ensure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from returns_desk.application.ports import Operator
    from returns_desk.cli.context import Services, Subparsers

ROLES = ("clerk", "supervisor", "manager", "regional", "it")


class ReadableOperators(Protocol):
    """What `list` reads."""

    def all(self) -> Sequence[Operator]:
        """Everyone who is not disabled, by name."""
        ...


class ChangeableOperators(Protocol):
    """What the other commands change."""

    def add(
        self, operator_id: str, name: str, role: str, pin: str, customer: str | None = None
    ) -> Operator:
        """Let a person sign in."""
        ...

    def disable(self, operator_id: str) -> None:
        """Let a person sign in no more."""
        ...

    def issue_badge(self, operator_id: str) -> str:
        """The text of a new badge."""
        ...

    def revoke_badges(self, operator_id: str) -> None:
        """Make every badge of a person worthless."""
        ...


class OperatorsAccess(Protocol):
    """The people of one profile; `services.operators(profile)` gives it."""

    def reading(self) -> AbstractContextManager[ReadableOperators]:
        """The people, to read, also beside a running desk."""
        ...

    def writing(self) -> AbstractContextManager[ChangeableOperators]:
        """The people, to change; refused while another process writes the profile."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `operators` and what it can do."""
    parser = subparsers.add_parser("operators", help="say who may sign in")
    commands = parser.add_subparsers(dest="operators_command", metavar="WHAT", required=True)
    add = commands.add_parser("add", help="let a person sign in")
    add.add_argument("id", help="a short id, such as mara")
    add.add_argument("--name", required=True, help="the name that others see, such as 'Mara K.'")
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--customer", help="the person's own customer number, if they shop here")
    add.add_argument("--pin-stdin", action="store_true", help="read the PIN from standard input")
    listing = commands.add_parser("list", help="show who may sign in")
    disable = commands.add_parser("disable", help="let a person sign in no more")
    disable.add_argument("id")
    badge = commands.add_parser("badge", help="make a new badge for a person, shown once")
    badge.add_argument("id")
    badge.add_argument("--revoke", action="store_true", help="make the person's badges worthless")
    for each in (add, listing, disable, badge):
        each.add_argument("--json", action="store_true", help="print the result as JSON")
        add_profile_option(each)
        each.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Do it and answer the exit code.

    Raises:
        OperatorMistake: What was asked for can't be; the sentence says why and what would do.
        EnvironmentFault: A file can't be read or written.

    """
    del err
    ensure(services.operators is not None, "Bootstrap gives the command line the operators.")
    assert services.operators is not None  # noqa: S101 -- narrows the type after ensure
    people: OperatorsAccess = services.operators(args.profile)
    if args.operators_command == "list":
        return _list(people, out, as_json=args.json)
    if args.operators_command == "add":
        prompt, again = "PIN (six digits or more): ", "The same PIN again: "
        pin = asked_pin(prompt, from_stdin=args.pin_stdin, again=again)
        with people.writing() as writing:
            person = writing.add(args.id, args.name, args.role, pin, args.customer)
        return _say(out, _document(person), f"{person.name} may sign in now.", args.json)
    return _change(args, people, out)


def _change(args: argparse.Namespace, people: OperatorsAccess, out: TextIO) -> int:
    with people.writing() as writing:
        if args.operators_command == "disable":
            writing.disable(args.id)
            return _say(out, {"id": args.id}, f"{args.id} may sign in no more.", args.json)
        if args.revoke:
            writing.revoke_badges(args.id)
            return _say(out, {"id": args.id}, f"The badges of {args.id} open nothing.", args.json)
        badge = writing.issue_badge(args.id)
    return _say(out, {"id": args.id, "badge": badge}, badge, args.json)


def _list(people: OperatorsAccess, out: TextIO, *, as_json: bool) -> int:
    with people.reading() as reading:
        everyone = reading.all()
    if as_json:
        document = {"operators": [_document(each) for each in everyone]}
        say_json(document, out)
        return DONE
    if not everyone:
        out.write("Nobody may sign in yet; see 'returns-desk operators add --help'.\n")
    width = max((len(each.id) for each in everyone), default=0)
    out.writelines(f"{each.id:<{width}}  {each.role:<10}  {each.name}\n" for each in everyone)
    return DONE


def _document(person: Operator) -> dict[str, str | None]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "customer": person.customer,
    }


def _say(
    out: TextIO,
    document: dict[str, str | None] | dict[str, str],
    sentence: str,
    as_json: bool,  # noqa: FBT001 -- passed on from the arguments
) -> int:
    out.write(json.dumps(document, ensure_ascii=False) + "\n" if as_json else f"{sentence}\n")
    return DONE
