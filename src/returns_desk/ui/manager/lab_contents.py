"""The policy lab's list as contents: what managers keep allowing, and what was published.

Owns those sentences. Knows no Qt. A share always stands beside how sure it is (R12).
"""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.manager.contents import ActionRow
from returns_desk.ui.manager.lab_shapes import LabListContent, WorkContent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from returns_desk.application.policy_lab.drafting import Draft, Kept
    from returns_desk.ui.kit.contents import Tone
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.lab_ports import Days, PublishedPacks, Work

    Pill = tuple[str, str, Tone]

PERIODS: Final[Mapping[str, tuple[str, int]]] = MappingProxyType(
    {"month": (N_("30 days"), 30), "quarter": (N_("90 days"), 90), "year": (N_("A year"), 365)}
)
ALL_DAYS: Final = "all"
WHY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "too_few": N_("Too few decisions yet"),
        "not_often": N_("Not allowed often enough"),
        "law_asks": N_("The law asks for a person’s look"),
        "acquirer_asks": N_("The card acquirer asks for it"),
        "several_rules": N_("Several rules ask for it"),
        "not_by_itself": N_("The file is changed by hand"),
    }
)
_STATES: Final[Mapping[str, tuple[str, str, Tone]]] = MappingProxyType(
    {
        "in_force": (N_("In force"), "check-circle", "now"),
        "waiting": (N_("Waits for its day"), "clock", "attention"),
        "behind": (N_("Behind a later one"), "chevron-down", "neutral"),
        "reverted": (N_("Taken back"), "back", "neutral"),
    }
)


def days_of(period: str, today: date) -> Days:
    """First and last day of a period; None where it is open."""
    if period not in PERIODS:
        return None, None
    return today - timedelta(days=PERIODS[period][1] - 1), today


def list_content(
    words: Words,
    period: str,
    drafts: Sequence[Draft] | None,
    published: PublishedPacks,
    work: Work | None,
) -> LabListContent:
    """The list; `drafts` is None before the journal was looked through."""
    is_idle = work is None
    return LabListContent(
        name=words.text("Policy lab"),
        periods_name=words.text("Days"),
        periods=_periods(words, period),
        heading=words.text("What managers keep allowing"),
        look=words.text("Look through the journal") if is_idle else "",
        work=None if work is None else work_content(words, work),
        note=_note(words, drafts) if is_idle else "",
        rows=tuple(_draft_row(words, at, each) for at, each in enumerate(drafts or ())),
        file=words.text("Try a pack file") if is_idle else "",
        published_heading=words.text("Published packs"),
        published=_published(words, published),
        problems=" ".join(published.problems),
    )


def work_content(words: Words, work: Work) -> WorkContent:
    """How far it is."""
    sentence = words.text(work.sentence, percent=work.per_cent)
    return WorkContent(sentence, work.per_cent, words.text("Stop"))


def share_line(words: Words, kept: Kept) -> str:
    """How sure it is."""
    least, most = kept.share
    sentence = N_("The true share lies between {least} and {most} of 100 (sure to 95 %).")
    return words.text(sentence, least=least, most=most)


def _periods(words: Words, period: str) -> tuple[ChipContent, ...]:
    chips = [
        ChipContent(code, words.text(text), on=code == period)
        for code, (text, _) in PERIODS.items()
    ]
    return *chips, ChipContent(ALL_DAYS, words.text("All days"), on=period == ALL_DAYS)


def _note(words: Words, drafts: Sequence[Draft] | None) -> str:
    if drafts is None:
        return words.text(
            "Tells which options managers were asked for, how often they said yes, and what the "
            "policy would be if clerks could say it."
        )
    if not drafts:
        return words.text("No manager decided on an option that the packs still ask for.")
    return ""


def _draft_row(words: Words, at: int, draft: Draft) -> ActionRow:
    kept = draft.kept
    option = texts.said(words, texts.SHORT_TITLES, kept.option)
    title = words.text(
        "{option}: allowed {yes} of {all}", option=option, yes=kept.yes, all=kept.all
    )
    if draft.why is not None:
        waits: Pill = texts.said(words, WHY, draft.why), "clock", "neutral"
        return ActionRow(str(at), title, share_line(words, kept), waits)
    ready: Pill = words.text("A change is drafted"), "flask", "manager"
    return ActionRow(str(at), title, share_line(words, kept), ready, words.text("Look at it"))


def _published(words: Words, published: PublishedPacks) -> tuple[ActionRow, ...]:
    """The newest first; the newest of each pack that stands can be taken back."""
    rows, seen = [], set()
    for each in reversed(published.every):
        one = each.publication
        can_revert = not one.is_reverted and one.pack not in seen
        if can_revert:
            seen.add(one.pack)
        text, icon, tone = _STATES[each.state]
        line = words.text(
            "From {day}, by {name}",
            day=words.day(one.effective_from),
            name=published.names.get(one.by, one.by),
        )
        action = words.text("Take it back") if can_revert else ""
        title = words.text("{pack}, version {version}", pack=one.pack, version=one.version)
        rows.append(ActionRow(one.pack, title, line, (words.text(text), icon, tone), action))
    return tuple(rows)
