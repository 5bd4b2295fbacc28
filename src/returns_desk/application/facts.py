"""Facts by name: how an answer enters the claim, and which facts are already known.

Owns the names of CONTRACT.md (`reason:0`, `evidence:receipt`, ...) on this side; pure.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import TypeVar, cast

from returns_desk.application.claims import fault_document, fault_from
from returns_desk.application.goods_without_receipt import changed_goods
from returns_desk.application.ports import Json
from returns_desk.domain.board import FactValue
from returns_desk.domain.case import (
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
    RefundAuthorisation,
)
from returns_desk.domain.errors import OperatorMistake

DELIVERED_AT = "delivered_at"
OTHER_CARD = "other_card"
SAME_CUSTOMER = "other_card.same_customer"
_FLAGS = frozenset({"photo_id_seen", "is_purchaser", "gift_card_present"})

Key = TypeVar("Key")
Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


def value_document(value: FactValue) -> Json:
    """A fact's value as an event holds it."""
    return fault_document(value) if isinstance(value, Fault) else value


def value_from(document: Json) -> FactValue:
    """A fact's value back from an event."""
    if isinstance(document, Mapping):
        return fault_from(document)
    if isinstance(document, list | tuple):
        return tuple(str(each) for each in document)
    return cast("FactValue", document)


def with_fact(claim: Claim, fact: str, value: FactValue) -> Claim:
    """The claim with one fact known; None makes it unknown again.

    Raises:
        OperatorMistake: the fact has another name, or the value does not fit it.
    """
    name, _, key = fact.partition(":")
    if name in _ITEM_FACTS:
        return _with_item_fact(claim, name, key, value)
    if name == "evidence":
        kind = _word(EvidenceKind, key)
        return replace(claim, evidence=_with_key(claim.evidence, kind, _flag(value)))
    if name == DELIVERED_AT:
        _check_date(value)
        return claim
    return replace(claim, facts=_with_case_fact(claim.facts, name, key, value))


def _with_case_fact(facts: Facts, name: str, key: str, value: FactValue) -> Facts:
    if name == "original_tender_present":
        present = _with_key(facts.original_tender_present, key, _flag(value))
        return replace(facts, original_tender_present=present)
    if name == "refund_authorisation":
        answer = None if value is None else _word(RefundAuthorisation, value)
        answers = _with_key(facts.refund_authorisation, key, answer)
        return replace(facts, refund_authorisation=answers)
    if name == SAME_CUSTOMER:
        card = facts.other_card or OtherCard()
        return replace(facts, other_card=replace(card, same_customer=_flag(value)))
    if name == OTHER_CARD:
        return replace(facts, other_card=facts.other_card or OtherCard() if value else None)
    if name in _FLAGS:
        return _with_flag(facts, name, _flag(value))
    raise OperatorMistake(f"There is no question named {name}.", code="unknown_fact", fact=name)


def _with_flag(facts: Facts, name: str, value: bool | None) -> Facts:  # noqa: FBT001 -- the value itself
    if name == "photo_id_seen":
        return replace(facts, photo_id_seen=value)
    if name == "is_purchaser":
        return replace(facts, is_purchaser=value)
    return replace(facts, gift_card_present=value)


def _with_item_fact(claim: Claim, name: str, key: str, value: FactValue) -> Claim:
    last = len(claim.items) + len(claim.without_receipt)
    index = int(key) if key.isdecimal() else last
    if len(claim.items) <= index < last:
        return _with_goods_fact(claim, index - len(claim.items), name, value)
    if index >= last:
        raise OperatorMistake("This item is no longer in the return.", code="unknown_fact")
    items = list(claim.items)
    items[index] = _ITEM_FACTS[name](items[index], value)
    return replace(claim, items=tuple(items))


def _with_goods_fact(claim: Claim, index: int, name: str, value: FactValue) -> Claim:
    """The claim with a fact of goods without a receipt; only two are asked of them."""
    if name not in _GOODS_FACTS:
        message = "This is not asked of goods without a receipt."
        raise OperatorMistake(message, code="unknown_fact")
    change = partial(_GOODS_FACTS[name], value=value)
    return replace(claim, without_receipt=changed_goods(claim, index, change))


def _with_goods_reason(goods: ItemWithoutReceipt, value: FactValue) -> ItemWithoutReceipt:
    return replace(goods, reason=None if value is None else _word(Reason, value))


def _with_goods_condition(goods: ItemWithoutReceipt, value: FactValue) -> ItemWithoutReceipt:
    return replace(goods, condition=None if value is None else _word(Condition, value))


_GOODS_FACTS = MappingProxyType({"reason": _with_goods_reason, "condition": _with_goods_condition})


def _with_missing(item: ClaimedItem, value: FactValue) -> ClaimedItem:
    if value is None:
        return replace(item, missing=None)
    words = value if isinstance(value, tuple) else (value,)
    return replace(item, missing=frozenset(_word(Missing, word) for word in words))


def _with_fault(item: ClaimedItem, value: FactValue) -> ClaimedItem:
    if value is not None and not isinstance(value, Fault):
        raise _unfit(value)
    return replace(item, fault=value)


_ITEM_FACTS: Mapping[str, Callable[[ClaimedItem, FactValue], ClaimedItem]] = MappingProxyType(
    {
        "reason": lambda item, value: replace(
            item, reason=None if value is None else _word(Reason, value)
        ),
        "condition": lambda item, value: replace(
            item, condition=None if value is None else _word(Condition, value)
        ),
        "missing": _with_missing,
        "fault": _with_fault,
    }
)


def known_facts(claim: Claim, delivered: Mapping[str, str]) -> dict[str, FactValue]:
    """Every fact that was answered, by name; nothing of it is ever asked again (R5)."""
    facts = claim.facts
    known: dict[str, FactValue] = {}
    for index, item in enumerate(claim.items):
        known |= _known_of_item(index, item)
    for index, goods in enumerate(claim.without_receipt, len(claim.items)):
        known[f"reason:{index}"] = goods.reason and str(goods.reason)
        known[f"condition:{index}"] = goods.condition and str(goods.condition)
    known |= {f"evidence:{kind}": value for kind, value in claim.evidence.items()}
    present = facts.original_tender_present
    known |= {f"original_tender_present:{key}": value for key, value in present.items()}
    known |= {name: getattr(facts, name) for name in sorted(_FLAGS)}
    if facts.other_card is not None:
        known |= {SAME_CUSTOMER: facts.other_card.same_customer}
    known |= {f"{DELIVERED_AT}:{receipt}": day for receipt, day in delivered.items()}
    return {name: value for name, value in known.items() if value is not None}


def _known_of_item(index: int, item: ClaimedItem) -> dict[str, FactValue]:
    missing = None if item.missing is None else tuple(sorted(str(x) for x in item.missing))
    return {
        f"reason:{index}": item.reason and str(item.reason),
        f"condition:{index}": item.condition and str(item.condition),
        f"missing:{index}": missing,
        f"fault:{index}": item.fault,
    }


def _with_key(known: Mapping[Key, Value], key: Key, value: Value | None) -> Mapping[Key, Value]:
    rest = {each: there for each, there in known.items() if each != key}
    return MappingProxyType(rest if value is None else {**rest, key: value})


def _flag(value: FactValue) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise _unfit(value)


def _word(words: type[Word], value: object) -> Word:
    if value in list(words):
        return words(str(value))
    raise _unfit(value)


def _check_date(value: FactValue) -> None:
    if value is None:
        return
    try:
        date.fromisoformat(str(value))
    except ValueError as error:
        raise _unfit(value) from error


def _unfit(value: object) -> OperatorMistake:
    return OperatorMistake(f"{value} is not one of the answers.", code="unfit_answer")
