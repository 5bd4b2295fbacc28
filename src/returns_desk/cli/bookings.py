"""`returns-desk bookings list|send`: how far completed returns came into the till's books.

Owns the arguments and what is printed. The bookings come through `services.more["bookings"]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.application.handing_over_bookings import BookingState
from returns_desk.cli.answers import say_json
from returns_desk.cli.context import DONE, add_profile_option

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from returns_desk.application.handing_over_bookings import Booking
    from returns_desk.cli.context import Services, Subparsers

SERVICE = "bookings"
"""The name of the bookings among `Services.more`."""
HEADINGS = ("RETURN", "STATE", "SINCE", "OPTION", "FILES")
STATES = {
    BookingState.WAITING: "waits",
    BookingState.HANDED_OVER: "in the folder",
    BookingState.TAKEN: "taken",
    BookingState.REFUSED: "refused",
    BookingState.CONFIRMED: "booked",
}
_LONGEST = 1_000


class BookingsAccess(Protocol):
    """The bookings of one profile; `services.more["bookings"](profile)` gives it."""

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        ...

    def all(self) -> Sequence[Booking]:
        """Every booking, the first completed first."""
        ...

    def send(self, references: Sequence[str], *, accept_folder: bool) -> Sequence[Booking]:
        """Hand over what waits, or these once more."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `bookings` and what it can do; without a word more it lists."""
    parser = subparsers.add_parser(
        "bookings", help="completed returns on their way into the till's books"
    )
    _add_shared(parser)
    parser.set_defaults(run=run, bookings_command="list", limit=_LONGEST)
    commands = parser.add_subparsers(metavar="WHAT")
    listing = commands.add_parser("list", help="every return with its state, newest first")
    listing.set_defaults(bookings_command="list")
    listing.add_argument("--limit", type=int, default=_LONGEST, metavar="N", help="at most N")
    sending = commands.add_parser("send", help="hand over what waits, and read the answers")
    sending.set_defaults(bookings_command="send", limit=_LONGEST)
    sending.add_argument(
        "references",
        nargs="*",
        metavar="RETURN",
        help="hand these over once more, as RD/12/0a1b2c3d4e5f on the slip",
    )
    sending.add_argument(
        "--new-folder", action="store_true", help="the till's folder is another one than before"
    )
    for each in (listing, sending):
        _add_shared(each)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """List, or hand over and then list what is not booked yet.

    Raises:
        OperatorMistake: There is no profile or journal, no folder is configured, a desk is
            running, or a reference is unknown.
        EnvironmentFault: The folder or the journal stands in the way.

    """
    del err
    access: BookingsAccess = services.more[SERVICE](args.profile)
    if args.bookings_command == "send":
        bookings = access.send(args.references, accept_folder=args.new_folder)
    else:
        bookings = access.all()
    newest = tuple(reversed(bookings))[: max(args.limit, 0)]
    if args.json:
        document = _document(newest, bookings, access.currency)
        say_json(document, out)
    else:
        out.writelines(line + "\n" for line in _lines(newest, bookings))
    return DONE


def _add_shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(parser)


def _document(
    newest: Sequence[Booking], bookings: Sequence[Booking], currency: str
) -> dict[str, object]:
    return {
        "bookings": [_one(each, currency) for each in newest],
        "counts": {str(state): _count(bookings, state) for state in BookingState},
    }


def _one(booking: Booking, currency: str) -> dict[str, object]:
    return {
        "return": booking.reference,
        "state": str(booking.state),
        "since": (booking.at or booking.completed_at).isoformat(timespec="seconds"),
        "completed_at": booking.completed_at.isoformat(timespec="seconds"),
        "option": booking.option,
        "amount": booking.amount,
        "currency": currency,
        "files": [{"name": each.name, "sha256": each.sha256} for each in booking.files],
        "folder": booking.folder,
        "reason": booking.text,
    }


def _lines(newest: Sequence[Booking], bookings: Sequence[Booking]) -> Iterator[str]:
    if newest:
        yield from _table([HEADINGS, *(_row(each) for each in newest)])
    counts = [(_count(bookings, state), words) for state, words in STATES.items()]
    told = ", ".join(f"{count} {words}" for count, words in counts if count)
    total = len(bookings)
    returns = "1 return" if total == 1 else f"{total} returns"
    yield f"{returns}: {told}." if told else "No return is for the till yet."


def _row(booking: Booking) -> tuple[str, ...]:
    state = STATES[booking.state]
    if booking.text:
        state = f"{state}: {booking.text}"
    since = booking.at or booking.completed_at
    files = " ".join(each.name for each in booking.files)
    moment = since.strftime("%Y-%m-%d %H:%M")
    option = f"void of {booking.option}" if booking.is_void else booking.option
    return (booking.reference, state, moment, option, files)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _count(bookings: Sequence[Booking], state: BookingState) -> int:
    return sum(each.state is state for each in bookings)
