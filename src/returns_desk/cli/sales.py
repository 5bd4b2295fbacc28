"""`returns-desk sales import | find | watch`: sales in, and the purchase of a customer found.

Owns the arguments, the progress bar and what is printed. The store comes from `Services.sales`,
which answers a `SalesDesk` for a profile. Must not import adapters.
"""

from __future__ import annotations

import argparse
import threading
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from returns_desk.application.ports import SaleQuery
from returns_desk.cli.answers import say_json
from returns_desk.cli.context import DONE, UNUSABLE, add_profile_option, say_mistake
from returns_desk.cli.sales_desk import ImportChoice
from returns_desk.cli.sales_text import (
    progress_bar,
    say_begun,
    say_candidates,
    say_import,
    say_taken,
)
from returns_desk.domain.errors import EnvironmentFault, InvalidInput, OperatorMistake

if TYPE_CHECKING:
    from returns_desk.cli.context import Services, Subparsers
    from returns_desk.cli.sales_desk import FolderWatch, SalesDesk

POLL_SECONDS = 2.0
FORMATS = ("auto", "csv", "poslog", "shopify", "square", "woocommerce", "json")
"""What `sales import` reads; a test holds it equal to what the readers are."""


def add_parser(subparsers: Subparsers) -> None:
    """Add `sales` and its verbs."""
    parser = subparsers.add_parser("sales", help="bring sales in, find a purchase")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    bring = verbs.add_parser("import", help="bring the sales of a file in")
    bring.add_argument("file", metavar="FILE", type=Path, help="what a till or shop wrote")
    bring.add_argument(
        "--rejects", type=Path, metavar="FILE", help="where to list what is left out"
    )
    _add_import_options(bring)
    watch = verbs.add_parser("watch", help="bring in what tills drop into a folder")
    watch.add_argument("folder", metavar="FOLDER", type=Path)
    watch.add_argument("--once", action="store_true", help="take what is there, then stop")
    watch.add_argument("--every", type=float, default=POLL_SECONDS, metavar="SECONDS")
    _add_import_options(watch)
    _add_find(verbs.add_parser("find", help="find the purchase that a customer means"))
    for verb in (bring, watch):
        verb.set_defaults(run=run)


def _add_import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", default="auto", help=f"one of {', '.join(FORMATS)}")
    parser.add_argument("--store", metavar="ID", help="the store where a file names none")
    parser.add_argument("--currency", metavar="CODE", help="the currency where a file names none")
    parser.add_argument("--zone", metavar="ZONE", help="the zone of times without an offset")
    parser.add_argument(
        "--tender", default="store_account", help="how sales were paid where a file says nothing"
    )
    parser.add_argument("--prices", choices=("with-tax", "without-tax"))
    parser.add_argument("--dates", choices=("day-first", "month-first"))
    parser.add_argument("--encoding", metavar="NAME", help="where a file is not UTF-8, as cp1252")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    add_profile_option(parser)


def _add_find(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words of a receipt or an item")
    parser.add_argument("--item", metavar="SKU|GTIN")
    parser.add_argument("--customer", metavar="ID")
    parser.add_argument("--card", metavar="LAST4", type=_last_four)
    parser.add_argument("--amount", type=_money, metavar="N", help="in minor units: 2136 is 21.36")
    parser.add_argument("--unit-price", type=_money, metavar="N", help="in minor units")
    parser.add_argument("--quantity", type=_quantity, metavar="Q")
    parser.add_argument("--from", dest="sold_from", metavar="D", help="sold then or later")
    parser.add_argument("--before", metavar="T", help="sold before; a day counts whole")
    parser.add_argument("--limit", type=_count, default=20, metavar="N")
    parser.add_argument("--json", action="store_true", help="print the candidates as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Do what the verb says and answer the exit code.

    Raises:
        OperatorMistake: an option or the store can't be used.
        EnvironmentFault: the store is busy or its folder can't be written.

    """
    if services.sales is None:
        message = "Sales are not part of this installation; install the program again."
        raise OperatorMistake(message, code="no_sales")
    verbs = {"import": _import, "find": _find, "watch": _watch}
    desk: SalesDesk
    # Looking never makes anything: a mistyped folder stays as it is.
    with services.sales(args.profile, begin=args.verb != "find") as desk:
        return verbs[args.verb](args, desk, out, err)


def _import(args: argparse.Namespace, desk: SalesDesk, out: TextIO, err: TextIO) -> int:
    try:
        with progress_bar(err, args.file.name) as progress:
            done = desk.import_file(args.file, _choice(args, desk), progress)
    except InvalidInput as bad:
        say_mistake(err, file=str(args.file), place=bad.pointer, message=bad.message)
        return UNUSABLE
    except KeyboardInterrupt:
        say_mistake(err, file=str(args.file), message="Stopped. Run it again to bring in the rest.")
        raise
    if args.json:
        begun = str(desk.begun) if desk.begun else None
        summary = {**done.as_json(), "profile_begun": begun}
        say_json(summary, out)
    else:
        say_begun(out, desk.begun, desk.store)
        say_import(out, done.as_json())
    return DONE


def _find(args: argparse.Namespace, desk: SalesDesk, out: TextIO, err: TextIO) -> int:
    del err
    query = _query(args, desk.zone)
    if query == SaleQuery():
        message = "Say what is known of the purchase, such as --item or --customer."
        raise OperatorMistake(message, code="nothing_asked")
    found = desk.find(query, args.limit)
    if args.json:
        document = {
            "candidates": [
                {"receipt": x.receipt, "line": x.line, "score": x.score, "because": list(x.because)}
                for x in found
            ]
        }
        say_json(document, out)
    else:
        say_candidates(out, found)
    return DONE


def _watch(args: argparse.Namespace, desk: SalesDesk, out: TextIO, err: TextIO) -> int:
    watch = desk.folder_watch(args.folder, _choice(args, desk))
    # In JSON, standard output holds the files only.
    say_begun(err if args.json else out, desk.begun, desk.store)
    pause = threading.Event()
    looks = 0
    try:
        while True:
            _look(watch, out, err, as_json=args.json)
            looks += 1
            # Two looks: the second takes what the first saw, if it did not grow meanwhile.
            if args.once and looks > 1:
                return DONE
            pause.wait(args.every)
    except KeyboardInterrupt:
        return DONE


def _look(watch: FolderWatch, out: TextIO, err: TextIO, *, as_json: bool) -> None:
    try:
        for taken in watch.look():
            if taken.problem is not None:
                say_mistake(err, file=taken.name, message=taken.problem)
            say_taken(
                out,
                taken.name,
                taken.moved_to,
                taken.summary.as_json() if taken.summary else None,
                as_json=as_json,
            )
            out.flush()
    except EnvironmentFault as fault:
        # The folder or the store is away for a moment: the next look tries again.
        say_mistake(err, message=fault.message)


def _choice(args: argparse.Namespace, desk: SalesDesk) -> ImportChoice:
    return ImportChoice(
        store=args.store or desk.store,
        currency=args.currency or desk.currency,
        zone=args.zone or desk.zone,
        format=args.format,
        tender=args.tender,
        prices=args.prices,
        dates=args.dates,
        encoding=args.encoding,
        rejects=getattr(args, "rejects", None),
    )


def _query(args: argparse.Namespace, zone: str) -> SaleQuery:
    return SaleQuery(
        text=" ".join(args.query).strip() or None,
        item=args.item,
        customer=args.customer,
        card_last4=args.card,
        amount=args.amount,
        unit_price=args.unit_price,
        quantity=args.quantity,
        sold_from=_moment(args.sold_from, zone, "--from", whole_day=False),
        sold_before=_moment(args.before, zone, "--before", whole_day=True),
    )


def _moment(text: str | None, zone: str, option: str, *, whole_day: bool) -> datetime | None:
    """A time as written, in the shop's zone where it has no offset; a day begins or ends."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
        moment = datetime.combine(day + timedelta(days=1 if whole_day else 0), time.min)
    except (ValueError, OverflowError):
        moment = _time(text, option)
    try:
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    except ZoneInfoNotFoundError:
        return moment.replace(tzinfo=UTC)


def _time(text: str, option: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as problem:
        message = f"{option} {text}: write it as 2026-11-07 or 2026-11-07T11:02:00-06:00."
        raise OperatorMistake(message, code="bad_time") from problem


def _money(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):  # noqa: PLR2004 -- no amount is longer
        message = f"{text} is no amount: write minor units, 2136 for 21.36"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _count(text: str) -> int:
    number = _money(text)
    if not 0 < number <= 1000:  # noqa: PLR2004 -- more are not read by anyone
        message = "write a number from 1 to 1000"
        raise argparse.ArgumentTypeError(message)
    return number


def _quantity(text: str) -> Decimal:
    try:
        quantity = Decimal(text)
    except InvalidOperation:
        quantity = Decimal(0)
    if not (quantity.is_finite() and quantity > 0):
        message = f"{text} is no quantity: write it as 2 or 0.350"
        raise argparse.ArgumentTypeError(message)
    return quantity


def _last_four(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) == 4):  # noqa: PLR2004 -- last four
        # The text itself is not repeated: it may be a whole card number.
        message = "write the last four digits of the card, only those"
        raise argparse.ArgumentTypeError(message)
    return text
