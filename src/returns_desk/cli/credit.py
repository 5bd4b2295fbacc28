"""`returns-desk credit check|redeem|key`: vouchers of store credit that this program issued.

Owns the arguments and what is printed. The vouchers come through `services.more["credit"]`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.application.store_credit import VoucherStanding
from returns_desk.cli.answers import say_json
from returns_desk.cli.board_table import money_text
from returns_desk.cli.context import BAD_ANSWER, DONE, add_profile_option

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from returns_desk.application.voucher_redeeming import VoucherAnswer
    from returns_desk.cli.context import Services, Subparsers

SERVICE = "credit"
"""The name of the vouchers among `Services.more`."""
STANDARD_INPUT = "-"
_MOST_READ = 10_000
SENTENCES = {
    VoucherStanding.VALID: "Valid.",
    VoucherStanding.USED: "Used already: it can't be redeemed again.",
    VoucherStanding.EXPIRED: "Expired: its last day is over.",
    VoucherStanding.NOT_PAID_OUT: "Not paid out: its return was not completed with it.",
    VoucherStanding.TAKEN_BACK: "Void: its return was taken back, and the voucher with it.",
    VoucherStanding.UNKNOWN_VOUCHER: (
        "Not in this terminal's journal. Scan its square code if another terminal issued it."
    ),
    VoucherStanding.UNKNOWN_TERMINAL: (
        "Issued by a terminal that is not trusted here. Bring its key: run 'returns-desk credit "
        "key' there, and put what it prints into the folder 'terminals' of this profile."
    ),
    VoucherStanding.FORGED: "Not genuine: its signature does not fit. Scan it once more.",
    VoucherStanding.NOT_OURS: "Not a voucher of Returns Desk.",
}
ONLY_HERE = "Not used at this terminal; whether another one took it is known only after a sync."


class VoucherAccess(Protocol):
    """The vouchers of one profile; `services.more["credit"](profile)` gives it."""

    def check(self, text: str) -> VoucherAnswer:
        """What may be done with a voucher today."""
        ...

    def redeem(self, text: str, sold_as: str) -> VoucherAnswer:
        """Redeem a voucher, if it is valid."""
        ...

    def short_number(self, number: str) -> str:
        """A voucher's number as people read it."""
        ...

    def own_key(self) -> str:
        """The file that lets another terminal trust this one."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `credit` and what it can do."""
    parser = subparsers.add_parser("credit", help="check or redeem vouchers of store credit")
    commands = parser.add_subparsers(dest="credit_command", metavar="WHAT", required=True)
    check = commands.add_parser("check", help="say whether a voucher can be redeemed")
    redeem = commands.add_parser("redeem", help="redeem a voucher, once")
    for each in (check, redeem):
        each.add_argument("code", metavar="CODE|-", help="as scanned, or its number; - reads it")
        each.add_argument("--json", action="store_true", help="print the result as JSON")
    redeem.add_argument(
        "--sale", default="", metavar="RECEIPT", help="the sale that it is spent on"
    )
    key = commands.add_parser("key", help="print this terminal's public key for the others")
    for each in (check, redeem, key):
        add_profile_option(each)
        each.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Do it and answer the exit code: 1 where the voucher can't be redeemed.

    Raises:
        OperatorMistake: The text is no voucher that can be read, there is no profile or journal,
            or a desk has the profile open while one is redeemed.
        EnvironmentFault: A file can't be read or written.

    """
    del err
    access: VoucherAccess = services.more[SERVICE](args.profile)
    if args.credit_command == "key":
        out.write(access.own_key())
        return DONE
    text = args.code
    if text == STANDARD_INPUT:
        text = sys.stdin.buffer.read(_MOST_READ).decode("utf-8", "replace")
    is_redeeming = args.credit_command == "redeem"
    answer = access.redeem(text, args.sale) if is_redeeming else access.check(text)
    number = access.short_number(answer.number) if answer.number else ""
    if args.json:
        document = _document(answer, number, is_redeeming=is_redeeming)
        say_json(document, out)
    else:
        out.writelines(line + "\n" for line in _lines(answer, number, is_redeeming=is_redeeming))
    return DONE if answer.standing is VoucherStanding.VALID else BAD_ANSWER


def _document(answer: VoucherAnswer, number: str, *, is_redeeming: bool) -> dict[str, object]:
    """Facts of a voucher that nobody vouches for are left out: they may be anybody's."""
    is_valid = answer.standing is VoucherStanding.VALID
    document: dict[str, object] = {
        "standing": str(answer.standing),
        "redeemed_now": is_valid and is_redeeming,
        "number": number or None,
    }
    voucher = answer.voucher if _is_vouched_for(answer) else None
    if voucher is not None:
        last = voucher.expires_on
        document |= {
            "value": voucher.value,
            "currency": voucher.currency,
            "issued_at": voucher.issued_at.isoformat(timespec="seconds"),
            "expires_on": last.isoformat() if last else None,
            "installation": voucher.installation,
            "terminal": voucher.terminal,
            "issued_here": answer.is_issued_here,
            "used_here": answer.redeemed_at is not None,
            "used_elsewhere": None,
        }
    used = answer.redeemed_at
    if used is not None:
        document |= {"used_at": used.isoformat(timespec="seconds"), "sale": answer.redeemed_for}
    return document


def _lines(answer: VoucherAnswer, number: str, *, is_redeeming: bool) -> Iterator[str]:
    is_valid = answer.standing is VoucherStanding.VALID
    yield "Redeemed." if is_valid and is_redeeming else SENTENCES[answer.standing]
    voucher = answer.voucher
    if voucher is not None and _is_vouched_for(answer):
        worth = money_text(voucher.value, voucher.currency)
        last = f"until {voucher.expires_on}" if voucher.expires_on else "without an end"
        yield f"{worth}, {last}, issued at terminal {voucher.terminal}"
    if number:
        yield f"Number {number}"
    if answer.redeemed_at is not None:
        sale = f" for {answer.redeemed_for}" if answer.redeemed_for else ""
        yield f"Redeemed here on {answer.redeemed_at:%Y-%m-%d at %H:%M}{sale}"
    if is_valid and not is_redeeming:
        yield ONLY_HERE


def _is_vouched_for(answer: VoucherAnswer) -> bool:
    unproved = {VoucherStanding.FORGED, VoucherStanding.UNKNOWN_TERMINAL}
    return answer.standing not in unproved
