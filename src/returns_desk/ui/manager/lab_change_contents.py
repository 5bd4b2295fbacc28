"""One change of the policy lab as contents: why, what, and from when it shall count.

Owns those sentences. Knows no Qt.
"""

from __future__ import annotations

from datetime import date, timedelta
from difflib import unified_diff
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.manager.contents import ActionRow
from returns_desk.ui.manager.lab_contents import share_line, work_content
from returns_desk.ui.manager.lab_result_contents import result_content
from returns_desk.ui.manager.lab_shapes import LabChangeContent, LabFigure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.application.policy_lab.drafting import Kept
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.lab_ports import Change, PackText, Work

FROM: Final[Mapping[str, str]] = MappingProxyType(
    {
        "today": N_("From today"),
        "tomorrow": N_("From tomorrow"),
        "month": N_("From the first of next month"),
    }
)
MOST_CASES: Final = 20
MOST_LINES: Final = 200
_HEAD_LINES: Final = 2
"""A diff begins with the names of two files, which say nothing here."""


def day_of(code: str, today: date) -> date:
    """From which day the change counts."""
    if code == "month":
        return (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    return today + timedelta(days=code == "tomorrow")


def change_content(
    words: Words, change: Change, work: Work | None, today: date, currency: str
) -> LabChangeContent:
    """One change, as far as it is known."""
    kept, found = change.kept, change.found
    is_ready = found is not None and work is None and not change.is_published
    return LabChangeContent(
        title=_title(words, change),
        why=() if kept is None else (_why(words, kept),),
        cases_heading="" if kept is None else words.text("Read what was decided"),
        cases=() if kept is None else _cases(words, kept),
        table_heads=(words.text("The change"), words.text("Now"), words.text("Proposed")),
        table=() if kept is None else _table(words, kept, change.most, currency),
        lines_action=_lines_action(words, change),
        lines=diff_lines(change.pack) if change.has_lines else (),
        work=None if work is None else work_content(words, work),
        try_again=words.text("Try it on the journal") if work is None and found is None else "",
        result=None if found is None else result_content(words, found, currency),
        days_name=words.text("In force"),
        days=_days(words, change) if is_ready else (),
        publish=words.text("Sign and publish") if is_ready else "",
        publish_note=_publish_note(words, change, today) if is_ready else "",
        back=words.text("Back"),
    )


def diff_lines(pack: PackText) -> tuple[str, ...]:
    """The lines of the file that differ, + new and - gone."""
    before, after = pack.before.splitlines(), pack.text.splitlines()
    lines = list(unified_diff(before, after, n=0, lineterm=""))[_HEAD_LINES:]
    return tuple(each for each in lines if not each.startswith("@@"))[:MOST_LINES]


def _title(words: Words, change: Change) -> str:
    if change.kept is None:
        return words.text("Pack {pack}, from a file", pack=change.pack.pack)
    return texts.said(words, texts.SHORT_TITLES, change.kept.option)


def _why(words: Words, kept: Kept) -> LabFigure:
    count = len(kept.approvers)
    by = words.plural("Allowed by {count} manager", "Allowed by {count} managers", count)
    figure = words.text("{yes} of {all}", yes=kept.yes, all=kept.all)
    return LabFigure(figure, by, share_line(words, kept))


def _cases(words: Words, kept: Kept) -> tuple[ActionRow, ...]:
    newest = list(zip(kept.case_ids, kept.cases, strict=True))[-MOST_CASES:]
    return tuple(
        ActionRow(case_id, words.text("Case {number}", number=number), "")
        for case_id, number in reversed(newest)
    )


def _table(
    words: Words, kept: Kept, most: int | None, currency: str
) -> tuple[tuple[str, str, str], ...]:
    reasons = [texts.said(words, texts.REASONS, each) for each in sorted(kept.reasons)]
    any_reason, no_limit = words.text("any reason"), words.text("no limit")
    limit = no_limit if most is None else words.money(most, currency)
    return (
        (words.text("Who may give it"), words.text("a manager"), words.text("a clerk")),
        (words.text("For which reasons"), any_reason, ", ".join(reasons) or any_reason),
        (words.text("Up to"), no_limit, limit),
        (words.text("Everything else"), words.text("a manager"), words.text("a manager")),
    )


def _lines_action(words: Words, change: Change) -> str:
    return words.text("Hide the file") if change.has_lines else words.text("Show as file")


def _days(words: Words, change: Change) -> tuple[ChipContent, ...]:
    return tuple(
        ChipContent(code, words.text(text), on=code == change.day) for code, text in FROM.items()
    )


def _publish_note(words: Words, change: Change, today: date) -> str:
    day = words.day(day_of(change.day, today))
    return words.text(
        "In force from {day}, case by case. It is written in the journal and can be taken back.",
        day=day,
    )
