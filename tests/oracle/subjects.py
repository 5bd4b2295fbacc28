"""One claimed item as rules see it, and the value of every field where all is known.

Owns what comes back of each item (earlier items go first) and the reading of fields; knows
nothing of rules, which `oracle.verdicts` applies.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from oracle.facts import AnyItem, items_of
from oracle.money import half_up, paid_share, share
from oracle.told import TOLD, Told, told_value
from returns_desk.domain.case import (
    Case,
    ClaimedItem,
    EvidenceKind,
    Fault,
    Reason,
    RefundAuthorisation,
    Severity,
)
from returns_desk.domain.policy import FIELDS
from returns_desk.domain.sale import CARD_LIKE, Sale, SaleLine, SaleTender, TenderType

NOT_ASKED_WITHOUT_RECEIPT = {
    "kind": "goods",
    "final_sale": False,
    "missing": frozenset[str](),
}
"""What goods without a receipt are, since nobody asks."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules look at: one item, its line and sale, and the money it stands for."""

    case: Case
    item: AnyItem
    sale: Sale | None
    line: SaleLine | None
    quantity: Decimal
    before: Decimal
    paid: int
    tax: int
    history_days: int | None = None


def subjects_of(case: Case, history_days: int | None = None) -> list[Subject]:
    """All claimed items with what can still come back of each; earlier items go first.

    `before` is what of the line came back already. Goods without a receipt are worth their
    `current_price`, which `oracle.defaults` puts there. Earlier returns of the customer count for
    `history_days` where the packs say so.
    """
    taken: dict[tuple[str, int], tuple[Decimal, int]] = {}
    found = []
    for item in items_of(case):
        if not isinstance(item, ClaimedItem):
            worth = half_up(Fraction(item.current_price or 0) * Fraction(item.quantity))
            nothing = Decimal(0)
            bare = Subject(case, item, None, None, item.quantity, nothing, worth, 0, history_days)
            found.append(bare)
            continue
        sale = case.sale_of(item.receipt)
        assert sale is not None
        line = sale.line_at(item.line)
        assert line is not None
        key = (item.receipt, item.line)
        before, paid_before = taken.get(key, (line.returned, line.returned_paid))
        quantity = min(item.quantity, line.quantity - before)
        paid = paid_share(line, before, paid_before, quantity) if quantity else 0
        tax = min(share(line.tax, line.quantity, before, quantity), line.paid - paid_before)
        taken[key] = (before + quantity, paid_before + paid)
        found.append(Subject(case, item, sale, line, quantity, before, paid, tax, history_days))
    return found


def value_of(name: str, subject: Subject, tender: SaleTender | None) -> object:
    """The value of a field where everything is known; None where there is none."""
    about = FIELDS[name].about
    if name in TOLD:
        line, sale = subject.line, subject.sale
        told = Told(subject.case, subject.item, line, sale, tender, subject.history_days)
        return told_value(name, told)
    if about == "tender":
        return None if tender is None else _tender_value(name, subject, tender)
    if about == "sale":
        return None if subject.sale is None else _sale_value(name, subject, subject.sale)
    return _item_value(name, subject) if about == "item" else _case_value(name, subject)


def _item_value(name: str, subject: Subject) -> object:
    item, line = subject.item, subject.line
    if name == "with_receipt":
        return line is not None
    if name == "reason":
        return Reason.CHANGED_MIND if item.reason is Reason.GIFT else item.reason
    if name == "unit_price":
        return _unit_price(subject)
    if line is None and name in NOT_ASKED_WITHOUT_RECEIPT:
        return NOT_ASKED_WITHOUT_RECEIPT[name]
    if name.startswith("fault."):
        return _fault_value(name, getattr(item, "fault", None))
    source = line if name in {"category", "sku", "kind", "final_sale"} and line else item
    return getattr(source, name, None)


def _unit_price(subject: Subject) -> int:
    if subject.line is None:
        return getattr(subject.item, "current_price", None) or 0
    return half_up(Fraction(subject.line.paid) / Fraction(subject.line.quantity))


def _fault_value(name: str, fault: Fault | None) -> object:
    """A fault that is told without some part is an ordinary one, unrepaired, not refused."""
    told = fault or Fault()
    return {
        "fault.severity": told.severity or Severity.ORDINARY,
        "fault.repairs": told.repairs or 0,
        "fault.refused": bool(told.refused),
    }[name]


def _sale_value(name: str, subject: Subject, sale: Sale) -> object:
    if "_since_" in name:
        return _time_since(name, subject, sale)
    if name == "days_from_delivery_to_notice":
        notified = subject.case.claim.withdrawal_notified_at
        today = subject.case.now.date()
        until = min(notified.date(), today) if notified else today
        return max(0, (until - (sale.delivered_at or sale.sold_at).date()).days)
    if name == "customer_known":
        return sale.customer is not None
    if name == "sold_on":
        return sale.sold_at.date().toordinal()
    if name == "policy_disclosed":
        return bool(sale.policy_disclosed)
    return getattr(sale, name)


def _time_since(name: str, subject: Subject, sale: Sale) -> int:
    """Days passed or months begun since the sale, or since delivery (which is the sale's day).

    The months of a liability, which run from delivery, end where the fault was first told.
    """
    today = subject.case.now.date()
    is_delivery = name.endswith("delivery") and sale.delivered_at is not None
    start = (sale.delivered_at if is_delivery and sale.delivered_at else sale.sold_at).date()
    if not name.startswith("months"):
        return max(0, (today - start).days)
    fault = getattr(subject.item, "fault", None) or Fault()
    told = fault.first_reported_at if name.endswith("delivery") else None
    return months_begun(start, min(today, told.date()) if told else today)


def months_begun(start: date, end: date) -> int:
    """Months that have begun: a window of n months holds to the same day n months later.

    Where that day does not exist, the window ends on the last day of its month.
    """
    month = start.month - 1
    for count in range(2400):
        year, zero_based = divmod(start.year * 12 + month + count, 12)
        last = monthrange(year, zero_based + 1)[1]
        if date(year, zero_based + 1, min(start.day, last)) >= end:
            return count
    raise AssertionError("two hundred years are enough")


def _tender_value(name: str, subject: Subject, tender: SaleTender) -> object:
    assert subject.sale is not None
    key = f"{subject.sale.receipt}/{tender.tender}"
    facts = subject.case.claim.facts
    if name == "original_tender_present":
        if tender.refundable_without_card:
            return True
        return facts.original_tender_present.get(key, tender.type not in CARD_LIKE or None)
    if name == "refund_authorisation":
        return facts.refund_authorisation.get(key, RefundAuthorisation.APPROVED)
    if name == "tender_cleared":
        return tender.type is not TenderType.CHEQUE or bool(tender.cleared)
    if name == "refundable_without_card":
        return bool(tender.refundable_without_card)
    return tender.type if name == "tender" else tender.scheme


def _case_value(name: str, subject: Subject) -> object:
    case = subject.case
    facts = case.claim.facts
    if name.startswith("evidence."):
        return case.claim.evidence.get(EvidenceKind(name.removeprefix("evidence.")))
    if name.startswith("other_card."):
        return getattr(facts.other_card, name.removeprefix("other_card."), None)
    plain: dict[str, object] = {
        "today": case.now.date().toordinal(),
        "store": case.store.id,
        "returns_before": len(case.claim.history),
    }
    if name == "amount":
        return sum(each.paid for each in subjects_of(case))
    return plain[name] if name in plain else getattr(facts, name)
