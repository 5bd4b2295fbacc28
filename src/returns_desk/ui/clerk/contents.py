"""Owns what the pages of the clerk's window are fed with: frozen contents, ready texts only.

Completes the kit's contents by those that only this window has. No Qt here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.ui.clerk.disposal_contents import GoodsPlacesContent
    from returns_desk.ui.clerk.more_contents import MoreContent
    from returns_desk.ui.kit.contents import (
        BoardContent,
        ChipContent,
        GuidanceContent,
        ReceiptContent,
        ReceiptLineContent,
        SlipContent,
        StepLegContent,
        Tone,
    )

ScanMode = Literal["scan", "pin", "text", "off"]
ConfirmState = Literal["hidden", "ready", "not_yet", "busy", "done"]
BarState = Literal["done", "present", "ahead"]


@dataclass(frozen=True, slots=True)
class ButtonContent:
    """A button: what it does (`code`), its text, icon and key."""

    code: str
    text: str
    icon: str = ""
    key_cap: str = ""
    is_on: bool = True
    may_shrink: bool = False
    """Whether its drawing may stand alone where there is no room for words."""


@dataclass(frozen=True, slots=True)
class PillContent:
    """A status pill; an empty text hides it, and a `detail` is said when it is touched."""

    text: str = ""
    icon: str = ""
    tone: Tone = "neutral"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class HeaderContent:
    """The line at the top, the same on every page."""

    shop: str
    place: str
    place_short: str = ""
    case: PillContent = field(default_factory=PillContent)
    clock: PillContent = field(default_factory=PillContent)
    status: PillContent = field(default_factory=PillContent)
    language: ButtonContent | None = None
    operator: ButtonContent | None = None
    manager: ButtonContent | None = None
    training: str = ""
    slips: ButtonContent | None = None
    """Slips that wait for the printer."""
    parked: ButtonContent | None = None
    """Customers who wait."""
    promises: PillContent = field(default_factory=PillContent)
    """Promises that are due or over."""
    promises_short: str = ""
    parked_short: str = ""
    """How many, for a window without room for the word."""


@dataclass(frozen=True, slots=True)
class ScanContent:
    """What the scan field waits for, and the buttons beside it."""

    prompt: str
    mode: ScanMode = "scan"
    buttons: tuple[ButtonContent, ...] = ()


@dataclass(frozen=True, slots=True)
class BannerContent:
    """One sentence in its place, with at most one action."""

    sentence: str
    icon: str = "question"
    tone: Tone = "neutral"
    lead: str = ""
    action_text: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class FooterContent:
    """What is chosen, and the one filled button that is the next step."""

    title: str
    line: str = ""
    left: tuple[ButtonContent, ...] = ()
    confirm: ConfirmState = "hidden"
    confirm_text: str = ""
    confirm_icon: str = "check"


@dataclass(frozen=True, slots=True)
class TileContent:
    """Something to touch with a name and a line: a person, a receipt, a case."""

    code: str
    title: str
    line: str = ""
    icon: str = "person"
    is_on: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class TilesContent:
    """A page of tiles under a heading; the sign-in, and the wait for a scan."""

    title: str
    line: str
    icon: str
    tiles: tuple[TileContent, ...] = ()
    tiles_heading: str = ""
    more: tuple[TileContent, ...] = ()
    more_heading: str = ""
    note: str = ""
    pad: tuple[str, ...] | None = None
    """Words of the keys for one step back and for Enter, where digits are typed by touch.

    A third one is the sign before the decimals, where an amount has some.
    """


@dataclass(frozen=True, slots=True)
class ReceiptBlock:
    """One receipt with its lines."""

    head: ReceiptContent
    lines: tuple[ReceiptLineContent, ...]
    chips: tuple[ChipContent, ...] = ()
    """What can be done with the receipt as a whole."""


@dataclass(frozen=True, slots=True)
class ReceiptsContent:
    """The receipt column."""

    receipts: tuple[ReceiptBlock, ...]
    note: str = ""
    note_icon: str = "barcode"


@dataclass(frozen=True, slots=True)
class HelpContent:
    """The guidance column: words that help, and the questions that matter."""

    guidance: GuidanceContent
    panel_title: str
    panel_lines: tuple[str, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class BoardPageContent:
    """The board and what the customer asks for."""

    asks_heading: str
    asks: tuple[ChipContent, ...]
    board: BoardContent


@dataclass(frozen=True, slots=True)
class PayoutContent:
    """The booking, leg by leg."""

    title: str
    note: str
    bars: tuple[BarState, ...]
    legs: tuple[StepLegContent, ...]


@dataclass(frozen=True, slots=True)
class PrinterContent:
    """What the slip printer does, in a word and where need be in a sentence."""

    pill: PillContent
    sentence: str
    actions: tuple[ButtonContent, ...]


@dataclass(frozen=True, slots=True)
class SlipPageContent:
    """The slip, where its PDF lies, its printer, and the languages it can be written in."""

    slip: SlipContent
    heading: str
    lines: tuple[str, ...]
    saved: str = ""
    printer: PrinterContent | None = None
    languages_heading: str = ""
    languages: tuple[ChipContent, ...] = ()
    more: MoreContent | None = None
    """What is asked of the customer beside it."""
    places: GoodsPlacesContent | None = None
    ticket: GoodsPlacesContent | None = None
    """Goods that are here for repair."""


@dataclass(frozen=True, slots=True)
class KeyInLabels:
    """The words of the key-in screen, by the name of the field."""

    title: str
    line: str
    labels: Mapping[str, str]
    tenders: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    receipt: str = ""
    add_text: str = ""


@dataclass(frozen=True, slots=True)
class KeyInEntry:
    """What was typed on the key-in screen, as typed; lines as (name, quantity, price, kind)."""

    receipt: str
    day: str
    time: str
    tender: str
    last4: str
    lines: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class KeysContent:
    """All keys, in two columns."""

    title: str
    keys: tuple[tuple[str, str], ...]
    close_text: str


@dataclass(frozen=True, slots=True)
class ChoiceContent:
    """One question with a few answers, over the board's place; Enter takes the first answer."""

    title: str
    line: str
    choices: tuple[ChipContent, ...]
    back_text: str
    icon: str = "leave"
