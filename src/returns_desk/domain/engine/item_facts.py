"""What rules can see of an item, its sale and the case, known or unknown.

Owns the translation of a case into the fields of policy.FIELDS. Decides nothing.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import combinations, product

from returns_desk.domain.case import Case, Condition, EvidenceKind, Fault, Reason, Severity
from returns_desk.domain.engine.calendar import days_ago_of_months, days_between, months_between
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.engine.unknowns import Known, Unknown, flag
from returns_desk.domain.money import round_half_up
from returns_desk.domain.sale import Channel, Sale, SaleLine

_DELIVERY_FIELDS = (
    "days_since_delivery",
    "months_since_delivery",
    "days_from_delivery_to_notice",
)


def line_facts(line: SaleLine) -> Known:
    """What rules can see of a sale line; `unit_price` in minor units, half up."""
    unit_price = round_half_up(Fraction(line.paid) / Fraction(line.quantity))
    return {
        "category": line.category,
        "sku": line.sku,
        "kind": line.kind,
        "final_sale": line.final_sale,
        "unit_price": unit_price,
        "with_receipt": True,
    }


def sale_facts(
    case: Case, sale: Sale, book: Rulebook, reported_on: date | None
) -> dict[str, object]:
    """What rules can see of a sale; windows count local dates, each at its own offset."""
    today = case.now.date()
    sold = sale.sold_at.date()
    disclosed = sale.policy_disclosed
    return {
        "channel": sale.channel,
        "buyer": sale.buyer,
        "tax_free": sale.tax_free,
        "policy_disclosed": bool(book.settings.policy_disclosed)
        if disclosed is None
        else disclosed,
        "customer_known": sale.customer is not None,
        "sold_on": sold.toordinal(),
        "days_since_sale": days_between(sold, today),
        "months_since_sale": months_between(sold, today),
        **_delivery_facts(case, sale, book, reported_on),
    }


def _delivery_facts(
    case: Case, sale: Sale, book: Rulebook, reported_on: date | None
) -> dict[str, object]:
    today = case.now.date()
    delivered = sale.delivered_at
    if delivered is None and sale.channel is Channel.IN_STORE:
        delivered = sale.sold_at
    if delivered is not None:
        return _since_delivery(days_between(delivered.date(), today), case, reported_on)
    unknown = _unknown_delivery(case, sale, book, reported_on)
    return dict.fromkeys(_DELIVERY_FIELDS, unknown)


def _since_delivery(days: int, case: Case, reported_on: date | None) -> dict[str, object]:
    today = case.now.date()
    delivered = today.fromordinal(today.toordinal() - days)
    notified = case.claim.withdrawal_notified_at
    until = min(today, notified.date()) if notified else today
    return {
        "days_since_delivery": days,
        "months_since_delivery": months_between(delivered, min(today, reported_on or today)),
        "days_from_delivery_to_notice": days_between(delivered, until),
    }


def _day_back(today: date, days: int) -> str:
    return today.fromordinal(today.toordinal() - days).isoformat()


def _unknown_delivery(case: Case, sale: Sale, book: Rulebook, reported_on: date | None) -> Unknown:
    """The days at which some rule's answer could turn, between sale and today."""
    today = case.now.date()
    longest = days_between(sale.sold_at.date(), today)
    turns = set(book.thresholds.get("days_since_delivery", ()))
    notice = case.claim.withdrawal_notified_at
    late = days_between(notice.date(), today) if notice else 0
    turns |= {turn + late for turn in book.thresholds.get("days_from_delivery_to_notice", ())}
    for months in book.thresholds.get("months_since_delivery", ()):
        until = min(today, reported_on or today)
        back = days_between(until, today)
        turns.add(back + days_ago_of_months(until, months, longest))
        turns.add(back + days_ago_of_months(until, max(0, months - 1), longest))
    days = {0, longest} | {turn + step for turn in turns for step in (-1, 0, 1)}
    choices = tuple(
        (_day_back(today, day), _since_delivery(day, case, reported_on))
        for day in sorted(days)
        if 0 <= day <= longest
    )
    return Unknown(f"delivered_at:{sale.receipt}", is_shared=True, choices=choices)


def judged_reason(reason: Reason) -> str:
    """An unwanted gift is judged as a change of mind."""
    return Reason.CHANGED_MIND if reason is Reason.GIFT else reason


def claimed_facts(reason: Reason | None, condition: Condition | None) -> dict[str, object]:
    """Why the goods come back and how they look, known or unknown."""
    reasons = Unknown(
        "reason", False, tuple((str(r), {"reason": judged_reason(r)}) for r in Reason)
    )
    conditions = Unknown("condition", False, tuple((str(c), {"condition": c}) for c in Condition))
    return {
        "reason": judged_reason(reason) if reason else reasons,
        "condition": condition or conditions,
    }


def unknown_missing(book: Rulebook) -> Unknown:
    """Every set of the missing things that some rule names, none first."""
    words = book.words.get("missing", ())
    sets = [chosen for size in range(len(words) + 1) for chosen in combinations(words, size)]
    return Unknown("missing", False, tuple((s, {"missing": frozenset(s)}) for s in sets))


def fault_facts(fault: Fault | None, book: Rulebook) -> dict[str, object]:
    """What is wrong with the goods; unknown as a whole, with every fault that rules tell apart."""
    names = ("fault.severity", "fault.repairs", "fault.refused")
    if fault is not None:
        return dict(fault_fields(fault))
    repairs = {0, 1} | {
        max(0, turn + step)
        for turn in book.thresholds.get("fault.repairs", ())
        for step in (-1, 0, 1)
    }
    faults = [
        Fault(severity=severity, repairs=count, refused=refused)
        for severity, count, refused in product(Severity, sorted(repairs), (False, True))
    ]
    unknown = Unknown("fault", False, tuple((f, fault_fields(f)) for f in faults))
    return dict.fromkeys(names, unknown)


def fault_fields(fault: Fault) -> Known:
    """A told fault; what was not told is ordinary, never repaired and not refused."""
    return {
        "fault.severity": fault.severity or Severity.ORDINARY,
        "fault.repairs": fault.repairs or 0,
        "fault.refused": bool(fault.refused),
    }


def shared_facts(case: Case) -> Mapping[str, Unknown | object]:
    """What holds for every item of the case: evidence, cards, people, the day."""
    facts = case.claim.facts
    card = facts.other_card
    shared: dict[str, Unknown | object] = {
        f"evidence.{kind}": flag(
            f"evidence:{kind}", f"evidence.{kind}", case.claim.evidence.get(kind)
        )
        for kind in EvidenceKind
    }
    for name in ("photo_id_seen", "is_purchaser", "gift_card_present"):
        shared[name] = flag(name, name, getattr(facts, name))
    same = "other_card.same_customer"
    shared[same] = flag(same, same, card.same_customer if card else None)
    shared["other_card.scheme"] = card.scheme if card else None
    shared["today"] = case.now.date().toordinal()
    shared["store"] = case.store.id
    shared["returns_before"] = len(case.claim.history)
    shared["even_exchange_in_stock"] = facts.even_exchange_in_stock
    return shared
