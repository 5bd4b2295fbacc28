"""What a second person sees and decides, as contents: one option, one amount, one reason.

Decides nothing; who may decide and with which reasons comes from the counter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from returns_desk.application.approvers import DECLINE_REASONS
from returns_desk.application.approving import Seen
from returns_desk.domain.board import Standing
from returns_desk.ui.clerk import role_words
from returns_desk.ui.clerk.option_contents import amount_of
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ApprovalContent, ChipContent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.application.desk import Desk
    from returns_desk.application.desk_state import DeskState
    from returns_desk.ui.clerk.option_contents import Speaker
    from returns_desk.ui.kit.wording import Words


@dataclass(frozen=True, slots=True)
class Decision:
    """What was touched on the approval box and waits for the PIN; an empty text is untouched.

    With an `alternative` the PIN declines, without one it approves.
    """

    reason: str = ""
    alternative: str = ""
    decline_reason: str = ""


def approval_of(speaker: Speaker, decision: Decision, minutes: int) -> ApprovalContent | None:
    """The box of a second person, or None where nothing is asked."""
    requested = speaker.case.requested
    if requested is None:
        return None
    asked = _asked_for(speaker, decision, requested, minutes)
    return _offered_instead(speaker, decision, asked) if decision.alternative else asked


def _asked_for(
    speaker: Speaker, decision: Decision, requested: str, minutes: int
) -> ApprovalContent:
    case, words = speaker.case, speaker.words
    option = case.board.option(requested)
    scope = words.plural(
        "Only case {number} · only this option · for {count} minute",
        "Only case {number} · only this option · for {count} minutes",
        minutes,
        number=case.number,
    )
    return ApprovalContent(
        heading=words.text("Approve exactly this"),
        option=speaker.title(option.id),
        amount=amount_of(speaker, option),
        scope=scope,
        reason_heading=words.text("Reason"),
        reasons=_reasons(words, case.approval_reasons, texts.APPROVAL_REASONS, decision.reason),
        who_heading=words.text("Who decides"),
        who=_people(speaker),
        hint=_hint(speaker, decision),
        decline_heading=words.text("Decline with an alternative"),
        decline_line=words.text("What we offer instead:"),
        alternatives=_alternatives(speaker, decision),
    )


def _offered_instead(
    speaker: Speaker, decision: Decision, asked: ApprovalContent
) -> ApprovalContent:
    """The same box once another way is marked: nobody takes the PIN for a yes to what was asked."""
    words = speaker.words
    instead = speaker.case.board.option(decision.alternative)
    return replace(
        asked,
        heading=words.text("Offer this instead"),
        option=speaker.title(instead.id),
        amount=amount_of(speaker, instead),
        scope=words.text("Asked for was: {option}", option=asked.option),
        reason_heading="",
        reasons=(),
        decline_reasons=_decline_reasons(words, decision),
        decline_reason_heading=words.text("Reason"),
    )


def decided(
    desk: Desk, state: DeskState, decision: Decision, secret: str
) -> Callable[[], DeskState]:
    """The command of a badge or PIN: it approves what `state` shows, or offers another way."""
    if decision.alternative:
        reason = decision.decline_reason or None
        return partial(desk.decline, secret, decision.alternative, reason=reason)
    seen = _seen(state)
    return partial(desk.approve, secret, reason=decision.reason or None, seen=seen)


def _seen(state: DeskState) -> Seen | None:
    case = state.case
    if case is None or case.requested is None:
        return None
    return Seen(case.requested, case.board.option(case.requested).amount)


def secret_prompt(speaker: Speaker, decision: Decision) -> str:
    """What the scan field says while a second person decides."""
    case, words = speaker.case, speaker.words
    if case.approver is not None and decision.alternative:
        return words.text("{name}: PIN to offer the other way", name=case.approver.name)
    if case.approver is not None:
        return words.text("{name}: scan your badge here, or type your PIN", name=case.approver.name)
    return role_words.scan_badge(words, case.board.option(case.requested or ""))


def _hint(speaker: Speaker, decision: Decision) -> str:
    words = speaker.words
    option = speaker.case.board.option(speaker.case.requested or "")
    if speaker.case.approver is None:
        return words.text("Touch your name, then type your PIN above.")
    if decision.alternative:
        other = texts.said(words, texts.SHORT_TITLES, decision.alternative)
        return words.text("Your PIN above offers: {option}", option=other)
    pays = option.customer_pays
    amount = speaker.money(pays) if pays else amount_of(speaker, option)
    return words.text("Your PIN above approves {amount}", amount=amount)


def _reasons(
    words: Words, codes: tuple[str, ...], sentences: Mapping[str, str], chosen: str
) -> tuple[ChipContent, ...]:
    on = chosen if chosen in codes else next(iter(codes), "")
    return tuple(
        ChipContent(code, texts.said(words, sentences, code), on=code == on) for code in codes
    )


def _decline_reasons(words: Words, decision: Decision) -> tuple[ChipContent, ...]:
    return _reasons(words, DECLINE_REASONS, texts.DECLINE_REASONS, decision.decline_reason)


def _people(speaker: Speaker) -> tuple[ChipContent, ...]:
    case = speaker.case
    if len(case.approvers) == 1:
        return ()
    chosen = case.approver.id if case.approver else ""
    return tuple(ChipContent(each.id, each.name, on=each.id == chosen) for each in case.approvers)


def _alternatives(speaker: Speaker, decision: Decision) -> tuple[ChipContent, ...]:
    case, words = speaker.case, speaker.words
    shown = [
        option
        for option in case.board.options
        if option.same_as is None
        and option.standing is not Standing.NOT_POSSIBLE
        and option.id != case.requested
    ]
    return tuple(
        ChipContent(
            option.id,
            texts.said(words, texts.SHORT_TITLES, option.id),
            on=option.id == decision.alternative,
        )
        for option in shown
    )
