"""The board as a table for people at a terminal.

Owns its columns and headings. Says the words of `sentences`; obeys NO_COLOR and the width of
the terminal. Must not decide or reorder anything.
"""

from __future__ import annotations

import os
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from returns_desk.application.sentences import (
    STANDINGS,
    option_title,
    question_text,
    reason_text,
)
from returns_desk.domain.board import Standing
from returns_desk.domain.money import CURRENCY_DIGITS

if TYPE_CHECKING:
    from returns_desk.domain.board import Board, FactValue, Option
    from returns_desk.domain.case import Case

NARROWEST = 40
WIDTH_WITHOUT_TERMINAL = 100
_STYLES = {
    Standing.AVAILABLE: "green",
    Standing.CONDITIONAL: "green",
    Standing.NEEDS_APPROVAL: "magenta",
    Standing.NOT_POSSIBLE: "dim",
}


def print_board(board: Board, case: Case, out: TextIO) -> None:
    """Write the options in the board's order, then what still has to be asked."""
    console = _console(out)
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("#", justify="right")
    table.add_column("Option", ratio=3)
    table.add_column("Amount", justify="right", no_wrap=True)
    table.add_column("When", no_wrap=True)
    table.add_column("Standing", ratio=2)
    table.add_column("Why, or what opens it", ratio=4)
    shown = [option for option in board.options if option.same_as is None]
    for number, option in enumerate(shown, start=1):
        table.add_row(
            str(number), *_cells(option, case, board.currency), style=_STYLES[option.standing]
        )
    console.print(table)
    for question in board.questions:
        console.print(Text(f"? {question_text(question.fact, case)}", style="bold"))
    for trigger in board.triggers:
        about = f" ({trigger.option})" if trigger.option else ""
        console.print(Text(f"! {TRIGGERS.get(trigger.code, trigger.code)}{about}"))


def _console(out: TextIO) -> Console:
    """Colour only for a terminal that wants it, and never wider than it."""
    plain = "NO_COLOR" in os.environ or not out.isatty()
    width = shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns
    return Console(
        file=out,
        no_color=plain,
        color_system=None if plain else "auto",
        width=max(NARROWEST, width),
        highlight=False,
        soft_wrap=False,
    )


def _cells(option: Option, case: Case, currency: str) -> tuple[Text, ...]:
    standing = STANDINGS[option.standing]
    cells = (
        option_title(option),
        _amount(option, currency),
        _when(option),
        standing,
        _why(option, case),
    )
    return tuple(Text(each) for each in cells)


def _why(option: Option, case: Case) -> str:
    """What it hangs on while it is conditional, what would open it while it is closed."""
    asked = [need for need in option.needs if need.fact != "other_card"]
    if option.standing is Standing.CONDITIONAL and asked:
        return _answered(asked[0].fact, asked[0].value, case)
    first = option.reasons[0] if option.reasons else None
    if first is None:
        return ""
    if first.code == "not_offered" and option.changes_if:
        change = option.changes_if[0]
        return _answered(change.fact, change.value, case)
    return reason_text(first)


TRIGGERS = {
    "asked_option_needs_approval": "What was asked for needs a manager.",
    "asked_option_not_possible": "What was asked for is not possible here.",
    "no_money_option": "There is no way to money for what was paid with money.",
    "line_already_returned": "More is claimed than is left of a line.",
    "statutory_right_refused_by_shop": "The law gives what the shop refuses; the law stands.",
}
"""Why a case goes to someone with authority, in words."""

SOMETHING_WRONG = frozenset({"faulty", "damaged", "not_as_described", "wrong_item"})


def _answered(fact: str, value: FactValue, case: Case) -> str:
    """A question with the answer that opens the option."""
    if fact.startswith("reason:") and value in SOMETHING_WRONG:
        return "Opens if something is wrong with it."
    words = {True: "yes", False: "no"}
    answer = words[value] if isinstance(value, bool) else str(value).replace("_", " ")
    return f"{question_text(fact, case)} {answer}"


def _amount(option: Option, currency: str) -> str:
    if option.standing is Standing.NOT_POSSIBLE:
        return ""
    least = money_text(option.amount, currency)
    if option.is_settled:
        return "" if option.id.endswith("/none") and not option.amount else least
    return f"{least} to {money_text(option.amount_max, currency)}"


def _when(option: Option) -> str:
    """When the customer has it, in business days."""
    if option.arrives is None:
        return ""
    least, most = option.arrives.business_days_min, option.arrives.business_days_max
    if most == 0:
        return "now"
    return f"{least} to {most} days" if least != most else f"{most} days"


def money_text(amount: int, currency: str) -> str:
    """An amount with its decimals and its currency's code.

    >>> money_text(2136, "USD"), money_text(5, "JPY")
    ('21.36 USD', '5 JPY')
    """
    digits = CURRENCY_DIGITS.get(currency, 2)
    return f"{Decimal(amount).scaleb(-digits):.{digits}f} {currency}"
