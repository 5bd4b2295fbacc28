"""Whether what the review shows can be relied on: the journal's chain, its backup, and the hub.

Owns what the first page says of it. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from returns_desk.application.hub_sending import HubState
from returns_desk.application.keeping import BackupState
from returns_desk.application.sentences import N_
from returns_desk.ui.kit.hub_words import hub_trouble

if TYPE_CHECKING:
    from returns_desk.ui.kit.wording import Words

READING: Final = "reading"
WHOLE: Final = "whole"
BENT: Final = "bent"
UNREAD: Final = "unread"
_JOURNAL: Final = {
    READING: N_("being checked"),
    WHOLE: N_("as it was recorded"),
    BENT: N_("not as recorded"),
    UNREAD: N_("can’t be checked now"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """How the journal stands (READING, WHOLE, BENT or UNREAD), its backup, and its sending."""

    journal: str = READING
    backup: BackupState = field(default_factory=BackupState)
    hub: HubState = field(default_factory=HubState)


def kept_rows(words: Words, kept: Kept) -> tuple[tuple[str, str], ...]:
    """A line for each: what it is, and how it stands."""
    return (
        (words.text("The journal"), words.text(_JOURNAL[kept.journal])),
        (words.text("Last backup"), _backup(words, kept.backup)),
        (words.text("At the hub"), _hub(words, kept.hub)),
    )


def kept_note(words: Words, kept: Kept) -> str:
    """What the first line means, and what stands in the way of the others."""
    means = words.text(
        "Every entry is bound to the one before: whoever changes one later is found out."
    )
    problem = kept.backup.problem
    unmade = f"{words.text('No backup')}: {problem}" if problem else ""
    return " ".join(part for part in (means, unmade, hub_trouble(words, kept.hub)) if part)


def _backup(words: Words, backup: BackupState) -> str:
    if backup.last_at is not None:
        return words.moment(backup.last_at)
    return words.text("none yet") if backup.is_configured else words.text("not set up")


def _hub(words: Words, hub: HubState) -> str:
    if not hub.is_set_up:
        return words.text("not set up")
    if hub.is_refused:
        return words.text("Not sent")
    if hub.is_stopped and hub.waiting:
        return words.text("{number} waiting", number=hub.waiting)
    return words.text("all sent")
