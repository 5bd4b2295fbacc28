"""The report of a day's end on paper: the drawer, what was left, and for whom.

Owns what stands on it. It is for the shop's people; no customer is named on it. Made of the event
alone and of the cases that it names, so that it can be printed again in any language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from returns_desk.application.book_memory import integer, text
from returns_desk.application.case_fold import record_of
from returns_desk.application.day_end.day_record import closed_of, counted_of, handed_over
from returns_desk.application.day_end.left_over import LeftCase, left_case
from returns_desk.application.day_end.shares import (
    DOUBT,
    PROMISE,
    how_many,
    shares_of,
)
from returns_desk.application.day_end.things_left import name_of
from returns_desk.application.ports import Event, Json
from returns_desk.application.sentences import N_
from returns_desk.application.slips import Slip, SlipLine, SlipRole, Wording
from returns_desk.domain.card_numbers import cut_card_numbers

DAY_END: Final = "day-end"
ANCHOR_CHARACTERS: Final = 8
REASON_TEXTS: Final[Mapping[str, str]] = {
    "not_known": N_("Not known"),
    "start_differed": N_("It differed at the start"),
    "paid_beside": N_("Cash went out or came in beside the desk"),
    "miscounted_payout": N_("A payout was counted out differently"),
}


@dataclass(frozen=True, slots=True)
class Around:
    """What the report is made with: the shop's name, its people by id, a language."""

    shop: str
    names: Mapping[str, str]
    language: str
    words: Wording


class CaseEvents(Protocol):
    """A journal, to read what is in a case."""

    def read(self, *, case_id: str | None = None) -> Iterator[Event]:
        """The events of a case in their order."""
        ...


def day_report(journal: CaseEvents, event: Event, around: Around) -> Slip:
    """The report of that end of day."""
    named = handed_over(event, "cases")
    left = (left_case(record_of(journal.read(case_id=case_id))) for case_id in named)
    cases = {name_of(each): each for each in left}
    lines = (*_head(event, around), *_cash(event, around), *_left(event, cases, around))
    return Slip(
        case_number=event.sequence,
        anchor=event.hash[:ANCHOR_CHARACTERS],
        barcode="",
        language=around.language,
        lines=tuple(SlipLine(x.role, cut_card_numbers(x.text), x.value) for x in lines),
        kind=DAY_END,
    )


def _head(event: Event, around: Around) -> Iterator[SlipLine]:
    closed, words = closed_of(event), around.words
    yield SlipLine(SlipRole.SHOP, around.shop)
    yield SlipLine(SlipRole.HEADING, words.text("End of the day"))
    yield SlipLine(SlipRole.FACT, words.text("Day"), words.day(closed.day))
    yield SlipLine(SlipRole.FACT, words.text("Counter"), event.terminal)
    yield SlipLine(SlipRole.FACT, words.text("Closed"), words.moment(event.at))
    yield SlipLine(SlipRole.FACT, words.text("By"), around.names.get(closed.by, closed.by))


def _cash(event: Event, around: Around) -> Iterator[SlipLine]:
    payload, words = event.payload, around.words
    yield SlipLine(SlipRole.HEADING, words.text("Cash in the drawer"))
    if payload.get("float") is None and payload.get("counted") is None:
        yield SlipLine(SlipRole.NOTE, words.text("It was neither noted nor counted."))
        return
    for label, name in _ROWS:
        if payload.get(name) is not None:
            role = SlipRole.TOTAL if name in {"expected", "counted"} else SlipRole.FACT
            yield SlipLine(role, words.text(label), _money(payload, name, around))
    counted = counted_of(event)
    if counted.difference:
        label = N_("More than expected") if counted.difference > 0 else N_("Less than expected")
        amount = words.money(abs(counted.difference), text(payload["currency"]))
        yield SlipLine(SlipRole.FACT, words.text(label), amount)
        why = REASON_TEXTS.get(counted.reason)
        yield SlipLine(SlipRole.NOTE, words.text(why) if why else counted.reason)
        if counted.note:
            yield SlipLine(SlipRole.NOTE, counted.note)
    if payload.get("counted") is None:
        yield SlipLine(SlipRole.NOTE, words.text("It was not counted."))


_ROWS: Final = (
    (N_("Noted at the start"), "float"),
    (N_("Paid out in cash"), "paid_out"),
    (N_("Counted back"), "came_back"),
    (N_("Expected"), "expected"),
    (N_("Counted"), "counted"),
)


def _left(event: Event, cases: Mapping[str, LeftCase], around: Around) -> Iterator[SlipLine]:
    shares = shares_of(event)
    if not shares:
        yield SlipLine(SlipRole.HEADING, around.words.text("Nothing is left open"))
    for taker, names in shares.items():
        name = around.names.get(taker, taker)
        yield SlipLine(SlipRole.HEADING, around.words.text("Left for {name}", name=name))
        mine = (cases[each] for each in names if each in cases)
        yield from _share(names, mine, text(event.payload["currency"]), around.words)


def _share(
    names: tuple[str, ...], cases: Iterable[LeftCase], currency: str, words: Wording
) -> Iterator[SlipLine]:
    """What one person took over."""
    for case in cases:
        said = words.text("Case {number}: {goods}", number=case.number, goods=case.goods)
        amount = words.money(case.amount, currency) if case.amount else ""
        yield SlipLine(SlipRole.ITEM, said, amount)
    counts = ((N_("Payouts in doubt"), DOUBT), (N_("Promises"), PROMISE))
    for label, kind in counts:
        if number := how_many(names, kind):
            yield SlipLine(SlipRole.FACT, words.text(label), str(number))


def _money(payload: Mapping[str, Json], name: str, around: Around) -> str:
    return around.words.money(integer(payload.get(name)), text(payload["currency"]))
