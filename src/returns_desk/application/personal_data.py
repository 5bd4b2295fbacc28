"""What a case holds of a person: kept encrypted in the people store, never in an event.

Owns the record and the events that say that something is kept, by the hash of its ciphertext, and
that it was erased. What is written is free text: card numbers are cut, and where is journaled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final, Protocol

from returns_desk.application.ports import Event, Json
from returns_desk.application.sentences import N_
from returns_desk.application.turn import Turn
from returns_desk.domain.card_guard import CARD_NUMBER_CUT
from returns_desk.domain.errors import InvalidInput

KEPT: Final = "personal_data_kept"
ERASED: Final = "personal_data_erased"
LONGEST_TEXT: Final = 4_000
_LONGEST: Final[Mapping[str, int]] = {"name": 200, "phone": 60, "email": 200}


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a customer gave, so that nobody asks for it twice (R10); empty where nothing was given.

    `identity` says what was seen and when, in place of a copy of a paper. `story` is in the
    customer's own words.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    identity: str = ""
    story: str = ""


class EventReader(Protocol):
    """The part of the journal that is read here."""

    def read(self, *, case_id: str | None = None, types: tuple[str, ...] = ()) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types."""
        ...


def keep_personal_data(turn: Turn, given: PersonalData) -> None:
    """Add what was given to what is kept of the case; what is left empty stays as it was.

    The document is stored before its event: cut off in between, it lies there unnamed until its
    term ends, and nothing claims to be kept that is not.

    Raises:
        InvalidInput: a text is too long; names the field.
        EnvironmentFault: it can't be stored; nothing has changed.
    """
    _check(given)
    services, case_id = turn.services, turn.record.case_id
    told = {name: text.strip() for name, text in asdict(given).items() if text.strip()}
    if not told:
        return
    cut = services.guard.document(told)
    document: dict[str, Json] = {**(services.people.get(case_id) or {}), **cut.document}
    fingerprint = services.people.put(case_id, document, turn.now.date())
    if cut.places:
        turn.note(CARD_NUMBER_CUT, {"where": [f"personal_data/{each}" for each in cut.places]})
    turn.note(KEPT, {"hash": f"sha256:{fingerprint}"})


def personal_data_of(document: Mapping[str, Json] | None) -> PersonalData:
    """What the people store gave, as a record; empty where nothing is kept."""
    known = {each.name for each in fields(PersonalData)}
    texts = {key: str(text) for key, text in (document or {}).items() if key in known}
    return PersonalData(**texts)


def is_erased(journal: EventReader, case_id: str) -> bool:
    """Whether the last that the journal says of the case's personal data is their erasure."""
    last = ""
    for event in journal.read(case_id=case_id, types=(KEPT, ERASED)):
        last = event.type
    return last == ERASED


def _check(given: PersonalData) -> None:
    for name, text in asdict(given).items():
        longest = _LONGEST.get(name, LONGEST_TEXT)
        if len(text) > longest:
            sentence = N_("This is longer than {longest} characters. Shorten it.")
            message = sentence.format(longest=longest)
            raise InvalidInput(name, message, longest=longest, sentence=sentence)
