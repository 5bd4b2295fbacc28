"""From what waits for a decision to what the page shows.

Owns the page's sentences. Decides nothing: who may decide what comes from the counter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from returns_desk.application.escalations.answering import HAND_ON_REASONS
from returns_desk.application.escalations.equal_cases import APPROVED, EqualCases
from returns_desk.application.escalations.queue import in_order, is_overdue
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.manager.escalation_shapes import (
    EqualContent,
    FootContent,
    HandOnContent,
    OpenedContent,
    QueueContent,
    RowContent,
)
from returns_desk.ui.manager.escalation_words import HAND_ON, story_lines, trigger_words
from returns_desk.ui.manager.evidence_contents import papers_button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from returns_desk.application.desk_state import CaseState
    from returns_desk.application.escalations.queue import Waiting
    from returns_desk.application.escalations.story import Moment
    from returns_desk.application.ports import Operator
    from returns_desk.ui.kit.contents import ApprovalContent, BoardContent, Tone
    from returns_desk.ui.kit.wording import Words

NO_ALTERNATIVE: Final = ""
NONE_BEFORE: Final = EqualCases()


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom, when and in which shop it is said."""

    words: Words
    person: str
    now: datetime
    currency: str
    reminder_minutes: int
    names: Mapping[str, str]
    others: tuple[Operator, ...] = ()
    """To whom it can be handed on."""

    def name_of(self, operator_id: str) -> str:
        """A person's name; the id where nobody knows it any more."""
        return self.names.get(operator_id, operator_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was touched and waits for the PIN; an empty text is untouched."""

    reason: str = ""
    alternative: str = NO_ALTERNATIVE
    decline_reason: str = ""


@dataclass(frozen=True, slots=True)
class HandingOn:
    """Whom and why was touched."""

    to: str = ""
    why: str = HAND_ON_REASONS[0]


@dataclass(frozen=True, slots=True)
class Opened:
    """One escalation as far as it was read; `case` is None where the case has ended."""

    waiting: Waiting
    case: CaseState | None = None
    story: tuple[Moment, ...] = ()
    equal: EqualCases = NONE_BEFORE


def queue_content(reader: Reader, found: Sequence[Waiting]) -> QueueContent:
    """What waits, overdue first."""
    words = reader.words
    rows = in_order(found, reader.person, reader.now, reader.reminder_minutes)
    return QueueContent(
        title=words.plural("{count} waits for an answer", "{count} wait for an answer", len(rows)),
        empty="" if rows else words.text("Nothing waits. What is handed on shows up by itself."),
        rows=tuple(_row(reader, each) for each in rows),
    )


def _row(reader: Reader, waiting: Waiting) -> RowContent:
    words, life = reader.words, waiting.life
    overdue = is_overdue(waiting, reader.now, reader.reminder_minutes)
    minutes = int((reader.now - life.raised_at).total_seconds() // 60)
    time = words.plural("{count} minute", "{count} minutes", minutes)
    pill = words.text("overdue, {time}", time=time) if overdue else time
    can_decide = "asked_option_needs_approval" in life.triggers and waiting.is_at_counter
    action = words.text("Decide") if can_decide else words.text("Open")
    return RowContent(
        waiting.case_id, title_of(reader, waiting), line_of(reader, waiting), pill, action, overdue
    )


def title_of(reader: Reader, waiting: Waiting) -> str:
    """What is asked, and for how much; else why it was handed on."""
    life, words = waiting.life, reader.words
    if life.option is None:
        return trigger_words(words, life.triggers)
    title = texts.said(words, texts.SHORT_TITLES, life.option)
    return f"{title} · {words.money(life.amount, reader.currency)}" if life.amount else title


def line_of(reader: Reader, waiting: Waiting) -> str:
    """Whose case it is, why it is here, and who has it."""
    words, life = reader.words, waiting.life
    parts = [words.text("Case {number}", number=waiting.number), reader.name_of(waiting.clerk)]
    if life.option is not None:
        parts.append(trigger_words(words, life.triggers))
    if not waiting.is_at_counter:
        parts.append(words.text("the customer has gone"))
    if life.owner is not None and life.waits:
        parts.append(words.text("{name} has it", name=reader.name_of(life.owner)))
    elif life.decided_by is not None and life.decided_at is not None:
        name, time = reader.name_of(life.decided_by), words.clock(life.decided_at)
        parts.append(words.text("answered by {name} at {time}", name=name, time=time))
    elif life.handed_to is not None:
        parts.append(words.text("for {name}", name=reader.name_of(life.handed_to)))
    return " · ".join(each for each in parts if each)


def opened_content(
    reader: Reader,
    opened: Opened,
    choice: Choice,
    board: BoardContent | None,
    approval: ApprovalContent | None,
    hand_on: HandOnContent | None,
) -> OpenedContent:
    """One escalation with all that is needed to decide."""
    words, waiting = reader.words, opened.waiting
    return OpenedContent(
        title=title_of(reader, waiting),
        line=line_of(reader, waiting),
        story_heading=words.text("The story so far"),
        story=story_lines(words, opened.story, reader.name_of, reader.currency),
        advice_strong=words.text("Ask the customer nothing."),
        advice=words.text("All that is needed is here."),
        foot=_foot(reader, opened),
        board_heading=words.text("The board all three of you see"),
        board=_only_read(board),
        equal=_equal(reader, opened.equal, choice) if approval else None,
        approval=_without_hint(approval) if hand_on is None else None,
        secret=words.text("Badge or PIN"),
        confirm=_confirm(words, opened, choice, approval, hand_on),
        is_ready=approval is not None or hand_on is not None,
        hand_on=hand_on,
    )


def hand_on_content(words: Words, people: Sequence[Operator], handing: HandingOn) -> HandOnContent:
    """To whom it can be given, and why."""
    chips = tuple(ChipContent(each.id, each.name, on=each.id == handing.to) for each in people)
    reasons = tuple(
        ChipContent(code, texts.said(words, HAND_ON, code), on=code == handing.why)
        for code in HAND_ON_REASONS
    )
    return HandOnContent(words.text("Hand on to…"), chips, words.text("Reason"), reasons)


def _foot(reader: Reader, opened: Opened) -> FootContent:
    words, life = reader.words, opened.waiting.life
    is_mine = life.owner == reader.person
    return FootContent(
        back=words.text("Back to the queue"),
        story=words.text("The story so far"),
        board=words.text("The board") if opened.case is not None else "",
        hand_on=words.text("Hand on to…") if life.waits and reader.others else "",
        take="" if is_mine or not life.waits else words.text("I look after it"),
        close=words.text("Nothing left to do") if _can_close(opened) else "",
        papers=papers_button(words, opened.waiting.case_id, opened.story),
    )


def _can_close(opened: Opened) -> bool:
    """What a decision or the case itself ends, nobody need close."""
    case = opened.case
    return case is None or case.requested is None


def _confirm(
    words: Words,
    opened: Opened,
    choice: Choice,
    approval: ApprovalContent | None,
    hand_on: HandOnContent | None,
) -> str:
    if hand_on is not None:
        return words.text("Hand on")
    if approval is None or opened.case is None:
        return ""
    if choice.alternative:
        other = texts.said(words, texts.SHORT_TITLES, choice.alternative)
        return words.text("Offer: {option}", option=other)
    return words.text("Approve {amount}", amount=approval.amount)


def _equal(reader: Reader, equal: EqualCases, choice: Choice) -> EqualContent:
    words, latest = reader.words, equal.latest
    heading = words.text("An equal case was decided before")
    means = words.text(
        "Equal: the same option, by the same rule, for the same reason and condition."
    )
    if latest is None:
        none = words.text("No equal case was decided before")
        return EqualContent(none, "", "neutral", "", "", means)
    is_yes = latest.decision == APPROVED
    pill = words.text("Approved") if is_yes else words.text("Offered instead")
    table = texts.APPROVAL_REASONS if is_yes else texts.DECLINE_REASONS
    text = words.text(
        "{when}, case {number}, by {name}: {reason}",
        when=words.moment(latest.at),
        number=latest.number,
        name=reader.name_of(latest.approver),
        reason=texts.said(words, table, latest.reason),
    )
    counts = words.text(
        "{approved} of {total} equal cases were approved.",
        approved=equal.approved,
        total=equal.total,
    )
    now = "declined" if choice.alternative else APPROVED
    differs = words.text("This answer differs from the earlier one.")
    is_other = equal.differs_from(now)
    tone: Tone = "now" if is_yes else "manager"
    return EqualContent(
        *(heading, pill, tone, text, counts, means, differs if is_other else ""),
        case_id=latest.case_id,
        read=words.text("Read it"),
    )


def _only_read(board: BoardContent | None) -> BoardContent | None:
    """The same board without anything to touch: what is chosen is chosen at the counter."""
    if board is None:
        return None
    cards = tuple(replace(each, action="none") for each in board.options)
    asked = board.asked
    if asked is not None:
        card = replace(asked.card, action="none")
        # What stands beside it says that a manager may allow it.
        asked = replace(asked, card=card, action_detail="", pill_text="", pill_icon="")
    return replace(board, options=cards, asked=asked)


def _without_hint(approval: ApprovalContent | None) -> ApprovalContent | None:
    """Who decides is who looks, and the field for the PIN says so itself."""
    return None if approval is None else replace(approval, who=(), who_heading="", hint="")
