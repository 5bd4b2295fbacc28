"""Notices and errors as sentences for the banner: what is, and what is the next step.

Owns the sentence of every code that the counter may say. Never shows a trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_, option_title
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.errors import EnvironmentFault, InvalidInput, OperatorMistake
from returns_desk.ui.clerk.contents import BannerContent
from returns_desk.ui.clerk.left_contents import LEFT_FOR_YOU, left_banner
from returns_desk.ui.clerk.option_contents import Speaker, open_need
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.error_words import error_words

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState, Notice
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.kit.contents import Tone
    from returns_desk.ui.kit.wording import Words

NO_RECEIPT: Final = "no_receipt"
KEY_IN: Final = "key_in"
RETRY: Final = "retry"

SILENT: Final = frozenset({"completed", "escalation_raised", "nothing_scanned", "signed_in"})
"""Said by the screen itself: the prompt, the asked-for slot, the slip, the card."""

SENTENCES: Final = {
    "anything_else": N_(
        "Nothing of return {number} is left to bring back. Scan what else there is."
    ),
    "another_currency": N_("This receipt is in another currency. Finish this return first."),
    "approval_expired": N_("The approval for {option} has ended. Ask once more."),
    "approval_void": N_(
        "The goods changed, so the approval for {option} no longer fits. Ask again."
    ),
    "approved": N_("{name} allows {amount}: {option}."),
    "badge_and_pin": N_("A badge alone allows up to {amount}. {name}, type your PIN as well."),
    "bad_check_digit": N_("“{text}” was read wrongly: its last digit does not fit. Scan it again."),
    "ask_first": N_("A manager decides on this one. Touch Ask."),
    "clock_ahead": N_(
        "This computer’s clock says {now}, further on than time went. If that is right, "
        "press Enter once more; else set it right."
    ),
    "clock_behind": N_(
        "This computer’s clock is behind the last entry of the journal. Set it right, "
        "then pay; everything else goes on."
    ),
    "changed_meanwhile": N_("The receipt was used elsewhere meanwhile. This is the board now."),
    "confirm_voucher": N_("This part is a voucher of ours. Press Enter: it comes with the slip."),
    "count_cash": N_("This part is paid in cash. Count it out, then press Enter."),
    "declined": N_("{name} offers another way: {alternative}."),
    "journal_end_missing": N_(
        "Entries {first} to {last} of the journal are missing at its end. Call "
        "IT, and ask the till before you pay a return of today again."
    ),
    "left": N_("Noted for case {number}."),
    "leg_failed": N_("Nothing was paid on this part: {why}."),
    "leg_settled": N_("Noted. It goes on from here."),
    "line_full": N_("Everything of this line is in the return already."),
    "locked": N_("Locked. The case is kept as it is."),
    "locked_parked": N_("Locked. These parked cases still wait: {numbers}."),
    "manager_called": N_("A manager is called. It is noted."),
    "no_approver": N_("It takes a {role}, and none can sign here yet. The request is kept."),
    "not_found": N_(
        "No receipt, item or customer with “{text}”. Check it, or enter it from paper."
    ),
    "no_printer": N_("No printer is set up here. The slip is on screen, and kept as PDF."),
    "not_possible": N_("Asked for and noted. What stands in the way is said at the top."),
    "nothing_found": N_("No purchase here fits that. Check it, or try the next step down."),
    "nothing_left": N_("Everything on this receipt came back before."),
    "nothing_left_elsewhere": N_(
        "Everything on this receipt came back before, the last of it at counter {terminal} on {at}."
    ),
    "one_without_paper": N_(
        "This purchase came without its receipt. To decide the others by their receipts, take it "
        "out again."
    ),
    "own_voucher": N_(
        "This is a voucher of ours; the till takes it. Scan the receipt of the goods."
    ),
    "own_slip": N_("This is our slip of return {number}. Scan the receipt of the goods."),
    "parked": N_("Case {number} is parked. Take the next customer; F5 brings it back."),
    "promise_made": N_("Promised. It stands on the slip, and in the list under F9."),
    "promise_kept": N_("Noted: this promise was kept."),
    "promise_broken": N_("Noted: this promise could not be kept."),
    "promise_withdrawn": N_("Noted: this promise no longer holds."),
    "here_for_repair": N_(
        "Goods of this receipt are here for repair. Scan it once more to bring something else back."
    ),
    "waits_for_new_goods": N_(
        "New goods for this receipt are ordered. Scan it once more to bring something else back."
    ),
    "goods_ordered": N_("Ordered. Print the slip again: it says by when, and brings this back."),
    "ticket_closed": N_("The goods are handed over. It is noted."),
    "not_mended": N_("The goods of return {number} could not be mended. This is the board now."),
    "not_coming": N_(
        "New goods for return {number} can't be had. This is the board now; nothing is asked twice."
    ),
    "receipt_added": N_("Added to this case."),
    "receipt_taken_out": N_("Taken out of this case again."),
    "receipt_here": N_("This receipt is in the case already."),
    "same_customer": N_(
        "The customer of return {number} goes on; what was said there is known here."
    ),
    "slip_not_made": N_(
        "The case is complete, but its slip can’t be made yet: {fault} Press Enter to try again."
    ),
    "label_not_kept": N_(
        "The label can’t wait for the printer: {fault} The place of the goods is noted."
    ),
    "slip_not_kept": N_("The slip can’t wait for the printer: {fault} The case is complete."),
    "taken_at_counter": N_(
        "Counter {terminal} took some of this back on {at}. This is the board now."
    ),
    "voided": N_("Return {number} was taken back."),
    "void_given_up": N_("Return {number} stays as it was paid."),
    "undo_failed": N_("This part did not come back: {why}."),
    "count_cash_back": N_("This part was cash. Count it back, then press Enter."),
    "take_voucher_back": N_("This part was a voucher. Take it, then press Enter."),
    "resumed": N_("Case {number} goes on where it stopped."),
    "resumed_changed": N_(
        "Case {number} goes on. Something changed meanwhile: this is the board now."
    ),
}
PIN_LENGTHS: Final = range(6, 11)
"""Digits in a PIN; a GTIN or a receipt number of most shops has more."""

_ICONS: Final[dict[str, str]] = {
    "now": "check-circle",
    "manager": "manager",
    "attention": "warning",
    "bad": "warning",
    "neutral": "question",
}


def notice_banner(words: Words, notice: Notice, case: CaseState | None) -> BannerContent | None:
    """The banner of a notice, or None where the screen says it already."""
    if notice.code in SILENT:
        return None
    if notice.code == "answer_first" and case is not None:
        return _question_banner(Speaker(case, words), str(notice.fields.get("option", "")))
    if notice.code == LEFT_FOR_YOU:
        return left_banner(words, notice)
    tone: Tone = notice.tone.value
    sentence = _sentence_of(notice)
    if sentence is None:
        return BannerContent(texts.plain_code(notice.code), _ICONS[tone], tone)
    said = words.text(sentence, **_fields(words, notice, case))
    action, text = "", ""
    if notice.code == "not_found":
        action, text = KEY_IN, words.text("Enter it from paper")
    return BannerContent(said, _ICONS[tone], tone, action=action, action_text=text)


def _sentence_of(notice: Notice) -> str | None:
    """The sentence of a notice; what may be a PIN typed at the wrong moment is not repeated."""
    text = str(notice.fields.get("text", ""))
    if notice.code == "not_found" and text.isdigit() and len(text) in PIN_LENGTHS:
        return N_(
            "No receipt, item or customer with this number. Check it, or enter it from paper."
        )
    return SENTENCES.get(notice.code)


def _question_banner(speaker: Speaker, option_id: str) -> BannerContent | None:
    """The question that a chosen option waits for, with its keys."""
    need = open_need(speaker.case.board.option(option_id)) if option_id in CATALOGUE else None
    if need is None:
        return None
    words = speaker.words
    return BannerContent(
        words.text("{question} Press + for yes, – for no.", question=speaker.question(need)),
        "question",
        "attention",
        lead=words.text("Option {number}:", number=speaker.case.numbers.get(option_id, 0)),
    )


def error_banner(words: Words, error: ReturnsError) -> BannerContent:
    """The banner of an error: mend it, or wait and try again, or it is ours."""
    if isinstance(error, InvalidInput):
        return BannerContent(error_words(words, error), "warning", "attention")
    if isinstance(error, OperatorMistake):
        return BannerContent(_mistake(words, error), "warning", "attention")
    if isinstance(error, EnvironmentFault):
        return BannerContent(
            error_words(words, error),
            "pause",
            "bad",
            lead=words.text("Paused."),
            action_text=words.text("Try again"),
            action=RETRY,
        )
    return BannerContent(
        words.text("The case is kept. Call IT: a report is written."),
        "warning",
        "bad",
        lead=words.text("Something went wrong on our side."),
    )


def _mistake(words: Words, error: OperatorMistake) -> str:
    seconds = error.fields.get("seconds")
    if error.code == "wait_after_wrong_pins" and isinstance(seconds, int):
        return words.plural(
            "Wait {count} second, then type the PIN again.",
            "Wait {count} seconds, then type the PIN again.",
            seconds,
        )
    if error.code == "wrong_pin":
        return words.text("That PIN does not fit. Type it again.")
    return error_words(words, error)


def _pays(notice: Notice, case: CaseState) -> int:
    """What the customer pays under the option of a notice; 0 where nothing is paid."""
    option = notice.fields.get("option")
    return (case.board.option(str(option)).customer_pays or 0) if option in CATALOGUE else 0


def _fields(words: Words, notice: Notice, case: CaseState | None) -> dict[str, str | int]:
    fields: dict[str, str | int] = {}
    for name, value in notice.fields.items():
        if name in {"option", "alternative"} and value in CATALOGUE and case is not None:
            fields[name] = option_title(case.board.option(str(value)), words.text)
        elif name == "amount" and isinstance(value, int) and case is not None:
            fields[name] = words.money(_pays(notice, case) or value, case.currency)
        elif name == "role":
            fields[name] = texts.said(words, texts.ROLES, str(value)).lower()
        elif name == "why":
            fields[name] = texts.said(words, texts.LEG_FAILURES, str(value)).lower()
        else:
            fields[name] = value if isinstance(value, int) else str(value)
    return {"option": "", "alternative": "", "amount": "", "name": "", **fields}
