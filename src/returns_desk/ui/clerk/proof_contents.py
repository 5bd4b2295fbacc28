"""The ladder of proof as contents: the rungs, their fields, and the receipts that fit.

Owns their words. Knows no Qt and looks nothing up.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from babel.numbers import format_decimal

from returns_desk.application.desk_state import GuidanceStep
from returns_desk.application.proofs import Clues, ProofState, Rung
from returns_desk.application.sentences import N_
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.ui.clerk.board_contents import board_of
from returns_desk.ui.clerk.contents import ButtonContent, FooterContent, HelpContent
from returns_desk.ui.clerk.help_contents import step_titles
from returns_desk.ui.clerk.option_contents import Speaker
from returns_desk.ui.clerk.proof_shapes import (
    CandidateContent,
    ClueContent,
    ProofContent,
    RungContent,
)
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import GuidanceContent, GuidanceStepContent

if TYPE_CHECKING:
    from returns_desk.application.desk_state import DeskState
    from returns_desk.application.proofs import FoundPurchase
    from returns_desk.ui.kit.wording import Words

PAPER: Final = "paper"
"""The rung that is none: a receipt that is here, and that the store does not know."""

_RUNGS: Final = (
    (Rung.CARD, "card", N_("The card used"), N_("Its last four digits")),
    (Rung.CUSTOMER, "person", N_("Customer number"), N_("Member card")),
    (Rung.SERIAL, "serial", N_("Serial number"), N_("On the item or its box")),
    (Rung.BANK_STATEMENT, "bank", N_("Bank statement"), N_("Amount and day")),
    (Rung.ITEM, "calendar", N_("Item and day"), N_("Roughly when")),
    (PAPER, "document", N_("A paper receipt"), N_("It is here, but not found")),
    (Rung.NOTHING, "forbidden", N_("None of these"), N_("See what is possible")),
)
_LABELS: Final = {
    "card": N_("Card ends in"),
    "customer": N_("Customer number"),
    "serial": N_("Serial number"),
    "amount": N_("Amount"),
    "day": N_("Day"),
    "item": N_("Item"),
    "goods": N_("Item"),
    "quantity": N_("How many"),
    "price": N_("Price today"),
}
_FIELDS: Final = {
    Rung.CARD: ("card", "day", "item"),
    Rung.CUSTOMER: ("customer", "item"),
    Rung.SERIAL: ("serial",),
    Rung.BANK_STATEMENT: ("amount", "day"),
    Rung.ITEM: ("item", "day"),
    Rung.NOTHING: ("goods", "quantity", "price"),
}
_EXAMPLE_PRICE: Final = 2136
"""In minor units; shown as a person would type it."""
_NEEDED: Final = frozenset({"card", "customer", "serial", "amount", "goods"})
_BECAUSE: Final = {
    "same_card": N_("card"),
    "same_customer": N_("customer"),
    "same_serial": N_("serial number"),
    "same_amount": N_("amount"),
    "same_item": N_("item"),
    "text_matches": N_("the words fit"),
}


def proof_page(words: Words, state: DeskState, currency: str, opened: int | None) -> ProofContent:
    """The page as it stands; with a case in the works its board is below already (R1)."""
    proof = state.proof or ProofState(Clues())
    found = tuple(_candidate(words, each, at) for at, each in enumerate(proof.found))
    heading = words.text("Type it here, or scan it.")
    if proof.has_searched:
        heading = words.plural("One receipt fits", "{count} receipts fit", len(found))
    if proof.has_searched and not found:
        heading = words.text("No receipt fits")
    board = None if state.case is None else board_of(Speaker(state.case, words))
    return ProofContent(
        heading=words.text("How was it bought?"),
        line=_ladder_line(words, proof),
        rungs=tuple(_rung(words, proof, each) for each in _RUNGS),
        rung=str(proof.clues.rung),
        clues=_clues(words, proof, currency),
        found_heading=heading,
        found_note=words.text("best first, with the reason") if len(found) > 1 else "",
        found=found,
        side=_side(words, opened),
        board=board,
    )


def proof_footer(words: Words, state: DeskState, *, is_edited: bool) -> FooterContent:
    """What Enter does here: look for it, take what was found, or take the goods in."""
    proof = state.proof or ProofState(Clues())
    leave = (ButtonContent("leave", words.text("Customer leaves"), "leave", "F7"),)
    line = words.text("It stays with the case; nobody asks again.")
    if proof.found and not is_edited:
        best = _candidate(words, proof.found[0], 0)
        title = f"{best.title} · {words.moment(proof.found[0].sold_at)}"
        return FooterContent(title, line, leave, "ready", words.text("This one"), "check")
    title = words.text("Without a receipt")
    if proof.clues.rung is Rung.NOTHING:
        return FooterContent(title, line, leave, "ready", words.text("Take it in"), "arrow-right")
    return FooterContent(title, line, leave, "ready", words.text("Look for it"), "arrow-right")


def _ladder_line(words: Words, proof: ProofState) -> str:
    if proof.by_law:
        return words.text("Any one of these proves it. Those with scales count by law.")
    return words.text("Any one of these proves it. Start where it is easiest.")


def _rung(words: Words, proof: ProofState, rung: tuple[str, str, str, str]) -> RungContent:
    code, icon, title, hint = rung
    by_law = words.text("Counts by law") if code in proof.by_law else ""
    is_on = code == proof.clues.rung
    return RungContent(str(code), icon, words.text(title), words.text(hint), is_on, by_law)


def _clues(words: Words, proof: ProofState, currency: str) -> tuple[ClueContent, ...]:
    known = _known(words, proof, currency)
    needed = _NEEDED | ({"day"} if proof.clues.rung is Rung.BANK_STATEMENT else set())
    needed |= {"item"} if proof.clues.rung is Rung.ITEM else set()
    price = _typed_amount(words, _EXAMPLE_PRICE, currency)
    examples = {"card": "1234", "day": "2026-11-07", "amount": price, "price": price}
    return tuple(
        ClueContent(
            name,
            words.text(_LABELS[name]),
            known.get(name, ""),
            words.text("like {example}", example=examples[name]) if name in examples else "",
            name in needed,
        )
        for name in _FIELDS[proof.clues.rung]
    )


def _known(words: Words, proof: ProofState, currency: str) -> dict[str, str]:
    told = proof.clues
    return {
        "card": told.card,
        "customer": told.customer,
        "serial": told.serial,
        "amount": _typed_amount(words, told.amount, currency),
        "day": told.day.isoformat() if told.day else "",
        "item": told.item,
        "goods": told.item,
        "quantity": "1",
        "price": _typed_amount(words, proof.goods_price, currency),
    }


def _typed_amount(words: Words, amount: int | None, currency: str) -> str:
    """An amount as a person would type it in that language."""
    if amount is None:
        return ""
    digits = CURRENCY_DIGITS[currency]
    pattern = "0." + "0" * digits if digits else "0"
    value = Decimal(amount).scaleb(-digits)
    return str(format_decimal(value, pattern, locale=words.language))


def _candidate(words: Words, found: FoundPurchase, at: int) -> CandidateContent:
    goods = found.goods
    if found.more_lines:
        more = words.plural("{count} more", "{count} more", found.more_lines)
        goods = words.text("{goods} and {more}", goods=goods, more=more)
    return CandidateContent(
        receipt=found.receipt,
        title=f"{goods} · {words.money(found.paid, found.currency)}",
        line=f"{found.receipt} · {words.moment(found.sold_at)}",
        why=_why(words, found),
        numbers=_numbers(words, found),
        action_text=words.text("This one"),
        is_best=at == 0,
    )


def _why(words: Words, found: FoundPurchase) -> str:
    reasons = [texts.said(words, _BECAUSE, code) for code in found.because]
    if found.days_off == 0:
        reasons.append(words.text("that very day"))
    elif found.days_off is not None:
        reasons.append(words.plural("{count} day off", "{count} days off", found.days_off))
    return ", ".join(reasons)


def _numbers(words: Words, found: FoundPurchase) -> str:
    if found.available <= 0:
        return words.text("Everything of this came back before.")
    if not found.sums_up:
        return ""
    return words.text(
        "{sold} sold · {returned} returned · {available} available",
        sold=words.quantity(found.sold, found.unit),
        returned=words.quantity(found.returned, found.unit),
        available=words.quantity(found.available, found.unit),
    )


def _side(words: Words, opened: int | None) -> HelpContent:
    steps = tuple(GuidanceStep)
    said = {
        GuidanceStep.LISTEN: N_("“Of course. Tell me what you remember of it.”"),
        GuidanceStep.EXPLAIN: N_("“No receipt is fine. The card you paid with often finds it.”"),
    }
    guidance = GuidanceContent(
        title=words.text("Words that help"),
        fold_text=words.text("Fold"),
        steps=tuple(
            GuidanceStepContent(title, words.text(said[step]) if step in said else "")
            for step, title in zip(steps, step_titles(words), strict=True)
        ),
        open_step=steps.index(GuidanceStep.EXPLAIN) if opened is None else opened,
    )
    lines = (words.text("None but what the customer likes to tell."),)
    return HelpContent(guidance, words.text("Questions that matter"), lines)
