"""The simple ways in which visits differ: words, flags, patterns and numbers, a factor each.

Owns which field each is and what it changes in a sketch. Decides nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from returns_desk.application.policy_lab.goods_choices import goods_choices
from returns_desk.application.policy_lab.sample_words import samples
from returns_desk.application.policy_lab.sketching import Sketch
from returns_desk.application.policy_lab.thresholds import Made, Tests, numbers_of, patterns_of
from returns_desk.domain.case import (
    Condition,
    EvidenceKind,
    OtherCard,
    Reason,
    ReturnCheck,
    ReturnedBy,
    Severity,
)
from returns_desk.domain.policy import FIELDS
from returns_desk.domain.sale import Buyer, LineKind


def choices_of_visit(tests: Tests, plainest: Sketch) -> dict[str, Made]:
    """What every visit has: goods, people, evidence, the counter."""
    is_found = plainest.is_found
    made: dict[str, Made] = {
        "reason": _words("reason", "reason", Reason, "changed_mind"),
        "condition": _words("condition", "condition", Condition, "unopened"),
        "category": _patterns(tests, "category", "category", plainest.category),
        "sku": _patterns(tests, "sku", "sku", plainest.sku),
        "worth": goods_choices(tests, plainest.unit_price, with_sale=is_found),
        "in_stock": _flag("even_exchange_in_stock", "is_in_stock", first=True),
        "photo_id": _flag("photo_id_seen", "photo_id_seen", first=True),
        "purchaser": _flag("is_purchaser", "is_purchaser", first=True),
        "gift_card": _flag("gift_card_present", "gift_card_present", first=True),
        "other_card": _other_cards(tests),
        "offline": _flag("offline", "offline", first=False),
        "goodwill_given": _numbers(tests, "goodwill_given", "goodwill_given"),
        "marks": _marks(tests),
        "identity": _flag("identity_verified", "identity_verified", first=False),
        "return_check": _words("return_check", "return_check", ReturnCheck, "not_done"),
        "returned_by": _words("returned_by", "returned_by", ReturnedBy, "counter"),
        "customer_owes": _numbers(tests, "customer_owes", "customer_owes"),
        "store": _stores(tests, plainest) if is_found else _counters(tests, plainest),
        **{f"evidence.{kind}": _evidence(kind) for kind in EvidenceKind},
    }
    return made if is_found else {**made, **_bare_goods()}


def choices_of_sale(tests: Tests, plainest: Sketch) -> dict[str, Made]:
    """What only a receipt tells, time and tender apart."""
    return {
        "with_receipt": iter([({"with_receipt": True}, {})]),
        "missing": _missing(),
        "severity": _words("fault.severity", "severity", Severity, "ordinary"),
        "repairs": _numbers(tests, "fault.repairs", "repairs"),
        "refused": _flag("fault.refused", "is_refused", first=False),
        "kind": _words("kind", "kind", LineKind, "goods"),
        "final_sale": _flag("final_sale", "is_final_sale", first=False),
        "discounted": iter(
            [({"discounted": False}, {}), ({"discounted": True}, {"discount": 100})]
        ),
        "serial": _flag("serial", "has_serial", first=False),
        "use_by": _use_by(tests),
        "starts_at": _hours_to_start(tests),
        "buyer": _words("buyer", "buyer", Buyer, "consumer"),
        "tax_free": _flag("tax_free", "is_tax_free", first=False),
        "disclosed": _flag("policy_disclosed", "is_disclosed", first=True),
        "customer": _flag("customer_known", "is_customer_known", first=False),
        "membership": _patterns(tests, "membership", "membership", None),
        "country": _countries(tests, plainest.place),
    }


def _bare_goods() -> dict[str, Made]:
    """What goods without a receipt are always taken for."""
    constants: Mapping[str, object] = {
        "with_receipt": False,
        "kind": "goods",
        "final_sale": False,
        "missing": frozenset(),
        "fault.severity": "ordinary",
        "fault.repairs": 0,
        "fault.refused": False,
        "discounted": False,
        "serial": False,
        "days_since_fault_told": 0,
    }
    return {name: iter([({name: value}, {})]) for name, value in constants.items()}


def _words(field: str, key: str, kind: Callable[[str], object], first: str) -> Made:
    """The closed list of words of a field, the plainest first; a gift is a change of mind."""
    for word in sorted(FIELDS[field].values, key=lambda each: each != first):
        if (field, word) != ("reason", "gift"):
            yield {field: word}, {key: kind(word)}


def _flag(field: str, key: str, *, first: bool) -> Made:
    for value in (first, not first):
        yield {field: value}, {key: value}


def _patterns(tests: Tests, field: str, key: str, first: str | None) -> Made:
    for word in (first, *samples(patterns_of(tests, field))):
        yield {field: word}, {key: word}


def _numbers(tests: Tests, field: str, key: str) -> Made:
    for number in (0, *(n for n in numbers_of(tests, field) if n > 0)):
        yield {field: number}, {key: number}


def _evidence(kind: EvidenceKind) -> Made:
    plainest = kind is EvidenceKind.RECEIPT
    for there in (plainest, not plainest):
        yield {f"evidence.{kind}": there}, {"evidence": {kind: there}}


def _missing() -> Made:
    """Nothing, each thing alone, and everything at once."""
    words = FIELDS["missing"].values
    sets = (frozenset[str](), *(frozenset({word}) for word in words), frozenset(words))
    for chosen in sets:
        yield {"missing": chosen}, {"missing": chosen}


def _other_cards(tests: Tests) -> Made:
    schemes = (None, *samples(patterns_of(tests, "other_card.scheme")))
    for scheme in schemes:
        for same in (True, False):
            seen = {"other_card.scheme": scheme, "other_card.same_customer": same}
            yield seen, {"other_card": OtherCard(scheme=scheme, same_customer=same)}


def _use_by(tests: Tests) -> Made:
    """Goods without such a day, then those that have passed it or still have time."""
    ahead = (-days for days in numbers_of(tests, "days_to_use_by"))
    for past in (None, *dict.fromkeys((*numbers_of(tests, "days_past_use_by"), *ahead))):
        left = None if past is None else max(0, -past)
        yield {"days_past_use_by": past, "days_to_use_by": left}, {"days_past_use_by": past}


def _hours_to_start(tests: Tests) -> Made:
    numbers = (hours for hours in numbers_of(tests, "hours_to_start") if hours >= 0)
    for hours in (None, *numbers):
        yield {"hours_to_start": hours}, {"hours_to_start": hours}


def _marks(tests: Tests) -> Made:
    """No mark, each that some rule names alone, and all at once."""
    words = sorted({str(word) for test in tests if test.field == "marks" for word in test.any_of})
    sets = (frozenset[str](), *(frozenset({word}) for word in words), frozenset(words))
    for chosen in sets:
        yield {"marks": chosen}, {"marks": chosen}


def _countries(tests: Tests, place: str) -> Made:
    """The counter's own place, another country whose law nobody ships, and places rules name."""
    country = place.split("-", maxsplit=1)[0]
    abroad = "NO" if country == "CH" else "CH"
    for sold_in in (place, abroad, *samples(patterns_of(tests, "jurisdiction"))):
        is_same = sold_in.split("-", maxsplit=1)[0] == country
        seen = {"same_country": is_same, "jurisdiction": sold_in}
        yield seen, {"sale_place": None if sold_in == place else sold_in}


def _counters(tests: Tests, plainest: Sketch) -> Made:
    for store in (plainest.store, *samples(patterns_of(tests, "store"))):
        yield {"store": store}, {"store": store}


def _stores(tests: Tests, plainest: Sketch) -> Made:
    """Each counter with each store of sale."""
    known = patterns_of(tests, "store") + patterns_of(tests, "sale_store")
    names = tuple(dict.fromkeys((plainest.store, *samples(known), "2")))
    for store, sold in _pairs(names):
        seen = {"store": store, "sale_store": sold, "same_store": store == sold}
        yield seen, {"store": store, "sale_store": sold}


def _pairs(names: tuple[str, ...]) -> Iterator[tuple[Any, Any]]:
    """Sold here first, then elsewhere."""
    yield from ((name, name) for name in names)
    yield from ((one, other) for one in names for other in names if one != other)
