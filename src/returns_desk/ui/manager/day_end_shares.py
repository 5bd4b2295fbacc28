"""What is left and who takes it, as the page of the day's end shows it: lines and chips.

Knows no Qt and asks nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.day_end.left_over import LeftCase, LeftDoubt
from returns_desk.application.day_end.things_left import name_of, things_of
from returns_desk.application.sentences import N_
from returns_desk.ui.kit.contents import ChipContent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from returns_desk.application.day_end.ending import DayEndState
    from returns_desk.application.day_end.things_left import Thing
    from returns_desk.application.ports import Operator
    from returns_desk.ui.kit.wording import Words

SINGLY_FROM: Final = 2
"""With one thing alone there is nothing to give to somebody else."""
_IN_DOUBT: Final = N_("In doubt in case {number}: {amount}")
_PROMISED: Final = N_("Promise in case {number}, due {moment}")


def left_lines(words: Words, day: DayEndState) -> tuple[str, ...]:
    """What is left, a line each, numbered where things can be told apart by it."""
    things = things_of(day.left)
    lines = [_said(words, thing, day.currency) for thing in things]
    if len(lines) < SINGLY_FROM:
        return tuple(lines)
    return tuple(f"{number}. {line}" for number, line in enumerate(lines, 1))


def thing_chips(
    words: Words,
    day: DayEndState,
    people: Sequence[Operator],
    given: Mapping[str, str],
    marked: str,
) -> tuple[ChipContent, ...]:
    """A chip for each thing, with whoever takes it where that is somebody else."""
    things = things_of(day.left)
    if len(things) < SINGLY_FROM:
        return ()
    names = {each.id: each.name for each in people}
    chips = []
    for number, thing in enumerate(things, 1):
        name = name_of(thing)
        text = f"{number}. {_short(words, thing)}"
        if name in given:
            text = f"{text} · {names.get(given[name], given[name])}"
        chips.append(ChipContent(name, text, on=name == marked))
    return tuple(chips)


def taker_chips(people: Sequence[Operator], taker: str) -> tuple[ChipContent, ...]:
    """Everybody who works here; on is whoever takes it."""
    return tuple(ChipContent(each.id, each.name, on=each.id == taker) for each in people)


def _short(words: Words, thing: Thing) -> str:
    if isinstance(thing, LeftCase):
        return words.text("Case {number}", number=thing.number)
    if isinstance(thing, LeftDoubt):
        return words.text("Payout in doubt")
    return words.text("Promise")


def _said(words: Words, thing: Thing, currency: str) -> str:
    if isinstance(thing, LeftCase):
        return words.text("Case {number}: {goods}", number=thing.number, goods=thing.goods)
    if isinstance(thing, LeftDoubt):
        amount = words.money(thing.amount, currency)
        return words.text(_IN_DOUBT, number=thing.number, amount=amount)
    due = words.moment(thing.due)
    return words.text(_PROMISED, number=thing.case_number, moment=due)
