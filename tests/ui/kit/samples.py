"""Owns sample contents for tests and the gallery of the kit; invented shops and people only."""

from __future__ import annotations

from dataclasses import replace

from returns_desk.ui.kit.contents import (
    AskedForContent,
    BoardContent,
    ChipContent,
    CountText,
    HeadingContent,
    NotPossibleContent,
    OptionCardContent,
    ReceiptContent,
    ReceiptLineContent,
    TenderText,
)

ORIGINAL = OptionCardContent(
    option_id="refund.original_card",
    title="Back to the original card",
    group="now",
    number=1,
    line="Is the card ending 1234 here?",
    line_is_question=True,
    amount_text="$21.36",
    timing_text="in 3–5 business days",
    action="yes_no",
    yes_text="Yes",
    no_text="No",
)
EXCHANGE = OptionCardContent(
    option_id="exchange",
    title="Exchange for other goods",
    group="now",
    number=2,
    line="Scan the new items; the rest goes to the card",
    amount_text="$21.36",
    timing_text="today",
    action_text="Choose",
)
CREDIT = OptionCardContent(
    option_id="store_credit",
    title="Store credit",
    group="now",
    number=3,
    line="A code for any till, no end date",
    amount_text="$21.36",
    timing_text="today",
    action_text="Choose",
)
OTHER_CARD = OptionCardContent(
    option_id="refund.other_card",
    title="To another card of the customer",
    group="manager",
    number=4,
    line="Same person’s card, seen here",
    amount_text="$21.36",
    timing_text="in 3–5 business days",
    action="ask",
    action_text="Ask",
)
IMPOSSIBLE = (
    NotPossibleContent(
        "cash",
        "Cash",
        "Opens if the bank refuses the card refund.",
        ("Card rules: no cash for a card sale.", "Shop: cash above $20 needs a manager."),
    ),
    NotPossibleContent(
        "repair", "Repair or replacement", "Opens if something is wrong with the shelf."
    ),
    NotPossibleContent(
        "gift_card", "Gift card", "None was used to pay. Opens with a gift receipt."
    ),
    NotPossibleContent("transfer", "Bank transfer", "Opens for an online order."),
)
ASKS = (
    ChipContent("money", "Money back"),
    ChipContent("other_card", "Another card"),
    ChipContent("cash", "Cash"),
    ChipContent("exchange", "Exchange"),
    ChipContent("credit", "Store credit"),
    ChipContent("other", "Other"),
)


def shelf_board() -> BoardContent:
    """Return the shelf's board as it stands right after the scan."""
    return BoardContent(
        now=HeadingContent("You can do this now", "3 options · the customer sees the same board"),
        manager=HeadingContent("A manager can allow this", "1 option"),
        not_possible=HeadingContent("Not possible here – and what would change it", "4 options"),
        options=(ORIGINAL, EXCHANGE, CREDIT, OTHER_CARD),
        impossible=IMPOSSIBLE,
    )


def asked_board() -> BoardContent:
    """Return the shelf's board after the other card was asked for."""
    asked = AskedForContent(
        card=replace(OTHER_CARD, asked=True, action_text="Ask manager here"),
        heading="The customer asked for this first",
        tone="manager",
        pill_text="Manager can allow",
        pill_icon="manager",
        note_strong="Request logged at 18:40:49",
        note="with the whole board. Nothing to write. Two managers have been told.",
        action_detail="PIN or badge",
    )
    original = NotPossibleContent(
        "refund.original_card", "Original card", "Not here today. Opens when card 1234 is here."
    )
    note = "option 4, shown at the top because it was asked for"
    return replace(
        shelf_board(),
        options=(EXCHANGE, CREDIT, OTHER_CARD),
        impossible=(original, *IMPOSSIBLE[:3]),
        manager=HeadingContent("A manager can allow this", note),
        asked=asked,
    )


def plums_board() -> BoardContent:
    """Return seven plums: an even exchange chosen, a right, a part, an empty group."""
    cash = replace(
        ORIGINAL,
        option_id="refund.cash",
        title="Money back in cash",
        line="The way it was paid",
        line_is_question=False,
        amount_text="$4.27",
        timing_text="now",
        action="choose",
        action_text="Choose",
    )
    even = replace(
        cash,
        option_id="even_exchange",
        number=2,
        title="Even exchange: the same again",
        line="Seven fresh plums for seven plums",
        amount_text="7 for 7",
        action="chosen",
        action_text="Chosen",
        chosen=True,
    )
    repair = replace(
        cash,
        option_id="repair",
        number=3,
        title="Repair",
        line="we send it in, nothing to pay",
        amount_text="Free",
        timing_text="by Fri 4 Dec",
        is_right=True,
        right_text="A right",
    )
    part = replace(
        cash,
        option_id="gift_card",
        number=4,
        title="Back to the gift card, and the rest to the customer’s bank account by a transfer",
        covers_text="2 of 3 items",
        line="the lamp stays",
    )
    empty = HeadingContent(
        "A manager can allow this", "nothing here: everything is already yours to do"
    )
    return replace(
        shelf_board(),
        now=HeadingContent("You can do this now", "4 options · the customer sees the same board"),
        options=(cash, even, repair, part),
        manager=empty,
        impossible=IMPOSSIBLE[:2],
    )


RECEIPT = ReceiptContent(
    title="Receipt",
    number="3141-07-20261107-0042",
    line="7 Nov 2026, 11:02 · 14 days",
    tenders=(TenderText("card", "$21.36", "· Visa ending 1234"),),
)
SHELF_LINE = ReceiptLineContent(
    item="shelf-36",
    name="Shelf board, white, 36 in",
    unit_text="1 each · $21.36 with tax",
    sold=CountText("1", "sold"),
    returned=CountText("0", "returned"),
    available=CountText("1", "available"),
    reason_heading="Why it comes back",
    reason_prompt="Say why",
    reasons=(
        ChipContent("changed_mind", "Changed mind", on=True),
        ChipContent("faulty", "Faulty"),
        ChipContent("wrong_item", "Wrong item"),
    ),
    condition_prompt="Say how it is",
    conditions=(ChipContent("unopened", "Unopened", on=True), ChipContent("opened", "Opened")),
)
PLUM_LINE = replace(
    SHELF_LINE,
    item="plums",
    name="Plums, red",
    unit_text="7 pieces from 1 pack",
    sold=CountText("7", "sold"),
    available=CountText("7", "available"),
    quantity_text="3",
    quantity_less="2",
    quantity_more="4",
    quantity_name="How many come back",
    reasons=(ChipContent("spoiled", "Spoiled"), ChipContent("other", "Other")),
    conditions=(),
    select_text="Leave out",
)
