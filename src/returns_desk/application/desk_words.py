"""The words of the counter: stages, prompts, tones, phases of a leg, steps of guidance.

Owns the closed lists that use cases and screens share; says nothing to people.
"""

from enum import StrEnum


class Stage(StrEnum):
    """Where the counter is; the table in stages.py says which commands each one takes."""

    SIGNED_OUT = "signed_out"
    """Nobody is signed in; an open case stays and is not visible."""
    WAITING = "waiting"
    """Signed in, no case: the next receipt opens one."""
    KEY_IN = "key_in"
    """A receipt that was not found is being typed from paper."""
    PROOF = "proof"
    """A purchase is looked for without its receipt, rung by rung."""
    BOARD = "board"
    """A case is open; every option is on screen."""
    APPROVAL = "approval"
    """A second person reads the same board and decides on the option asked for."""
    BOOKING = "booking"
    """The option is confirmed; its legs are booked one by one."""
    IN_DOUBT = "in_doubt"
    """A leg was begun before the program stopped; a person says what happened."""
    SLIP = "slip"
    """The case is complete; the slip is on screen."""
    VOID_APPROVAL = "void_approval"
    """A second person decides on taking the return in sight back."""
    UNDOING = "undoing"
    """The return is being taken back; its legs are undone one by one, the last one first."""


class Prompt(StrEnum):
    """What the scan field waits for."""

    OPERATOR = "operator"
    """Who is there: a badge, or a choice from the list."""
    PIN = "pin"
    """The PIN of the chosen person; shown as dots, digits choose nothing."""
    RECEIPT = "receipt"
    """A receipt, or anything else that opens a case."""
    CASE = "case"
    """Another receipt, an item of the receipt, or a badge."""
    PROOF = "proof"
    """The goods, the customer's number or a serial number; or the receipt after all."""
    APPROVER = "approver"
    """A badge, or the choice of who decides; more than one person may."""
    APPROVER_PIN = "approver_pin"
    """Badge or PIN of the one who decides; shown as dots."""
    NEW_GOODS = "new_goods"
    """What the customer takes in exchange."""
    PRICE = "price"
    """What one unit costs today, typed; digits choose nothing."""
    AMOUNT = "amount"
    """How much is given as goodwill, typed; digits choose nothing."""
    POSTED_ON = "posted_on"
    """The day on which a parcel was posted, typed."""
    REFERENCE = "reference"
    """The reference that the till or the card reader gave."""
    CASH = "cash"
    """That the cash was counted out."""
    CREDIT_NUMBER = "credit_number"
    """The number that the shop's gift-card system gave."""
    FISCAL_RECEIPT = "fiscal_receipt"
    """The number of the fiscal till's receipt, through which the cash goes."""
    VOUCHER = "voucher"
    """That the voucher may go on the slip."""
    CASH_BACK = "cash_back"
    """That the cash was counted back into the drawer."""
    VOUCHER_BACK = "voucher_back"
    """That the voucher was taken from the customer."""
    NOTHING = "nothing"
    """The screen is used by hand (keying in a receipt, settling a leg)."""


class Tone(StrEnum):
    """How a notice is coloured; the word goes with it."""

    NOW = "now"
    MANAGER = "manager"
    ATTENTION = "attention"
    BAD = "bad"
    NEUTRAL = "neutral"


class LegPhase(StrEnum):
    """Where one leg of the plan is."""

    TO_BOOK = "to_book"
    BEGUN = "begun"
    """The person is at the till or card reader now."""
    BOOKED = "booked"
    IN_DOUBT = "in_doubt"
    FAILED = "failed"


class GuidanceStep(StrEnum):
    """Which of the seven helpful steps fits now; it never blocks anything (R7)."""

    LISTEN = "listen"
    APOLOGISE = "apologise"
    EXPLAIN = "explain"
    FIX = "fix"
    OFFER = "offer"
    ASK_WHAT_ELSE = "ask_what_else"
    PREVENT = "prevent"
