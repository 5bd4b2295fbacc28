"""Journals of a year with facts planted in them, for whoever looks for signs; shares no code of it.

Owns a shop's year as events: `planted_journal` makes one counter's journal, chain and signatures
as the program makes them. A journal has one terminal, as the format says, so a shop with several
counters has several journals (`planted_shop`), to be put together as a later sync does; what one
journal shows by counter it shows by shift and by person.
"""

from support.planting.facts import (
    CLEAN,
    AlwaysApproved,
    BadItem,
    BrokenPromises,
    Plan,
    Planted,
    Steering,
    UnequalAnswers,
    WalkAways,
)
from support.planting.scribe import planted_journal, planted_shop, write_year
from support.planting.signs import FindSigns, Sign, SignKind, planted_signs

__all__ = [
    "CLEAN",
    "AlwaysApproved",
    "BadItem",
    "BrokenPromises",
    "FindSigns",
    "Plan",
    "Planted",
    "Sign",
    "SignKind",
    "Steering",
    "UnequalAnswers",
    "WalkAways",
    "planted_journal",
    "planted_shop",
    "planted_signs",
    "write_year",
]
