"""What is known of an item and what is not, as rules see it.

Owns the shape of an unknown fact with the values it could take. Decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from returns_desk.domain.board import FactValue
from returns_desk.domain.engine.rulebook import Rulebook

Known = Mapping[str, object]
"""Fields that rules test, with their values."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown fact: its name on the board, and per possible value what fields it gives.

    `is_shared` is False for facts of one item; their `name` has no index then.
    """

    name: str
    is_shared: bool
    choices: tuple[tuple[FactValue, Known], ...]


def flag(name: str, field: str, value: bool | None) -> Unknown | bool:  # noqa: FBT001 -- a fact
    """A known flag, or the unknown fact that gives it."""
    if value is not None:
        return value
    return Unknown(name, is_shared=True, choices=((True, {field: True}), (False, {field: False})))


def split_known(
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
