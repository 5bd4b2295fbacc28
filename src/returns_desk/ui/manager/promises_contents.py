"""The manager's page of promises as contents: which are shown, and their words.

Owns the filters. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from returns_desk.application.promises.making import NOTES
from returns_desk.application.promises.promise import PromiseStatus, PromiseWords, Urgency
from returns_desk.application.sentences import N_
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.promise_words import (
    own_words,
    promise_line,
    promise_title,
    urgency_of,
)
from returns_desk.ui.manager.promises_shapes import PromiseLine, PromisesContent, RowAction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from returns_desk.application.promises.promise import Promise
    from returns_desk.ui.kit.wording import Words

OPEN: Final = "open"
MOST_ROWS: Final = 100
FILTERS: Final = {
    OPEN: N_("All open"),
    "due": N_("Due soon"),
    "overdue": N_("Overdue"),
    "kept": N_("Kept"),
    "broken": N_("Not kept"),
    "withdrawn": N_("Withdrawn"),
}
ENDINGS: Final = {
    "kept": N_("Kept"),
    "broken": N_("Not kept"),
    "withdrawn": N_("Withdraw"),
}
NOTE_WORDS: Final = {
    "reached": N_("the customer was reached"),
    "answered": N_("it was answered"),
    "collected": N_("the goods were collected"),
    "paid": N_("the money was paid"),
    "not_reached": N_("nobody was reached"),
    "not_ready": N_("it was not ready"),
    "forgotten": N_("it was forgotten"),
    "customer_wishes": N_("the customer wished so"),
    "settled_otherwise": N_("it was settled another way"),
    "made_by_mistake": N_("it was noted by mistake"),
    "other": N_("another reason"),
}
END: Final = "end"
NOTE: Final = "note"
CASE: Final = "case"


@dataclass(frozen=True, slots=True)
class Looking:
    """What is looked for: a filter, a person or everybody, and the promise that is being ended."""

    which: str = OPEN
    person: str = ""
    ending: tuple[str, str] | None = None
    """Promise and ending, while the reason is asked."""


@dataclass(frozen=True, slots=True)
class Promises:
    """What was read: every promise, people's names by id, and the words of the open ones by id.

    The words are personal.
    """

    all: tuple[Promise, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, PromiseWords], ...] = ()


def promises_content(
    words: Words, read: Promises, looking: Looking, now: datetime
) -> PromisesContent:
    """The page, the most urgent first."""
    names, said = dict(read.names), dict(read.words)
    fitting = [each for each in read.all if _fits(each, looking, now)]
    rows = sorted(fitting, key=lambda each: each.due, reverse=looking.which in ENDINGS)
    return PromisesContent(
        name=words.text("Promises to customers"),
        filters_name=words.text("Which promises"),
        filters=_chips(words, FILTERS, looking.which),
        people_name=words.text("Promised by"),
        people=_people(words, read.all, names, looking.person),
        rows=tuple(
            replace(
                _row(words, each, names, looking, now),
                words=own_words(said.get(each.id, PromiseWords())),
            )
            for each in rows[:MOST_ROWS]
        ),
        empty="" if rows else words.text("There is none of these."),
    )


def overdue_and_due(promises: Iterable[Promise], now: datetime) -> tuple[int, int]:
    """How many are over, and how many press at all."""
    urgencies = [each.urgency(now) for each in promises]
    over = urgencies.count(Urgency.OVERDUE)
    return over, over + urgencies.count(Urgency.DUE)


def _fits(promise: Promise, looking: Looking, now: datetime) -> bool:
    if looking.person and promise.made_by != looking.person:
        return False
    if looking.which == OPEN:
        return promise.is_open
    return looking.which in {str(promise.status), str(promise.urgency(now))}


def _chips(words: Words, sentences: Mapping[str, str], chosen: str) -> tuple[ChipContent, ...]:
    said = {code: words.text(text) for code, text in sentences.items()}
    return tuple(ChipContent(code, text, on=code == chosen) for code, text in said.items())


def _people(
    words: Words, promises: Sequence[Promise], names: Mapping[str, str], chosen: str
) -> tuple[ChipContent, ...]:
    made = sorted({each.made_by for each in promises}, key=lambda code: names.get(code, code))
    people = (ChipContent(code, names.get(code, code), on=code == chosen) for code in made)
    return (ChipContent("", words.text("Everybody"), on=not chosen), *people)


def _row(
    words: Words, promise: Promise, names: Mapping[str, str], looking: Looking, now: datetime
) -> PromiseLine:
    is_asked = looking.ending is not None and looking.ending[0] == promise.id
    ending = looking.ending[1] if is_asked and looking.ending else ""
    line = promise_line(words, promise, names.get(promise.made_by, promise.made_by))
    if promise.ended_by is not None and promise.status is not PromiseStatus.MADE:
        line = f"{line} · {_end(words, promise, names)}"
    return PromiseLine(
        code=promise.id,
        title=promise_title(words, promise),
        line=line,
        pill=urgency_of(words, promise, promise.urgency(now)),
        actions=_reasons(words, promise, ending) if ending else _actions(words, promise),
        question=words.text("{ending}. Why?", ending=words.text(ENDINGS[ending])) if ending else "",
    )


def _end(words: Words, promise: Promise, names: Mapping[str, str]) -> str:
    who = names.get(promise.ended_by or "", promise.ended_by or "")
    return f"{who}: {words.text(NOTE_WORDS[promise.note])}" if promise.note else who


def _actions(words: Words, promise: Promise) -> tuple[RowAction, ...]:
    actions = []
    if promise.is_open:
        for code, text in ENDINGS.items():
            actions.append(RowAction(f"{END}/{promise.id}/{code}", words.text(text)))
    if promise.is_raised:
        actions.append(RowAction(f"{CASE}/{promise.case_id}", words.text("Open the case")))
    return tuple(actions)


def _reasons(words: Words, promise: Promise, ending: str) -> tuple[RowAction, ...]:
    reasons = (
        RowAction(f"{NOTE}/{promise.id}/{code}", words.text(NOTE_WORDS[code]))
        for code in NOTES[ending]
    )
    return (*reasons, RowAction(NOTE, words.text("Back")))
