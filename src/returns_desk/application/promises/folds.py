"""How the events of promises change a case's record; pure.

Owns the mapping; what an event says of its promise is promise.py's.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.ports import Event
from returns_desk.application.promises.promise import TYPES, changed


def _promise(record: CaseRecord, event: Event) -> CaseRecord:
    known = {each.id: each for each in record.promises}
    promise = changed(known, event)
    return replace(record, promises=tuple({**known, promise.id: promise}.values()))


PROMISE_FOLDS: Mapping[str, Callable[[CaseRecord, Event], CaseRecord]] = MappingProxyType(
    dict.fromkeys(TYPES, _promise)
)
"""What each event of a promise changes, by type."""
