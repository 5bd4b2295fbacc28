"""What the journal says of a change, as contents: boards, escalations, waiting, money, cases.

Owns those sentences. Knows no Qt. What was not counted is said with why.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.domain.board import Standing
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.dates import running_text
from returns_desk.ui.manager.contents import ActionRow
from returns_desk.ui.manager.figure_rows import duration
from returns_desk.ui.manager.lab_shapes import LabFigure, ResultContent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from returns_desk.application.policy_lab.comparing import Difference
    from returns_desk.application.policy_lab.replay_sum import ReplaySum
    from returns_desk.application.policy_lab.replaying import Replayed, Spared
    from returns_desk.ui.kit.contents import Tone
    from returns_desk.ui.kit.wording import Words

MOST_SHOWN: Final = 50
APART: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no_board": N_("{count} without a board"),
        "no_moment": N_("{count} of an older version"),
        "sale_gone": N_("{count} whose sale is gone"),
        "other_packs": N_("{count} under packs that are gone"),
        "other_board": N_("{count} whose sale has changed"),
        "unusable": N_("{count} that can’t be judged again"),
    }
)
STANDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Standing.AVAILABLE: N_("at once"),
        Standing.CONDITIONAL: N_("after a question"),
        Standing.NEEDS_APPROVAL: N_("with a manager"),
        Standing.NOT_POSSIBLE: N_("not offered"),
    }
)
_ANSWERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "approved": N_("{count} allowed"),
        "declined": N_("{count} not allowed"),
        "none": N_("{count} without an answer"),
    }
)
_WAITED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "approved": N_("{option} was allowed after {time}"),
        "declined": N_("{option} was not allowed after {time}"),
        "none": N_("{option} was asked for, and nobody answered"),
    }
)


def result_content(words: Words, found: ReplaySum, currency: str) -> ResultContent:
    """The whole answer."""
    tried = words.plural(
        "Tried on {count} case of the journal",
        "Tried on {count} cases of the journal",
        found.compared,
    )
    return ResultContent(
        heading=tried,
        pills=tuple(_pills(words, found)),
        figures=_figures(words, found, currency),
        notes=_notes(words, found),
        rows_heading=words.text("Cases that would have been otherwise") if found.kept else "",
        rows=tuple(_row(words, each, currency) for each in found.kept[:MOST_SHOWN]),
    )


def _pills(words: Words, found: ReplaySum) -> Iterator[tuple[str, str, Tone]]:
    if found.below_law:
        text = words.text("The law gives more in {count} cases, and stands", count=found.below_law)
        yield text, "scales", "attention"
    else:
        yield words.text("No right by law lowered"), "scales", "now"
    if found.worse:
        text = words.plural("Worse in {count} case", "Worse in {count} cases", found.worse)
        yield text, "warning", "attention"


def _figures(words: Words, found: ReplaySum, currency: str) -> tuple[LabFigure, ...]:
    better = words.text("better for {count} customers", count=found.better)
    answers = [words.text(text, count=found.answers[x]) for x, text in _ANSWERS.items()]
    said = [text for code, text in zip(_ANSWERS, answers, strict=True) if found.answers[code]]
    more = found.more_in_all
    paid = words.text("less paid out") if more < 0 else words.text("more paid out")
    by_option = [
        f"{texts.said(words, texts.SHORT_TITLES, option)} {words.money(amount, currency)}"
        for option, amount in sorted(found.more.items())
    ]
    return (
        LabFigure(words.number(found.changed), words.text("boards differ"), better),
        LabFigure(
            words.number(found.spared), words.text("escalations not needed"), ", ".join(said)
        ),
        LabFigure(duration(words, found.waited), words.text("less waiting"), ""),
        LabFigure(words.money(abs(more), currency), paid, " · ".join(by_option)),
    )


def _notes(words: Words, found: ReplaySum) -> str:
    apart = [words.text(text, count=found.apart[why]) for why, text in APART.items()]
    named = [text for why, text in zip(APART, apart, strict=True) if found.apart[why]]
    lines = [words.text("Not counted: {what}", what=", ".join(named))] if named else []
    left = found.changed - min(found.changed, MOST_SHOWN)
    if left:
        lines.append(words.text("{count} more cases differ.", count=left))
    return "\n".join(lines)


def _row(words: Words, replayed: Replayed, currency: str) -> ActionRow:
    number = words.text("Case {number}", number=replayed.number)
    title = f"{number} · {words.day(replayed.day)}"
    told = [
        *(_waited(words, each) for each in replayed.spared),
        *(text for each in replayed.changes if (text := _changed(words, each, currency))),
    ]
    return ActionRow(
        replayed.case_id, title, " · ".join(dict.fromkeys(told)), None, words.text("Read it")
    )


def _waited(words: Words, spared: Spared) -> str:
    option = texts.said(words, texts.SHORT_TITLES, spared.option)
    return words.text(_WAITED[spared.answer], option=option, time=running_text(spared.waited or 0))


def _changed(words: Words, each: Difference, currency: str) -> str:
    """What a customer would notice of it; nothing for the rest."""
    option = texts.said(words, texts.SHORT_TITLES, each.option)
    if each.aspect == "standing":
        before, after = (words.text(STANDINGS[x]) for x in (each.before, each.after))
        return f"{option}: {before} → {after}"
    if each.aspect == "amount":
        amounts = (words.money(x[0] or 0, currency) for x in (each.before, each.after))
        return f"{option}: {' → '.join(amounts)}"
    return ""
