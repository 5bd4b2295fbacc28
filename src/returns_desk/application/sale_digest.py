"""The fingerprint of a sale as it was seen at the counter; pure.

Owns its spelling, which is in journals for ever: the same sale gives the same fingerprint.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from returns_desk.domain.sale import Sale


def sale_digest(sale: Sale) -> str:
    """A fingerprint of the sale as it was seen; who bought is left out."""
    document = {**_fields(sale), "customer": None}
    text = json.dumps(document, sort_keys=True, default=_spelt, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _spelt(value: object) -> object:
    """What JSON has no form for; a set is spelt in one order, whatever order it came in."""
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, frozenset) and value:
        return f"frozenset({{{', '.join(sorted(map(repr, value)))}}})"
    return str(value)


def _fields(value: Any) -> dict[str, object]:
    """Of one level: a copy of all that is in it would cost more than the fingerprint."""
    return {each.name: getattr(value, each.name) for each in fields(value)}
