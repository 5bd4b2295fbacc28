"""What the page of the day's end shows: its sentences.

Knows no Qt and asks nobody. Which reasons there are and what is expected comes from the use case.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from returns_desk.application.day_end.ending import DIFFERENCE_REASONS
from returns_desk.application.day_end.report import REASON_TEXTS
from returns_desk.application.sentences import N_
from returns_desk.domain.denominations import denominations
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.typed_amounts import minor_units_of
from returns_desk.ui.manager.day_end_shapes import BackupRow, DayEndContent, PieceRow, SumRow
from returns_desk.ui.manager.day_end_shares import left_lines, taker_chips, thing_chips
from returns_desk.ui.manager.operators_shapes import FieldRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.application.day_end.ending import DayEndState
    from returns_desk.application.day_end.left_over import LeftOver
    from returns_desk.application.ports import Operator
    from returns_desk.ui.kit.wording import Words

NOTED, SUM, NOTE = "noted", "sum", "note"
PIECES: Final = "pieces"
NO_AMOUNT: Final = N_("Type an amount, like 120.00.")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and touched, and not noted yet. `way` is PIECES or SUM."""

    noted: str = ""
    way: str = PIECES
    pieces: Mapping[int, str] = field(default_factory=dict)
    sum: str = ""
    reason: str = ""
    note: str = ""
    to: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    """Who takes over single things, by their name."""
    marked: str = ""
    """The thing that goes to whoever is touched next."""
    mistake: str = ""
    """The field that holds no amount."""


@dataclass(frozen=True, slots=True)
class BackupStanding:
    """The backup that the page asked for. `outcome`: "", made, stopped, or what went wrong."""

    is_configured: bool = False
    per_cent: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class DayEndPageState:
    """What the page knows; `day` is None until it was read."""

    day: DayEndState | None = None
    people: tuple[Operator, ...] = ()
    typed: Typed = field(default_factory=Typed)
    kept: str = ""
    """Where the report's PDF lies, once the day was closed here."""
    can_print: bool = False
    backup: BackupStanding = field(default_factory=BackupStanding)


def counted_of(typed: Typed, language: str, currency: str) -> int | None:
    """What was counted, minor units; None while nothing is typed, or no amount."""
    if typed.way == SUM or not denominations(currency):
        return minor_units_of(typed.sum, language, currency) if typed.sum.strip() else None
    numbers = {value: text.strip() for value, text in typed.pieces.items() if text.strip()}
    if not numbers or not all(text.isdecimal() for text in numbers.values()):
        return None
    return sum(value * int(text) for value, text in numbers.items())


def day_end_content(words: Words, state: DayEndPageState) -> DayEndContent:
    """The page as it is now."""
    day = state.day
    if day is None:
        return DayEndContent(words.text("End of the day"))
    content = DayEndContent(
        title=words.text("The day of {day}", day=words.weekday(day.day)),
        attention=_attention(words, day),
        left_title=_left_title(words, day.left),
        left=left_lines(words, day),
        backup_title=words.text("Backup"),
        backup=_backup(words, state.backup),
        report_line=words.text("Report: {file}", file=state.kept) if state.kept else "",
        print_text=words.text("Print the report") if state.kept and state.can_print else "",
    )
    content = _with_note(words, state, day, content)
    if day.is_closed:
        return content
    content = _with_count(words, state, day, content)
    content = replace(content, close_text=words.text("Close the day"))
    return content if day.left.is_nothing else _with_takers(words, state, day, content)


def _with_takers(
    words: Words, state: DayEndPageState, day: DayEndState, content: DayEndContent
) -> DayEndContent:
    """Who takes over what is left: all of it, or the one thing that is marked."""
    typed, people = state.typed, state.people
    things = thing_chips(words, day, people, typed.given, typed.marked)
    one = next((each for each in things if each.on), None)
    heading = words.text("Who takes {thing}", thing=one.text) if one else ""
    return replace(
        content,
        to_heading=heading or words.text("Who takes it over"),
        to=taker_chips(people, typed.given.get(typed.marked) or typed.to),
        things_heading=words.text("Touch one to give it to somebody else") if things else "",
        things=things,
    )


def _attention(words: Words, day: DayEndState) -> str:
    if day.is_closed:
        return words.text("Today is closed. What is in the drawer now begins the next day.")
    if day.is_late:
        said = words.weekday(day.day)
        return words.text("The day of {day} was not closed yet. This closes it.", day=said)
    return ""


def _with_note(
    words: Words, state: DayEndPageState, day: DayEndState, content: DayEndContent
) -> DayEndContent:
    """The field for what is in the drawer; until cash moves it can be mended."""
    if day.drawer is not None and (day.drawer.has_moved or day.record.counted is not None):
        return content
    mistake = words.text(NO_AMOUNT) if state.typed.mistake == NOTED else ""
    label = words.text("In the drawer now")
    help_text = words.text("From here on the desk knows what has to be in it.")
    row = FieldRow(NOTED, label, state.typed.noted, help_text, mistake)
    return replace(
        content,
        note_heading=words.text("Note the drawer"),
        note_fields=(row,),
        note_text=words.text("Note it"),
    )


def _with_count(
    words: Words, state: DayEndPageState, day: DayEndState, content: DayEndContent
) -> DayEndContent:
    typed, values = state.typed, denominations(day.currency)
    by_pieces = typed.way == PIECES and bool(values)
    counted = counted_of(typed, words.language, day.currency)
    expected = day.drawer.expected if day.drawer else None
    difference = None if counted is None or expected is None else counted - expected
    content = replace(
        content,
        cash_title=words.text("Count the drawer"),
        sums=_sums(words, day),
        cash_lines=_cash_lines(words, day),
        ways=_ways(words, typed) if values else (),
        pieces=_pieces(words, typed, day.currency) if by_pieces else (),
        sum_fields=() if by_pieces else (_sum_field(words, typed),),
        counted="" if counted is None else _said(words, N_("Counted: {amount}"), counted, day),
        count_text=words.text("Note the count"),
    )
    if not difference:
        is_even = difference == 0
        return replace(content, difference=words.text("As expected.") if is_even else "")
    more, less = N_("{amount} more than expected"), N_("{amount} less than expected")
    said = _said(words, more if difference > 0 else less, abs(difference), day)
    note = words.text("A few words more, without names")
    return replace(
        content,
        difference=said,
        differs=True,
        reason_heading=words.text("Why it differs"),
        reasons=tuple(
            ChipContent(code, words.text(REASON_TEXTS[code]), on=code == typed.reason)
            for code in DIFFERENCE_REASONS
        ),
        reason_fields=(FieldRow(NOTE, note, typed.note),),
    )


def _sums(words: Words, day: DayEndState) -> tuple[SumRow, ...]:
    drawer, counted = day.drawer, day.record.counted
    rows = []
    if drawer is not None:
        rows = [
            SumRow(words.text("Noted at the start"), words.money(drawer.noted, day.currency)),
            SumRow(words.text("Paid out in cash"), words.money(drawer.paid_out, day.currency)),
            SumRow(words.text("Counted back"), words.money(drawer.came_back, day.currency)),
            SumRow(words.text("Expected"), words.money(drawer.expected, day.currency), True),
        ]
    if counted is not None:
        said = words.text("Counted at {time}", time=words.clock(counted.at))
        rows.append(SumRow(said, words.money(counted.counted, day.currency), True))
    return tuple(rows)


def _cash_lines(words: Words, day: DayEndState) -> tuple[str, ...]:
    lines = []
    drawer = day.drawer
    if drawer is None:
        lines.append(
            words.text("Nobody noted what was in it, so there is nothing to compare with.")
        )
    elif drawer.doubtful_out:
        sentence = N_("{amount} is in doubt: the drawer may have that much less.")
        lines.append(_said(words, sentence, drawer.doubtful_out, day))
    if drawer is not None and drawer.doubtful_back:
        sentence = N_("{amount} on its way back is in doubt: the drawer may have that much more.")
        lines.append(_said(words, sentence, drawer.doubtful_back, day))
    if day.record.counted is not None and not day.is_count_current:
        lines.append(words.text("Cash moved after the count. Count the drawer once more."))
    lines.append(words.text("Cards are not counted here; the card reader has its own report."))
    return tuple(lines)


def _ways(words: Words, typed: Typed) -> tuple[ChipContent, ...]:
    pieces, total = words.text("By coins and notes"), words.text("As one sum")
    return (
        ChipContent(PIECES, pieces, on=typed.way == PIECES),
        ChipContent(SUM, total, on=typed.way == SUM),
    )


def _pieces(words: Words, typed: Typed, currency: str) -> tuple[PieceRow, ...]:
    return tuple(
        PieceRow(
            value,
            label := words.money(value, currency),
            typed.pieces.get(value, ""),
            words.text("How many of {value}", value=label),
        )
        for value in denominations(currency)
    )


def _sum_field(words: Words, typed: Typed) -> FieldRow:
    mistake = words.text(NO_AMOUNT) if typed.mistake == SUM else ""
    return FieldRow(SUM, words.text("Counted in the drawer"), typed.sum, mistake=mistake)


def _left_title(words: Words, left: LeftOver) -> str:
    return words.text("Nothing is left open") if left.is_nothing else words.text("Left open")


def _backup(words: Words, backup: BackupStanding) -> BackupRow:
    if not backup.is_configured:
        return BackupRow(words.text("No folder for backups is set up here. IT can name one."))
    if backup.per_cent is not None:
        said = words.text("The backup is being made: {count} %", count=backup.per_cent)
        return BackupRow(said, backup.per_cent, words.text("Stop the backup"))
    lines = {
        "": words.text("It is made when the day is closed, and can be stopped."),
        "made": words.text("The backup is made."),
        "stopped": words.text("Stopped. The one before it is as it was."),
    }
    return BackupRow(lines.get(backup.outcome, backup.outcome), None, words.text("Make a backup"))


def _said(words: Words, sentence: str, amount: int, day: DayEndState) -> str:
    return words.text(sentence, amount=words.money(amount, day.currency))
