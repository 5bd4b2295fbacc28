"""Whether what lies beside the journal is what the journal says was kept there.

Owns the comparison of each case's last word on personal data with the hash of what is stored.
Pure. What is stored and never recorded is no contradiction: a power cut leaves such, and its term
ends like any other.
"""

from collections.abc import Iterable, Mapping

from returns_desk.application.personal_data import ERASED
from returns_desk.application.ports import BentEvent, Event


def first_contradiction(events: Iterable[Event], stored: Mapping[str, str]) -> BentEvent | None:
    """The first case, in the journal's order, whose stored data are not as recorded.

    `events` are those of personal data, first to last; `stored` has the hash of each case's
    ciphertext as lower-case hex.
    """
    last: dict[str, Event] = {}
    for event in events:
        if event.case_id is not None:
            last[event.case_id] = event
    for case_id, event in last.items():
        said = _contradiction(event, stored.get(case_id))
        if said:
            message = f"Case {case_id}: {said} (event {event.sequence})."
            return BentEvent(event.sequence, "side_data", message)
    return None


def _contradiction(event: Event, found: str | None) -> str:
    if event.type == ERASED:
        if found is None:
            return ""
        return "the personal data were erased, but lie in people.db; open the desk once"
    if found is None:
        return "people.db has lost the personal data that were kept; restore its backup"
    if event.payload["hash"] != f"sha256:{found}":
        return "the personal data in people.db are not those that were kept"
    return ""
