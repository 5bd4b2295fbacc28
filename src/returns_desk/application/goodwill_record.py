"""How much of a goodwill was chosen, as an event tells it; pure.

Owns the event's keys: `amount` in minor units, or null for all of it, and `of`, what all of it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from returns_desk.application.ports import Event

if TYPE_CHECKING:
    from returns_desk.application.case_record import CaseRecord

GOODWILL_AMOUNT_CHOSEN: Final = "goodwill_amount_chosen"


def _amount_chosen(record: "CaseRecord", event: Event) -> "CaseRecord":
    amount = cast("int | None", event.payload["amount"])
    facts = replace(record.claim.facts, goodwill_amount=amount)
    return replace(record, claim=replace(record.claim, facts=facts))


GOODWILL_FOLDS: Mapping[str, Callable[["CaseRecord", Event], "CaseRecord"]] = MappingProxyType(
    {GOODWILL_AMOUNT_CHOSEN: _amount_chosen}
)
"""What the choice of an amount changes in a case's record."""
