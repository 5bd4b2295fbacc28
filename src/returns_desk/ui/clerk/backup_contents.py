"""Whether all is kept, as contents: at the till, in a backup, and at the hub.

Owns what the header's one pill says of them. Quiet while all is well. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.ui.clerk.contents import BannerContent, PillContent
from returns_desk.ui.clerk.hub_contents import hub_pill
from returns_desk.ui.clerk.till_contents import till_banner, till_pill

if TYPE_CHECKING:
    from returns_desk.application.desk_state import DeskState
    from returns_desk.ui.kit.wording import Words


def kept_pill(words: Words, state: DeskState) -> PillContent:
    """The till's trouble first, since money waits there; then a backup's, then the hub's."""
    pill = till_pill(words, state.hand_over)
    if pill.detail:
        return pill
    problem = state.backups.problem
    if problem is not None:
        return PillContent(words.text("No backup"), "warning", "attention", detail=problem)
    hub = hub_pill(words, state.sending)
    return hub if hub.detail else pill


def kept_banner(words: Words, state: DeskState) -> BannerContent | None:
    """The cause with its mend; None while all is well."""
    banner = till_banner(words, state.hand_over)
    pill = kept_pill(words, state)
    if banner is not None or not pill.detail:
        return banner
    return BannerContent(pill.detail, pill.icon, "attention", lead=f"{pill.text}.")
