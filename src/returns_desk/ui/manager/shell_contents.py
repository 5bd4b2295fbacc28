"""From what the shell knows to what it shows.

Owns the shell's sentences. Knows no Qt and asks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from returns_desk.ui.kit.texts import ROLES
from returns_desk.ui.manager.contents import (
    EntryContent,
    HeaderContent,
    PersonContent,
    RailContent,
    ShellContent,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from returns_desk.application.ports import Operator
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.frame import PageInfo


@dataclass(frozen=True, slots=True)
class ShopPlace:
    """The shop that is looked at; a training shop is marked on every page."""

    name: str
    store: str
    is_training: bool = False
    known_pins: Mapping[str, str] = field(default_factory=dict)
    """Of the training shop's people, by id: they stand on the screen."""


@dataclass(slots=True)
class ShellState:
    """What the shell knows; `counts` by page: how many wait there, and whether it is urgent."""

    people: tuple[Operator, ...] = ()
    chosen: str | None = None
    person: Operator | None = None
    page: str = ""
    counts: dict[str, tuple[int, bool]] = field(default_factory=dict)


def pages_for(pages: Sequence[PageInfo], person: Operator | None) -> tuple[PageInfo, ...]:
    """The pages that the person may open, in the rail's order; none where nobody is there."""
    if person is None:
        return ()
    return tuple(page for page in pages if person.role in page.roles)


def shell_content(
    words: Words, place: ShopPlace, pages: Sequence[PageInfo], state: ShellState, now: datetime
) -> ShellContent:
    """The shell as it is now."""
    open_to = pages_for(pages, state.person)
    title = next((page.title for page in open_to if page.name == state.page), "")
    heading = words.text(title) if title else words.text("The manager’s review")
    store = words.text("Store {number}", number=place.store)
    person = _person(words, state.person)
    return ShellContent(
        window_title=f"{place.name} – {heading}",
        header=HeaderContent(
            place.name, store, heading, words.moment(now), words.language.upper(), person
        ),
        rail_name=words.text("Pages of the review"),
        rail=tuple(_rail(words, page, state) for page in open_to),
        to_desk=words.text("Back to the desk"),
        training=words.text("Training: nothing here is real.") if place.is_training else "",
        entry=_entry(words, place, state) if state.person is None else None,
    )


def _person(words: Words, person: Operator | None) -> str:
    if person is None:
        return ""
    return f"{person.name}, {words.text(ROLES.get(person.role, person.role))}"


def _rail(words: Words, page: PageInfo, state: ShellState) -> RailContent:
    count, is_urgent = state.counts.get(page.name, (0, False))
    text, is_on = words.text(page.title), page.name == state.page
    return RailContent(page.name, text, page.icon, count, is_urgent, is_on)


def _entry(words: Words, place: ShopPlace, state: ShellState) -> EntryContent:
    people = tuple(
        PersonContent(
            each.id, _person(words, each), each.id == state.chosen, _pin(words, place, each)
        )
        for each in state.people
    )
    line = (
        words.text("Scan your badge, or choose your name and type your PIN.")
        if people
        else words.text("Nobody here may look at the review yet. IT adds people.")
    )
    field_text = words.text("PIN or badge")
    pad = (words.text("Back"), words.text("Enter"))
    return EntryContent(words.text("Who looks?"), line, people, field_text, pad)


def _pin(words: Words, place: ShopPlace, person: Operator) -> str:
    pin = place.known_pins.get(person.id)
    return "" if pin is None else words.text("PIN {pin}", pin=pin)
