"""A `Case` or a `Sale` as JSON-able values, the inverse of `reader`.

Owns the order of keys and what is left out (whatever equals its default). Must not write files.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from returns_desk.domain.case import Case, Claim, Facts
from returns_desk.domain.sale import Sale

Json = dict[str, Any]


def case_to_json(case: Case) -> Json:
    """The case as `read_case` reads it back: read_case(dumps(case_to_json(x))) == x."""
    return {
        "now": case.now.isoformat(),
        "store": _plain(case.store),
        "sales": [sale_to_json(sale) for sale in case.sales],
        "claim": _claim(case.claim),
    }


def sale_to_json(sale: Sale) -> Json:
    """The sale as `sale_from_json` reads it back."""
    return _plain(sale)


def _claim(claim: Claim) -> Json:
    document = _plain(claim)
    document.setdefault("items", [])
    document["facts"] = _facts(claim.facts)
    return document


def _facts(facts: Facts) -> Json:
    document = _plain(facts)
    return {"original_tender_present": dict(facts.original_tender_present), **document}


def _plain(record: Any) -> Json:
    """The fields of a record that are not at their default, in their order."""
    document: Json = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.default is not MISSING and value == each.default:
            continue
        if isinstance(value, Mapping) and not value:
            continue
        document[each.name] = _value(value)
    return document


def _value(value: Any) -> Any:
    for kind, as_json in _AS_JSON:
        if isinstance(value, kind):
            return as_json(value)
    return value if value is None else _plain(value)


_AS_JSON: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    # Flags before numbers and enums as texts: in Python each is a kind of the other.
    (bool, bool),
    (int, int),
    (str, str),
    (Decimal, lambda value: format(value, "f")),
    (datetime, datetime.isoformat),
    (date, date.isoformat),
    (frozenset, lambda value: sorted(str(each) for each in value)),
    (tuple, lambda value: [_value(each) for each in value]),
    (Mapping, lambda value: {str(key): _value(each) for key, each in value.items()}),
)
