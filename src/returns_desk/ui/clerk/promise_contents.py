"""Promises as contents: the page on which one is made, the list of what is due, the pill.

Owns their words. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from returns_desk.application.promises.entry import CHANNEL_OF, TOMORROW, DueChoice
from returns_desk.application.promises.promise import CHANNELS, KINDS, WHO
from returns_desk.application.promises.slip_lines import promised
from returns_desk.ui.clerk.contents import (
    BannerContent,
    ButtonContent,
    FooterContent,
    PillContent,
)
from returns_desk.ui.clerk.promise_shapes import (
    ChipGroup,
    FieldContent,
    PromisePageContent,
    PromiseRow,
    PromisesPageContent,
)
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.promise_words import (
    CHANNEL_WORDS,
    KIND_WORDS,
    WHO_WORDS,
    near_moment,
    own_words,
    promise_line,
    promise_title,
    urgency_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from returns_desk.application.desk_state import DeskState
    from returns_desk.application.promises.seen import PromiseSeen, PromisesState
    from returns_desk.ui.kit.wording import Words

PROMISE: Final = "promise"
"""The key and the button, and the page on which one is made."""
PROMISES: Final = "promises"
"""The list, and the pill that opens it."""
KEPT: Final = "kept:"
OPEN_CASE: Final = "open:"
CALENDAR: Final = "calendar"


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What is chosen on the page; `choices` are the ends offered when it was opened."""

    choices: tuple[DueChoice, ...] = ()
    kind: str = KINDS[0]
    channel: str = CHANNELS[0]
    who: str = WHO[0]
    due: str = TOMORROW
    token: str = ""

    def chosen(self, group: str, code: str) -> PromiseDraft:
        """The draft with another choice; a kind brings the channel that goes with it."""
        if group == "kind":
            return replace(self, kind=code, channel=CHANNEL_OF.get(code, CHANNELS[0]))
        if group == "channel":
            return replace(self, channel=code)
        return replace(self, who=code) if group == "who" else replace(self, due=code)

    def at(self) -> datetime | None:
        """The end that is chosen."""
        return next((each.at for each in self.choices if each.code == self.due), None)


def promise_page(words: Words, draft: PromiseDraft, known: str) -> PromisePageContent:
    """What is promised, until when, how, and by whom; `known` is where the customer is reached."""
    contact = (
        words.text("E-mail address") if draft.channel == "email" else words.text("Phone number")
    )
    return PromisePageContent(
        title=words.text("A promise to this customer"),
        line=words.text("Enter promises what is marked. It stands on the slip and in the list."),
        groups=(
            _group(words, "kind", words.text("What"), KIND_WORDS, draft.kind),
            _ends(words, draft),
            _group(
                words, "channel", words.text("How they hear of it"), CHANNEL_WORDS, draft.channel
            ),
            _group(words, "who", words.text("Who sees to it"), WHO_WORDS, draft.who),
        ),
        due=FieldContent(words.text("Another day and time"), words.text("2026-11-26 17:00")),
        contact=FieldContent(contact, known, is_shown=draft.channel != "here"),
        words=FieldContent(words.text("In your words")),
        token=draft.token,
    )


def _group(
    words: Words, code: str, heading: str, sentences: dict[str, str], chosen: str
) -> ChipGroup:
    chips = (
        ChipContent(key, words.text(text), on=key == chosen) for key, text in sentences.items()
    )
    return ChipGroup(code, heading, tuple(chips))


def _ends(words: Words, draft: PromiseDraft) -> ChipGroup:
    chips = (
        ChipContent(each.code, near_moment(words, each.at), on=each.code == draft.due)
        for each in draft.choices
    )
    return ChipGroup("due", words.text("By when"), tuple(chips))


def promise_footer(words: Words, draft: PromiseDraft) -> FooterContent:
    """The promise as a sentence, and the button that makes it."""
    due = draft.at()
    time = near_moment(words, due) if due is not None else ""
    return FooterContent(
        words.text(promised(draft.kind, draft.channel), time=time),
        words.text("This is what the customer reads."),
        confirm="ready",
        confirm_text=words.text("Promise this"),
        confirm_icon="check",
    )


def promise_button(words: Words) -> ButtonContent:
    """Opens the page on which a promise is made."""
    return ButtonContent(PROMISE, words.text("Promise"), "phone", "F9", may_shrink=True)


def promises_pill(words: Words, promises: PromisesState) -> PillContent:
    """How many are over, else due soon; nothing where there is time."""
    over, due = len(promises.overdue), len(promises.pressing)
    if not due:
        return PillContent()
    detail = words.text("Promises that are due; a touch opens the list.")
    if over:
        said = words.plural("{count} promise overdue", "{count} promises overdue", over)
        return PillContent(said, "warning", "bad", detail)
    said = words.plural("{count} promise due", "{count} promises due", due)
    return PillContent(said, "clock", "attention", detail)


def promises_page(words: Words, state: DeskState) -> PromisesPageContent:
    """Everything that is promised and open; each is kept, or its case opened, by one touch."""
    may_open = {each.case_id for each in state.open_cases}
    rows = tuple(_row(words, each, may_open) for each in state.promises.open)
    return PromisesPageContent(
        title=words.text("What we promised"),
        line=words.text("The next due first. Say so as soon as one is kept."),
        rows=rows,
        actions=(
            ButtonContent(CALENDAR, words.text("Calendar file"), "calendar"),
            ButtonContent("back", words.text("Back"), "back", "Esc"),
        ),
    )


def _row(words: Words, seen: PromiseSeen, may_open: set[str]) -> PromiseRow:
    promise = seen.promise
    actions = [ButtonContent(KEPT + promise.id, words.text("Kept"), "check")]
    if promise.case_id in may_open:
        actions.append(ButtonContent(OPEN_CASE + promise.case_id, words.text("Open the case")))
    return PromiseRow(
        code=promise.id,
        title=promise_title(words, promise),
        line=promise_line(words, promise, seen.made_by),
        words=own_words(seen.words),
        pill=PillContent(*urgency_of(words, promise, seen.urgency)),
        actions=tuple(actions),
    )


def no_promises(words: Words) -> BannerContent:
    """Said where the list would be empty."""
    return BannerContent(words.text("Nothing is promised. F9 makes a promise in a case."), "clock")
