"""Taking a return back as contents: who decides and why, then each leg on its way back.

Owns their words. Knows no Qt, and decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import LegPhase
from returns_desk.application.payout_proofs import Proof
from returns_desk.application.sentences import N_
from returns_desk.application.voiding import UNDO_FAILURES
from returns_desk.ui.clerk.contents import (
    ButtonContent,
    ChoiceContent,
    FooterContent,
    PayoutContent,
    TileContent,
    TilesContent,
)
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ChipContent, StepLegContent

if TYPE_CHECKING:
    from returns_desk.application.void_state import UndoState, VoidState
    from returns_desk.ui.clerk.option_contents import Speaker
    from returns_desk.ui.kit.contents import LegState as ShownState
    from returns_desk.ui.kit.wording import Words

VOID: Final = "void"
DECIDER: Final = "decider:"
REASON: Final = "void_reason:"
VOID_TILES: Final = (DECIDER, REASON)
REASONS: Final = texts.VOID_REASONS
_SHOWN: Final[dict[LegPhase, ShownState]] = {
    LegPhase.TO_BOOK: "waiting",
    LegPhase.BEGUN: "being_paid",
    LegPhase.BOOKED: "paid",
    LegPhase.IN_DOUBT: "in_doubt",
    LegPhase.FAILED: "failed",
}
_PILLS: Final = {
    "paid": N_("Undone"),
    "next": N_("Next"),
    "waiting": N_("Waits"),
    "in_doubt": N_("In doubt"),
    "failed": N_("Did not work"),
}
_HOW: Final = {
    Proof.COUNTED: (N_("Count {amount} back into the drawer."), ""),
    Proof.VOUCHER: (N_("Take the voucher from the customer; it counts no more."), ""),
    Proof.CREDIT_NUMBER: (
        N_("Take {amount} back in the gift-card system."),
        N_("Then scan or type the number that it gives."),
    ),
    Proof.FISCAL_RECEIPT: (
        N_("Ring {amount} back on the fiscal till."),
        N_("Then scan or type the number of its receipt."),
    ),
}
_AT_THE_READER: Final = frozenset({"credit_card", "debit_card", "mobile_wallet", "other_card"})
_BY_ENTER: Final = {
    Proof.COUNTED: N_("{amount} is back"),
    Proof.VOUCHER: N_("The voucher is here"),
}
_ASKED_IN_DOUBT: Final = {
    Proof.REFERENCE: N_("Reference, if it came back"),
    Proof.CREDIT_NUMBER: N_("Its number"),
    Proof.FISCAL_RECEIPT: N_("Number of the fiscal receipt"),
}
_MISSING: Final = {
    Proof.REFERENCE: N_("Reference first"),
    Proof.COUNTED: N_("Count it back first"),
    Proof.CREDIT_NUMBER: N_("Number of the credit first"),
    Proof.FISCAL_RECEIPT: N_("Fiscal receipt first"),
    Proof.VOUCHER: N_("Press Enter first"),
}


def void_button(words: Words) -> ButtonContent:
    """What the slip page offers beside the paper."""
    return ButtonContent(VOID, words.text("Take this return back"), "back", "Ctrl Z")


def deciding_page(speaker: Speaker, void: VoidState, reason: str) -> TilesContent:
    """Who decides, and why; `reason` is the one that was touched, if any."""
    words, chosen = speaker.words, void.approver
    line = words.text("A second person decides: touch your name, then type your PIN above.")
    if chosen is not None:
        line = words.text("{name}: scan your badge here, or type your PIN", name=chosen.name)
    people = tuple(
        TileContent(
            code=DECIDER + person.id,
            title=person.name,
            line=texts.said(words, texts.ROLES, person.role),
            icon="manager",
            is_on=chosen is not None and chosen.id == person.id,
        )
        for person in void.deciders
        if len(void.deciders) > 1
    )
    on = reason or void.reasons[0]
    reasons = tuple(
        TileContent(REASON + code, words.text(REASONS[code]), icon="document", is_on=code == on)
        for code in void.reasons
    )
    return TilesContent(
        title=words.text("Take this return back"),
        line=line,
        icon="back",
        tiles=people,
        tiles_heading=words.text("Who decides") if people else "",
        more=reasons,
        more_heading=words.text("Reason"),
        pad=(words.text("Back"), words.text("Enter")) if chosen is not None else None,
    )


def undoing_page(speaker: Speaker, void: VoidState) -> PayoutContent:
    """Each leg on its way back, the last one that was paid first."""
    words = speaker.words
    return PayoutContent(
        title=words.text("The return is taken back"),
        note=words.text("The last part first") if len(void.legs) > 1 else "",
        bars=tuple("done" if each.phase is LegPhase.BOOKED else "ahead" for each in void.legs)
        if len(void.legs) > 1
        else (),
        legs=tuple(_leg(speaker, void, each) for each in void.legs),
    )


def void_footer(speaker: Speaker, void: VoidState) -> FooterContent:
    """That a second person decides, and after that how far it is."""
    words = speaker.words
    if not void.deciders:
        return _undoing_footer(speaker, void)
    line = words.text("Nothing is undone before a second person decides.")
    return FooterContent(words.text("Take this return back"), line)


def _undoing_footer(speaker: Speaker, void: VoidState) -> FooterContent:
    """What is back already, and what comes next; until something is, it can be left as paid."""
    words, present = speaker.words, void.present
    back = sum(each.pays for each in void.legs if each.phase is LegPhase.BOOKED)
    open_legs = [each for each in void.legs if each.phase is not LegPhase.BOOKED]
    left = words.plural("{count} part left", "{count} parts left", len(open_legs))
    title = words.text("Back: {amount}", amount=speaker.money(back)) if back else left
    is_free = not void.has_undone and (present is None or present.phase is not LegPhase.IN_DOUBT)
    leave = ButtonContent("back", words.text("Leave it as paid"), "close", "Esc")
    missing = _MISSING[present.proof] if present else _MISSING[Proof.REFERENCE]
    if present is not None and present.phase is LegPhase.IN_DOUBT:
        missing = N_("Settle the part in doubt first")
    return FooterContent(
        title,
        words.text("Hand the goods over once every part is back."),
        left=(leave,) if is_free else (),
        confirm="not_yet",
        confirm_text=words.text(missing),
        confirm_icon="document",
    )


def undo_failure_page(words: Words) -> ChoiceContent:
    """Why a leg did not come back."""
    return ChoiceContent(
        words.text("It did not work"),
        words.text("Touch what happened. Nothing is undone twice."),
        tuple(ChipContent(x, texts.said(words, texts.LEG_FAILURES, x)) for x in UNDO_FAILURES),
        words.text("Back"),
        icon="warning",
    )


def _leg(speaker: Speaker, void: VoidState, undo: UndoState) -> StepLegContent:
    words, state = speaker.words, _SHOWN[undo.phase]
    if state == "waiting" and undo is void.present:
        state = "next"
    strong, advice = _advice(speaker, undo, state)
    confirm, key, failed = _buttons(speaker, undo, state)
    asked = _ASKED_IN_DOUBT.get(undo.proof, "") if state == "in_doubt" else ""
    return StepLegContent(
        leg_id=str(undo.leg.leg),
        number=undo.leg.leg,
        icon=texts.TENDER_ICONS.get(undo.leg.means, "card"),
        name=texts.said(words, texts.TENDERS, undo.leg.means),
        detail=_detail(words, undo),
        state=state,
        amount_text=speaker.money(undo.pays),
        pill_text=words.text(_PILLS[state]) if state in _PILLS else "",
        reference_prompt=words.text(asked) if asked else "",
        advice_strong=strong,
        advice=advice,
        confirm_text=confirm,
        confirm_key=key,
        failed_text=failed,
    )


def _detail(words: Words, undo: UndoState) -> str:
    """By what the payout is found again, and what proves that it came back."""
    parts = []
    if undo.leg.last4 and undo.leg.destination != "other_card":
        parts.append(words.text("Card ending {last4}", last4=undo.leg.last4))
    reference = undo.reference or undo.leg.reference
    if reference and undo.leg.voucher is None:
        parts.append(words.text("reference {reference}", reference=reference))
    return " · ".join(parts)


def _advice(speaker: Speaker, undo: UndoState, state: ShownState) -> tuple[str, str]:
    words, amount = speaker.words, speaker.money(undo.pays)
    if state == "being_paid":
        strong, more = _HOW.get(undo.proof) or _by_reference(undo)
        return words.text(strong, amount=amount), words.text(more) if more else ""
    if state == "in_doubt":
        stopped = words.text("The desk stopped while this was being undone.")
        return stopped, words.text("Look where it was paid: did it come back?")
    if state == "failed":
        return words.text("This part did not come back."), words.text("Try again, or press F10.")
    return "", ""


def _by_reference(undo: UndoState) -> tuple[str, str]:
    at_the_till = N_("Take {amount} back at the till.")
    is_at_reader = undo.leg.means in _AT_THE_READER
    where = N_("Void {amount} at the card reader.") if is_at_reader else at_the_till
    return where, N_("Then scan or type the number that it prints, above.")


def _buttons(speaker: Speaker, undo: UndoState, state: ShownState) -> tuple[str, str, str]:
    """Confirm text, its key, and the text of the other button."""
    words, by_enter = speaker.words, _BY_ENTER.get(undo.proof)
    if state == "being_paid":
        amount = speaker.money(undo.pays)
        back = words.text(by_enter, amount=amount) if by_enter else ""
        return back, "Enter" if back else "", words.text("It did not work")
    if state == "in_doubt":
        return words.text("It came back"), "", words.text("It did not come back")
    if state in {"failed", "next"}:
        return words.text("Try again") if state == "failed" else words.text("Undo it now"), "", ""
    return "", "", ""
