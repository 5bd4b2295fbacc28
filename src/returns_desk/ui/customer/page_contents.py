"""The pages of the customer's display as contents: rest, options, the money, thanks.

Owns their words. Knows no Qt, and nothing of staff, clock, till or other cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import LegPhase
from returns_desk.application.for_customer import FEEDBACK
from returns_desk.application.sentences import N_
from returns_desk.ui.customer.contents import (
    FrameContent,
    OptionsContent,
    PayingContent,
    RestContent,
    ThanksContent,
)
from returns_desk.ui.customer.option_contents import closed_of, options_of
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.arrival_text import days_text
from returns_desk.ui.kit.customer_contents import (
    CustomerLegContent,
    LegProgress,
    PagingTexts,
    TouchContent,
)
from returns_desk.ui.kit.language_names import language_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.application.desk_state import LegState
    from returns_desk.ui.customer.option_contents import Reader
    from returns_desk.ui.kit.wording import Words

NAMED_GOODS: Final = 2
"""So many goods are named; the others are counted."""
_FACES: Final[Mapping[str, str]] = {"good": N_("Good"), "so_so": N_("So-so"), "bad": N_("Bad")}
_REFUSING: Final = frozenset({"forbid"})


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """What the display is told when it opens; `language` is the one it rests in."""

    shop: str
    language: str
    training: bool = False


def frame_of(
    words: Words, settings: DisplaySettings, languages: tuple[str, ...], marked: str
) -> FrameContent:
    """What stands around a page; without `languages` there is nothing to choose from."""
    return FrameContent(
        window_title=words.text("For the customer"),
        languages_name=words.text("Language"),
        languages=tuple(
            TouchContent(each, language_name(each), is_on=each == words.language)
            for each in languages
        ),
        marked=marked,
        training=words.text("Training: nothing here is real.") if settings.training else "",
    )


def rest_page(words: Words, settings: DisplaySettings) -> RestContent:
    """The shop's name, and a greeting."""
    return RestContent(settings.shop, words.text("Welcome"))


def options_page(reader: Reader, marked: str | None) -> OptionsContent:
    """What comes back, every option, and in one line what is not possible."""
    words = reader.words
    options = options_of(reader, marked)
    closed = closed_of(reader)
    return OptionsContent(
        heading=_heading(words, len(options)),
        goods=_goods(reader),
        hint=words.text("Touch to ask for it") if options else "",
        options=options,
        closed_lead=words.text("Not possible now:") if closed else "",
        closed=", ".join(closed),
        instead=() if options else _instead(reader),
        paging=_paging(words, len(options)),
    )


def _heading(words: Words, count: int) -> str:
    """How many there are in all, since not every page holds them all."""
    if not count:
        return ""
    return words.plural("You have {count} option", "You have {count} options", count)


def marked_text(reader: Reader, marked: str | None) -> str:
    """Which option is marked, by its number."""
    number = reader.case.numbers.get(marked or "")
    return reader.words.text("Number {number} is marked", number=number) if number else ""


def paying_page(reader: Reader) -> PayingContent:
    """What the customer gets, part by part."""
    words, legs = reader.words, reader.case.legs
    whole = reader.money(sum(leg.pays for leg in legs))
    takes = any(leg.takes for leg in legs)
    return PayingContent(
        heading=words.text("Pay this at the till" if takes else "This is what you get"),
        whole=words.text("{amount} in all", amount=whole) if len(legs) > 1 else "",
        legs=tuple(_leg(reader, leg) for leg in legs),
        paging=_paging(words, len(legs)),
    )


def thanks_page(words: Words, *, has_answered: bool) -> ThanksContent:
    """Thanks; and until it was said, three faces to say how it went."""
    thanks = words.text("Thank you")
    if has_answered:
        return ThanksContent(thanks)
    faces = tuple(
        TouchContent(code, words.text(_FACES[code]), f"face-{code.replace('_', '-')}")
        for code in FEEDBACK
    )
    return ThanksContent(thanks, words.text("How did it go?"), faces)


def _goods(reader: Reader) -> str:
    words = reader.words
    lines = [line for line in reader.claimed_lines().values() if line.claimed]
    if not lines:
        return ""
    named = [
        line.description
        if line.unit == "each" and line.claimed == 1
        else f"{words.quantity(line.claimed, line.unit)} × {line.description}"
        for line in lines[:NAMED_GOODS]
    ]
    if len(lines) > NAMED_GOODS:
        count = len(lines) - NAMED_GOODS
        named.append(words.plural("{count} more", "{count} more", count))
    return words.text("You bring back: {goods}", goods=" · ".join(named))


def _instead(reader: Reader) -> tuple[str, ...]:
    """Where nothing is open: who looks at it, and why as far as the packs tell everyone."""
    original = reader.case.board.option("refund/original")
    said = reader.words.text("A manager can look at it with you")
    return (said, *reader.reasons(original, _REFUSING)[:1])


def _paging(words: Words, count: int) -> PagingTexts:
    more = tuple(words.plural("{count} more", "{count} more", each) for each in range(count + 1))
    return PagingTexts(more, words.text("Back up"))


_PROGRESS: Final[Mapping[LegPhase, LegProgress]] = {
    LegPhase.BOOKED: "done",
    LegPhase.BEGUN: "now",
}
_STATES: Final[Mapping[LegProgress, str]] = {
    "done": N_("Paid"),
    "now": N_("Being paid now"),
    "later": N_("In a moment"),
}


def _leg(reader: Reader, leg: LegState) -> CustomerLegContent:
    words = reader.words
    progress = _PROGRESS.get(leg.phase, "later")
    return CustomerLegContent(
        number=leg.leg,
        icon=texts.TENDER_ICONS.get(leg.means, "card"),
        title=texts.said(words, texts.TENDERS, leg.means),
        line=" · ".join(part for part in (_card(words, leg), _rounding(reader, leg)) if part),
        amount_text=reader.money(leg.takes or leg.pays),
        state_text=" · ".join(
            part for part in (words.text(_STATES[progress]), _arrives(words, leg)) if part
        ),
        progress=progress,
    )


def _card(words: Words, leg: LegState) -> str:
    if not leg.last4 or leg.destination == "other_card":
        return ""
    return words.text("Card ending {last4}", last4=leg.last4)


def _rounding(reader: Reader, leg: LegState) -> str:
    amount = reader.money(abs(leg.rounding))
    if leg.rounding < 0:
        return reader.words.text("{amount} less by rounding", amount=amount)
    return reader.words.text("{amount} more by rounding", amount=amount) if leg.rounding else ""


def _arrives(words: Words, leg: LegState) -> str:
    """When the money is there, where it takes days."""
    if not leg.business_days_max:
        return ""
    return days_text(words, leg.business_days_min or 0, leg.business_days_max)
