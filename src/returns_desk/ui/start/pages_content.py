"""The window of the first start as contents: its words in one language, step by step.

Owns what is said. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from babel import Locale

from returns_desk.application.first_start import MISTAKES, MOST_CLERKS
from returns_desk.application.sentences import N_
from returns_desk.application.shop_places import CURRENCIES, PLACES
from returns_desk.ui.kit.language_names import language_name
from returns_desk.ui.start.contents import (
    BannerContent,
    FieldContent,
    FooterContent,
    SideContent,
    StartContent,
    TabContent,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.application.first_start import Brought
    from returns_desk.ui.kit.wording import Words

SHOP, PEOPLE, SALES = 0, 1, 2
_TABS: Final = (
    (N_("Your shop"), N_("name, country, language")),
    (N_("People"), N_("you, then your clerks")),
    (N_("Sales"), N_("a file from your till")),
)
_STATES: Final = {"California": N_("California"), "Florida": N_("Florida")} | {
    "Minnesota": N_("Minnesota"),
    "New York": N_("New York"),
}
_KEYS: Final = (
    ("file", N_("In the shop’s folder; only this account can read it")),
    ("machine", N_("In the shop’s folder; only this computer can use it")),
    ("person", N_("In the keyring of whoever is signed in to this computer")),
)
_NOTES: Final = (
    N_("Ready with it: the law of the place, the card rules, and a shop policy to start with."),
    N_("Everybody signs in with their own PIN. More people can be added later."),
    N_("POSLog, CSV, Shopify, Square, WooCommerce or JSON: the file itself says which."),
)


@dataclass(frozen=True, slots=True)
class StartState:
    """Where the person is. `mistakes` are codes or sentences by field; `fault` is a sentence.

    `percent` is None where nothing runs; `reads` tells whether a file is being read.
    """

    step: int = SHOP
    people: int = 1
    mistakes: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    percent: int | None = None
    reads: bool = False
    brought: Brought | None = None


def start_content(words: Words, state: StartState, languages: tuple[str, ...]) -> StartContent:
    """The whole window in one language."""
    shown = {name: _mistake(words, code) for name, code in state.mistakes.items()}
    is_done = state.brought is not None
    return StartContent(
        step=state.step,
        title=words.text("Three steps to a working desk"),
        line=words.text(_NOTES[state.step]),
        language=language_name(words.language),
        tabs=tuple(_tab(words, at, state.step) for at in range(len(_TABS))),
        fields=_shop_fields(words, languages) | _people_fields(words, state) | _sales_field(words),
        side=_side(words),
        footer=_footer(words, state),
        heading=words.text(
            "So that a receipt is found by its number, give the desk the sales of your till."
        ),
        add_person=words.text("Add a clerk") if state.people <= MOST_CLERKS else "",
        choose_file="" if is_done else words.text("Choose a file"),
        people=state.people,
        mistakes=shown,
        banner=_banner(words, state),
        percent=state.percent,
        progress_text=_progress(words, state),
    )


def _tab(words: Words, at: int, step: int) -> TabContent:
    title, line = _TABS[at]
    shown = (words.text(title), words.text(line))
    if at == step:
        return TabContent(*shown, state="present")
    return TabContent(*shown, state="done" if at < step else "ahead")


def _mistake(words: Words, code: str) -> str:
    return words.text(MISTAKES[code]) if code in MISTAKES else code


def _shop_fields(words: Words, languages: tuple[str, ...]) -> dict[str, FieldContent]:
    text = words.text
    return {
        "name": FieldContent(text("Name of the shop"), text("As it stands on the slip.")),
        "store": FieldContent(text("Number of the shop"), text("As your till writes it.")),
        "counter": FieldContent(text("Number of this counter")),
        "country": FieldContent(text("Country and state"), "", _countries(words)),
        "currency": FieldContent(text("Currency"), "", tuple(_currencies(words))),
        "language": FieldContent(
            text("Language at the counter"),
            text("The customer can choose another."),
            tuple((each, language_name(each)) for each in languages),
        ),
        "keys": FieldContent(
            text("Where this counter’s key is kept"),
            text("It guards what customers tell you. The first is right for most shops."),
            tuple((code, text(line)) for code, line in _KEYS),
        ),
    }


def _countries(words: Words) -> tuple[tuple[str, str], ...]:
    names = Locale.parse(words.language).territories
    shown = {}
    for place in PLACES:
        name = str(names.get(place.country, place.country))
        state = f", {words.text(_STATES[place.state])}" if place.state else ""
        shown[place.jurisdiction] = f"{name}{state}"
    return tuple(sorted(shown.items(), key=lambda each: each[1]))


def _currencies(words: Words) -> list[tuple[str, str]]:
    names = Locale.parse(words.language).currencies
    return [(code, f"{code} · {names.get(code, code)}") for code in CURRENCIES]


def _people_fields(words: Words, state: StartState) -> dict[str, FieldContent]:
    shown = {}
    for at in range(state.people):
        name, line = words.text("You, the manager"), words.text("As colleagues see it.")
        if at:
            name, line = words.text("Clerk {number}", number=at), words.text("May stay empty.")
        shown[f"person{at}.name"] = FieldContent(name, line)
        pin, again = words.text("PIN"), words.text("The same PIN again")
        line = words.text("Six digits or more.")
        shown[f"person{at}.pin"] = FieldContent(pin, line, spoken=f"{name}: {pin}")
        shown[f"person{at}.pin_again"] = FieldContent(again, spoken=f"{name}: {again}")
    return shown


def _sales_field(words: Words) -> dict[str, FieldContent]:
    line = words.text("Leave it empty to bring the sales in later.")
    return {"file": FieldContent(words.text("File of sales"), line)}


def _side(words: Words) -> SideContent:
    stories = (N_("The shelf"), N_("Seven plums"), N_("The lamp and the rug"), N_("The mugs"))
    return SideContent(
        title=words.text("Or look round first"),
        line=words.text(
            "The demo shop has receipts, goods and ten customers of a first week. Nothing to fill "
            "in, and nothing there touches your own data."
        ),
        heading=words.text("Customers are waiting"),
        stories=tuple(words.text(each) for each in stories),
        mark=words.text("Marked as training everywhere."),
    )


def _footer(words: Words, state: StartState) -> FooterContent:
    line = words.text("About two minutes. Everything can be changed later.")
    if state.percent is not None:
        stop = words.text("Stop") if state.reads else ""
        return FooterContent("", stop, "", words.text("One moment"), is_busy=True)
    if state.brought is not None:
        return FooterContent("", "", "", words.text("Open the desk"))
    onward = (
        words.text("Next: people"),
        words.text("Next: sales"),
        words.text("Open the desk"),
    )[state.step]
    back = words.text("Back") if state.step > SHOP else ""
    return FooterContent("" if back else line, back, words.text("Open the demo shop"), onward)


def _banner(words: Words, state: StartState) -> BannerContent | None:
    if state.brought is not None:
        return _brought(words, state.brought)
    if state.fault == "defect":
        sentence = words.text("Something went wrong on our side. Nothing was made; try once more.")
        return BannerContent(sentence, "warning", "bad")
    return BannerContent(state.fault, "warning", "bad") if state.fault else None


def _brought(words: Words, brought: Brought) -> BannerContent:
    sentence = words.plural(
        "{count} receipt is here.", "{count} receipts are here.", brought.receipts
    )
    if not brought.left_out:
        return BannerContent(sentence, "check-circle", "now")
    left = words.plural(
        "{count} record was left out, and why stands in {file}",
        "{count} records were left out, and why stands in {file}",
        brought.left_out,
        file=brought.listed_in,
    )
    return BannerContent(f"{sentence} {left}", "warning", "attention")


def _progress(words: Words, state: StartState) -> str:
    if state.percent is None:
        return ""
    if not state.reads:
        return words.text("The desk is being made.")
    return words.text("Reading the sales: {percent} %", percent=state.percent)
