"""How the hand-over to the till is, as contents: a pill in the header, and its cause behind it.

Quiet while all is well: a return on its way to the till is nobody's business. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.ui.clerk.contents import BannerContent, PillContent

if TYPE_CHECKING:
    from returns_desk.application.handing_over import HandOverState
    from returns_desk.ui.kit.wording import Words

TILL: Final = "till"
"""What a touch on the pill asks for: why returns are not at the till."""


def till_pill(words: Words, state: HandOverState) -> PillContent:
    """What the header says of it; its `detail` is the cause with the mend."""
    cause = till_cause(words, state)
    if state.refused:
        said = words.plural(
            "The till refused {count} return", "The till refused {count} returns", state.refused
        )
        return PillContent(said, "warning", "attention", detail=cause)
    if cause:
        said = words.plural(
            "{count} return waits for the till",
            "{count} returns wait for the till",
            state.waiting,
        )
        return PillContent(said, "waiting", "attention", detail=cause)
    return PillContent(words.text("All kept"), "check-circle", "now")


def till_banner(words: Words, state: HandOverState) -> BannerContent | None:
    """The cause as the banner, with what it is about in front; None while all is well."""
    pill = till_pill(words, state)
    if not pill.detail:
        return None
    return BannerContent(pill.detail, pill.icon, "attention", lead=f"{pill.text}.")


def till_cause(words: Words, state: HandOverState) -> str:
    """Why returns are not at the till, and the mend; empty while all is well."""
    parts = []
    if state.refused:
        parts.append(
            words.plural(
                "It is complete here, but not booked there. Call IT with its slip.",
                "They are complete here, but not booked there. Call IT with their slips.",
                state.refused,
            )
        )
    if state.problem is not None and (state.waiting or state.refused):
        # A problem with facts put in is no sentence that a translator knows.
        has_facts = "{" in state.problem or "}" in state.problem
        parts.append(state.problem if has_facts else words.text(state.problem))
    return " ".join(parts)
