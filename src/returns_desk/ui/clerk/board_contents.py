"""The whole board as contents: the groups, what was asked for, and the chips to ask with.

Keeps the order of the board; groups by standing and decides nothing else (R4).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from returns_desk.application.sentences import N_
from returns_desk.domain.board import Standing
from returns_desk.domain.sale import CARD_LIKE
from returns_desk.ui.clerk import role_words
from returns_desk.ui.clerk.closed_contents import cell_of, opening_of
from returns_desk.ui.clerk.contents import BoardPageContent
from returns_desk.ui.clerk.goodwill_contents import amount_chip, why_goodwill
from returns_desk.ui.clerk.option_contents import card_of
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import (
    AskedForContent,
    BoardContent,
    ChipContent,
    HeadingContent,
    OptionCardContent,
)

if TYPE_CHECKING:
    from returns_desk.domain.board import Option
    from returns_desk.ui.clerk.option_contents import Speaker

OTHER_CARD: Final = "refund/other_card"
ASKS: Final[tuple[tuple[str, str], ...]] = (
    ("refund/original", N_("Money back")),
    (OTHER_CARD, N_("Another card")),
    ("refund/cash", N_("Cash")),
    ("exchange/none", N_("Exchange")),
    ("store_credit/store_credit", N_("Store credit")),
)
"""What customers ask for in their own words, each with the option it means."""
MORE_ASKS: Final = (
    "even_exchange/none",
    "refund/bank_transfer",
    "refund/cheque",
    "replacement/none",
    "repair/none",
    "price_reduction/original",
    "refund/gift_card",
    OTHER_CARD,
)
OTHER: Final = "other"

Group = Literal["now", "manager", "neutral"]


def board_page(speaker: Speaker, *, shows_more: bool) -> BoardPageContent:
    """The board of a case with the chips above it; `shows_more` unfolds the rarer ones."""
    if speaker.case.other_ways.goodwill_reason:
        heading, reasons = why_goodwill(speaker)
        return BoardPageContent(heading, (*reasons, *amount_chip(speaker)), board_of(speaker))
    return BoardPageContent(
        asks_heading=speaker.words.text("Customer\nasks for..."),
        asks=(*_chips(speaker, shows_more=shows_more), *amount_chip(speaker)),
        board=board_of(speaker),
    )


def board_of(speaker: Speaker) -> BoardContent:
    """Every option that a screen shows, in board order."""
    shown = [option for option in speaker.case.board.options if option.same_as is None]
    cards = [card_of(speaker, x) for x in shown if x.standing is not Standing.NOT_POSSIBLE]
    pinned = speaker.case.asked
    cells = [
        cell_of(speaker, x) for x in shown if x.standing is Standing.NOT_POSSIBLE and x.id != pinned
    ]
    words = speaker.words
    return BoardContent(
        now=HeadingContent(words.text("You can do this now"), _note(speaker, cards, "now")),
        manager=HeadingContent(
            words.text("A manager can allow this"), _note(speaker, cards, "manager")
        ),
        not_possible=HeadingContent(
            words.text("Not possible here – and what would change it"),
            words.plural("{count} option", "{count} options", len(cells))
            if cells
            else words.text("nothing here"),
        ),
        options=tuple(cards),
        impossible=tuple(cells),
        asked=_asked(speaker),
    )


def asked_option(option: Option, all_options: tuple[Option, ...]) -> Option:
    """The option that an id means on this board: itself, or the one that does the same."""
    if option.same_as is None:
        return option
    return next(each for each in all_options if each.id == option.same_as)


def _note(speaker: Speaker, cards: list[OptionCardContent], group: str) -> str:
    words = speaker.words
    own = [card for card in cards if card.group == group]
    stay = [card for card in own if card.option_id != speaker.case.asked]
    moved = [card for card in own if card.option_id == speaker.case.asked]
    if not own and group == "manager":
        options = speaker.case.board.options
        closed = [x for x in options if x.standing is Standing.NOT_POSSIBLE and x.same_as is None]
        if closed:
            return words.text("no option here; F8 calls a manager all the same")
        return words.text("nothing here: everything is already yours to do")
    if not own:
        return words.text("nothing yet")
    notes = []
    if stay:
        notes.append(words.plural("{count} option", "{count} options", len(stay)))
    for card in moved:
        number = card.number or 0
        said = N_("option {number}, shown at the top because it was asked for")
        notes.append(words.text(said, number=number))
    return " · ".join(notes)


def _chips(speaker: Speaker, *, shows_more: bool) -> tuple[ChipContent, ...]:
    board = speaker.case.board
    words = speaker.words
    asked = speaker.case.asked
    chips: list[ChipContent] = []
    seen: set[str] = set()
    more = [(each, texts.SHORT_TITLES[each]) for each in MORE_ASKS] if shows_more else []
    for option_id, name in (*_first_asks(speaker), *more):
        meant = asked_option(board.option(option_id), board.options).id
        if meant not in seen:
            chips.append(ChipContent(option_id, words.text(name), on=meant == asked))
        seen.add(meant)
    if len(chips) < len(ASKS) and not shows_more:
        # Where two of them mean the same there is room for the next one.
        name = texts.SHORT_TITLES[MORE_ASKS[0]]
        chips.insert(-2, ChipContent(MORE_ASKS[0], words.text(name), on=MORE_ASKS[0] == asked))
        seen.add(MORE_ASKS[0])
    rest = {asked_option(board.option(each), board.options).id for each in MORE_ASKS}
    if not shows_more:
        chips.append(ChipContent(OTHER, words.text("Other"), on=asked in rest - seen))
    return tuple(chips)


def _first_asks(speaker: Speaker) -> tuple[tuple[str, str], ...]:
    """What is asked for most; another card only where a card was used at all."""
    kinds = {tender.type for receipt in speaker.case.receipts for tender in receipt.tenders}
    return tuple(each for each in ASKS if each[0] != OTHER_CARD or kinds & CARD_LIKE)


def _asked(speaker: Speaker) -> AskedForContent | None:
    case, words = speaker.case, speaker.words
    if case.asked is None:
        return None
    option = case.board.option(case.asked)
    card = card_of(speaker, option)
    tone, pill, icon = _standing_pill(speaker, option)
    if option.standing is Standing.NOT_POSSIBLE:
        card = replace(card, line=opening_of(speaker, option), amount_text="", timing_text="")
    detail = ""
    if card.action == "ask":
        is_waiting = case.requested == option.id and case.approvers
        text = role_words.ask_here(words, option)
        card = replace(card, action_text=words.text("Asked just now") if is_waiting else text)
        detail = words.text("PIN or badge above") if is_waiting else words.text("PIN or badge")
    strong, note = _logged(speaker)
    return AskedForContent(
        card=card,
        heading=words.text("The customer asked for this first"),
        tone=tone,
        pill_text=pill,
        pill_icon=icon,
        note_strong=strong,
        note=note,
        action_detail=detail,
    )


def _standing_pill(speaker: Speaker, option: Option) -> tuple[Group, str, str]:
    words, approval = speaker.words, speaker.case.approval
    if approval is not None and approval.option == option.id:
        said = words.text("{name} said yes", name=approval.approver_name)
        return "now", said, "check-circle"
    if option.standing is Standing.NEEDS_APPROVAL:
        return "manager", role_words.can_allow(words, option), "manager"
    if option.standing is Standing.NOT_POSSIBLE:
        return "neutral", words.text("Not possible here"), "forbidden"
    return "now", words.text("You can do this now"), "check-circle"


def _logged(speaker: Speaker) -> tuple[str, str]:
    case, words = speaker.case, speaker.words
    raised = case.escalation
    decline = case.decline
    if decline is not None and decline.option == case.asked:
        other = speaker.title(decline.alternative) if decline.alternative else ""
        strong = words.text("{name} offers:", name=decline.approver_name)
        return (strong, other) if other else ("", "")
    if raised is not None and raised.option == case.asked:
        at = words.clock(raised.raised_at, seconds=True)
        return (
            words.text("Request logged at {time}", time=at),
            words.text("with every option. Nothing to write."),
        )
    if case.asked_at is not None:
        at = words.clock(case.asked_at, seconds=True)
        return words.text("Noted at {time}.", time=at), ""
    return "", ""
