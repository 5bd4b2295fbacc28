"""The panels of the page of figures: what each figure is, beside how it is counted.

Knows no Qt. Two periods stand beside each other; nobody is named, and money kept is no figure (R4).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.ui.kit.contents import RowBarContent
from returns_desk.ui.manager import figure_service_contents as service
from returns_desk.ui.manager.figure_rows import Told, days, option, share_row, trend
from returns_desk.ui.manager.figure_shapes import FigurePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.review.overview import Period
    from returns_desk.application.review.period_figures import PeriodFigures
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.figure_shapes import PanelSource, Periods, Telling
    from returns_desk.ui.manager.today_contents import ShopWorth


def figures_source(read: Callable[[Period], PeriodFigures], worth: ShopWorth) -> PanelSource:
    """The panels of this file; `read` runs in the reading worker."""

    def source(periods: Periods) -> Telling:
        return partial(panels, told=Told(read(periods.now), read(periods.then), worth))

    return source


def panels(words: Words, told: Told) -> tuple[FigurePanel, ...]:
    """Every panel, in the page's order."""
    return tuple(make(words, told) for make in PANELS)


def wish_panel(words: Words, told: Told) -> FigurePanel:
    """Customers who got what they first asked for, and how that went."""
    rows = [(days(words, period), share) for period, share in told.now.stretches]
    then = words.text("Before: {days}", days=days(words, told.then.period))
    whole = [(words.text("All these days"), told.now.wish), (then, told.then.wish)]
    return FigurePanel(
        name="first_wish",
        heading=words.text("Customers who got what they first asked for"),
        definition=words.text(
            "Cases that ended in these days, in which the customer had asked for an option or "
            "chosen one: how many got that one at this visit."
        ),
        columns=(words.text("Days"), words.text("Got it"), words.text("Of"), words.text("Share")),
        rows=tuple(share_row(words, label, share) for label, share in (*rows, *whole)),
        columns_by_day=trend(words, told.now),
    )


def options_panel(words: Words, told: Told) -> FigurePanel:
    """Offered against chosen, option by option."""
    before = {each.option: each for each in told.then.options}
    rows = []
    for each in told.now.options:
        then = before.get(each.option)
        numbers = (each.offered, each.chosen, then.chosen if then else 0)
        rows.append((option(words, each.option), *map(words.number, numbers)))
    return FigurePanel(
        name="offered_chosen",
        heading=words.text("Offered, and chosen"),
        definition=words.text(
            "In the order of the board: on how many last boards it stood, now or with a manager, "
            "and how many took it."
        ),
        columns=(
            words.text("Option"),
            words.text("Offered"),
            words.text("Chosen"),
            words.text("Chosen before"),
        ),
        rows=tuple(rows),
        bars=tuple(
            RowBarContent(option(words, each.option), each.offered, each.chosen)
            for each in told.now.options
        ),
    )


def places_panel(words: Words, told: Told) -> FigurePanel:
    """Offered against chosen, by the place on the board."""
    rows = [(each.place, each.offered, each.chosen) for each in told.now.places]
    return FigurePanel(
        name="places",
        heading=words.text("Chosen, by the place on the board"),
        definition=words.text(
            "Of the last boards that had so many possible options: how often the one at this "
            "place was carried out. Place 1 is the first that the customer sees."
        ),
        columns=(words.text("Place"), words.text("Boards"), words.text("Chosen")),
        rows=tuple(tuple(map(words.number, row)) for row in rows),
    )


def remedies_panel(words: Words, told: Told) -> FigurePanel:
    """What was done, and what customers received."""
    now, currency = told.now.remedies, told.worth.currency
    before = told.then.remedies
    rows = [
        (
            option(words, code),
            words.number(each.count),
            words.money(each.money, currency),
            words.number(before[code].count if code in before else 0),
        )
        for code, each in now.items()
    ]
    return FigurePanel(
        name="remedies",
        heading=words.text("What customers received"),
        definition=words.text(
            "Cases completed in these days and not taken back, by the option that was carried "
            "out; the amount is what the customers received."
        ),
        columns=(
            words.text("Option"),
            words.text("Cases"),
            words.text("Amount"),
            words.text("Cases before"),
        ),
        rows=tuple(rows),
    )


def cash_panel(words: Words, told: Told) -> FigurePanel:
    """Differences of the drawer at the day's end."""
    currency = told.worth.currency
    sides = (
        (words.text("More than expected"), told.now.cash_over, told.then.cash_over),
        (words.text("Less than expected"), told.now.cash_short, told.then.cash_short),
    )
    rows = tuple(
        (
            label,
            words.number(now.count),
            words.money(now.money, currency),
            words.money(then.money, currency),
        )
        for label, now, then in sides
    )
    return FigurePanel(
        name="cash",
        heading=words.text("The drawer at the day's end"),
        definition=words.text(
            "Days on which the counted drawer differed from what was expected, and the sums."
        ),
        columns=(
            words.text("Drawer"),
            words.text("Days"),
            words.text("Amount"),
            words.text("Amount before"),
        ),
        rows=rows,
    )


PANELS: Final[tuple[Callable[[Words, Told], FigurePanel], ...]] = (
    wish_panel,
    options_panel,
    places_panel,
    service.times_panel,
    service.hours_panel,
    service.left_panel,
    service.escalations_panel,
    service.answers_panel,
    service.promises_panel,
    service.feedback_panel,
    remedies_panel,
    cash_panel,
)
"""In the page's order; the first figure is what customers first asked for."""
