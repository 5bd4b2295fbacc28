"""Whether all is kept, as contents: at the till, and in a backup.

Owns what the header's one pill says of both. Quiet while all is well. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.ui.clerk.contents import BannerContent, PillContent
from returns_desk.ui.clerk.till_contents import till_banner, till_pill

if TYPE_CHECKING:
    from returns_desk.application.desk_state import DeskState
    from returns_desk.ui.kit.wording import Words


def kept_pill(words: Words, state: DeskState) -> PillContent:
    """The till's trouble first, since money waits there; then a backup that could not be made."""
    pill = till_pill(words, state.hand_over)
    problem = state.backups.problem
    if pill.detail or problem is None:
        return pill
    return PillContent(words.text("No backup"), "warning", "attention", detail=problem)


def kept_banner(words: Words, state: DeskState) -> BannerContent | None:
    """The cause with its mend; None while all is well."""
    banner = till_banner(words, state.hand_over)
    if banner is not None or state.backups.problem is None:
        return banner
    pill = kept_pill(words, state)
    return BannerContent(pill.detail, pill.icon, "attention", lead=f"{pill.text}.")
