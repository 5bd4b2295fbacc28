"""The booking as contents: each leg in its state, with what is to be done now.

Adds up nothing but what was paid so far, for the footer's sentence; amounts come from the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import LegPhase, LegState
from returns_desk.ui.clerk.contents import BarState, PayoutContent
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import LegState as ShownState
from returns_desk.ui.kit.contents import StepLegContent

if TYPE_CHECKING:
    from returns_desk.ui.clerk.option_contents import Speaker

_SHOWN: Final[dict[LegPhase, ShownState]] = {
    LegPhase.TO_BOOK: "waiting",
    LegPhase.BEGUN: "being_paid",
    LegPhase.BOOKED: "paid",
    LegPhase.IN_DOUBT: "in_doubt",
    LegPhase.FAILED: "failed",
}
_CASH: Final = "cash"


def payout_of(speaker: Speaker) -> PayoutContent:
    """The booking page."""
    words, legs = speaker.words, speaker.case.legs
    title = words.plural("The refund", "The refund in {count} parts", len(legs))
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


def is_cash(leg: LegState) -> bool:
    """Whether the leg is counted out of the drawer."""
    return leg.means == _CASH


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
        amount_text=speaker.money(leg.pays),
        pill_text=_pill(speaker, leg, state),
        reference_prompt=words.text("Reference, if it was paid")
        if state == "in_doubt" and not is_cash(leg)
        else "",
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
    if leg.reference:
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
        "next": "Next",
        "waiting": "Waits",
        "in_doubt": "In doubt",
        "failed": "Did not work",
    }
    return words.text(named[state]) if state in named else ""


def _advice(speaker: Speaker, leg: LegState, state: ShownState) -> tuple[str, str]:
    words = speaker.words
    amount = speaker.money(leg.pays)
    if state == "being_paid" and is_cash(leg):
        return words.text("Count it in front of the customer."), ""
    if state == "being_paid":
        where = (
            "Credit {amount} at the card reader."
            if _needs_reader(leg)
            else ("Book {amount} at the till.")
        )
        return words.text(where, amount=amount), words.text("Then scan or type its reference.")
    if state == "in_doubt":
        strong = words.text("The desk stopped while this was being paid.")
        look = (
            "Count the drawer: was it given?"
            if is_cash(leg)
            else ("Look at the card reader or the till: was it paid?")
        )
        return strong, words.text(look)
    if state == "failed":
        return words.text("Nothing was paid."), words.text("Try again, or change the rest (F6).")
    return "", ""


def _needs_reader(leg: LegState) -> bool:
    return leg.means in {"credit_card", "debit_card", "mobile_wallet", "other_card"}


def _buttons(speaker: Speaker, leg: LegState, state: ShownState) -> tuple[str, str, str]:
    """Confirm text, its key, and the text of the other button."""
    words = speaker.words
    if state == "being_paid" and is_cash(leg):
        given = words.text("{amount} given", amount=speaker.money(leg.pays))
        return given, "Enter", words.text("It did not work")
    if state == "being_paid":
        return "", "", words.text("It did not work")
    if state == "in_doubt":
        return words.text("It was paid"), "", words.text("It was not paid")
    if state in {"failed", "next"}:
        return words.text("Try again") if state == "failed" else words.text("Pay it now"), "", ""
    return "", "", ""
