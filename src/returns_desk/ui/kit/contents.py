"""Owns what the widgets are fed with: frozen contents, ready texts only.

A presenter makes these; a widget shows them and decides nothing. No Qt here, so that presenters
stay plain Python. Ids go back in signals as they came.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["now", "manager", "attention", "bad", "neutral", "primary"]
Action = Literal["choose", "ask", "yes_no", "chosen", "none"]
LegState = Literal["waiting", "next", "being_paid", "paid", "failed", "in_doubt", "undone"]
SlipRole = Literal[
    "title",
    "heading",
    "text",
    "strong",
    "small",
    "row",
    "row_strong",
    "rule",
    "centre",
    "barcode",
    "qr_code",
]


@dataclass(frozen=True, slots=True)
class OptionCardContent:
    """One option of the board. `number` is given once and stays for the whole case."""

    option_id: str
    title: str
    group: Literal["now", "manager"]
    number: int | None = None
    line: str = ""
    line_is_question: bool = False
    amount_text: str = ""
    timing_text: str = ""
    action: Action = "choose"
    action_text: str = ""
    yes_text: str = ""
    no_text: str = ""
    asked: bool = False
    chosen: bool = False
    is_right: bool = False
    right_text: str = ""
    covers_text: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class NotPossibleContent:
    """One option that is not possible here, and what would change it."""

    option_id: str
    title: str
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedForContent:
    """What the customer asked for first, pinned above the groups, whatever its standing."""

    card: OptionCardContent
    heading: str
    tone: Literal["now", "manager", "neutral"] = "manager"
    pill_text: str = ""
    pill_icon: str = ""
    note_strong: str = ""
    note: str = ""
    action_detail: str = ""


@dataclass(frozen=True, slots=True)
class HeadingContent:
    """A group's heading and the small note beside it; an empty group's note says so."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BoardContent:
    """The whole board. Options stand in board order; the group of each says where."""

    now: HeadingContent
    manager: HeadingContent
    not_possible: HeadingContent
    options: tuple[OptionCardContent, ...] = ()
    impossible: tuple[NotPossibleContent, ...] = ()
    asked: AskedForContent | None = None


@dataclass(frozen=True, slots=True)
class ChipContent:
    """One chip; `code` comes back when it is touched."""

    code: str
    text: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class TenderText:
    """How a receipt was paid: "$21.36" strong, "Visa ending 1234" plain."""

    icon: str
    strong: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """The head of a receipt: its name, number, day, tenders and notes.

    `doubt` says what does not add up in it, for staff; empty where all does. Goods that are on no
    receipt have a name in the place of its number, which nobody reads.
    """

    title: str
    number: str
    line: str = ""
    tenders: tuple[TenderText, ...] = ()
    notes: tuple[str, ...] = ()
    doubt: str = ""
    is_receipt: bool = True


@dataclass(frozen=True, slots=True)
class CountText:
    """One of the three numbers of a line: "1" over "sold"."""

    number: str
    word: str


@dataclass(frozen=True, slots=True)
class ReceiptLineContent:
    """One line of a receipt.

    `quantity_less` and `quantity_more` are the next quantities as the presenter wants them back
    ("" where there is none); without `quantity_text` no stepper is shown. Chips that are on are
    shown; touching one, or `reason_prompt`, unfolds the rest.
    """

    item: str
    name: str
    unit_text: str = ""
    amount_text: str = ""
    sold: CountText = field(default_factory=lambda: CountText("", ""))
    returned: CountText = field(default_factory=lambda: CountText("", ""))
    available: CountText = field(default_factory=lambda: CountText("", ""))
    selected: bool = True
    select_text: str = ""
    quantity_text: str = ""
    quantity_less: str = ""
    quantity_more: str = ""
    quantity_name: str = ""
    reason_heading: str = ""
    reason_prompt: str = ""
    reasons: tuple[ChipContent, ...] = ()
    condition_prompt: str = ""
    conditions: tuple[ChipContent, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DenominationText:
    """How many of one note or coin are counted out: value, count, sum."""

    value: str
    count: str
    sum_text: str = ""


@dataclass(frozen=True, slots=True)
class StepLegContent:
    """One leg of the payout and what is to be done with it now.

    With `reference_prompt` a field takes the till's or card reader's reference; with
    `denominations` cash is counted out. Empty button texts show no button.
    """

    leg_id: str
    number: int
    icon: str
    name: str
    detail: str = ""
    state: LegState = "waiting"
    amount_text: str = ""
    pill_text: str = ""
    reference_prompt: str = ""
    reference: str = ""
    denominations: tuple[DenominationText, ...] = ()
    advice_strong: str = ""
    advice: str = ""
    confirm_text: str = ""
    confirm_key: str = ""
    failed_text: str = ""


@dataclass(frozen=True, slots=True)
class GuidanceStepContent:
    """One of the seven steps and the sentence one might say."""

    title: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class GuidanceContent:
    """The words that help; `open_step` counts from 0."""

    title: str
    fold_text: str
    steps: tuple[GuidanceStepContent, ...]
    open_step: int = 0


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line of a slip. In a row, `text` is left and `amount` right.

    Of a QR code, `picture` is an SVG or PNG picture and `text` reads it aloud.
    """

    role: SlipRole
    text: str = ""
    amount: str = ""
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class SlipContent:
    """A slip to show. `barcode` is an SVG or PNG picture; `barcode_text` reads it aloud."""

    lines: tuple[SlipLine, ...]
    barcode: bytes = b""
    barcode_text: str = ""


@dataclass(frozen=True, slots=True)
class ColumnContent:
    """One column of a chart: what stands under it, its number in words, and its height of 100."""

    label: str
    text: str
    percent: int
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class RowBarContent:
    """One row of a chart: a whole and the part of it that counts."""

    label: str
    whole: int
    part: int


@dataclass(frozen=True, slots=True)
class ApprovalContent:
    """What a second person decides: exactly one option and amount."""

    heading: str
    option: str
    amount: str
    scope: str
    reason_heading: str
    reasons: tuple[ChipContent, ...]
    who_heading: str
    who: tuple[ChipContent, ...]
    hint: str
    decline_heading: str
    decline_line: str
    alternatives: tuple[ChipContent, ...]
    decline_reasons: tuple[ChipContent, ...] = ()
    decline_reason_heading: str = ""
