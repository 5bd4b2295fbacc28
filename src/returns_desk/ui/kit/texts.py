"""Codes to sentences: what the counter's words for options, facts, people and faults are.

Owns the English sentences behind the codes of engine and use cases; all screens share them. Must
not decide anything; a code without a sentence is shown in its own words, never hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.domain.board import FactValue
    from returns_desk.ui.kit.wording import Words

ROLES: Final[Mapping[str, str]] = {
    "clerk": N_("Clerk"),
    "supervisor": N_("Supervisor"),
    "manager": N_("Manager"),
    "regional": N_("Regional manager"),
    "it": N_("IT"),
}
SHORT_TITLES: Final[Mapping[str, str]] = {
    "refund/original": N_("The way it was paid"),
    "refund/mixed": N_("In parts"),
    "refund/other_card": N_("Another card"),
    "refund/cash": N_("Cash"),
    "refund/bank_transfer": N_("Bank transfer"),
    "refund/cheque": N_("Cheque"),
    "price_reduction/original": N_("Lower price"),
    "goodwill/original": N_("Money, as goodwill"),
    "even_exchange/none": N_("The same again"),
    "replacement/none": N_("Replacement"),
    "exchange/none": N_("Exchange"),
    "repair/none": N_("Repair"),
    "refund/gift_card": N_("Gift card"),
    "store_credit/store_credit": N_("Store credit"),
    "goodwill/store_credit": N_("Credit, as goodwill"),
}
OPTION_HINTS: Final[Mapping[str, str]] = {
    "refund/mixed": N_("Part by part, as shown before it is paid"),
    "refund/other_card": N_("Same person’s card, seen here"),
    "refund/cash": N_("From the drawer"),
    "refund/bank_transfer": N_("The account is typed at the till"),
    "refund/cheque": N_("Sent by post"),
    "price_reduction/original": N_("The goods stay with the customer"),
    "even_exchange/none": N_("The same goods, handed over here"),
    "replacement/none": N_("Another one, nothing to pay"),
    "exchange/none": N_("Other goods for the same money"),
    "repair/none": N_("We send it in, nothing to pay"),
    "refund/gift_card": N_("A card for any till"),
    "store_credit/store_credit": N_("A code for any till, no end date"),
}
TENDERS: Final[Mapping[str, str]] = {
    "cash": N_("In cash"),
    "credit_card": N_("To the credit card"),
    "debit_card": N_("To the debit card"),
    "mobile_wallet": N_("To the phone"),
    "gift_card": N_("On a gift card"),
    "store_credit": N_("As store credit"),
    "cheque": N_("By cheque"),
    "bank_transfer": N_("By bank transfer"),
    "voucher": N_("As a voucher"),
    "loyalty_points": N_("As points"),
    "store_account": N_("To the account"),
    "pay_later": N_("Off the instalments"),
    "goods": N_("In goods"),
    "till_sale": N_("New goods, at the till"),
    "other_card": N_("To the other card"),
}
PAID_BY: Final[Mapping[str, str]] = {
    "cash": N_("in cash"),
    "credit_card": N_("credit card"),
    "debit_card": N_("debit card"),
    "mobile_wallet": N_("phone"),
    "gift_card": N_("gift card"),
    "store_credit": N_("store credit"),
    "cheque": N_("cheque"),
    "bank_transfer": N_("bank transfer"),
    "voucher": N_("voucher"),
    "loyalty_points": N_("points"),
    "store_account": N_("account"),
    "pay_later": N_("pay later"),
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
    "till_sale": "exchange",
    "other_card": "card",
}
REASONS: Final[Mapping[str, str]] = {
    "changed_mind": N_("Changed mind"),
    "faulty": N_("Faulty"),
    "damaged": N_("Damaged"),
    "wrong_item": N_("Wrong item"),
    "not_as_described": N_("Not as described"),
    "spoiled": N_("Spoiled"),
    "gift": N_("Unwanted gift"),
    "recall": N_("Recalled"),
    "late": N_("Came late"),
    "price_adjustment": N_("Price went down"),
    "other": N_("Other"),
}
CONDITIONS: Final[Mapping[str, str]] = {
    "unopened": N_("Unopened"),
    "opened": N_("Opened"),
    "used": N_("Used"),
    "damaged": N_("Damaged"),
    "altered": N_("Changed"),
}
REASON_QUESTIONS: Final[Mapping[str, str]] = {
    "changed_mind": N_("Did the customer change their mind?"),
    "faulty": N_("Is it faulty?"),
    "damaged": N_("Is it damaged?"),
    "wrong_item": N_("Is it the wrong item?"),
    "not_as_described": N_("Is it not as described?"),
    "spoiled": N_("Is it spoiled?"),
    "gift": N_("Was it a gift?"),
    "recall": N_("Was it recalled?"),
    "late": N_("Did it come late?"),
    "price_adjustment": N_("Did the price go down?"),
}
REASON_OPENS: Final[Mapping[str, str]] = {
    "faulty": N_("Opens if something is wrong with it."),
    "damaged": N_("Opens if it is damaged."),
    "wrong_item": N_("Opens if it is the wrong item."),
    "not_as_described": N_("Opens if it is not as described."),
    "spoiled": N_("Opens if it is spoiled."),
    "gift": N_("Opens if it was a gift."),
    "recall": N_("Opens if it was recalled."),
    "late": N_("Opens if it came late."),
    "price_adjustment": N_("Opens if the price went down."),
    "changed_mind": N_("Opens if the customer changed their mind."),
}
CONDITION_QUESTIONS: Final[Mapping[str, str]] = {
    "unopened": N_("Is it unopened?"),
    "opened": N_("Was it opened?"),
    "used": N_("Was it used?"),
    "damaged": N_("Is it damaged?"),
    "altered": N_("Was it changed?"),
}
CONDITION_OPENS: Final[Mapping[str, str]] = {
    "unopened": N_("Opens if it is unopened."),
    "opened": N_("Opens if it was only opened."),
    "damaged": N_("Opens if it is damaged."),
}
FLAG_QUESTIONS: Final[Mapping[tuple[str, bool], str]] = {
    ("other_card.same_customer", True): N_("Is it this customer’s own card?"),
    ("photo_id_seen", True): N_("Is a photo ID here?"),
    ("is_purchaser", True): N_("Did this customer buy it?"),
    ("is_purchaser", False): N_("Was it a present from someone else?"),
    ("gift_card_present", True): N_("Is the gift card here?"),
    ("evidence:receipt", True): N_("Is the receipt here?"),
    ("evidence:gift_receipt", True): N_("Is the gift receipt here?"),
    ("evidence:card_lookup", True): N_("Was it found by the card?"),
    ("evidence:customer_record", True): N_("Is it in the customer’s account?"),
    ("evidence:bank_statement", True): N_("Is it on a bank statement?"),
    ("evidence:serial_record", True): N_("Is the serial number ours?"),
}
FLAG_OPENS: Final[Mapping[str, str]] = {
    "other_card.same_customer": N_("Opens with this customer’s own card."),
    "other_card": N_("Opens with another card of this customer."),
    "photo_id_seen": N_("Opens with a photo ID."),
    "is_purchaser": N_("Opens for the one who bought it."),
    "gift_card_present": N_("Opens when the gift card is here."),
    "evidence:receipt": N_("Opens with the receipt."),
    "evidence:gift_receipt": N_("Opens with a gift receipt."),
    "evidence:card_lookup": N_("Opens when it is found by the card."),
    "evidence:customer_record": N_("Opens when it is in the customer’s account."),
    "evidence:bank_statement": N_("Opens with a bank statement."),
    "evidence:serial_record": N_("Opens with the serial number."),
    "refund_authorisation": N_("Opens if the bank refuses the card refund."),
}
NOTHING_MISSING: Final = N_("Is everything there that came with it?")
SOMETHING_MISSING: Final = N_("Is something missing that came with it?")
APPROVAL_REASONS: Final[Mapping[str, str]] = {
    "same_person_seen": N_("Same person’s card"),
    "fair_to_customer": N_("Fair to the customer"),
    "our_mistake": N_("It was our doing"),
    "seen_by_me": N_("Seen by me"),
    "rule_does_not_fit": N_("The rule does not fit"),
}
DECLINE_REASONS: Final[Mapping[str, str]] = {
    "alternative_suits_better": N_("The other way suits better"),
    "not_allowed_to_us": N_("We may not do this"),
    "goods_differ_from_claim": N_("The goods differ"),
}
LEAVE_REASONS: Final[Mapping[str, str]] = {
    "did_not_say": N_("Did not say"),
    "nothing_suited": N_("Nothing suited"),
    "took_too_long": N_("It took too long"),
    "comes_back_with_something": N_("Comes back with something"),
    "felt_badly_treated": N_("Felt badly treated"),
    "other": N_("Something else"),
}
VOID_REASONS: Final[Mapping[str, str]] = {
    "wrong_goods_or_amount": N_("Wrong goods or amount"),
    "paid_wrong_way": N_("Paid another way than meant"),
    "customer_keeps_goods": N_("The customer keeps the goods"),
    "other": N_("Something else"),
}
LEG_FAILURES: Final[Mapping[str, str]] = {
    "declined": N_("The bank refused it"),
    "unreachable": N_("Card reader or till not reachable"),
    "drawer_short": N_("Too little cash in the drawer"),
    "taken_back": N_("The customer wants another way"),
    "not_given_back": N_("It is not here any more"),
    "other": N_("Something else"),
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
