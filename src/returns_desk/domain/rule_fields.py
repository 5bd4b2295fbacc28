"""The vocabulary of rules: everything that a rule of a pack may test.

Owns the table of fields, with how each is written and compared. What a field is of a case is the
engine's affair; how it is read from a file is the adapters'.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from returns_desk.domain.case import (
    Condition,
    Missing,
    Reason,
    RefundAuthorisation,
    ReturnCheck,
    ReturnedBy,
    Severity,
    Weekday,
)
from returns_desk.domain.sale import Buyer, CardEntry, Channel, LineKind, TenderType


class FieldKind(StrEnum):
    """How a field's values are written and compared."""

    WORD = "word"
    """One of a closed list of words."""
    WORDS = "words"
    """A set of words; a test holds if it contains any of those named.

    Where the field has no list of them, the words are the shop's own.
    """
    PATTERN = "pattern"
    """Text; tested with shell patterns such as "hardware/*"."""
    FLAG = "flag"
    """True or false."""
    NUMBER = "number"
    """A whole number; tested with an interval."""
    MONEY = "money"
    """Minor units; tested with an interval."""
    DATE = "date"
    """A calendar date, as its proleptic ordinal; tested with an interval."""
    SEASON = "season"
    """A day of any year, as month * 100 + day; tested with an interval that may go over New Year.

    A season up to 29 February ends on the 28th where there is no such day.
    """
    DEADLINE = "deadline"
    """The day of the sale and today, each as year * 10000 + month * 100 + day.

    Tested with a day of any year, in `at_most`: today is not past the first such day on or after
    the day of the sale. 29 February is the last of February.
    """


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a rule may test. `may_be_unknown` only for the facts CONTRACT.md lists."""

    kind: FieldKind
    about: str
    values: tuple[str, ...] = ()
    may_be_unknown: bool = False


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        # the item
        "reason": Field(FieldKind.WORD, "item", tuple(Reason), may_be_unknown=True),
        "condition": Field(FieldKind.WORD, "item", tuple(Condition), may_be_unknown=True),
        "missing": Field(FieldKind.WORDS, "item", tuple(Missing), may_be_unknown=True),
        "fault.severity": Field(FieldKind.WORD, "item", tuple(Severity), may_be_unknown=True),
        "fault.repairs": Field(FieldKind.NUMBER, "item", may_be_unknown=True),
        "fault.refused": Field(FieldKind.FLAG, "item", may_be_unknown=True),
        "category": Field(FieldKind.PATTERN, "item"),
        "sku": Field(FieldKind.PATTERN, "item"),
        "kind": Field(FieldKind.WORD, "item", tuple(LineKind)),
        "final_sale": Field(FieldKind.FLAG, "item"),
        "unit_price": Field(FieldKind.MONEY, "item"),
        "with_receipt": Field(FieldKind.FLAG, "item"),
        "quantity": Field(FieldKind.NUMBER, "item"),
        "discounted": Field(FieldKind.FLAG, "item"),
        "days_past_use_by": Field(FieldKind.NUMBER, "item"),
        "serial": Field(FieldKind.FLAG, "item"),
        "marks": Field(FieldKind.WORDS, "item"),
        "days_to_use_by": Field(FieldKind.NUMBER, "item"),
        "hours_to_start": Field(FieldKind.NUMBER, "item"),
        "days_since_fault_told": Field(FieldKind.NUMBER, "item"),
        # the sale
        "channel": Field(FieldKind.WORD, "sale", tuple(Channel)),
        "buyer": Field(FieldKind.WORD, "sale", tuple(Buyer)),
        "tax_free": Field(FieldKind.FLAG, "sale"),
        "policy_disclosed": Field(FieldKind.FLAG, "sale"),
        "customer_known": Field(FieldKind.FLAG, "sale"),
        "membership": Field(FieldKind.PATTERN, "sale"),
        "sale_store": Field(FieldKind.PATTERN, "sale"),
        "same_store": Field(FieldKind.FLAG, "sale"),
        "same_country": Field(FieldKind.FLAG, "sale"),
        "jurisdiction": Field(FieldKind.PATTERN, "sale"),
        "sale_total": Field(FieldKind.MONEY, "sale"),
        "total_kept": Field(FieldKind.MONEY, "sale"),
        "cheque_bounced": Field(FieldKind.FLAG, "sale"),
        "sold_on": Field(FieldKind.DATE, "sale"),
        "sold_in_season": Field(FieldKind.SEASON, "sale"),
        "return_until": Field(FieldKind.DEADLINE, "sale"),
        "today": Field(FieldKind.DATE, "case"),
        "today_in_season": Field(FieldKind.SEASON, "case"),
        "weekday": Field(FieldKind.WORD, "case", tuple(Weekday)),
        "hours_since_sale": Field(FieldKind.NUMBER, "sale"),
        "business_days_since_sale": Field(FieldKind.NUMBER, "sale"),
        "days_since_sale": Field(FieldKind.NUMBER, "sale"),
        "months_since_sale": Field(FieldKind.NUMBER, "sale"),
        "days_from_sale_to_notice": Field(FieldKind.NUMBER, "sale"),
        "days_since_delivery": Field(FieldKind.NUMBER, "sale", may_be_unknown=True),
        "months_since_delivery": Field(FieldKind.NUMBER, "sale", may_be_unknown=True),
        "days_from_delivery_to_notice": Field(FieldKind.NUMBER, "sale", may_be_unknown=True),
        # the tender that a part of the money came from
        "tender": Field(FieldKind.WORD, "tender", tuple(TenderType)),
        "scheme": Field(FieldKind.PATTERN, "tender"),
        "tender_amount": Field(FieldKind.MONEY, "tender"),
        "tender_cleared": Field(FieldKind.FLAG, "tender"),
        "tender_expired": Field(FieldKind.FLAG, "tender"),
        "tender_issuer": Field(FieldKind.PATTERN, "tender"),
        "card_entry": Field(FieldKind.WORD, "tender", tuple(CardEntry)),
        "refundable_without_card": Field(FieldKind.FLAG, "tender"),
        "refund_authorisation": Field(FieldKind.WORD, "tender", tuple(RefundAuthorisation)),
        "original_tender_present": Field(FieldKind.FLAG, "tender", may_be_unknown=True),
        # the case
        "amount": Field(FieldKind.MONEY, "case"),
        "store": Field(FieldKind.PATTERN, "case"),
        "items_claimed": Field(FieldKind.NUMBER, "case"),
        "returns_before": Field(FieldKind.NUMBER, "case"),
        "returns_in_period": Field(FieldKind.NUMBER, "case"),
        "returns_without_receipt_in_period": Field(FieldKind.NUMBER, "case"),
        "amount_without_receipt_in_period": Field(FieldKind.MONEY, "case"),
        "offline": Field(FieldKind.FLAG, "case"),
        "goodwill_given": Field(FieldKind.MONEY, "case"),
        "even_exchange_in_stock": Field(FieldKind.FLAG, "case"),
        "photo_id_seen": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "is_purchaser": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "gift_card_present": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "identity_verified": Field(FieldKind.FLAG, "case"),
        "return_check": Field(FieldKind.WORD, "case", tuple(ReturnCheck)),
        "returned_by": Field(FieldKind.WORD, "case", tuple(ReturnedBy)),
        "customer_owes": Field(FieldKind.MONEY, "case"),
        "other_card.same_account": Field(FieldKind.FLAG, "tender"),
        "other_card.same_customer": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "other_card.scheme": Field(FieldKind.PATTERN, "case"),
        "evidence.receipt": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.gift_receipt": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.card_lookup": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.customer_record": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.bank_statement": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.serial_record": Field(FieldKind.FLAG, "case", may_be_unknown=True),
    }
)
"""Everything a rule may test, by its dotted name."""
