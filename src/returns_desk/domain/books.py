"""What a return means for the books: entries in double entry that add up to zero.

Owns the accounts, their meaning, and how goods, tax, fees and payouts become entries. Pure. It
must not know events, numbers of credit notes or files; application/books.py dates and numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from returns_desk.domain.money import allocate, round_half_up


class Account(StrEnum):
    """Accounts of a return; a payout's own tender account is named by `tender_account`."""

    SALES_RETURNS = "sales_returns"
    OUTPUT_TAX = "output_tax"
    PRICE_REDUCTIONS = "price_reductions"
    EXCHANGE_GOODS = "exchange_goods"
    EXCHANGE_SETTLEMENT = "exchange_settlement"
    RETURN_FEES = "return_fees"
    WITHOUT_RECEIPT = "returns_without_receipt"
    CUSTOMER_CLEARING = "customer_clearing"
    CASH_ROUNDING = "cash_rounding"
    STORE_CREDIT = "store_credit_liability"
    GIFT_CARDS = "gift_card_liability"
    STORE_CREDIT_REDEEMED = "store_credit_redeemed"
    CASH_DIFFERENCES = "cash_differences"
    IN_DOUBT = "payouts_in_doubt"
    UNCONFIRMED = "payouts_unconfirmed"


TENDERS: Final = "tender_"
"""What the names of all accounts begin with out of which money leaves."""

MEANINGS: Final = MappingProxyType(
    {
        Account.SALES_RETURNS: "Goods that came back, without their tax.",
        Account.OUTPUT_TAX: "Tax that goes back as it was charged; credit where goods went out.",
        Account.PRICE_REDUCTIONS: (
            "Prices lowered afterwards, without tax: agreed reductions, and the difference that "
            "the shop absorbed in an exchange."
        ),
        Account.EXCHANGE_GOODS: "The same goods handed out again, at today's price, without tax.",
        Account.EXCHANGE_SETTLEMENT: (
            "Value that other goods took in an exchange; the till's sale of them, with its own "
            "tax, settles it."
        ),
        Account.RETURN_FEES: "Fees kept from a refund, tax not taken out.",
        Account.WITHOUT_RECEIPT: "Goods taken back without a receipt; no sale tells their tax.",
        Account.CUSTOMER_CLEARING: (
            "What is owed to customers: credit by the credit note, debit by each payout."
        ),
        Account.CASH_ROUNDING: "What rounding to the smallest coin added to or took from a payout.",
        Account.STORE_CREDIT: "Store credit that customers hold.",
        Account.GIFT_CARDS: "Value on gift cards.",
        Account.STORE_CREDIT_REDEEMED: (
            "Store credit brought to a till; the sale that it paid for settles it."
        ),
        Account.CASH_DIFFERENCES: (
            "What a drawer had less (debit) or more (credit) than expected, at the end of a day."
        ),
        Account.IN_DOUBT: "Payouts begun of which nobody has said yet whether they happened.",
        Account.UNCONFIRMED: "The other side of payouts in doubt.",
    }
)

_LIABILITIES: Final = MappingProxyType(
    {"store_credit": Account.STORE_CREDIT, "gift_card": Account.GIFT_CARDS}
)
_SAME_GOODS: Final = frozenset({"even_exchange", "replacement"})


def tender_account(means: str) -> str:
    """The account that a payout leaves by: a liability for credit and gift cards, else a tender.

    >>> tender_account("cash"), str(tender_account("store_credit"))
    ('tender_cash', 'store_credit_liability')
    """
    return _LIABILITIES.get(means) or f"{TENDERS}{means or 'unknown'}"


@dataclass(frozen=True, slots=True)
class TaxShare:
    """One tax of a line; `rate_basis_points` None where the sale did not say it."""

    code: str
    rate_basis_points: int | None
    amount: int


@dataclass(frozen=True, slots=True)
class GoodsBack:
    """Goods of a payout; money in minor units, tax inside `paid` and `worth`.

    `worth` is what the customer had paid for them, `paid` what is owed before `fee`. Where
    `receipt` is empty, `line` is their place among the goods without a receipt. Those that are
    kept stayed with the customer for less.
    """

    receipt: str
    line: int
    quantity: str
    paid: int
    tax: int
    fee: int
    worth: int
    worth_tax: int
    taxes: tuple[TaxShare, ...] = ()
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a posting: `amount` in minor units, debit above zero, credit below."""

    account: str
    amount: int
    receipt: str = ""
    line: int | None = None
    quantity: str = ""
    tax_code: str = ""
    rate_basis_points: int | None = None
    means: str = ""


def credit_note(
    option: str, goods: Sequence[GoodsBack], amount: int, absorbed: int
) -> tuple[Entry, ...]:
    """Entries of a completed case that pays out `amount`; they add up to zero.

    A repair books nothing: the goods stay the customer's. What the goods don't explain was owed
    for goods without a receipt of which an older plan did not tell.
    """
    remedy = option.partition("/")[0]
    if remedy == "repair":
        return ()
    on_receipts = [each for each in goods if each.receipt]
    entries = [*_of_goods(remedy, on_receipts, absorbed)]
    entries += [_without_receipt(each) for each in goods if not each.receipt]
    entries += [
        Entry(Account.RETURN_FEES, -each.fee, each.receipt, each.line) for each in goods if each.fee
    ]
    unexplained = amount - sum(entry.amount for entry in entries)
    entries += [
        Entry(Account.WITHOUT_RECEIPT, unexplained),
        Entry(Account.CUSTOMER_CLEARING, -amount),
    ]
    return tuple(entry for entry in entries if entry.amount)


def payout(means: str, amount: int, rounding: int) -> tuple[Entry, ...]:
    """Entries of one leg that was paid: amount + rounding left by its tender."""
    entries = (
        Entry(Account.CUSTOMER_CLEARING, amount, means=means),
        Entry(Account.CASH_ROUNDING, rounding, means=means),
        Entry(tender_account(means), -(amount + rounding), means=means),
    )
    return tuple(entry for entry in entries if entry.amount)


def in_doubt(means: str, pays: int) -> tuple[Entry, ...]:
    """Entries that keep a leg in view of which nobody knows whether it was paid."""
    return (
        Entry(Account.IN_DOUBT, pays, means=means),
        Entry(Account.UNCONFIRMED, -pays, means=means),
    )


def redemption(value: int) -> tuple[Entry, ...]:
    """Entries of a voucher that a customer brought back."""
    return (
        Entry(Account.STORE_CREDIT, value, means="store_credit"),
        Entry(Account.STORE_CREDIT_REDEEMED, -value, means="store_credit"),
    )


def reversed_entries(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The same entries the other way round."""
    return tuple(Entry(entry.account, -entry.amount, means=entry.means) for entry in entries)


def cash_difference(difference: int) -> tuple[Entry, ...]:
    """A counted drawer that had more (above zero) or less than expected, minor units."""
    cash = tender_account("cash")
    return (
        Entry(cash, difference, means="cash"),
        Entry(Account.CASH_DIFFERENCES, -difference, means="cash"),
    )


def _of_goods(remedy: str, goods: Sequence[GoodsBack], absorbed: int) -> Iterator[Entry]:
    if remedy in _SAME_GOODS or remedy == "exchange":
        yield from _exchanged(remedy, goods, absorbed)
        return
    for each in goods:
        is_kept = remedy == "price_reduction" or each.is_kept
        account = Account.PRICE_REDUCTIONS if is_kept else Account.SALES_RETURNS
        yield from _with_tax(account, each.paid, each.tax, each)


def _without_receipt(goods: GoodsBack) -> Entry:
    """What is owed for them, whole: nobody knows which tax is in it."""
    return Entry(Account.WITHOUT_RECEIPT, goods.paid, "", goods.line, goods.quantity)


def _exchanged(remedy: str, goods: Sequence[GoodsBack], absorbed: int) -> Iterator[Entry]:
    """Goods back at what was paid, goods out at what they cost, the difference taken off again."""
    worths = [each.worth for each in goods]
    parts = allocate(absorbed, worths) if sum(worths) else (0,) * len(goods)
    for each, part in zip(goods, parts, strict=True):
        part_tax = round_half_up(Fraction(part * each.worth_tax, each.worth)) if part else 0
        yield from _with_tax(Account.SALES_RETURNS, each.worth, each.worth_tax, each)
        yield from _with_tax(Account.PRICE_REDUCTIONS, part, part_tax, each)
        if remedy in _SAME_GOODS:
            taxed = each.worth_tax + part_tax
            yield from _with_tax(Account.EXCHANGE_GOODS, each.worth + part, taxed, each, -1)
        else:
            taken = each.worth + part - each.paid
            yield Entry(Account.EXCHANGE_SETTLEMENT, -taken, each.receipt, each.line)


def _with_tax(
    account: Account, gross: int, tax: int, goods: GoodsBack, sign: int = 1
) -> Iterator[Entry]:
    """The net amount, then each tax in it as the sale had it."""
    place = (goods.receipt, goods.line, goods.quantity)
    if gross != tax:
        yield Entry(account, sign * (gross - tax), *place)
    for share in taxes_of(tax, goods.taxes):
        yield Entry(
            Account.OUTPUT_TAX, sign * share.amount, *place, share.code, share.rate_basis_points
        )


def taxes_of(tax: int, charged: Sequence[TaxShare]) -> Iterator[TaxShare]:
    """The tax under its codes in the proportion in which it was charged; exact in sum.

    Where nothing tells the codes it is one share without a code.
    """
    weights = [share.amount for share in charged]
    if not sum(weights):
        charged, weights = (TaxShare("", None, 1),), [1]
    for share, amount in zip(charged, allocate(tax, weights), strict=True):
        if amount:
            yield TaxShare(share.code, share.rate_basis_points, amount)
