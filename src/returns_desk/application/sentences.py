"""From codes to sentences for people: built-in reasons, questions, titles of options, remedies.

Owns the English words; `translate` (gettext style) makes them another language's. Texts of
packs are the packs' own. Must not know screens or decide anything.
"""

from collections.abc import Callable

from returns_desk.domain.board import Finding, Option
from returns_desk.domain.case import Case
from returns_desk.domain.sale import CARD_LIKE, SaleTender, TenderType

Translate = Callable[[str], str]
"""From an English sentence to the same in another language; keeps its `{fields}`."""


def N_(message: str) -> str:  # noqa: N802 -- gettext's name for a text that is translated later
    """Mark a text for extraction and leave it as it is."""
    return message


def in_english(message: str) -> str:
    """The translation into English."""
    return message


REASONS = {
    "already_returned": N_("It came back before."),
    "not_offered": N_("Not offered here."),
    "exceeds_refundable_amount": N_("More than can still go back to how it was paid."),
    "drawer_short_of_cash": N_("Opens when there is enough cash in the drawer."),
    "cash_limit_exceeded": N_("More than this counter pays out in cash."),
    "refund_authorisation_declined": N_("The bank refused the refund to this card."),
    "no_original_tender": N_("Opens when the purchase is found."),
    "one_tender_only": N_("It was paid in one way only."),
    "one_destination": N_("One way takes all of it; see there."),
    "law_unverified": N_("The law may give this; a manager decides."),
    "not_in_stock": N_("Opens when the same goods are in stock."),
    "no_lower_price": N_("Opens when a lower price is named."),
    "difference_above_tolerance": N_("The goods cost more today; a manager decides."),
    "no_way_for_the_rest": N_("Opens when there is a way for the rest of the money."),
    "no_way_for_a_part": N_("Opens when there is a way for each part of the money."),
    "goods_only": N_("It was paid with goods."),
    "same_as": N_("The same as another option on this board."),
}
"""The engine's own reasons, by code."""

TITLES = {
    "refund/original": N_("Back the way it was paid"),
    "refund/mixed": N_("Money back in parts"),
    "refund/other_card": N_("To another card of the customer"),
    "refund/cash": N_("Money back in cash"),
    "refund/bank_transfer": N_("By bank transfer"),
    "refund/cheque": N_("By cheque"),
    "price_reduction/original": N_("A part of the price back"),
    "goodwill/original": N_("Money back as goodwill"),
    "even_exchange/none": N_("Even exchange: the same again"),
    "replacement/none": N_("Replacement for faulty goods"),
    "exchange/none": N_("Exchange for other goods"),
    "repair/none": N_("Repair"),
    "refund/gift_card": N_("On a gift card"),
    "store_credit/store_credit": N_("Store credit"),
    "goodwill/store_credit": N_("Store credit as goodwill"),
}
"""Titles of the catalogue's options."""

ORIGINAL_TITLES = {
    "credit_card": N_("Back to the original card"),
    "debit_card": N_("Back to the original card"),
    "mobile_wallet": N_("Back to the original phone or watch"),
    "cash": N_("Money back in cash"),
    "gift_card": N_("Back to the gift card"),
    "store_credit": N_("Back as store credit"),
    "cheque": N_("By cheque"),
    "bank_transfer": N_("Back to the bank account"),
    "voucher": N_("The voucher back"),
    "loyalty_points": N_("The points back"),
    "store_account": N_("Back to the customer's account"),
    "pay_later": N_("Taken off the pay-later plan"),
}
"""Titles of refund/original where everything was paid by one means."""

STANDINGS = {
    "available": N_("You can do this now"),
    "conditional": N_("You can do this now, if"),
    "needs_approval": N_("A manager can allow this"),
    "not_possible": N_("Not possible here"),
}
"""Headings of the board's groups."""

QUESTIONS = {
    "reason": N_("Why does {item} come back?"),
    "condition": N_("How does {item} look?"),
    "missing": N_("Is anything missing with {item}?"),
    "fault": N_("What is wrong with {item}?"),
    "fault.severity": N_("How bad is the fault of {item}?"),
    "fault.repairs": N_("How often was {item} repaired?"),
    "fault.refused": N_("Was a repair of {item} refused?"),
    "delivered_at": N_("When was receipt {receipt} delivered?"),
    "other_card": N_("Is there another card?"),
    "other_card.same_customer": N_("Is the other card in the customer's name?"),
    "photo_id_seen": N_("Was a photo ID seen?"),
    "is_purchaser": N_("Did this customer buy it?"),
    "gift_card_present": N_("Is the gift card here?"),
    "evidence:receipt": N_("Is the receipt here?"),
    "evidence:gift_receipt": N_("Is there a gift receipt?"),
    "evidence:card_lookup": N_("Was the purchase found by the card?"),
    "evidence:customer_record": N_("Was the purchase found in the customer's account?"),
    "evidence:bank_statement": N_("Does a bank statement show the purchase?"),
    "evidence:serial_record": N_("Does the serial number belong to a sale?"),
}
"""Questions by fact, without the item's or tender's number."""

CARD_HERE = N_("Is the card ending {last4} here?")
ANY_CARD_HERE = N_("Is the card of the purchase here?")
DEVICE_HERE = N_("Is the phone or watch that paid here?")
TENDER_HERE = N_("Is what it was paid with here?")
UNKNOWN_QUESTION = N_("Is this so: {fact}?")
ONE_ITEM = N_("the item")


def reason_text(finding: Finding, translate: Translate = in_english) -> str:
    """The sentence of a finding: the pack's own, or ours for what the engine itself says."""
    if finding.text:
        return finding.text
    known = REASONS.get(finding.code.split(":")[0])
    return translate(known) if known else finding.code.replace("_", " ").capitalize() + "."


def option_title(option: Option, translate: Translate = in_english) -> str:
    """What the option is called; the original means by name where there is only one."""
    means = {leg.means for leg in option.legs}
    if option.id == "refund/original" and len(means) == 1:
        named = ORIGINAL_TITLES.get(next(iter(means)))
        if named is not None:
            return translate(named)
    return translate(TITLES[option.id])


def question_text(fact: str, case: Case, translate: Translate = in_english) -> str:
    """The question for an unknown fact, said to a person's face."""
    name, _, key = fact.partition(":")
    if name == "original_tender_present":
        return _presence_question(key, case, translate)
    sentence = QUESTIONS.get(fact) or QUESTIONS.get(name)
    if sentence is None:
        return translate(UNKNOWN_QUESTION).format(fact=fact)
    item = _item_name(key, case) or translate(ONE_ITEM)
    return translate(sentence).format(item=item, receipt=key)


def _presence_question(key: str, case: Case, translate: Translate) -> str:
    tender = _tender(key, case)
    if tender is None or tender.type not in CARD_LIKE:
        return translate(TENDER_HERE)
    if tender.type is TenderType.MOBILE_WALLET:
        return translate(DEVICE_HERE)
    if tender.last4:
        return translate(CARD_HERE).format(last4=tender.last4)
    return translate(ANY_CARD_HERE)


def _tender(key: str, case: Case) -> SaleTender | None:
    receipt, _, number = key.rpartition("/")
    sale = case.sale_of(receipt)
    tenders = sale.tenders if sale else ()
    return next((tender for tender in tenders if str(tender.tender) == number), None)


def _item_name(key: str, case: Case) -> str:
    """The goods that a fact of one item speaks of, as the receipt names them."""
    if not (key.isascii() and key.isdigit()):
        return ""
    items, index = case.claim.items, int(key)
    if index < len(items):
        sale = case.sale_of(items[index].receipt)
        line = sale.line_at(items[index].line) if sale else None
        return line.description if line else ""
    bare = case.claim.without_receipt[index - len(items) :]
    return bare[0].description if bare else ""
