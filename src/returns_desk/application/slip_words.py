"""What the slip calls the ways of money and goods, by code.

Owns the English sentences; a slip's language says them.
"""

from returns_desk.application.payout_proofs import Proof
from returns_desk.application.sentences import N_

TO_TENDER = {
    "cash": N_("In cash"),
    "gift_card": N_("On a gift card"),
    "store_credit": N_("As store credit"),
    "cheque": N_("By cheque"),
    "bank_transfer": N_("By bank transfer"),
    "voucher": N_("Voucher given back"),
    "loyalty_points": N_("Points given back"),
    "store_account": N_("To the account here"),
    "pay_later": N_("To the pay later account"),
    "mobile_wallet": N_("To the mobile wallet"),
}
OF_GOODS = {
    "even_exchange": N_("Exchanged for the same goods"),
    "replacement": N_("Replaced with new goods"),
    "repair": N_("Taken in for repair, free of charge"),
    "exchange": N_("Exchanged for other goods"),
}
OF_REFERENCES = {
    Proof.CREDIT_NUMBER: N_("Credit number"),
    Proof.FISCAL_RECEIPT: N_("Fiscal receipt"),
}
