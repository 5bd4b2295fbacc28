"""The claimed items, and what is known and unknown about each.

Owns the translation of a case into the fields that rules test (policy.FIELDS) and into
the unknown facts with the values they could take. Decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

from returns_desk.domain.board import FactValue
from returns_desk.domain.case import (
    Case,
    ClaimedItem,
    Condition,
    EvidenceKind,
    Fault,
    ItemWithoutReceipt,
    Reason,
    RefundAuthorisation,
    Severity,
)
from returns_desk.domain.engine.calendar import (
    days_ago_of_months,
    days_between,
    months_between,
)
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.money import round_half_up
from returns_desk.domain.sale import CARD_LIKE, Channel, Sale, SaleLine, SaleTender, TenderType

DEFAULT_CHEQUE_HOLD_DAYS = 10

Known = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown fact: its name on the board, and per possible value what fields it gives.

    `is_shared` is False for facts of one item; their `name` has no index then.
    """

    name: str
    is_shared: bool
    choices: tuple[tuple[FactValue, Known], ...]


@dataclass(frozen=True, slots=True)
class TenderPart:
    """One original tender that money of an item came from."""

    key: str
    tender: SaleTender
    known: Known
    unknown: Mapping[str, Unknown]
    means: str
    is_declined: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One claimed item. `share` and `tax` are what it is worth before fees, in minor units.

    `quantity` is what can still come back of what was claimed; `surplus` is the rest.
    `unknown` maps fields to the unknown fact that gives them.
    """

    index: int
    quantity: Decimal
    surplus: Decimal
    share: int
    tax: int
    known: Known
    unknown: Mapping[str, Unknown]
    parts: tuple[TenderPart, ...]
    receipt: str | None
    sale: Sale | None
    reduction: int | None
    new_unit_price: int | None
    in_stock: bool
    rulebook: Rulebook


def fact_name(item: Item, unknown: Unknown) -> str:
    """The name of a fact on the board: `reason:0` for facts of one item."""
    return unknown.name if unknown.is_shared else f"{unknown.name}:{item.index}"


def items_of(case: Case, rulebooks: Mapping[str, Rulebook]) -> tuple[Item, ...]:
    """All claimed items, those without a receipt last; `rulebooks` by jurisdiction."""
    shared = _shared_facts(case)
    worth = _claim_worth(case, rulebooks)
    with_receipt = [
        _item_of_sale(case, index, claimed, rulebooks, shared, worth)
        for index, claimed in enumerate(case.claim.items)
    ]
    first = len(with_receipt)
    without = [
        _item_without(case, first + index, claimed, rulebooks, shared, worth)
        for index, claimed in enumerate(case.claim.without_receipt)
    ]
    return (*with_receipt, *without)


def jurisdiction_of(case: Case, sale: Sale | None) -> str:
    """Where the sale was made, else where the counter is."""
    return (sale.jurisdiction if sale else None) or case.store.jurisdiction


# --- one item with a receipt ------------------------------------------------------------


def _item_of_sale(
    case: Case,
    index: int,
    claimed: ClaimedItem,
    rulebooks: Mapping[str, Rulebook],
    shared: Mapping[str, Unknown | object],
    worth: int,
) -> Item:
    sale = case.sale_of(claimed.receipt)
    line = _line_before(case, index, claimed)
    book = rulebooks[jurisdiction_of(case, sale)]
    quantity = min(claimed.quantity, line.available)
    known, unknown = _split(
        {
            **shared,
            **_line_facts(line),
            **_sale_facts(case, sale, book),
            **_claimed_facts(claimed.reason, claimed.condition),
            "missing": claimed.missing if claimed.missing is not None else _missing(book),
            **_fault_facts(claimed.fault, book),
            "amount": worth,
        },
        book,
    )
    share = line.paid_share(quantity) if quantity else 0
    return Item(
        index=index,
        quantity=quantity,
        surplus=claimed.quantity - quantity,
        share=max(0, share),
        tax=max(0, line.tax_share(quantity)) if quantity else 0,
        known=known,
        unknown=unknown,
        parts=_parts(case, sale, book),
        receipt=claimed.receipt,
        sale=sale,
        reduction=_reduction(claimed, share, quantity),
        new_unit_price=claimed.new_unit_price,
        in_stock=case.claim.facts.even_exchange_in_stock,
        rulebook=book,
    )


def _line_before(case: Case, index: int, claimed: ClaimedItem) -> SaleLine:
    """The line as it stands after the earlier items of this claim took their units."""
    sale = case.sale_of(claimed.receipt)
    line = sale.line_at(claimed.line) if sale else None
    if line is None:
        line = SaleLine(claimed.line, "", claimed.quantity, "each", 0, returned=claimed.quantity)
    for earlier in case.claim.items[:index]:
        if (earlier.receipt, earlier.line) == (claimed.receipt, claimed.line):
            taken = min(earlier.quantity, line.available)
            if taken:
                paid = line.returned_paid + max(0, line.paid_share(taken))
                line = replace(line, returned=line.returned + taken, returned_paid=paid)
    return line


def _reduction(claimed: ClaimedItem, share: int, quantity: Decimal) -> int | None:
    """What a lower new price gives back, or None where no new price was named."""
    if claimed.new_unit_price is None:
        return None
    return max(0, share - round_half_up(Fraction(claimed.new_unit_price) * Fraction(quantity)))


def _line_facts(line: SaleLine) -> Known:
    unit_price = round_half_up(Fraction(line.paid) / Fraction(line.quantity))
    return {
        "category": line.category,
        "sku": line.sku,
        "kind": line.kind,
        "final_sale": line.final_sale,
        "unit_price": unit_price,
        "with_receipt": True,
    }


def _sale_facts(case: Case, sale: Sale | None, book: Rulebook) -> dict[str, object]:
    if sale is None:
        return {}
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
        **_delivery_facts(case, sale, book),
    }


def _delivery_facts(case: Case, sale: Sale, book: Rulebook) -> dict[str, object]:
    today = case.now.date()
    delivered = sale.delivered_at
    if delivered is None and sale.channel is Channel.IN_STORE:
        delivered = sale.sold_at
    if delivered is not None:
        return _since_delivery(days_between(delivered.date(), today), case)
    unknown = _unknown_delivery(case, sale, book)
    return {"days_since_delivery": unknown, "months_since_delivery": unknown}


def _since_delivery(days: int, case: Case) -> dict[str, object]:
    today = case.now.date()
    delivered = today.fromordinal(today.toordinal() - days)
    return {
        "days_since_delivery": days,
        "months_since_delivery": months_between(delivered, today),
    }


def _unknown_delivery(case: Case, sale: Sale, book: Rulebook) -> Unknown:
    """The days at which some rule's answer could turn, between sale and today."""
    today = case.now.date()
    longest = days_between(sale.sold_at.date(), today)
    turns = set(book.thresholds.get("days_since_delivery", ()))
    for months in book.thresholds.get("months_since_delivery", ()):
        turns.add(days_ago_of_months(today, months, longest))
        turns.add(days_ago_of_months(today, max(0, months - 1), longest))
    days = {0, longest} | {turn + step for turn in turns for step in (-1, 0, 1)}
    choices = tuple(
        (today.fromordinal(today.toordinal() - day).isoformat(), _since_delivery(day, case))
        for day in sorted(days)
        if 0 <= day <= longest
    )
    return Unknown(f"delivered_at:{sale.receipt}", is_shared=True, choices=choices)


# --- facts of one item --------------------------------------------------------------------


def judged_reason(reason: Reason) -> str:
    """An unwanted gift is judged as a change of mind."""
    return Reason.CHANGED_MIND if reason is Reason.GIFT else reason


def _claimed_facts(reason: Reason | None, condition: Condition | None) -> dict[str, object]:
    reasons = Unknown(
        "reason", False, tuple((str(r), {"reason": judged_reason(r)}) for r in Reason)
    )
    conditions = Unknown("condition", False, tuple((str(c), {"condition": c}) for c in Condition))
    return {
        "reason": judged_reason(reason) if reason else reasons,
        "condition": condition or conditions,
    }


def _missing(book: Rulebook) -> Unknown:
    """Every set of the missing things that some rule names, none first."""
    words = book.words.get("missing", ())
    sets = [chosen for size in range(len(words) + 1) for chosen in combinations(words, size)]
    return Unknown("missing", False, tuple((s, {"missing": frozenset(s)}) for s in sets))


def _fault_facts(fault: Fault | None, book: Rulebook) -> dict[str, object]:
    names = ("fault.severity", "fault.repairs", "fault.refused")
    if fault is not None:
        return dict(_fault_fields(fault))
    repairs = {0, 1} | {
        max(0, turn + step)
        for turn in book.thresholds.get("fault.repairs", ())
        for step in (-1, 0, 1)
    }
    faults = [
        Fault(severity=severity, repairs=count, refused=refused)
        for severity, count, refused in product(Severity, sorted(repairs), (False, True))
    ]
    unknown = Unknown("fault", False, tuple((f, _fault_fields(f)) for f in faults))
    return dict.fromkeys(names, unknown)


def _fault_fields(fault: Fault) -> Known:
    return {
        "fault.severity": fault.severity or Severity.ORDINARY,
        "fault.repairs": fault.repairs or 0,
        "fault.refused": bool(fault.refused),
    }


# --- one item without a receipt -----------------------------------------------------------


def _item_without(
    case: Case,
    index: int,
    claimed: ItemWithoutReceipt,
    rulebooks: Mapping[str, Rulebook],
    shared: Mapping[str, Unknown | object],
    worth: int,
) -> Item:
    book = rulebooks[case.store.jurisdiction]
    known, unknown = _split(
        {
            **shared,
            "category": claimed.category,
            "sku": claimed.sku,
            "kind": "goods",
            "final_sale": False,
            "unit_price": _price_without_receipt(claimed, book),
            "with_receipt": False,
            **_claimed_facts(claimed.reason, claimed.condition),
            "missing": frozenset(),
            **_fault_fields(Fault()),
            "amount": worth,
        },
        book,
    )
    share = _share_without(claimed, book)
    return Item(
        index=index,
        quantity=claimed.quantity,
        surplus=Decimal(0),
        share=share,
        tax=0,
        known=known,
        unknown=unknown,
        parts=(),
        receipt=None,
        sale=None,
        reduction=None,
        new_unit_price=None,
        in_stock=case.claim.facts.even_exchange_in_stock,
        rulebook=book,
    )


def _price_without_receipt(claimed: ItemWithoutReceipt, book: Rulebook) -> int:
    """The price per unit by the pack's basis; the lowest where the pack is silent."""
    prices = [p for p in (claimed.current_price, claimed.lowest_price) if p is not None]
    if book.settings.price_without_receipt == "current" and claimed.current_price is not None:
        return claimed.current_price
    return min(prices, default=0)


def _share_without(claimed: ItemWithoutReceipt, book: Rulebook) -> int:
    price = _price_without_receipt(claimed, book)
    return round_half_up(Fraction(price) * Fraction(claimed.quantity))


# --- facts of the case and of its tenders ---------------------------------------------------


def _flag(name: str, field: str, value: bool | None) -> Unknown | bool:  # noqa: FBT001 -- a fact
    """A known flag, or the unknown fact that gives it."""
    if value is not None:
        return value
    return Unknown(name, is_shared=True, choices=((True, {field: True}), (False, {field: False})))


def _shared_facts(case: Case) -> Mapping[str, Unknown | object]:
    facts = case.claim.facts
    card = facts.other_card
    shared: dict[str, Unknown | object] = {
        f"evidence.{kind}": _flag(
            f"evidence:{kind}", f"evidence.{kind}", case.claim.evidence.get(kind)
        )
        for kind in EvidenceKind
    }
    for name in ("photo_id_seen", "is_purchaser", "gift_card_present"):
        shared[name] = _flag(name, name, getattr(facts, name))
    same = "other_card.same_customer"
    shared[same] = _flag(same, same, card.same_customer if card else None)
    shared["other_card.scheme"] = card.scheme if card else None
    shared["today"] = case.now.date().toordinal()
    shared["store"] = case.store.id
    shared["returns_before"] = len(case.claim.history)
    shared["even_exchange_in_stock"] = facts.even_exchange_in_stock
    return shared


def _parts(case: Case, sale: Sale | None, book: Rulebook) -> tuple[TenderPart, ...]:
    """The tenders that can still give something back, as rules see them."""
    if sale is None:
        return ()
    return tuple(
        _part(case, sale, tender, book) for tender in sale.tenders if tender.refundable_amount > 0
    )


def _part(case: Case, sale: Sale, tender: SaleTender, book: Rulebook) -> TenderPart:
    key = f"{sale.receipt}/{tender.tender}"
    authorisation = case.claim.facts.refund_authorisation.get(key, RefundAuthorisation.APPROVED)
    without_card = _refundable_without_card(tender, book)
    cleared = _is_cleared(case, sale, tender, book)
    facts: dict[str, Unknown | object] = {
        "tender": tender.type,
        "scheme": tender.scheme,
        "tender_cleared": cleared,
        "refundable_without_card": without_card,
        "refund_authorisation": authorisation,
        "original_tender_present": _presence(case, key, tender, without_card=without_card),
    }
    known, unknown = _split(facts, book)
    return TenderPart(
        key=key,
        tender=tender,
        known=known,
        unknown=unknown,
        means=_means(tender, book, is_cleared=cleared),
        is_declined=authorisation is RefundAuthorisation.DECLINED,
    )


def _presence(case: Case, key: str, tender: SaleTender, *, without_card: bool) -> Unknown | bool:
    """Only what the customer carries can be absent, and only where its presence matters."""
    if without_card:
        return True
    stated = case.claim.facts.original_tender_present.get(key)
    if stated is None and tender.type not in CARD_LIKE:
        return True
    return _flag(f"original_tender_present:{key}", "original_tender_present", stated)


def _refundable_without_card(tender: SaleTender, book: Rulebook) -> bool:
    if tender.refundable_without_card is not None:
        return tender.refundable_without_card
    return tender.type in (book.settings.refundable_without_card or ())


def _is_cleared(case: Case, sale: Sale, tender: SaleTender, book: Rulebook) -> bool:
    if tender.cleared is not None or tender.type is not TenderType.CHEQUE:
        return tender.cleared is not False
    hold = book.settings.cheque_hold_days
    hold = DEFAULT_CHEQUE_HOLD_DAYS if hold is None else hold
    return days_between(sale.sold_at.date(), case.now.date()) >= hold


def _means(tender: SaleTender, book: Rulebook, *, is_cleared: bool) -> str:
    """How the original tender is given back; a cleared cheque in cash where the pack says so."""
    if tender.type is TenderType.CHEQUE and is_cleared and book.settings.cheque_cleared_as_cash:
        return TenderType.CASH
    return tender.type


def _split(
    facts: Mapping[str, Unknown | object], book: Rulebook
) -> tuple[Known, Mapping[str, Unknown]]:
    """Known fields and unknown facts, only those that some rule speaks of."""
    known: dict[str, object] = {}
    unknown: dict[str, Unknown] = {}
    for field, value in facts.items():
        if field not in book.used_fields:
            continue
        if isinstance(value, Unknown):
            unknown[field] = value
        else:
            known[field] = value
    return known, unknown


def _claim_worth(case: Case, rulebooks: Mapping[str, Rulebook]) -> int:
    """What the whole claim is worth before fees, in minor units."""
    total = 0
    for index, claimed in enumerate(case.claim.items):
        line = _line_before(case, index, claimed)
        quantity = min(claimed.quantity, line.available)
        total += max(0, line.paid_share(quantity)) if quantity else 0
    book = rulebooks[case.store.jurisdiction]
    return total + sum(_share_without(x, book) for x in case.claim.without_receipt)
