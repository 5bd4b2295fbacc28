"""`returns-desk operators add|change|pin|list|disable|enable|badge`: clerks, managers, IT.

Owns the arguments and what is printed. A PIN is never taken from the arguments, where others could
see it; it is never printed. What is changed here is journaled as done at the command line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Protocol, TextIO

from returns_desk.application.staff import StaffEntry
from returns_desk.cli.answers import say_json
from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.cli.pins import asked_pin
from returns_desk.domain.errors import OperatorMistake, ensure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from returns_desk.application.ports import Operator
    from returns_desk.application.staff import NewBadge, StaffMember
    from returns_desk.cli.context import Services, Subparsers

ROLES = ("clerk", "supervisor", "manager", "regional", "it")


class ReadableStaff(Protocol):
    """What `list` reads."""

    def everyone(self) -> Sequence[StaffMember]:
        """All people by name, also those who may sign in no more."""
        ...


class ChangeableStaff(ReadableStaff, Protocol):
    """What the other commands change."""

    def add(self, operator_id: str, entry: StaffEntry, pin: str) -> Operator:
        """Let a person sign in."""
        ...

    def change(self, operator_id: str, entry: StaffEntry) -> None:
        """Say anew what is known of a person."""
        ...

    def set_pin(self, operator_id: str, pin: str) -> None:
        """Give a person another PIN."""
        ...

    def disable(self, operator_id: str) -> None:
        """Let a person sign in no more."""
        ...

    def enable(self, operator_id: str) -> None:
        """Let a person sign in again."""
        ...

    def issue_badge(self, operator_id: str) -> NewBadge:
        """A new badge, its text shown once."""
        ...

    def revoke_badges(self, operator_id: str, mark: str = "") -> tuple[str, ...]:
        """Make badges of a person worthless; their marks."""
        ...


class OperatorsAccess(Protocol):
    """The people of one profile; `services.operators(profile)` gives it."""

    def reading(self) -> AbstractContextManager[ReadableStaff]:
        """The people, to read, also beside a running desk."""
        ...

    def writing(self) -> AbstractContextManager[ChangeableStaff]:
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
    change = commands.add_parser("change", help="say anew what a person is called or does")
    change.add_argument("id")
    change.add_argument("--name", help="the name that others see")
    change.add_argument("--role", choices=ROLES)
    pin = commands.add_parser("pin", help="give a person another PIN, typed twice")
    pin.add_argument("id")
    for each in (add, change):
        told = "the person's own customer number, if they shop here; '' for none"
        each.add_argument("--customer", help=told)
    for each in (add, pin):
        each.add_argument(
            "--pin-stdin", action="store_true", help="read the PIN from standard input"
        )
    listing = commands.add_parser("list", help="show who may sign in")
    listing.add_argument("--all", action="store_true", help="those too who may sign in no more")
    disable = commands.add_parser("disable", help="let a person sign in no more")
    enable = commands.add_parser("enable", help="let a person sign in again")
    badge = commands.add_parser("badge", help="make a new badge for a person, shown once")
    for each in (disable, enable, badge):
        each.add_argument("id")
    badge.add_argument(
        "--revoke",
        nargs="?",
        const="",
        metavar="MARK",
        help="make the person's badges worthless, or the one with this mark",
    )
    for each in (add, change, pin, listing, disable, enable, badge):
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
        return _list(people, out, everyone=args.all, as_json=args.json)
    document, sentence = _COMMANDS[args.operators_command](args, people)
    out.write(json.dumps(document, ensure_ascii=False) + "\n" if args.json else f"{sentence}\n")
    return DONE


Said = tuple[dict[str, str | None], str]
"""What a command came to, as JSON and in words."""


def _add(args: argparse.Namespace, people: OperatorsAccess) -> Said:
    pin = _typed_pin(args)
    with people.writing() as writing:
        entry = StaffEntry(args.name, args.role, args.customer or "")
        person = writing.add(args.id, entry, pin)
    return _document(person), f"{person.name} may sign in now."


def _change(args: argparse.Namespace, people: OperatorsAccess) -> Said:
    if args.name is None and args.role is None and args.customer is None:
        message = "Say what changes: --name, --role or --customer."
        raise OperatorMistake(message, code="nothing_to_change")
    with people.writing() as writing:
        person = _known(writing, args.id).person
        entry = StaffEntry(
            person.name if args.name is None else args.name,
            args.role or person.role,
            (person.customer or "") if args.customer is None else args.customer,
        )
        writing.change(args.id, entry)
        changed = _known(writing, args.id).person
    return _document(changed), f"{changed.id} is {changed.name}, {changed.role}."


def _pin(args: argparse.Namespace, people: OperatorsAccess) -> Said:
    pin = _typed_pin(args)
    with people.writing() as writing:
        writing.set_pin(args.id, pin)
    return {"id": args.id}, f"{args.id} signs in with the new PIN from now on."


def _disable(args: argparse.Namespace, people: OperatorsAccess) -> Said:
    with people.writing() as writing:
        writing.disable(args.id)
    return {"id": args.id}, f"{args.id} may sign in no more."


def _enable(args: argparse.Namespace, people: OperatorsAccess) -> Said:
    with people.writing() as writing:
        writing.enable(args.id)
    return {"id": args.id}, f"{args.id} may sign in again."


def _badge(args: argparse.Namespace, people: OperatorsAccess) -> Said:
    with people.writing() as writing:
        if args.revoke is None:
            badge = writing.issue_badge(args.id)
            told: dict[str, str | None] = {"id": args.id, "badge": badge.text, "mark": badge.mark}
            return told, badge.text
        writing.revoke_badges(args.id, args.revoke)
    if args.revoke:
        return {"id": args.id, "mark": args.revoke}, f"The badge {args.revoke} opens nothing."
    return {"id": args.id}, f"The badges of {args.id} open nothing."


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace, OperatorsAccess], Said]]] = {
    "add": _add,
    "change": _change,
    "pin": _pin,
    "disable": _disable,
    "enable": _enable,
    "badge": _badge,
}


def _typed_pin(args: argparse.Namespace) -> str:
    prompt, again = "PIN (six digits or more): ", "The same PIN again: "
    return asked_pin(prompt, from_stdin=args.pin_stdin, again=again)


def _known(staff: ChangeableStaff, operator_id: str) -> StaffMember:
    """The person of that id.

    Raises:
        OperatorMistake: `unknown_operator`.

    """
    everyone = staff.everyone()
    for each in everyone:
        if each.person.id == operator_id:
            return each
    known = ", ".join(each.person.id for each in everyone) or "nobody yet"
    message = f"There is no operator {operator_id!r}; there are: {known}."
    raise OperatorMistake(message, code="unknown_operator")


def _list(people: OperatorsAccess, out: TextIO, *, everyone: bool, as_json: bool) -> int:
    with people.reading() as reading:
        members = [each for each in reading.everyone() if everyone or not each.is_disabled]
    if as_json:
        say_json({"operators": [_listed(each, everyone=everyone) for each in members]}, out)
        return DONE
    if not members:
        out.write("Nobody may sign in yet; see 'returns-desk operators add --help'.\n")
    width = max((len(each.person.id) for each in members), default=0)
    for each in members:
        person, marks = each.person, ", ".join(badge.mark for badge in each.badges_in_use)
        more = "  (signs in no more)" if each.is_disabled else f"  badges: {marks}" if marks else ""
        out.write(f"{person.id:<{width}}  {person.role:<10}  {person.name}{more}\n")
    return DONE


def _listed(member: StaffMember, *, everyone: bool) -> dict[str, Any]:
    badges = [
        {"mark": each.mark, "issued_at": each.issued_at.isoformat()}
        for each in member.badges_in_use
    ]
    more = {"disabled": member.is_disabled, "badges": badges} if everyone else {}
    return {**_document(member.person), **more}


def _document(person: Operator) -> dict[str, str | None]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "customer": person.customer,
    }
