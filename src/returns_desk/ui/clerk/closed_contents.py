"""What is not possible here as contents: a cell each, with what would open it or why it is closed.

Promises nothing that the engine has not tried: that something opens comes from `changes_if`. The
board decides; here it is put into words.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_, reason_text
from returns_desk.domain.board import Standing
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import NotPossibleContent

if TYPE_CHECKING:
    from returns_desk.application.desk_state import ReceiptState
    from returns_desk.domain.board import Finding, Option
    from returns_desk.ui.clerk.option_contents import Speaker
    from returns_desk.ui.kit.wording import Words

TOO_MUCH: Final = "exceeds_refundable_amount"
"""The engine's code where goods are worth more than their receipt can still give back."""
_NOT_OFFERED: Final = "not_offered"
_GOODS_ONLY: Final = frozenset({"even_exchange", "replacement", "repair"})
"""Remedies that no amount of money limits."""
_LAYERS: Final = {
    "law": N_("Law"),
    "scheme": N_("Card rules"),
    "acquirer": N_("Card rules"),
    "shop": N_("Shop"),
    "store": N_("Store"),
    "campaign": N_("Campaign"),
}


def cell_of(speaker: Speaker, option: Option) -> NotPossibleContent:
    """The cell of an option that is not possible here."""
    return NotPossibleContent(
        option_id=option.id,
        title=texts.said(speaker.words, texts.SHORT_TITLES, option.id),
        text=opening_of(speaker, option),
        details=tuple(_detail(speaker.words, finding) for finding in _refusing(option)),
    )


def opening_of(speaker: Speaker, option: Option) -> str:
    """What would open a closed option, or why it is closed where no one thing opens it."""
    own = _certain(option, is_engine=True)
    if any(finding.code == TOO_MUCH for finding in own):
        return _too_much(speaker)
    told = _told(option)
    opened = _opened_by_a_change(speaker, option)
    if opened:
        return told[0] if told and not own else opened
    if own:
        return reason_text(own[0], speaker.words.text)
    if option.remedy not in _GOODS_ONLY and _has_too_much(speaker):
        return _too_much(speaker)
    return _closed_by_packs(speaker, option)


def _closed_by_packs(speaker: Speaker, option: Option) -> str:
    """A lone reason as its pack says it; of several, each promises what it alone can't keep."""
    told = _told(option)
    if not told:
        return _uncertain(speaker, option)
    if len(told) > 1:
        return speaker.words.text("No single change opens it.")
    return told[0]


def _told(option: Option) -> tuple[str, ...]:
    """What packs say of it whatever is answered, each text once."""
    texts_said = (finding.text for finding in _certain(option, is_engine=False))
    return tuple(dict.fromkeys(text for text in texts_said if text))


def _opened_by_a_change(speaker: Speaker, option: Option) -> str:
    """What opens it as the engine has tried, in words; empty where nothing does."""
    for change in option.changes_if:
        if change.standing is not Standing.NOT_POSSIBLE:
            last4 = speaker.last4(change.fact)
            said = texts.opening_of(speaker.words, change.fact, change.value, last4)
            if said:
                return said
    return ""


def _uncertain(speaker: Speaker, option: Option) -> str:
    """Why it is closed where each way is closed by something else; "not offered" says least."""
    words, findings = speaker.words, _refusing(option)
    plain = tuple(finding for finding in findings if finding.code == _NOT_OFFERED)
    shown = (*plain, *findings)
    return reason_text(shown[0], words.text) if shown else words.text("Not offered here.")


def _has_too_much(speaker: Speaker) -> bool:
    """Whether the goods are worth more than can go back, whatever else closes an option."""
    return any(
        finding.code == TOO_MUCH
        for option in speaker.case.board.options
        if option.standing is Standing.NOT_POSSIBLE
        for finding in _certain(option, is_engine=True)
    )


def _too_much(speaker: Speaker) -> str:
    """The amount that can still go back, and the next step; for staff."""
    words, short = speaker.words, _short_receipts(speaker.case.receipts)
    left = sum(tender.refundable for receipt in short for tender in receipt.tenders)
    is_divisible = sum((_claimed(receipt) for receipt in short), Decimal(0)) > 1
    next_step = words.text("Call a manager.")
    if is_divisible and left:
        next_step = words.text("Choose fewer goods, or call a manager.")
    return f"{_limit(speaker, left, len(short))} {next_step}"


def _limit(speaker: Speaker, left: int, count: int) -> str:
    words = speaker.words
    if not left:
        return words.plural(
            "No more money can go back on this receipt.",
            "No more money can go back on these receipts.",
            count,
        )
    amount = speaker.money(left)
    return words.plural(
        "At most {amount} can go back on this receipt.",
        "At most {amount} can go back on these receipts.",
        count,
        amount=amount,
    )


def _short_receipts(receipts: tuple[ReceiptState, ...]) -> tuple[ReceiptState, ...]:
    """Receipts whose claimed goods are worth more than they can give back; all where fees blur."""
    short = tuple(
        receipt
        for receipt in receipts
        if sum(line.paid_for_claim for line in receipt.lines)
        > sum(tender.refundable for tender in receipt.tenders)
    )
    return short or receipts


def _claimed(receipt: ReceiptState) -> Decimal:
    return sum((line.claimed for line in receipt.lines), Decimal(0))


def _certain(option: Option, *, is_engine: bool) -> tuple[Finding, ...]:
    """The findings that close it whatever is answered: the engine's own, or those of packs."""
    return tuple(
        finding
        for finding in option.reasons
        if finding.effect == "forbid"
        and finding.certain
        and (finding.layer == "engine") is is_engine
    )


def _refusing(option: Option) -> tuple[Finding, ...]:
    """The findings that close an option, first; where none does, all."""
    closing = tuple(finding for finding in option.reasons if finding.effect == "forbid")
    return closing or option.reasons


def _detail(words: Words, finding: Finding) -> str:
    layer = _LAYERS.get(finding.layer)
    said = reason_text(finding, words.text)
    named = f"{words.text(layer)}: {said}" if layer else said
    return f"{named} ({finding.source})" if finding.source else named
