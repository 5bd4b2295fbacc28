"""Who is asked, by role: the sentences that name the person who may allow an option.

Owns these sentences alone; who may allow what is decided elsewhere. A role without words of its
own is spoken of as a manager.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.domain.board import Option
    from returns_desk.ui.kit.wording import Words

_CAN_ALLOW: Final[Mapping[str, str]] = {
    "supervisor": N_("Supervisor can allow"),
    "regional": N_("Regional manager can allow"),
}
_ASK_HERE: Final[Mapping[str, str]] = {
    "supervisor": N_("Ask supervisor here"),
    "regional": N_("Ask regional manager"),
}
_SCAN_BADGE: Final[Mapping[str, str]] = {
    "supervisor": N_("Supervisor: scan your badge here, or touch your name"),
    "regional": N_("Regional manager: scan your badge here, or touch your name"),
}


def can_allow(words: Words, option: Option) -> str:
    """The mark on an option that goes past the clerk."""
    return words.text(_CAN_ALLOW.get(option.approval_role or "", N_("Manager can allow")))


def ask_here(words: Words, option: Option) -> str:
    """The button that brings the person."""
    return words.text(_ASK_HERE.get(option.approval_role or "", N_("Ask manager here")))


def scan_badge(words: Words, option: Option) -> str:
    """The scan field while the person is awaited."""
    manager = N_("Manager: scan your badge here, or touch your name")
    return words.text(_SCAN_BADGE.get(option.approval_role or "", manager))
