"""Codes of escalations and of a case's story as sentences.

Owns the English behind them; screens of managers share it. A code without one says itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.ui.kit import texts
from returns_desk.ui.manager.escalation_shapes import StoryLine
from returns_desk.ui.manager.story_words import (
    MORE_DETAILS,
    MORE_WHAT,
    moment_detail,
    more_told,
    promise_detail,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from returns_desk.application.escalations.story import Moment
    from returns_desk.ui.kit.wording import Words

TRIGGERS: Final[Mapping[str, str]] = {
    "asked_option_needs_approval": N_("Asked for; a manager can allow it"),
    "asked_option_not_possible": N_("Asked for; not possible here"),
    "no_money_option": N_("No way to give the money back"),
    "line_already_returned": N_("The goods came back before"),
    "statutory_right_refused_by_shop": N_("A right; the goods differ"),
    "declined_all": N_("Nothing suited the customer"),
    "manager_asked": N_("A manager is asked for"),
    "open_too_long": N_("The customer waits too long"),
    "promise_overdue": N_("A promise is overdue"),
    "third_visit": N_("The third visit"),
    "approval_not_carried_out": N_("Allowed, and not carried out"),
    "double_refund": N_("May have been paid before"),
    "void_not_finished": N_("Taken back in part"),
}
HAND_ON: Final[Mapping[str, str]] = {
    "knows_this_better": N_("Knows this better"),
    "has_more_authority": N_("Has more authority"),
    "not_here_any_more": N_("I am about to leave"),
    "own_purchase": N_("It is my own purchase"),
}
_WHAT: Final[Mapping[str, str]] = {
    "case_opened": N_("The customer is here"),
    "receipt_added": N_("Receipt {receipt}"),
    "board_shown": N_("Every option on screen"),
    "asked_for": N_("Asked for: {option}"),
    "evidence_seen": N_("Seen here: {kind}"),
    "evidence_kept": N_("Kept here: {kind}"),
    "evidence_withdrawn": N_("Taken back: {kind}"),
    "manager_called": N_("A manager is called"),
    "escalation_raised": N_("Handed on by itself"),
    "escalation_seen": N_("Seen"),
    "escalation_taken": N_("Taken over"),
    "escalation_handed_on": N_("Handed on to {to}"),
    "escalation_closed": N_("Closed"),
    "approval_given": N_("Allowed: {option}"),
    "approval_declined": N_("Offered instead: {alternative}"),
    "option_chosen": N_("Chosen: {option}"),
    "leg_failed": N_("A payment did not work"),
    "case_parked": N_("The customer waits"),
    "case_resumed": N_("Taken up again"),
    "case_completed": N_("Done: {option}"),
    "case_left": N_("The customer left"),
    **MORE_WHAT,
}
_MORE: Final[Mapping[str, Mapping[str, str]]] = {
    "approval_given": texts.APPROVAL_REASONS,
    "approval_declined": texts.DECLINE_REASONS,
    "leg_failed": texts.LEG_FAILURES,
    "case_left": texts.LEAVE_REASONS,
    "escalation_handed_on": HAND_ON,
    **MORE_DETAILS,
}
_TONES: Final = {"board": "now", "authority": "manager"}


def trigger_words(words: Words, codes: Iterable[str]) -> str:
    """Say triggers, one after another."""
    return " · ".join(texts.said(words, TRIGGERS, code) for code in codes)


def story_lines(
    words: Words, moments: Sequence[Moment], name_of: Callable[[str], str], currency: str
) -> tuple[StoryLine, ...]:
    """The story in sentences; a moment of a later day says which day it was."""
    first = moments[0].at.date() if moments else None
    return tuple(_line(words, each, name_of, currency, first) for each in moments)


def _line(
    words: Words,
    moment: Moment,
    name_of: Callable[[str], str],
    currency: str,
    first: date | None,
) -> StoryLine:
    told = more_told(words, moment.told, currency)
    for key in ("option", "alternative"):
        if told.get(key):
            told[key] = texts.said(words, texts.SHORT_TITLES, told[key])
    for key in ("to", "approver"):
        if told.get(key):
            told[key] = name_of(told[key])
    if moment.code == "fact_answered":
        strong = _answer(words, moment.told)
    else:
        strong = words.text(_WHAT[moment.code], **told)
    by = told.get("approver") or (name_of(moment.by) if moment.by else "")
    parts = (_detail(words, moment), by)
    time = words.clock(moment.at, seconds=True)
    if moment.at.date() != first:
        time = f"{words.weekday(moment.at.date())}, {time}"
    tone = _TONES.get(moment.kind, "none")
    return StoryLine(time, strong, " · ".join(each for each in parts if each), tone)


def _answer(words: Words, told: Mapping[str, str]) -> str:
    question = texts.question_about(words, told["fact"], value=True)
    answer = words.text("Yes") if told["value"] == "yes" else words.text("No")
    return f"{question} {answer}"


def _detail(words: Words, moment: Moment) -> str:
    told = moment.told
    if moment.code == "escalation_raised":
        return trigger_words(words, told["triggers"].split())
    if moment.code == "board_shown":
        return words.plural("{count} option", "{count} options", int(told["count"]))
    if moment.code == "promise_made":
        return promise_detail(words, told)
    if moment.code == "claim_settled":
        return moment_detail(words, told)
    reason = told.get("reason") or told.get("why") or told.get("note") or told.get("kind")
    return texts.said(words, _MORE.get(moment.code, {}), reason) if reason else ""
