"""What promises are called on every screen: kind, channel, who, and how soon.

Owns those words. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.promises.promise import PromiseStatus, Urgency
from returns_desk.application.sentences import N_

if TYPE_CHECKING:
    from datetime import datetime

    from returns_desk.application.promises.promise import Promise, PromiseWords
    from returns_desk.ui.kit.contents import Tone
    from returns_desk.ui.kit.wording import Words

KIND_WORDS: Final = {
    "call_you": N_("We call"),
    "answer": N_("An answer"),
    "goods_ready": N_("Goods ready to collect"),
    "refund_arrives": N_("The refund arrives"),
    "other": N_("Something else"),
}
CHANNEL_WORDS: Final = {
    "phone": N_("by phone"),
    "email": N_("by e-mail"),
    "text_message": N_("by text message"),
    "here": N_("here in the shop"),
}
WHO_WORDS: Final = {
    "me": N_("Me"),
    "colleague": N_("A colleague"),
    "manager": N_("The manager"),
}
STATUS_WORDS: Final = {
    PromiseStatus.MADE: N_("open"),
    PromiseStatus.KEPT: N_("kept"),
    PromiseStatus.BROKEN: N_("not kept"),
    PromiseStatus.WITHDRAWN: N_("withdrawn"),
}


def near_moment(words: Words, at: datetime) -> str:
    """A moment of the next days: "Thu 26 Nov, 17:00"."""
    return f"{words.weekday(at.date())}, {words.clock(at)}"


def promise_title(words: Words, promise: Promise) -> str:
    """What was promised, and for which case."""
    case = words.text("Case {number}", number=promise.case_number)
    return f"{words.text(KIND_WORDS[promise.kind])} · {case}"


def promise_line(words: Words, promise: Promise, made_by: str) -> str:
    """Who made it, who sees to it, by which channel and when."""
    who = made_by
    if promise.who != "me":
        does = words.text(WHO_WORDS[promise.who])
        who = words.text("{name}; sees to it: {who}", name=made_by, who=does)
    channel = words.text(CHANNEL_WORDS[promise.channel])
    return " · ".join((who, channel, near_moment(words, promise.due)))


def own_words(said: PromiseWords) -> str:
    """What was said in somebody's own words, and where the customer is reached."""
    return " · ".join(each for each in (said.words, said.contact) if each)


def urgency_of(words: Words, promise: Promise, urgency: Urgency) -> tuple[str, str, Tone]:
    """How soon: a word, an icon and a tone; of an ended one what became of it."""
    if urgency is Urgency.ENDED:
        icon = "check" if promise.status is PromiseStatus.KEPT else "minus"
        return words.text(STATUS_WORDS[promise.status]), icon, "neutral"
    if urgency is Urgency.OVERDUE:
        return words.text("overdue"), "warning", "bad"
    when = words.clock(promise.due)
    if urgency is Urgency.DUE:
        return words.text("by {time}", time=when), "clock", "attention"
    return words.weekday(promise.due.date()), "clock", "neutral"
