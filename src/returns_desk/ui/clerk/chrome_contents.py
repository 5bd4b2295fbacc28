"""Header, scan row and footer as contents: the same places on every page.

The footer says what is chosen; its one filled button is the next step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import LegPhase, Prompt, Stage
from returns_desk.application.payout_proofs import Proof
from returns_desk.application.sentences import N_
from returns_desk.domain.board import Standing
from returns_desk.ui.clerk.approval_contents import Decision, secret_prompt
from returns_desk.ui.clerk.backup_contents import kept_pill
from returns_desk.ui.clerk.contents import (
    ButtonContent,
    FooterContent,
    HeaderContent,
    PillContent,
    ScanContent,
)
from returns_desk.ui.clerk.new_goods_contents import (
    EXCHANGE_PROMPTS,
    exchange_scan,
    till_line,
    waits_for_goods,
)
from returns_desk.ui.clerk.option_contents import Speaker, amount_of
from returns_desk.ui.clerk.parked_contents import park_button, parked_button, parked_of
from returns_desk.ui.clerk.payout_contents import paid_so_far, present_leg
from returns_desk.ui.clerk.printer_contents import waiting_slips
from returns_desk.ui.clerk.promise_contents import promise_button, promises_pill
from returns_desk.ui.clerk.void_contents import void_footer

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState, DeskState
    from returns_desk.application.ports import PrinterState
    from returns_desk.ui.kit.wording import Words

HANDED_OVER: Final = frozenset({"even_exchange/none", "replacement/none"})
_WITH_MANAGER: Final = frozenset(Stage) - {Stage.SIGNED_OUT}
_MAY_KEY_IN: Final = frozenset({Stage.WAITING, Stage.BOARD, Stage.APPROVAL})
_MAY_PARK: Final = frozenset({Stage.BOARD, Stage.APPROVAL, Stage.PROOF})
_MAY_PROMISE: Final = frozenset({Stage.BOARD, Stage.BOOKING, Stage.SLIP})
MAY_LEAVE: Final = frozenset(
    {Stage.BOARD, Stage.APPROVAL, Stage.BOOKING, Stage.KEY_IN, Stage.PROOF}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Which shop and counter this is; `training` marks the demo on every page."""

    shop: str
    store: str
    counter: str
    training: bool = False


def header_of(words: Words, place: Place, state: DeskState, printer: PrinterState) -> HeaderContent:
    """The header, but for the running clock."""
    case = state.case
    counter = words.text("Counter {number}", number=place.counter)
    store = words.text("Store {number}", number=place.store)
    operator = None
    if state.operator is not None:
        operator = ButtonContent("lock", state.operator.name, "person")
    pill = PillContent()
    if case is not None:
        pill = PillContent(words.text("Case {number}", number=case.number), "document")
    manager = None
    if state.stage in _WITH_MANAGER:
        manager = ButtonContent("manager", words.text("Manager"), "manager", "F8")
    return HeaderContent(
        shop=place.shop,
        place=f"{store} · {counter}",
        place_short=counter,
        case=pill,
        status=kept_pill(words, state),
        language=ButtonContent("language", words.language.upper(), "globe"),
        operator=operator,
        manager=manager,
        training=words.text("Training: nothing here is real.") if place.training else "",
        slips=waiting_slips(words, printer) if state.operator is not None else None,
        parked=parked_button(words, state),
        parked_short=str(len(parked_of(state))),
        promises=promises_pill(words, state.promises),
        promises_short=str(len(state.promises.overdue or state.promises.pressing)),
    )


def scan_of(words: Words, state: DeskState, decision: Decision) -> ScanContent:
    """What the scan field waits for."""
    mode = "pin" if state.prompt in {Prompt.PIN, Prompt.APPROVER, Prompt.APPROVER_PIN} else "scan"
    prompt = words.text(_PROMPTS.get(state.prompt, ""))
    if state.prompt is Prompt.PIN and state.signing_in is not None:
        prompt = words.text("{name}: type your PIN", name=state.signing_in.name)
    if state.stage is Stage.VOID_APPROVAL:
        return ScanContent(prompt, "pin", _buttons(words, state))
    if state.case is not None and state.prompt in {Prompt.APPROVER, Prompt.APPROVER_PIN}:
        prompt = secret_prompt(Speaker(state.case, words), decision)
    if state.prompt in EXCHANGE_PROMPTS:
        return exchange_scan(words, state, _buttons(words, state))
    return ScanContent(prompt, "pin" if mode == "pin" else "scan", _buttons(words, state))


_PROMPTS: Final = {
    Prompt.OPERATOR: N_("Scan your badge, or touch your name"),
    Prompt.PIN: N_("Type your PIN"),
    Prompt.RECEIPT: N_("Scan a receipt – or type its number"),
    Prompt.CASE: N_("Scan a receipt, an item or a badge – or type"),
    Prompt.APPROVER: N_("Manager: scan your badge here, or type your PIN"),
    Prompt.APPROVER_PIN: N_("Manager: scan your badge here, or type your PIN"),
    Prompt.REFERENCE: N_("Scan or type the reference of the card reader or the till"),
    Prompt.CASH: N_("Count it out, then press Enter"),
    Prompt.CREDIT_NUMBER: N_("Scan or type the number of the store credit"),
    Prompt.FISCAL_RECEIPT: N_("Scan or type the number of the fiscal till’s receipt"),
    Prompt.VOUCHER: N_("Press Enter: the voucher comes with the slip"),
    Prompt.PROOF: N_("Scan the goods, the customer’s card or the receipt"),
    Prompt.CASH_BACK: N_("Count it back into the drawer, then press Enter"),
    Prompt.VOUCHER_BACK: N_("Take the voucher, then press Enter"),
    Prompt.NOTHING: N_("Esc goes back"),
}


def _buttons(words: Words, state: DeskState) -> tuple[ButtonContent, ...]:
    buttons = []
    if state.stage in _MAY_KEY_IN and not waits_for_goods(state):
        buttons.append(ButtonContent("no_receipt", words.text("No receipt"), "document", "F3"))
    if state.stage in _MAY_PARK and state.case is not None:
        buttons.append(park_button(words))
    may_go_back = {Stage.APPROVAL, Stage.KEY_IN, Stage.PROOF, Stage.VOID_APPROVAL}
    if state.stage in may_go_back or waits_for_goods(state):
        buttons.append(ButtonContent("back", words.text("Back"), "back", "Esc"))
    if state.stage is Stage.BOOKING and state.case and _rest_may_change(state.case):
        buttons.append(ButtonContent("change_rest", words.text("Another way"), "back", "F6"))
    if state.stage in _MAY_PROMISE:
        buttons.append(promise_button(words))
    buttons.append(ButtonContent("keys", words.text("Keys"), "", "F1"))
    return tuple(buttons)


def _rest_may_change(case: CaseState) -> bool:
    return not any(leg.phase is LegPhase.BOOKED for leg in case.legs)


def footer_of(words: Words, state: DeskState) -> FooterContent:
    """What is chosen and the next step."""
    leave: tuple[ButtonContent, ...] = ()
    if state.stage in MAY_LEAVE and not (state.case and paid_so_far(state.case.legs)):
        leave = (ButtonContent("leave", words.text("Customer leaves"), "leave", "F7"),)
    if state.stage is Stage.KEY_IN:
        return FooterContent(
            words.text("From paper"),
            words.text("Enter goes from field to field. Nothing is asked twice."),
            left=leave,
            confirm="ready",
            confirm_text=words.text("See the options"),
            confirm_icon="arrow-right",
        )
    if state.case is None:
        return FooterContent(*_without_case(words, state.stage), left=leave)
    if state.stage is Stage.SLIP:
        return _complete(words)
    return _of_case(Speaker(state.case, words), state.stage, leave)


def _complete(words: Words) -> FooterContent:
    return FooterContent(
        words.text("Done. Thank you."),
        words.text("The slip is kept with the case."),
        confirm="ready",
        confirm_text=words.text("Next customer"),
        confirm_icon="arrow-right",
    )


def _of_case(speaker: Speaker, stage: Stage, leave: tuple[ButtonContent, ...]) -> FooterContent:
    void = speaker.case.void
    if stage in {Stage.UNDOING, Stage.VOID_APPROVAL} and void is not None:
        return void_footer(speaker, void)
    if stage in {Stage.BOOKING, Stage.IN_DOUBT}:
        return _paying(speaker, leave)
    return _choosing(speaker, leave)


def _without_case(words: Words, stage: Stage) -> tuple[str, str]:
    if stage is Stage.SIGNED_OUT:
        return words.text("Good day"), words.text("A badge or a PIN opens this desk.")
    return words.text("Ready"), words.text("The options are there as soon as it is scanned.")


_MISSING: Final = {
    Proof.REFERENCE: N_("Reference first"),
    Proof.COUNTED: N_("Count it out first"),
    Proof.CREDIT_NUMBER: N_("Number of the credit first"),
    Proof.FISCAL_RECEIPT: N_("Fiscal receipt first"),
    Proof.VOUCHER: N_("Press Enter first"),
}


def _paying(speaker: Speaker, leave: tuple[ButtonContent, ...]) -> FooterContent:
    words, legs = speaker.words, speaker.case.legs
    open_legs = [leg for leg in legs if leg.phase is not LegPhase.BOOKED]
    paid = speaker.money(paid_so_far(legs))
    left = words.plural("{count} part left", "{count} parts left", len(open_legs))
    whole = speaker.money(sum(leg.pays for leg in legs))
    in_all = words.text("The customer gets {amount} in all", amount=whole)
    present = present_leg(legs)
    missing = words.text(_MISSING[present.proof if present else Proof.REFERENCE])
    if present is not None and present.phase is LegPhase.IN_DOUBT:
        missing = words.text("Settle the part in doubt first")
    elif len(open_legs) > 1:
        missing = words.text("Slip after part {number}", number=open_legs[-1].leg)
    title = left
    if len(open_legs) < len(legs):
        title = words.text("Paid {amount} · {left}", amount=paid, left=left)
    return FooterContent(
        title,
        till_line(speaker) or in_all,
        left=leave,
        confirm="not_yet",
        confirm_text=missing,
        confirm_icon="document",
    )


def _choosing(speaker: Speaker, leave: tuple[ButtonContent, ...]) -> FooterContent:
    case, words = speaker.case, speaker.words
    if case.chosen is not None:
        return _chosen(speaker, leave)
    if case.requested is not None:
        option = case.board.option(case.requested)
        return FooterContent(
            f"{speaker.title(option.id)} · {amount_of(speaker, option)}",
            words.text("Waiting for a manager. The other options stay open meanwhile."),
            left=leave,
            confirm="not_yet",
            confirm_text=words.text("Confirm after approval"),
            confirm_icon="lock",
        )
    offered = [x for x in case.board.options if x.standing is not Standing.NOT_POSSIBLE]
    line = N_("Touch an option, press its number, or let the customer point at it.")
    return FooterContent(
        words.text("Nothing chosen yet"),
        words.text(line if offered else "A manager can look at it with you: F8."),
        left=leave,
        confirm="not_yet",
        confirm_text=words.text("Choose an option first"),
        confirm_icon="",
    )


def _chosen(speaker: Speaker, leave: tuple[ButtonContent, ...]) -> FooterContent:
    case, words = speaker.case, speaker.words
    option = case.board.option(case.chosen or "")
    text, line = words.text("Confirm"), words.text("Touch it again to take the choice back.")
    if option.id in HANDED_OVER:
        text = words.text("Handed over")
        line = words.text("Take these, and hand over the fresh ones.")
    elif option.customer_pays:
        text = words.text("Take {amount}", amount=speaker.money(option.customer_pays))
    elif option.legs:
        text = words.text("Pay {amount}", amount=speaker.money(option.amount))
    return FooterContent(
        f"{speaker.title(option.id)} · {amount_of(speaker, option)}",
        line,
        left=leave,
        confirm="ready" if case.can_confirm else "not_yet",
        confirm_text=text if case.can_confirm else words.text("Not ready yet"),
    )
