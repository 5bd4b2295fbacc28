"""The facts that CONTRACT.md lets be unknown: their names, their values, how one is filled in.

Owns the enumeration of completions. A completion is simply a case in which nothing that
matters is unknown any more; deciding on it belongs to `oracle.verdicts`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations, product
from types import MappingProxyType
from typing import Any

from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    Condition,
    EvidenceKind,
    Facts,
    Fault,
    ItemWithoutReceipt,
    Missing,
    OtherCard,
    Reason,
    Severity,
)
from returns_desk.domain.policy import FieldTest, Policy
from returns_desk.domain.sale import CARD_LIKE, Channel, Sale

FLAGS = (True, False)
REPAIRS = (0, 1, 2, 3)
CASE_FLAGS = ("photo_id_seen", "is_purchaser", "gift_card_present")

AnyItem = ClaimedItem | ItemWithoutReceipt


def items_of(case: Case) -> tuple[AnyItem, ...]:
    """All claimed items in the numbering of the board."""
    return (*case.claim.items, *case.claim.without_receipt)


def unknown_facts(case: Case) -> list[str]:
    """The names of all unknown facts of the list in CONTRACT.md."""
    names = [name for i, item in enumerate(items_of(case)) for name in _of_item(i, item)]
    names += [f"evidence:{k.value}" for k in EvidenceKind if k not in case.claim.evidence]
    facts = case.claim.facts
    names += [name for name in CASE_FLAGS if getattr(facts, name) is None]
    if facts.other_card is None or facts.other_card.same_customer is None:
        names.append("other_card.same_customer")
    for sale in _claimed_sales(case):
        names += _of_sale(case, sale)
    return names


def _of_item(index: int, item: AnyItem) -> list[str]:
    names = [f"{n}:{index}" for n in ("reason", "condition") if getattr(item, n) is None]
    if isinstance(item, ItemWithoutReceipt):
        return names
    return names + [f"{n}:{index}" for n in ("missing", "fault") if getattr(item, n) is None]


def _of_sale(case: Case, sale: Sale) -> list[str]:
    known = case.claim.facts.original_tender_present
    keys = [f"{sale.receipt}/{t.tender}" for t in sale.tenders if t.type in CARD_LIKE]
    names = [f"original_tender_present:{key}" for key in keys if key not in known]
    if sale.delivered_at is None and sale.channel is not Channel.IN_STORE:
        names.append(f"delivered_at:{sale.receipt}")
    return names


def _claimed_sales(case: Case) -> list[Sale]:
    claimed = {item.receipt for item in case.claim.items}
    return [sale for sale in case.sales if sale.receipt in claimed]


def values_of(case: Case, fact: str, policy: Policy) -> list[object]:
    """Every value that the fact could turn out to have."""
    name, _, key = fact.partition(":")
    words: dict[str, list[object]] = {
        "reason": list(Reason),
        "condition": list(Condition),
        "fault": [Fault(s, r, refused=f) for s, r, f in product(Severity, REPAIRS, FLAGS)],
        "missing": list(_subsets(_mentioned_missing(policy))),
    }
    if name == "delivered_at":
        sale = case.sale_of(key)
        assert sale is not None
        days = (case.now.date() - sale.sold_at.date()).days
        first = sale.sold_at.date()
        return [(first + timedelta(days=n)).isoformat() for n in range(days + 1)]
    return words.get(name, list(FLAGS))


def _subsets(words: list[Missing]) -> Iterator[tuple[Missing, ...]]:
    for size in range(len(words) + 1):
        yield from combinations(words, size)


def tests_of(policy: Policy) -> Iterator[FieldTest]:
    """Every test that any rule of any pack makes."""
    for pack in policy.packs:
        for rule in pack.rules:
            for conjunction in (rule.when, *rule.any, *rule.unless):
                yield from conjunction


def _mentioned_missing(policy: Policy) -> list[Missing]:
    named = {str(v) for t in tests_of(policy) if t.field == "missing" for v in t.any_of}
    return [word for word in Missing if word.value in named]


def mentioned_facts(case: Case, policy: Policy) -> list[str]:
    """The unknown facts that some rule tests or a new price hangs on; no other one can matter."""
    fields = {test.field for test in tests_of(policy)}
    if any(name.endswith(("_since_delivery", "_to_notice")) for name in fields):
        fields.add("delivered_at")
    if any(name.startswith("fault.") for name in fields):
        fields.add("fault")
    named = []
    for fact in unknown_facts(case):
        name, _, key = fact.partition(":")
        is_tested = (f"evidence.{key}" if name == "evidence" else name) in fields
        if is_tested or (name == "reason" and _may_come_for_a_lower_price(case, int(key))):
            named.append(fact)
    return named


def _may_come_for_a_lower_price(case: Case, index: int) -> bool:
    """Whether the reason decides what credit gives, whatever the rules test."""
    return getattr(items_of(case)[index], "new_unit_price", None) is not None


def completions(case: Case, policy: Policy) -> Iterator[tuple[dict[str, object], Case]]:
    """Every way to fill in the unknown facts that rules test, with the case so filled."""
    names = mentioned_facts(case, policy)
    for values in product(*(values_of(case, name, policy) for name in names)):
        chosen = dict(zip(names, values, strict=True))
        filled = case
        for name, value in chosen.items():
            filled = with_answer(filled, name, value)
        yield chosen, filled


def count_completions(case: Case, policy: Policy) -> int:
    """How many completions there are, to keep a slow oracle off huge cases."""
    count = 1
    for name in mentioned_facts(case, policy):
        count *= len(values_of(case, name, policy))
    return count


def with_answer(case: Case, fact: str, value: object) -> Case:
    """The case in which that fact is known to have that value."""
    name, _, key = fact.partition(":")
    claim = case.claim
    if name == "delivered_at":
        return replace(case, sales=tuple(_delivered(s, key, value) for s in case.sales))
    if name == "evidence":
        evidence = MappingProxyType({**claim.evidence, EvidenceKind(key): bool(value)})
        return replace(case, claim=replace(claim, evidence=evidence))
    if name in {"reason", "condition", "missing", "fault"}:
        return replace(case, claim=_with_item_answer(claim, int(key), name, value))
    return replace(case, claim=replace(claim, facts=_with_case_fact(claim.facts, fact, value)))


def _delivered(sale: Sale, receipt: str, value: object) -> Sale:
    if sale.receipt != receipt:
        return sale
    if value is None:
        return replace(sale, delivered_at=None)
    day = date.fromisoformat(str(value))
    return replace(sale, delivered_at=datetime.combine(day, time(12), sale.sold_at.tzinfo))


def _with_item_answer(claim: Claim, index: int, name: str, value: Any) -> Claim:
    if name == "missing" and value is not None:
        value = frozenset(Missing(word) for word in value)
    kinds = {"reason": Reason, "condition": Condition}
    if name in kinds and value is not None:
        value = kinds[name](value)
    if index < len(claim.items):
        items = list(claim.items)
        items[index] = replace(items[index], **{name: value})
        return replace(claim, items=tuple(items))
    bare = list(claim.without_receipt)
    place = index - len(claim.items)
    bare[place] = replace(bare[place], **{name: value})
    return replace(claim, without_receipt=tuple(bare))


def _with_case_fact(facts: Facts, fact: str, value: Any) -> Facts:
    name, _, key = fact.partition(":")
    if name == "original_tender_present":
        present = MappingProxyType({**facts.original_tender_present, key: bool(value)})
        return replace(facts, original_tender_present=present)
    if name == "other_card.same_customer":
        card = replace(facts.other_card or OtherCard(), same_customer=bool(value))
        return replace(facts, other_card=card)
    return replace(facts, **{name: value})
