"""Codes to sentences as the customer hears them: options, conditions, standings.

Owns the English sentences of the customer's display where the clerk's would sound odd to them.
Must not decide anything, and holds nothing that only staff may read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_, ORIGINAL_TITLES, TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.domain.board import FactValue

ORIGINAL: Final[Mapping[str, str]] = {
    **ORIGINAL_TITLES,
    "credit_card": N_("Back to the same card"),
    "debit_card": N_("Back to the same card"),
    "mobile_wallet": N_("Back to the same phone or watch"),
    "bank_transfer": N_("Back to your bank account"),
    "store_account": N_("Back to your account"),
}
"""Titles of refund/original where everything was paid by one means."""

OPTIONS: Final[Mapping[str, str]] = {
    **TITLES,
    "refund/original": N_("Back the way you paid"),
    "refund/other_card": N_("To another card of yours"),
    "goodwill/original": N_("Money from us, to put it right"),
    "even_exchange/none": N_("The same again"),
    "replacement/none": N_("Another one in its place"),
    "goodwill/store_credit": N_("Store credit from us, to put it right"),
}

HINTS: Final[Mapping[str, str]] = {
    "refund/original": N_("The way it was paid"),
    "refund/mixed": N_("Part by part, as shown before it is paid"),
    "refund/other_card": N_("A card with your name on it"),
    "refund/bank_transfer": N_("You name the account"),
    "refund/cheque": N_("Sent by post"),
    "price_reduction/original": N_("You keep the goods"),
    "even_exchange/none": N_("The same goods, handed over here"),
    "replacement/none": N_("Another one, nothing to pay"),
    "exchange/none": N_("Other goods for this amount"),
    "repair/none": N_("We send it in, nothing to pay"),
    "refund/gift_card": N_("A card for any till"),
    "store_credit/store_credit": N_("A code for any till"),
}

CLOSED: Final[Mapping[str, str]] = {
    "refund/original": N_("the way you paid"),
    "refund/mixed": N_("in parts"),
    "refund/other_card": N_("another card"),
    "refund/cash": N_("in cash"),
    "refund/bank_transfer": N_("bank transfer"),
    "refund/cheque": N_("cheque"),
    "price_reduction/original": N_("lower price"),
    "goodwill/original": N_("money on top"),
    "even_exchange/none": N_("the same again"),
    "replacement/none": N_("replacement"),
    "exchange/none": N_("exchange"),
    "repair/none": N_("repair"),
    "refund/gift_card": N_("gift card"),
    "store_credit/store_credit": N_("store credit"),
    "goodwill/store_credit": N_("credit on top"),
}
"""Short names for the line of what is not possible."""

IF_TENDER_HERE: Final = {
    True: N_("If you have the card with you"),
    False: N_("If you have with you what you paid with"),
}
"""By whether it was paid with a card."""

IF_REASON: Final[Mapping[str, str]] = {
    "changed_mind": N_("If you changed your mind"),
    "faulty": N_("If something is wrong with it"),
    "damaged": N_("If it is damaged"),
    "wrong_item": N_("If it is the wrong item"),
    "not_as_described": N_("If it is not as described"),
    "spoiled": N_("If it is spoiled"),
    "gift": N_("If it was a gift"),
    "recall": N_("If it was recalled"),
    "late": N_("If it came late"),
    "price_adjustment": N_("If the price went down"),
}
IF_CONDITION: Final[Mapping[str, str]] = {
    "unopened": N_("If it is unopened"),
    "opened": N_("If it was only opened"),
    "damaged": N_("If it is damaged"),
}
IF_FLAG: Final[Mapping[tuple[str, bool], str]] = {
    ("other_card.same_customer", True): N_("If it is your own card"),
    ("photo_id_seen", True): N_("With a photo ID"),
    ("is_purchaser", True): N_("If you bought it yourself"),
    ("is_purchaser", False): N_("If it was a present for you"),
    ("gift_card_present", True): N_("If you have the gift card with you"),
    ("evidence:receipt", True): N_("With the receipt"),
    ("evidence:gift_receipt", True): N_("With the gift receipt"),
    ("evidence:card_lookup", True): N_("If we find it by your card"),
    ("evidence:customer_record", True): N_("If it is in your customer account"),
    ("evidence:bank_statement", True): N_("With a bank statement"),
    ("evidence:serial_record", True): N_("With the serial number"),
}
IF_ALL_IS_THERE: Final = N_("If everything that came with it is here")
IF_ANSWERED: Final = N_("We ask you one thing first")
"""What needs something that has no sentence of its own."""


def condition_sentence(fact: str, value: FactValue, *, is_card: bool) -> str:
    """Return the English sentence for what must come true."""
    name, _, _ = fact.partition(":")
    if name == "original_tender_present" and value is True:
        return IF_TENDER_HERE[is_card]
    table = {"reason": IF_REASON, "condition": IF_CONDITION}.get(name)
    if table is not None:
        return table.get(str(value), IF_ANSWERED)
    if name == "missing" and value == ():
        return IF_ALL_IS_THERE
    return IF_FLAG.get((fact, value), IF_ANSWERED) if isinstance(value, bool) else IF_ANSWERED
