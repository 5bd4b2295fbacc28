"""What an accountant reads of the postings: totals of a day, credit notes by line, open items.

Owns the sums and their JSON form. Pure. It posts nothing: what stands in no posting is in no sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from returns_desk.application.books import CREDIT_NOTE, Posting
from returns_desk.application.ports import Json
from returns_desk.domain.books import MEANINGS, Account

OPEN: Final = (Account.CUSTOMER_CLEARING, Account.IN_DOUBT)
"""Accounts that are at zero for each case of which nothing is open."""

_GOODS: Final = frozenset(
    {
        *(Account.SALES_RETURNS, Account.PRICE_REDUCTIONS, Account.EXCHANGE_GOODS),
        Account.WITHOUT_RECEIPT,
    }
)

Document = dict[str, Json]


def books_document(postings: Sequence[Posting], first_day: str = "") -> Document:
    """Everything as JSON-able values, money in minor units, debit above zero and credit below.

    `postings` are of all days up to the last one that is asked for, and open items are as of
    then; the rest is of `first_day` and later.
    """
    wanted = [each for each in postings if each.day >= first_day]
    return {
        "accounts": {str(account): meaning for account, meaning in MEANINGS.items()},
        "days": day_totals(wanted),
        "credit_notes": credit_notes(wanted),
        "open_items": open_items(postings),
        "postings": [posting_document(each) for each in wanted],
    }


def day_totals(postings: Iterable[Posting]) -> list[Json]:
    """Each day and currency: debit, credit and balance of each account; `balance` is ever 0."""
    sums: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0, 0])
    )
    for each in postings:
        side = 0 if each.entry.amount > 0 else 1
        sums[each.day, each.currency][str(each.entry.account)][side] += abs(each.entry.amount)
    return [
        {
            "day": day,
            "currency": currency,
            "accounts": {
                account: {"debit": debit, "credit": credit, "balance": debit - credit}
                for account, (debit, credit) in sorted(accounts.items())
            },
            "balance": sum(debit - credit for debit, credit in accounts.values()),
        }
        for (day, currency), accounts in sorted(sums.items())
    ]


def credit_notes(postings: Iterable[Posting]) -> list[Json]:
    """Each credit note with the original receipt and line of its goods, net, taxes and gross."""
    notes: dict[str, list[Posting]] = defaultdict(list)
    for each in postings:
        if each.kind == CREDIT_NOTE:
            notes[each.document].append(each)
    return [_credit_note(document, entries) for document, entries in notes.items()]


def open_items(postings: Iterable[Posting]) -> list[Json]:
    """Cases of which money is owed still, was paid ahead of the credit note, or is in doubt."""
    balances: dict[tuple[str, int, str, str], int] = defaultdict(int)
    for each in postings:
        if each.entry.account in OPEN:
            key = (each.case_id or "", each.case_number or 0, each.currency, each.entry.account)
            balances[key] += each.entry.amount
    return [
        {
            "case_id": case_id,
            "case_number": number,
            "currency": currency,
            "account": str(account),
            "balance": balance,
        }
        for (case_id, number, currency, account), balance in balances.items()
        if balance
    ]


def posting_document(posting: Posting) -> Document:
    """One posting with every fact that it has."""
    entry = posting.entry
    return {
        "day": posting.day,
        "document": posting.document,
        "kind": posting.kind,
        "number": posting.number,
        "terminal": posting.terminal,
        "case_number": posting.case_number,
        "case_id": posting.case_id,
        "option": posting.option,
        "account": str(entry.account),
        "amount": entry.amount,
        "currency": posting.currency,
        "receipt": entry.receipt or None,
        "line": entry.line,
        "quantity": entry.quantity or None,
        "tax_code": entry.tax_code or None,
        "rate_basis_points": entry.rate_basis_points,
        "means": entry.means or None,
        "reference": posting.reference or None,
        "event": posting.event,
        "position": posting.position,
    }


def _credit_note(document: str, postings: Sequence[Posting]) -> Json:
    first = postings[0]
    places = dict.fromkeys(
        (each.entry.receipt, each.entry.line) for each in postings if each.entry.line is not None
    )
    return {
        "document": document,
        "number": first.number,
        "terminal": first.terminal,
        "day": first.day,
        "case_number": first.case_number,
        "option": first.option,
        "currency": first.currency,
        "owed": -_sum(postings, {Account.CUSTOMER_CLEARING}),
        "lines": [_line(receipt, line, postings) for receipt, line in places],
    }


def _line(receipt: str, line: int | None, postings: Sequence[Posting]) -> Json:
    here = [each for each in postings if (each.entry.receipt, each.entry.line) == (receipt, line)]
    taxes = [each.entry for each in here if each.entry.account == Account.OUTPUT_TAX]
    net = _sum(here, _GOODS)
    tax = sum(entry.amount for entry in taxes)
    return {
        "receipt": receipt or None,
        "line": line,
        "quantity": here[0].entry.quantity,
        "net": net,
        "taxes": [
            {
                "code": entry.tax_code,
                "rate_basis_points": entry.rate_basis_points,
                "amount": entry.amount,
            }
            for entry in taxes
        ],
        "gross": net + tax,
        "fee": -_sum(here, {Account.RETURN_FEES}),
    }


def _sum(postings: Iterable[Posting], accounts: Iterable[str]) -> int:
    return sum(each.entry.amount for each in postings if each.entry.account in accounts)
