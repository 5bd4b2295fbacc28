"""Codes to sentences: what the counter's words for options, facts, people and faults are.

Owns the English sentences behind the codes of engine and use cases; all screens share them. Must
not decide anything; a code without a sentence is shown in its own words, never hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.domain.board import FactValue
    from returns_desk.ui.kit.wording import Words

ROLES: Final[Mapping[str, str]] = {
    "clerk": "Clerk",
    "supervisor": "Supervisor",
    "manager": "Manager",
    "regional": "Regional manager",
    "it": "IT",
}
SHORT_TITLES: Final[Mapping[str, str]] = {
    "refund/original": "The way it was paid",
    "refund/mixed": "In parts",
    "refund/other_card": "Another card",
    "refund/cash": "Cash",
    "refund/bank_transfer": "Bank transfer",
    "refund/cheque": "Cheque",
    "price_reduction/original": "Lower price",
    "goodwill/original": "Money, as goodwill",
    "even_exchange/none": "The same again",
    "replacement/none": "Replacement",
    "exchange/none": "Exchange",
    "repair/none": "Repair",
    "refund/gift_card": "Gift card",
    "store_credit/store_credit": "Store credit",
    "goodwill/store_credit": "Credit, as goodwill",
}
OPTION_HINTS: Final[Mapping[str, str]] = {
    "refund/mixed": "Part by part, as shown before it is paid",
    "refund/other_card": "Same person’s card, seen here",
    "refund/cash": "From the drawer",
    "refund/bank_transfer": "The account is typed at the till",
    "refund/cheque": "Sent by post",
    "price_reduction/original": "The goods stay with the customer",
    "even_exchange/none": "The same goods, handed over here",
    "replacement/none": "Another one, nothing to pay",
    "exchange/none": "Other goods for the same money",
    "repair/none": "We send it in, nothing to pay",
    "refund/gift_card": "A card for any till",
    "store_credit/store_credit": "A code for any till, no end date",
}
TENDERS: Final[Mapping[str, str]] = {
    "cash": "In cash",
    "credit_card": "To the credit card",
    "debit_card": "To the debit card",
    "mobile_wallet": "To the phone",
    "gift_card": "On a gift card",
    "store_credit": "As store credit",
    "cheque": "By cheque",
    "bank_transfer": "By bank transfer",
    "voucher": "As a voucher",
    "loyalty_points": "As points",
    "store_account": "To the account",
    "pay_later": "Off the instalments",
    "goods": "In goods",
    "other_card": "To the other card",
}
PAID_BY: Final[Mapping[str, str]] = {
    "cash": "in cash",
    "credit_card": "credit card",
    "debit_card": "debit card",
    "mobile_wallet": "phone",
    "gift_card": "gift card",
    "store_credit": "store credit",
    "cheque": "cheque",
    "bank_transfer": "bank transfer",
    "voucher": "voucher",
    "loyalty_points": "points",
    "store_account": "account",
    "pay_later": "pay later",
}
TENDER_ICONS: Final[Mapping[str, str]] = {
    "cash": "cash",
    "credit_card": "card",
    "debit_card": "card",
    "mobile_wallet": "phone",
    "gift_card": "gift",
    "store_credit": "store-credit",
    "cheque": "cheque",
    "bank_transfer": "transfer",
    "voucher": "store-credit",
    "loyalty_points": "store-credit",
    "store_account": "transfer",
    "pay_later": "calendar",
    "goods": "exchange",
    "other_card": "card",
}
REASONS: Final[Mapping[str, str]] = {
    "changed_mind": "Changed mind",
    "faulty": "Faulty",
    "damaged": "Damaged",
    "wrong_item": "Wrong item",
    "not_as_described": "Not as described",
    "spoiled": "Spoiled",
    "gift": "Unwanted gift",
    "recall": "Recalled",
    "late": "Came late",
    "price_adjustment": "Price went down",
    "other": "Other",
}
CONDITIONS: Final[Mapping[str, str]] = {
    "unopened": "Unopened",
    "opened": "Opened",
    "used": "Used",
    "damaged": "Damaged",
    "altered": "Changed",
}
REASON_QUESTIONS: Final[Mapping[str, str]] = {
    "changed_mind": "Did the customer change their mind?",
    "faulty": "Is it faulty?",
    "damaged": "Is it damaged?",
    "wrong_item": "Is it the wrong item?",
    "not_as_described": "Is it not as described?",
    "spoiled": "Is it spoiled?",
    "gift": "Was it a gift?",
    "recall": "Was it recalled?",
    "late": "Did it come late?",
    "price_adjustment": "Did the price go down?",
}
REASON_OPENS: Final[Mapping[str, str]] = {
    "faulty": "Opens if something is wrong with it.",
    "damaged": "Opens if it is damaged.",
    "wrong_item": "Opens if it is the wrong item.",
    "not_as_described": "Opens if it is not as described.",
    "spoiled": "Opens if it is spoiled.",
    "gift": "Opens if it was a gift.",
    "recall": "Opens if it was recalled.",
    "late": "Opens if it came late.",
    "price_adjustment": "Opens if the price went down.",
    "changed_mind": "Opens if the customer changed their mind.",
}
CONDITION_QUESTIONS: Final[Mapping[str, str]] = {
    "unopened": "Is it unopened?",
    "opened": "Was it opened?",
    "used": "Was it used?",
    "damaged": "Is it damaged?",
    "altered": "Was it changed?",
}
CONDITION_OPENS: Final[Mapping[str, str]] = {
    "unopened": "Opens if it is unopened.",
    "opened": "Opens if it was only opened.",
    "damaged": "Opens if it is damaged.",
}
FLAG_QUESTIONS: Final[Mapping[tuple[str, bool], str]] = {
    ("other_card.same_customer", True): "Is it this customer’s own card?",
    ("photo_id_seen", True): "Is a photo ID here?",
    ("is_purchaser", True): "Did this customer buy it?",
    ("is_purchaser", False): "Was it a present from someone else?",
    ("gift_card_present", True): "Is the gift card here?",
    ("evidence:receipt", True): "Is the receipt here?",
    ("evidence:gift_receipt", True): "Is the gift receipt here?",
    ("evidence:card_lookup", True): "Was it found by the card?",
    ("evidence:customer_record", True): "Is it in the customer’s account?",
    ("evidence:bank_statement", True): "Is it on a bank statement?",
    ("evidence:serial_record", True): "Is the serial number ours?",
}
FLAG_OPENS: Final[Mapping[str, str]] = {
    "other_card.same_customer": "Opens with this customer’s own card.",
    "other_card": "Opens with another card of this customer.",
    "photo_id_seen": "Opens with a photo ID.",
    "is_purchaser": "Opens for the one who bought it.",
    "gift_card_present": "Opens when the gift card is here.",
    "evidence:receipt": "Opens with the receipt.",
    "evidence:gift_receipt": "Opens with a gift receipt.",
    "evidence:card_lookup": "Opens when it is found by the card.",
    "evidence:customer_record": "Opens when it is in the customer’s account.",
    "evidence:bank_statement": "Opens with a bank statement.",
    "evidence:serial_record": "Opens with the serial number.",
    "refund_authorisation": "Opens if the bank refuses the card refund.",
}
NOTHING_MISSING: Final = "Is everything there that came with it?"
SOMETHING_MISSING: Final = "Is something missing that came with it?"
APPROVAL_REASONS: Final[Mapping[str, str]] = {
    "same_person_seen": "Same person’s card",
    "fair_to_customer": "Fair to the customer",
    "our_mistake": "It was our doing",
    "seen_by_me": "Seen by me",
    "rule_does_not_fit": "The rule does not fit",
}
DECLINE_REASONS: Final[Mapping[str, str]] = {
    "alternative_suits_better": "The other way suits better",
    "not_allowed_to_us": "We may not do this",
    "goods_differ_from_claim": "The goods differ",
}
LEAVE_REASONS: Final[Mapping[str, str]] = {
    "did_not_say": "Did not say",
    "nothing_suited": "Nothing suited",
    "took_too_long": "It took too long",
    "comes_back_with_something": "Comes back with something",
    "felt_badly_treated": "Felt badly treated",
    "other": "Something else",
}
LEG_FAILURES: Final[Mapping[str, str]] = {
    "declined": "The bank refused it",
    "unreachable": "Card reader or till not reachable",
    "drawer_short": "Too little cash in the drawer",
    "taken_back": "The customer wants another way",
    "other": "Something else",
}


def said(words: Words, sentences: Mapping[str, str], code: str) -> str:
    """Say the sentence of a code; a code that has none says itself."""
    known = sentences.get(code)
    return words.text(known) if known else plain_code(code)


def plain_code(code: str) -> str:
    """Return a code as words: "card_closed" is "Card closed"."""
    return code.replace("_", " ").replace(":", " ").strip().capitalize()


def question_about(words: Words, fact: str, value: FactValue, last4: str = "") -> str:
    """Ask for one value of a fact; `last4` is the card's that the fact is about."""
    name, _, _ = fact.partition(":")
    if name == "original_tender_present":
        bare = words.text("Is the card of the purchase here?")
        return words.text("Is the card ending {last4} here?", last4=last4) if last4 else bare
    if name == "delivered_at":
        return words.text("Did it arrive on {day}?", day=str(value))
    table = {"reason": REASON_QUESTIONS, "condition": CONDITION_QUESTIONS}.get(name)
    if table is not None:
        return said(words, table, str(value))
    sentence = FLAG_QUESTIONS.get((fact, value)) if isinstance(value, bool) else None
    if name == "missing":
        sentence = NOTHING_MISSING if value == () else SOMETHING_MISSING
    return words.text(sentence) if sentence else f"{plain_code(fact)}?"


def opening_of(words: Words, fact: str, value: FactValue, last4: str = "") -> str:
    """Say what would open an option: "Opens when the card ending 1234 is here."."""
    name, _, _ = fact.partition(":")
    if name == "original_tender_present" and value is True:
        if last4:
            return words.text("Opens when the card ending {last4} is here.", last4=last4)
        return words.text("Opens when the card of the purchase is here.")
    table = {"reason": REASON_OPENS, "condition": CONDITION_OPENS}.get(name)
    if table is not None:
        sentence = table.get(str(value))
    else:
        sentence = FLAG_OPENS.get(fact) or FLAG_OPENS.get(name)
        if value is False or value is None:
            sentence = None
    return words.text(sentence) if sentence else ""
