"""Whose the journal of a profile has to be, also where its keys can't be read.

The chain and its signatures need no private key; whose they are is told by the public one, which
this computer also remembers with the journal's end. Owns what is then said to be not provable.
"""

from typing import Final

from returns_desk.adapters.journal.ownership import Owner
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_anchors import remembered_owner
from returns_desk.application.ports import BentEvent
from returns_desk.domain.errors import OperatorMistake

_REMEMBERED: Final = (
    "Chain and signatures were checked, with the public key that this computer remembers with the "
    "journal's end; that it is this terminal's own is not provable until its keys can be read."
)
_NOT_KNOWN: Final = (
    "Chain and signatures were checked, with the key that the journal itself names; that this is "
    "this terminal's own journal is not provable until its keys can be read."
)


def known_owner(profile: Profile) -> Owner | None:
    """By the terminal's key, else as this computer remembers the end; None where neither is."""
    if profile.key_problem() is None:
        return profile.owner
    return remembered_owner(profile.anchors, profile.configuration.installation)


def key_doubts(profile: Profile) -> tuple[str, ...]:
    """What can't be proved of the journal because its terminal's keys can't be read."""
    problem = profile.key_problem()
    if problem is None:
        return ()
    said = _NOT_KNOWN if known_owner(profile) is None else _REMEMBERED
    return (said,) if isinstance(problem, OperatorMistake) else (problem.message, said)


def key_loss(profile: Profile) -> BentEvent | None:
    """Keys that are gone or are none, with the mend; None where they are only out of reach."""
    problem = profile.key_problem()
    if isinstance(problem, OperatorMistake):
        return BentEvent(0, "keys", problem.message)
    return None
