"""From the counter's memory to what the screens show of promises.

Owns that nothing personal is shown while nobody is signed in.
"""

from collections.abc import Mapping
from typing import Protocol

from returns_desk.application.personal_data import PersonalData, personal_data_of
from returns_desk.application.ports import Json
from returns_desk.application.promises.promise import Promise, PromiseWords
from returns_desk.application.promises.seen import PromiseSeen, PromisesState
from returns_desk.application.promises.words import words_of
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session


class KeptPeople(Protocol):
    """The part of the people store that is read here."""

    def get(self, case_id: str) -> Mapping[str, Json] | None:
        """What is kept of a case's person; None where nothing is."""
        ...


def promises_state(services: DeskServices, session: Session) -> PromisesState:
    """Every open promise at this moment; only when to look again while nobody is signed in."""
    found = services.promises.open(services.journal)
    next_look = next((each.due for each in found if not each.is_raised), None)
    if session.operator is None:
        return PromisesState(next_look=next_look)
    known = PersonalData()
    if session.record is not None:
        known = personal_data_of(services.people.get(session.record.case_id))
    seen = tuple(_seen(services, each) for each in found)
    return PromisesState(seen, next_look, known.phone, known.email)


def _seen(services: DeskServices, promise: Promise) -> PromiseSeen:
    return PromiseSeen(
        promise=promise,
        made_by=_name(services, promise.made_by),
        urgency=promise.urgency(services.clock.now()),
        words=promised_words(services.people, promise),
    )


def promised_words(people: KeptPeople, promise: Promise) -> PromiseWords:
    """What was said, and where the customer is reached, be it told with this promise or before."""
    document = people.get(promise.case_id)
    words, known = words_of(document, promise.id), personal_data_of(document)
    contact = known.email if promise.channel == "email" else known.phone
    return PromiseWords(words.words, words.contact or contact)


def _name(services: DeskServices, operator_id: str) -> str:
    people = services.operators.all()
    return next((each.name for each in people if each.id == operator_id), operator_id)
