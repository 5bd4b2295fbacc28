"""What stands in the way of the hub having what this counter recorded, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.application.hub_sending import HubState
    from returns_desk.ui.kit.wording import Words


def hub_trouble(words: Words, hub: HubState) -> str:
    """That a person has to look, or what waits since when; empty while nothing is in the way."""
    if hub.is_refused:
        return words.text(
            "The hub takes nothing from this counter. Everything works here; tell IT: "
            "“returns-desk sync --status” says why."
        )
    if not hub.is_stopped or not hub.waiting or hub.since is None:
        return ""
    return words.plural(
        "{count} entry waits since {moment}. Everything works; it is sent later.",
        "{count} entries wait since {moment}. Everything works; they are sent later.",
        hub.waiting,
        moment=words.moment(hub.since),
    )
