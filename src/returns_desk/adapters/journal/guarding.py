"""The journal's door: no card number gets past it into an event.

Owns which events say that something was cut: the place, never the digits. Pure. What a card number
looks like and which fields are typed is domain/card_guard.py's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from returns_desk.adapters.journal.codec import canonical_text
from returns_desk.application.ports import Json, NewEvent
from returns_desk.domain.card_guard import CARD_NUMBER_CUT, CardGuard
from returns_desk.domain.card_numbers import LEAST_DIGITS, card_numbers

TEXTS_KNOWN: Final = 1_024
"""Receipts, keys and digests come again in each event of a case, and are looked at once."""


class Guarded(NamedTuple):
    """The events as they may be recorded, and those that say where something was cut."""

    events: tuple[NewEvent, ...]
    hits: tuple[NewEvent, ...]


class Admitted(NamedTuple):
    """An event that may be recorded, and its payload's canonical text where that is known."""

    event: NewEvent
    spelled: str | None = None


def guarded(guard: CardGuard, events: Iterable[NewEvent]) -> Guarded:
    """The events without card numbers, in order."""
    admitted_events, hits = admitted(guard, events)
    return Guarded(tuple(each.event for each in admitted_events), tuple(hits))


def admitted(guard: CardGuard, events: Iterable[NewEvent]) -> tuple[list[Admitted], list[NewEvent]]:
    """The events without card numbers, in order, and those that say where something was cut."""
    kept, hits = [], []
    for event in events:
        spelled = _spelled(event.payload)
        if spelled is not None and _holds_none(spelled):
            kept.append(Admitted(event, spelled))
            continue
        cut = guard.document(event.payload)
        if cut.places:
            kept.append(Admitted(replace(event, payload=cut.document)))
            hits.append(_hit(event, cut.places))
        else:
            kept.append(Admitted(event, spelled))
    return kept, hits


def _spelled(payload: Mapping[str, Json]) -> str | None:
    """The canonical text, or None for what the codec refuses or has to look at closer."""
    try:
        return canonical_text(payload)
    except (TypeError, ValueError):
        return None


def _holds_none(spelled: str) -> bool:
    """Whether no text in the payload, keys too, holds a card number; never wrong about a yes.

    What the wider net of free text lets through, the guard lets through in every field.
    """
    # A quotation mark inside a text: then texts are not what quotation marks enclose.
    if "\\" in spelled:
        return False
    try:
        for each in spelled.split('"')[1::2]:
            if len(each) >= LEAST_DIGITS:
                _pass(each)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=TEXTS_KNOWN)
def _pass(text: str) -> None:
    """Do nothing for a text without a card number.

    Raises:
        ValueError: It holds one. Only what returns is kept in mind, so no card number ever is.

    """
    if any(card_numbers(text)):
        message = "this text holds a card number"
        raise ValueError(message)


def _hit(event: NewEvent, places: tuple[str, ...]) -> NewEvent:
    payload = {"where": [f"{event.type}/{place}" for place in places]}
    return NewEvent(CARD_NUMBER_CUT, payload, event.case_id, event.operator)
