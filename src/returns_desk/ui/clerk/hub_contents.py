"""Whether the hub has what this counter recorded, as the header's pill; quiet while it has.

Knows no Qt. Never a hindrance: everything works meanwhile, and the words say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.ui.clerk.contents import PillContent
from returns_desk.ui.kit.hub_words import hub_trouble

if TYPE_CHECKING:
    from returns_desk.application.hub_sending import HubState
    from returns_desk.ui.kit.wording import Words


def hub_pill(words: Words, hub: HubState) -> PillContent:
    """What waits to be sent, or that a person has to look; empty while all is well."""
    trouble = hub_trouble(words, hub)
    if not trouble:
        return PillContent()
    if hub.is_refused:
        return PillContent(words.text("Not sent"), "warning", "attention", detail=trouble)
    said = words.text("{number} waiting", number=hub.waiting)
    return PillContent(said, "sync", "attention", detail=trouble)
