"""What the one before left, as the banner at the first sign-in after the end of a day.

Owns its sentence and counts. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.ui.clerk.contents import BannerContent

if TYPE_CHECKING:
    from returns_desk.application.desk_state import Notice
    from returns_desk.ui.kit.wording import Words

LEFT_FOR_YOU: Final = "left_for_you"


def left_banner(words: Words, notice: Notice) -> BannerContent:
    """Who left how much of what."""
    said = ", ".join(_parts(words, notice))
    lead = words.text("Left for you by {name}:", name=str(notice.fields["name"]))
    return BannerContent(f"{said}.", "list", notice.tone.value, lead=lead)


def _parts(words: Words, notice: Notice) -> list[str]:
    cases, doubts, promises = (_count(notice, name) for name in ("cases", "doubts", "promises"))
    said = (
        (cases, words.plural("{count} open case", "{count} open cases", cases)),
        (doubts, words.plural("{count} payout in doubt", "{count} payouts in doubt", doubts)),
        (promises, words.plural("{count} promise", "{count} promises", promises)),
    )
    return [text for count, text in said if count]


def _count(notice: Notice, name: str) -> int:
    value = notice.fields.get(name)
    return value if isinstance(value, int) else 0
