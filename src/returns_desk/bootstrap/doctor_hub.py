"""What `returns-desk doctor` says of the shop's hub: how far this terminal's journal is there.

Owns that one line. It connects to nobody: what the last try found is remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.adapters.hub.sync_access import SyncAccess
from returns_desk.cli.doctor import Symptom, Verdict
from returns_desk.domain.errors import ReturnsError

if TYPE_CHECKING:
    from returns_desk.adapters.profile import Profile

_VERDICTS: Final = {
    "not_set_up": Verdict.FINE,
    "all_sent": Verdict.FINE,
    "waiting": Verdict.NOTE,
    "refused": Verdict.BAD,
}
_ALONE: Final = (
    "None is set up: this till knows its own returns only. Where a second till serves the same "
    "receipts, one could be paid at both; set up a hub, or mark the paper receipts."
)


def hub_state(profile: Profile) -> Symptom:
    """How far the hub has this terminal's journal, or that there is none and what that means."""
    try:
        status = SyncAccess(profile).status()
    except ReturnsError as error:
        return Symptom("hub", Verdict.BAD, error.message)
    said = _ALONE if status.state == "not_set_up" else status.sentence
    return Symptom("hub", _VERDICTS[status.state], said)
