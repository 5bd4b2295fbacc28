"""The list of cases that a manager looks for, newest first, from the tables alone.

Owns the query of each filter. What a filter means is the application's. Reads only.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from returns_desk.adapters.journal.found_cases import FoundCase, found_cases
from returns_desk.application.review.cases import (
    ANY_TRIGGER,
    PAGE_SIZE,
    CaseFilter,
    CaseList,
    ListedCase,
)

Answer = TypeVar("Answer")
MOST_FOUND: Final = 1_000
"""So many cases that hold the words are looked through by the other filters."""
_AT_ONCE: Final = 1_000

_ROWS: Final = (
    "SELECT c.sequence, c.case_id, c.day, c.ending, c.outcome, c.left, c.first_asked, c.triggers, "
    "c.terminal FROM listed_cases c WHERE c.sequence < ?"
)
_LAST: Final = " ORDER BY c.sequence DESC LIMIT ?"
_FIRST_OF_ALL: Final = 1 << 62
_WHERE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "first_day": "c.day >= ?",
        "last_day": "c.day <= ?",
        "ending": "c.ending = ?",
        "outcome": "c.outcome = ?",
        "left": "c.left = ?",
        "trigger": "instr(c.triggers, ' ' || ? || ' ') > 0",
        "first_asked": "c.first_asked = ?",
        "counter": "c.terminal = ?",
        "item": (
            "c.case_id IN (SELECT case_id FROM case_items WHERE sku = ? "
            "UNION SELECT case_id FROM case_items WHERE gtin = ?)"
        ),
        "receipt": "c.case_id IN (SELECT case_id FROM case_receipts WHERE receipt = ?)",
        "reason": (
            "EXISTS (SELECT 1 FROM case_items i WHERE i.case_id = c.case_id AND i.reason = ?)"
        ),
    }
)
_HANDED_ON: Final = "c.triggers <> ' '"
_AMONG: Final = "c.case_id IN (SELECT value FROM json_each(?))"


class CasesJournal(Protocol):
    """The journal of a profile, as far as the list reads it."""

    def search(self, text: str, limit: int = 20) -> tuple[FoundCase, ...]:
        """Cases that hold every word of the text, newest first."""
        ...

    def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What a question to the manager's tables gives."""
        ...


def case_list(journal: CasesJournal, wanted: CaseFilter, limit: int = PAGE_SIZE) -> CaseList:
    """The newest cases that are all that is asked, at most `limit`.

    Raises:
        EnvironmentFault: The file can't be read, or an older version made its tables.

    """
    found = _found(journal, wanted)
    ask = partial(_page, wanted=wanted, among=found, before=_FIRST_OF_ALL, limit=limit + 1)
    cases = journal.ask(ask)
    is_cut = found is not None and len(found) >= MOST_FOUND
    return CaseList(cases[:limit], len(cases) > limit, is_cut)


def every_case(journal: CasesJournal, wanted: CaseFilter) -> Iterator[ListedCase]:
    """Each case of a list, newest first, as many as there are.

    Raises:
        EnvironmentFault: The file can't be read, or an older version made its tables.

    """
    found, before = _found(journal, wanted), _FIRST_OF_ALL
    while True:
        ask = partial(_page, wanted=wanted, among=found, before=before, limit=_AT_ONCE)
        cases = journal.ask(ask)
        yield from cases
        if len(cases) < _AT_ONCE:
            return
        before = cases[-1].sequence


def _found(journal: CasesJournal, wanted: CaseFilter) -> list[str] | None:
    """The cases that hold the words; None where none are asked for."""
    if not wanted.text:
        return None
    return [each.case_id for each in journal.search(wanted.text, MOST_FOUND)]


def _page(
    connection: sqlite3.Connection,
    wanted: CaseFilter,
    among: Sequence[str] | None,
    before: int,
    limit: int,
) -> tuple[ListedCase, ...]:
    conditions, cells = _conditions(wanted)
    if among is not None:
        conditions, cells = [*conditions, _AMONG], [*cells, json.dumps(among)]
    asked = "".join(f" AND {each}" for each in conditions)
    rows = connection.execute(_ROWS + asked + _LAST, [before, *cells, limit]).fetchall()
    known = {x.case_id: x for x in found_cases(connection, [row[1] for row in rows])}
    return tuple(_listed(row, known.get(row[1])) for row in rows)


def _conditions(wanted: CaseFilter) -> tuple[list[str], list[str]]:
    conditions, cells = [], []
    for name, value in replace(wanted, text="").asked():
        if (name, value) == ("trigger", ANY_TRIGGER):
            conditions.append(_HANDED_ON)
            continue
        conditions.append(_WHERE[name])
        cells += [value] * _WHERE[name].count("?")
    return conditions, cells


def _listed(row: Sequence[str], known: FoundCase | None) -> ListedCase:
    sequence, case_id, day, ending, outcome, left, asked, triggers, terminal = row
    return ListedCase(
        sequence=int(sequence),
        case_id=case_id,
        number=known.number if known else None,
        day=day,
        opened_at=(known.opened_at if known else None) or "",
        ending=ending,
        outcome=outcome,
        left=left,
        first_asked=asked,
        amount=(known.amount if known and outcome else None) or 0,
        counter=terminal,
        is_handed_on=bool(triggers.split()),
        receipts=known.receipts if known else (),
        items=known.items if known else (),
        reasons=known.reasons if known else (),
    )
