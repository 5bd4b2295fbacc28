"""What a case's story says of promises, money and what came afterwards.

Owns the English behind those moments. A code without a sentence says itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.paper_words import PAPERS
from returns_desk.ui.kit.promise_words import CHANNEL_WORDS, KIND_WORDS, WHO_WORDS, near_moment
from returns_desk.ui.manager.promises_contents import NOTE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.ui.kit.wording import Words

MORE_WHAT: Final[Mapping[str, str]] = {
    "promise_made": N_("Promised: {kind}"),
    "promise_kept": N_("The promise was kept"),
    "promise_broken": N_("The promise was not kept"),
    "promise_withdrawn": N_("The promise was withdrawn"),
    "promise_overdue": N_("The promise is overdue"),
    "lines_claimed": N_("Paid while other counters could not be asked"),
    "claim_settled": N_("Counter {terminal} paid for goods of this receipt too"),
    "leg_booked": N_("{amount} was paid"),
    "leg_settled": N_("{amount} was in doubt. Was it paid? {value}"),
    "void_begun": N_("Taking back {amount} was begun"),
    "void_given_up": N_("Taking back was given up"),
    "case_voided": N_("{amount} was taken back"),
    "feedback_given": N_("The customer said: {answer}"),
}
_FEEDBACK: Final[Mapping[str, str]] = {
    "good": N_("Good"),
    "so_so": N_("So-so"),
    "bad": N_("Bad"),
}
MORE_DETAILS: Final[Mapping[str, Mapping[str, str]]] = {
    "promise_kept": NOTE_WORDS,
    "promise_broken": NOTE_WORDS,
    "promise_withdrawn": NOTE_WORDS,
    "void_begun": texts.VOID_REASONS,
}


def more_told(words: Words, told: Mapping[str, str], currency: str) -> dict[str, str]:
    """The same with amounts, answers and what was promised as they are said."""
    said = dict(told)
    if "amount" in told:
        said["amount"] = words.money(int(told["amount"]), currency)
    if "value" in told:
        said["value"] = words.text("Yes") if told["value"] == "yes" else words.text("No")
    for key, table in (("kind", {**KIND_WORDS, **PAPERS}), ("answer", _FEEDBACK)):
        if told.get(key):
            said[key] = texts.said(words, table, told[key])
    return said


def moment_detail(words: Words, told: Mapping[str, str]) -> str:
    """When it was elsewhere."""
    return near_moment(words, datetime.fromisoformat(told["at"])) if told["at"] else ""


def promise_detail(words: Words, told: Mapping[str, str]) -> str:
    """By which channel, until when, and who sees to it."""
    parts = [texts.said(words, CHANNEL_WORDS, told["channel"])] if told["channel"] else []
    if told["due"]:
        due = datetime.fromisoformat(told["due"])
        parts.append(words.text("by {time}", time=near_moment(words, due)))
    if told["who"] and told["who"] != "me":
        who = texts.said(words, WHO_WORDS, told["who"])
        parts.append(words.text("Sees to it: {who}", who=who))
    return " · ".join(parts)
