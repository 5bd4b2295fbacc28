"""From the counter's memory to what the screens show of promises.

Owns that nothing personal is shown while nobody is signed in.
"""

from returns_desk.application.promises.promise import Promise, PromiseWords
from returns_desk.application.promises.seen import PromiseSeen, PromisesState
from returns_desk.application.promises.words import words_of
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session


def promises_state(services: DeskServices, session: Session) -> PromisesState:
    """Every open promise at this moment; none while nobody is signed in."""
    if session.operator is None:
        return PromisesState()
    found = services.promises.open(services.journal)
    return PromisesState(tuple(_seen(services, each) for each in found))


def _seen(services: DeskServices, promise: Promise) -> PromiseSeen:
    return PromiseSeen(
        promise=promise,
        made_by=_name(services, promise.made_by),
        urgency=promise.urgency(services.clock.now()),
        words=_words(services, promise),
    )


def _words(services: DeskServices, promise: Promise) -> PromiseWords:
    if not promise.has_words:
        return PromiseWords()
    return words_of(services.people.get(promise.case_id), promise.id)


def _name(services: DeskServices, operator_id: str) -> str:
    people = services.operators.all()
    return next((each.name for each in people if each.id == operator_id), operator_id)
