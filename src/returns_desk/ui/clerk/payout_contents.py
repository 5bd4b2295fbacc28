"""The booking as contents: each leg in its state, with what is to be done now.

Adds up nothing but what was paid so far, for the footer's sentence; amounts come from the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import LegPhase, LegState
from returns_desk.application.payout_proofs import Proof
from returns_desk.application.sentences import N_
from returns_desk.ui.clerk.contents import BarState, PayoutContent
from returns_desk.ui.clerk.new_goods_contents import till_title
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import LegState as ShownState
from returns_desk.ui.kit.contents import StepLegContent

if TYPE_CHECKING:
    from returns_desk.ui.clerk.option_contents import Speaker
    from returns_desk.ui.kit.wording import Words

_SHOWN: Final[dict[LegPhase, ShownState]] = {
    LegPhase.TO_BOOK: "waiting",
    LegPhase.BEGUN: "being_paid",
    LegPhase.BOOKED: "paid",
    LegPhase.IN_DOUBT: "in_doubt",
    LegPhase.FAILED: "failed",
}


def payout_of(speaker: Speaker) -> PayoutContent:
    """The booking page."""
    words, legs = speaker.words, speaker.case.legs
    title = till_title(words, legs) or words.plural(
        "The refund", "The refund in {count} parts", len(legs)
    )
    note = ""
    if speaker.case.chosen == "refund/original":
        note = words.text("The same way the customer paid")
    return PayoutContent(
        title=title,
        note=note,
        bars=tuple(_bar(leg) for leg in legs) if len(legs) > 1 else (),
        legs=tuple(leg_content(speaker, leg) for leg in legs),
    )


def present_leg(legs: tuple[LegState, ...]) -> LegState | None:
    """The leg whose turn it is, or None when all are booked."""
    unpaid = [leg for leg in legs if leg.phase is not LegPhase.BOOKED]
    busy = [leg for leg in unpaid if leg.phase in {LegPhase.IN_DOUBT, LegPhase.BEGUN}]
    return next(iter([*busy, *unpaid]), None)


def paid_so_far(legs: tuple[LegState, ...]) -> int:
    """What the customer has already, in minor units."""
    return sum(leg.pays for leg in legs if leg.phase is LegPhase.BOOKED)


def leg_content(speaker: Speaker, leg: LegState) -> StepLegContent:
    """One leg as it stands."""
    words = speaker.words
    is_present = leg is present_leg(speaker.case.legs)
    state = _SHOWN[leg.phase]
    if state == "waiting" and is_present:
        state = "next"
    strong, advice = _advice(speaker, leg, state)
    confirm, key, failed = _buttons(speaker, leg, state)
    return StepLegContent(
        leg_id=str(leg.leg),
        number=leg.leg,
        icon=texts.TENDER_ICONS.get(leg.means, "card"),
        name=_name(speaker, leg),
        detail=_detail(speaker, leg),
        state=state,
        amount_text=speaker.money(leg.takes or leg.pays),
        pill_text=_pill(speaker, leg, state),
        reference_prompt=_reference_prompt(words, leg, state),
        advice_strong=strong,
        advice=advice,
        confirm_text=confirm,
        confirm_key=key,
        failed_text=failed,
    )


def _bar(leg: LegState) -> BarState:
    if leg.phase is LegPhase.BOOKED:
        return "done"
    return "ahead" if leg.phase is LegPhase.TO_BOOK else "present"


def _name(speaker: Speaker, leg: LegState) -> str:
    words = speaker.words
    return texts.said(words, texts.TENDERS, leg.means)


def _detail(speaker: Speaker, leg: LegState) -> str:
    words = speaker.words
    parts = []
    if leg.last4 and leg.destination != "other_card":
        brand = (leg.scheme or "").replace("_", " ").capitalize()
        card = brand or words.text("Card")
        parts.append(words.text("{card} ending {last4}", card=card, last4=leg.last4))
    if leg.voucher is not None and leg.voucher.expires_on is not None:
        last = words.day(leg.voucher.expires_on)
        parts.append(words.text("Voucher, good until {day}", day=last))
    if leg.reference and leg.voucher is None:
        parts.append(words.text("reference {reference}", reference=leg.reference))
    if leg.rounding:
        parts.append(words.text("The part is {amount}", amount=speaker.money(leg.amount)))
        less = words.text("{amount} less by rounding", amount=speaker.money(abs(leg.rounding)))
        more = words.text("{amount} more by rounding", amount=speaker.money(abs(leg.rounding)))
        parts.append(less if leg.rounding < 0 else more)
    return " · ".join(parts)


def _pill(speaker: Speaker, leg: LegState, state: ShownState) -> str:
    words = speaker.words
    if state == "paid":
        if leg.at is None:
            return words.text("Paid")
        return words.text("Paid {time}", time=words.clock(leg.at))
    named = {
        "next": N_("Next"),
        "waiting": N_("Waits"),
        "in_doubt": N_("In doubt"),
        "failed": N_("Did not work"),
    }
    return words.text(named[state]) if state in named else ""


def _reference_prompt(words: Words, leg: LegState, state: ShownState) -> str:
    """What a leg in doubt takes, if it was paid; while it is paid the scan field takes it."""
    asked = _ASKED_IN_DOUBT.get(leg.proof)
    return words.text(asked) if asked and state == "in_doubt" else ""


_ASKED_IN_DOUBT: Final = {
    Proof.REFERENCE: N_("Reference, if it was paid"),
    Proof.CREDIT_NUMBER: N_("Its number"),
    Proof.FISCAL_RECEIPT: N_("Number of the fiscal receipt"),
}
_LOOK: Final = {
    Proof.REFERENCE: N_("Look at the card reader or the till: was it paid?"),
    Proof.COUNTED: N_("Count the drawer: was it given?"),
    Proof.CREDIT_NUMBER: N_("Look at the gift-card system: was it issued?"),
    Proof.FISCAL_RECEIPT: N_("Look at the fiscal till: was it rung and given?"),
    Proof.VOUCHER: N_("Was it printed and given? It keeps its number."),
}
_HOW: Final = {
    Proof.COUNTED: (N_("Count it in front of the customer."), ""),
    Proof.CREDIT_NUMBER: (
        N_("Issue {amount} in the gift-card system."),
        N_("Then scan or type the number that it gives."),
    ),
    Proof.FISCAL_RECEIPT: (
        N_("Ring {amount} on the fiscal till, and count it out."),
        N_("Then scan or type the number of its receipt."),
    ),
    Proof.VOUCHER: (N_("A voucher for {amount} comes with the slip."), N_("It can be used once.")),
}


def _advice(speaker: Speaker, leg: LegState, state: ShownState) -> tuple[str, str]:
    words = speaker.words
    if state == "being_paid":
        strong, more = _HOW.get(leg.proof) or _by_reference(leg)
        amount = speaker.money(leg.takes or leg.pays)
        # What says no amount is filled with none, and stays as it is.
        return words.text(strong, amount=amount), words.text(more) if more else ""
    if state == "in_doubt":
        strong = words.text("The desk stopped while this was being paid.")
        return strong, words.text(_LOOK[leg.proof])
    if state == "failed":
        return words.text("Nothing was paid."), words.text("Try again, or change the rest (F6).")
    return "", ""


def _by_reference(leg: LegState) -> tuple[str, str]:
    if leg.takes:
        return (
            N_("Ring up the new goods at the till. The customer pays {amount}."),
            N_("Then scan or type the number of its receipt."),
        )
    is_at_reader = leg.means in {"credit_card", "debit_card", "mobile_wallet", "other_card"}
    where = (
        N_("Credit {amount} at the card reader.")
        if is_at_reader
        else N_("Book {amount} at the till.")
    )
    return where, N_("Then scan or type the number that it prints, above.")


_WENT: Final = {
    Proof.CREDIT_NUMBER: (N_("It was issued"), N_("It was not issued")),
    Proof.VOUCHER: (N_("It was given"), N_("It was not given")),
}
_BY_ENTER: Final = {Proof.COUNTED: N_("{amount} given"), Proof.VOUCHER: N_("Put it on the slip")}


def _buttons(speaker: Speaker, leg: LegState, state: ShownState) -> tuple[str, str, str]:
    """Confirm text, its key, and the text of the other button."""
    words = speaker.words
    by_enter = _BY_ENTER.get(leg.proof)
    if state == "being_paid" and by_enter:
        given = words.text(by_enter, amount=speaker.money(leg.pays))
        return given, "Enter", words.text("It did not work")
    if state == "being_paid":
        return "", "", words.text("It did not work")
    if state == "in_doubt":
        went, did_not = _WENT.get(leg.proof, (N_("It was paid"), N_("It was not paid")))
        return words.text(went), "", words.text(did_not)
    if state in {"failed", "next"}:
        return words.text("Try again") if state == "failed" else words.text("Pay it now"), "", ""
    return "", "", ""
