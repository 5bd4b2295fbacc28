"""Which cases a manager looks for, and what a list of them tells; pure.

Owns the filters and what each of them means. Nobody's name is in a list: a single case says whom to
ask. Money in minor units.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

PAGE_SIZE: Final = 100
ENDINGS: Final = ("completed", "left", "open", "taken_back")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a case has to be; an empty text asks nothing, and all that is asked has to hold.

    Attributes:
        first_day: ISO date, counted too; a case counts to the business day on which it ended, or
            was opened while it is open.
        last_day: the same.
        ending: one of ENDINGS.
        outcome: the option that was carried out and not taken back.
        left: why the customer left.
        trigger: why it was handed on; ANY_TRIGGER for whatever reason.
        first_asked: the option that the customer asked for first.
        counter: the terminal on which it was opened.
        item: an SKU or GTIN in full.
        receipt: a receipt's number in full.
        reason: why something came back.
        text: words that stand in the case.
    """

    first_day: str = ""
    last_day: str = ""
    ending: str = ""
    outcome: str = ""
    left: str = ""
    trigger: str = ""
    first_asked: str = ""
    counter: str = ""
    item: str = ""
    receipt: str = ""
    reason: str = ""
    text: str = ""

    def asked(self) -> Iterator[tuple[str, str]]:
        """Name and value of what is asked, in the order above."""
        for each in fields(self):
            value = str(getattr(self, each.name))
            if value:
                yield each.name, value


ANY_TRIGGER: Final = "any"
EVERY_CASE: Final = CaseFilter()


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One case of a list; `sequence` is where it was opened, and later ones have a higher."""

    sequence: int
    case_id: str
    number: int | None
    day: str
    opened_at: str
    ending: str
    outcome: str
    left: str
    first_asked: str
    amount: int
    counter: str
    is_handed_on: bool
    receipts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseList:
    """The newest cases of a kind; `has_more` where older ones follow.

    `is_cut` where so many cases hold the words that only the newest of them were looked through.
    """

    cases: tuple[ListedCase, ...] = ()
    has_more: bool = False
    is_cut: bool = False
