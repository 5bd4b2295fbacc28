"""What was promised in a person's own words, and where the customer is reached.

Owns where in the case's personal document it lies: with what else is kept of the person, under the
same key, erased with it. Events say only that something is kept.
"""

from collections.abc import Mapping
from typing import Final, cast

from returns_desk.application.personal_data import KEPT, PersonalData, keep_personal_data
from returns_desk.application.ports import Json
from returns_desk.application.promises.promise import PromiseWords
from returns_desk.application.sentences import N_
from returns_desk.application.turn import Turn
from returns_desk.domain.card_guard import CARD_NUMBER_CUT
from returns_desk.domain.errors import InvalidInput

PROMISES: Final = "promises"
"""The key of the case's document under which the words lie, by promise."""
LONGEST: Final = 400
_TOO_LONG: Final = N_("This is longer than {longest} characters. Shorten it.")


def keep_words(turn: Turn, promise_id: str, words: str, contact: str) -> bool:
    """Keep what is personal of a promise; False where nothing is.

    Where the customer is reached is kept with the person too, so that nobody asks again (R10).

    Raises:
        InvalidInput: a text is too long; names the field.
        EnvironmentFault: it can't be stored; nothing has changed.
    """
    told = {"words": words.strip(), "contact": contact.strip()}
    for name, text in told.items():
        if len(text) > LONGEST:
            message = _TOO_LONG.format(longest=LONGEST)
            raise InvalidInput(name, message, longest=LONGEST, sentence=_TOO_LONG)
    given: dict[str, Json] = {name: text for name, text in told.items() if text}
    if not given:
        return False
    _keep_contact(turn, told["contact"])
    _put(turn, promise_id, given)
    return True


def words_of(document: Mapping[str, Json] | None, promise_id: str) -> PromiseWords:
    """What the people store gave of that promise; empty once it was erased."""
    promises = (document or {}).get(PROMISES)
    found = promises.get(promise_id) if isinstance(promises, Mapping) else None
    if not isinstance(found, Mapping):
        return PromiseWords()
    return PromiseWords(str(found.get("words", "")), str(found.get("contact", "")))


def _keep_contact(turn: Turn, contact: str) -> None:
    if "@" in contact:
        keep_personal_data(turn, PersonalData(email=contact[:200]))
    elif contact:
        keep_personal_data(turn, PersonalData(phone=contact[:60]))


def _put(turn: Turn, promise_id: str, given: Mapping[str, Json]) -> None:
    services, case_id = turn.services, turn.record.case_id
    document = dict(services.people.get(case_id) or {})
    before = cast("Mapping[str, Json]", document.get(PROMISES, {}))
    cut = services.guard.document(given)
    document[PROMISES] = {**before, promise_id: cut.document}
    fingerprint = services.people.put(case_id, document, turn.now.date())
    if cut.places:
        places = [f"personal_data/{PROMISES}/{each}" for each in cut.places]
        turn.note(CARD_NUMBER_CUT, {"where": places})
    turn.note(KEPT, {"hash": f"sha256:{fingerprint}"})
