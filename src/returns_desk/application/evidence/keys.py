"""The key of a case's files: in the case's personal document, so that both are erased in one act.

Owns where it stands there. Whoever erases the person makes every copy of the files unreadable.
"""

from collections.abc import Mapping
from typing import Final

from returns_desk.application.personal_data import KEPT
from returns_desk.application.ports import Json
from returns_desk.application.turn import Turn

KEY: Final = "evidence_key"
"""The key of the document under which it stands."""


def key_in(document: Mapping[str, Json] | None) -> str:
    """The case's key for files; empty before the first, and once the person was erased."""
    return str((document or {}).get(KEY, ""))


def key_for(turn: Turn) -> str:
    """The key of the case at hand; a new one is kept before anything is encrypted under it.

    Raises:
        EnvironmentFault: it can't be stored; nothing has changed.
    """
    services, case_id = turn.services, turn.record.case_id
    document = services.people.get(case_id) or {}
    known = key_in(document)
    if known:
        return known
    new = services.evidence.new_key()
    fingerprint = services.people.put(case_id, {**document, KEY: new}, turn.now.date())
    turn.note(KEPT, {"hash": f"sha256:{fingerprint}"})
    return new
