"""Pages without a case as contents: sign-in, the wait for a scan, key-in, keys, choices.

Owns their words. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.closing import LEAVE_REASONS
from returns_desk.application.paying import LEG_FAILURES
from returns_desk.application.sentences import N_
from returns_desk.domain.sale import TenderType
from returns_desk.ui.clerk.contents import (
    ChoiceContent,
    KeyInLabels,
    KeysContent,
    TileContent,
    TilesContent,
)
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ChipContent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.application.desk_state import DeskState
    from returns_desk.ui.kit.wording import Words

RESUME: Final = "resume:"
SAMPLE: Final = "sample:"
PERSON: Final = "person:"
TRAINING: Final = "training"


@dataclass(frozen=True, slots=True)
class Sample:
    """A receipt of the demo shop with its story; a touch scans it."""

    receipt: str
    title: str
    line: str
    icon: str = "receipt"


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the demo shop tells newcomers: the PINs by person, and receipts to try."""

    pins: tuple[tuple[str, str], ...] = ()
    samples: tuple[Sample, ...] = ()
    training: Callable[[], None] | None = None
    """Opens the training; a real shop's sign-in page offers it."""


def sign_in_page(words: Words, state: DeskState, welcome: Welcome) -> TilesContent:
    """Who is at the desk: a tile for each person, then the PIN in the scan field."""
    chosen = state.signing_in
    pins = dict(welcome.pins)
    tiles = tuple(
        TileContent(
            code=PERSON + person.id,
            title=person.name,
            line=texts.said(words, texts.ROLES, person.role),
            icon="manager" if person.role in {"manager", "regional"} else "person",
            is_on=chosen is not None and chosen.id == person.id,
            action=words.text("PIN {pin}", pin=pins[person.id]) if person.id in pins else "",
        )
        for person in state.people
    )
    line = words.text("Touch your name, or scan your badge.")
    if chosen is not None:
        line = words.text("{name}, type your PIN. It shows as dots.", name=chosen.name)
    note = words.text("Add the first person with: returns-desk operators add") if not tiles else ""
    if pins:
        note = words.text("The demo shop: its PINs stand on the tiles. Nothing is real.")
    pad = (words.text("Back"), words.text("Enter")) if chosen is not None else None
    more = (_training_tile(words),) if welcome.training is not None and pad is None else ()
    return TilesContent(
        words.text("Who is at the desk?"), line, "person", tiles, more=more, note=note, pad=pad
    )


def _training_tile(words: Words) -> TileContent:
    line = words.text("Ten customers of a first week. Nothing there is real.")
    return TileContent(TRAINING, words.text("Practise"), line, "bulb", action=words.text("Open"))


def waiting_page(words: Words, state: DeskState, welcome: Welcome) -> TilesContent:
    """Nothing is open: scan a receipt, take up a case, or in the demo try a story."""
    open_cases = tuple(
        TileContent(
            code=RESUME + case.case_id,
            title=words.text("Case {number}", number=case.number),
            line=" · ".join((words.clock(case.opened_at), *case.receipts)),
            icon="warning" if case.has_leg_in_doubt else "document",
            action=words.text("Go on"),
        )
        for case in state.open_cases
        if case.parked_at is None
    )
    samples = tuple(
        TileContent(
            SAMPLE + each.receipt,
            words.text(each.title),
            f"{words.text(each.line)}\n{each.receipt}",
            each.icon,
            action=words.text("Scan"),
        )
        for each in welcome.samples
    )
    return TilesContent(
        title=words.text("Scan a receipt"),
        line=words.text("Every option is there at once. Without a receipt, press F3."),
        icon="barcode",
        tiles=open_cases,
        tiles_heading=words.text("Not finished yet") if open_cases else "",
        more=samples,
        more_heading=words.text("Customers are waiting in the demo shop") if samples else "",
    )


_PAPER_TENDERS: Final = (
    TenderType.CREDIT_CARD,
    TenderType.DEBIT_CARD,
    TenderType.CASH,
    TenderType.MOBILE_WALLET,
    TenderType.GIFT_CARD,
    TenderType.STORE_CREDIT,
    TenderType.CHEQUE,
    TenderType.BANK_TRANSFER,
)
CATEGORIES: Final = (
    ("", N_("Goods")),
    ("food/fresh", N_("Fresh food")),
    ("food/other", N_("Other food")),
    ("electronics/other", N_("Electronics")),
    ("clothing/other", N_("Clothing")),
)


def key_in_page(words: Words, receipt: str) -> KeyInLabels:
    """The form for a receipt from paper."""
    labels = {
        "receipt": N_("Receipt number"),
        "day": N_("Day"),
        "time": N_("Time"),
        "tender": N_("Paid with"),
        "last4": N_("Card’s last four"),
        "name": N_("Item"),
        "quantity": N_("How many"),
        "price": N_("Price, tax included"),
        "kind": N_("Kind"),
    }
    return KeyInLabels(
        title=words.text("A receipt from paper"),
        line=words.text("Type what is printed. It is matched when the sale arrives."),
        labels={name: words.text(label) for name, label in labels.items()},
        tenders=tuple(
            (str(each), texts.said(words, texts.PAID_BY, str(each)).capitalize())
            for each in _PAPER_TENDERS
        ),
        categories=tuple((code, words.text(name)) for code, name in CATEGORIES),
        receipt=receipt,
        add_text=words.text("Another line"),
    )


def keys_page(words: Words) -> KeysContent:
    """All keys."""
    keys = (
        ("1 – 9", N_("Choose the option with this number")),
        ("+  –", N_("Yes and no to the question on an option")),
        ("+", N_("Beside the slip: go on with the same customer")),
        ("Enter", N_("Confirm")),
        ("Esc", N_("One step back")),
        ("F1", N_("This list")),
        ("F2", N_("Type into the scan field; digits stay text")),
        ("F3", N_("No receipt: find the purchase another way")),
        ("F4", N_("Park this customer, and serve the next one")),
        ("F5", N_("Parked customers")),
        ("F6", N_("Pay another way")),
        ("F7", N_("The customer leaves")),
        ("F8", N_("A person with authority")),
        ("F9", N_("Promise the customer something, or see what was promised")),
        ("F10", N_("Next customer")),
        ("F11", N_("Language")),
        ("F12", N_("The manager’s review")),
        ("Ctrl P", N_("Print the slip again")),
        ("Ctrl G", N_("The goods go where it is suggested")),
        ("Ctrl Z", N_("Undo; on the slip page: take the return back")),
        ("Ctrl 1 – 9", N_("Choose at once")),
        ("Tab", N_("To the next place; arrows inside a group")),
    )
    return KeysContent(
        words.text("Everything by keyboard"),
        tuple((key, words.text(what)) for key, what in keys),
        words.text("Close"),
    )


def leave_page(words: Words) -> ChoiceContent:
    """Why the customer leaves."""
    return ChoiceContent(
        words.text("The customer leaves"),
        words.text("Touch what they said. Enter notes that they did not say."),
        _choices(words, LEAVE_REASONS, texts.LEAVE_REASONS),
        words.text("They stay"),
    )


def failure_page(words: Words) -> ChoiceContent:
    """Why a leg was not paid."""
    codes = tuple(code for code in LEG_FAILURES if code != "taken_back")
    return ChoiceContent(
        words.text("It did not work"),
        words.text("Touch what happened. Nothing is paid twice."),
        _choices(words, codes, texts.LEG_FAILURES),
        words.text("Back"),
        icon="warning",
    )


def _choices(
    words: Words, codes: tuple[str, ...], sentences: Mapping[str, str]
) -> tuple[ChipContent, ...]:
    return tuple(ChipContent(code, texts.said(words, sentences, code)) for code in codes)
