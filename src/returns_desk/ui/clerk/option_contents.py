"""Options of the board as cards: their titles, lines, amounts and actions.

Turns a case's state into the kit's contents; decides no order and no amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from returns_desk.application.sentences import option_title
from returns_desk.domain.board import Basis, Standing
from returns_desk.ui.clerk.goodwill_contents import budget_line
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.answer_words import answers_to
from returns_desk.ui.kit.arrival_text import timing_of
from returns_desk.ui.kit.contents import OptionCardContent
from returns_desk.ui.kit.exchange_text import exchange_text, new_goods_names

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState, LineState
    from returns_desk.domain.board import Need, Option
    from returns_desk.ui.kit.wording import Words

_ASKING = frozenset({"approve", "right"})
"""Effects of findings that say why a manager decides."""
_GOODS = frozenset({"even_exchange", "replacement"})


@dataclass(frozen=True)
class Speaker:
    """What is needed to speak of a case: its state and a language."""

    case: CaseState
    words: Words

    def title(self, option_id: str) -> str:
        """What an option is called in this case."""
        return option_title(self.case.board.option(option_id), self.words.text)

    def money(self, amount: int) -> str:
        """An amount in the case's currency."""
        return self.words.money(amount, self.case.currency)

    def last4(self, fact: str) -> str:
        """The last four of the card that a fact is about, or nothing."""
        _, _, key = fact.partition(":")
        receipt, _, number = key.rpartition("/")
        for each in self.case.receipts:
            for tender in each.tenders:
                if each.receipt == receipt and str(tender.tender) == number:
                    return tender.last4 or ""
        return ""

    def question(self, need: Need) -> str:
        """The question for a need; with several goods it names the one that it is about."""
        asked = texts.question_about(self.words, need.fact, need.value, self.last4(need.fact))
        _, _, index = need.fact.partition(":")
        lines = self.claimed_lines()
        line = lines.get(int(index)) if index.isdecimal() else None
        return f"{line.description}: {asked}" if line is not None and len(lines) > 1 else asked

    def claimed_lines(self) -> dict[int, LineState]:
        """The lines that come back, by their index in the claim."""
        return self._claimed_lines

    @cached_property
    def _claimed_lines(self) -> dict[int, LineState]:
        sold = (line for receipt in self.case.receipts for line in receipt.lines)
        lines = (*sold, *self.case.without_receipt)
        return {line.item: line for line in lines if line.item is not None}


def open_need(option: Option) -> Need | None:
    """The first thing that must come true and can be answered; a card held out is no question."""
    asked = [need for need in option.needs if need.fact != "other_card"]
    flags = [need for need in asked if isinstance(need.value, bool)]
    return next(iter((*flags, *asked)), None)


def card_of(speaker: Speaker, option: Option) -> OptionCardContent:
    """The card of an option that is offered."""
    case, words = speaker.case, speaker.words
    is_now = option.standing in {Standing.AVAILABLE, Standing.CONDITIONAL}
    is_approved = _is_approved(case, option)
    need = open_need(option) if option.standing is Standing.CONDITIONAL else None
    line = _line(speaker, option, need)
    yes, no = answers_to(words, need.fact, need.value) if need is not None else ("", "")
    return OptionCardContent(
        option_id=option.id,
        title=speaker.title(option.id),
        group="now" if is_now else "manager",
        number=case.numbers.get(option.id),
        line=line,
        line_is_question=need is not None,
        amount_text=amount_of(speaker, option),
        timing_text=timing_of(words, option),
        action=_action(case, option, need, is_approved=is_approved),
        action_text=_action_text(words, case, option, is_approved=is_approved),
        yes_text=yes,
        no_text=no,
        asked=option.id == case.asked,
        chosen=option.id == case.chosen,
        is_right=option.basis is Basis.RIGHT,
        right_text=words.text("A right"),
        covers_text=_covers(speaker, option),
    )


def amount_of(speaker: Speaker, option: Option) -> str:
    """What the customer gets: money, or goods for goods."""
    words = speaker.words
    if option.remedy in _GOODS:
        lines = speaker.claimed_lines()
        units = {lines[each.item].unit for each in option.items if each.item in lines}
        whole = sum((each.quantity for each in option.items), Decimal(0))
        if units == {"each"}:
            count = words.number(whole)
            return words.text("{count} for {same}", count=count, same=count)
        return words.text("The same")
    if option.remedy == "repair":
        return words.text("Free")
    if option.customer_pays is not None:
        return exchange_text(words, option, speaker.money)
    if not option.is_settled:
        return words.text("from {amount}", amount=speaker.money(option.amount))
    return speaker.money(option.amount)


def _action(
    case: CaseState, option: Option, need: Need | None, *, is_approved: bool
) -> Literal["choose", "ask", "yes_no", "chosen", "none"]:
    if option.id == case.chosen:
        return "chosen"
    if option.standing is Standing.NOT_POSSIBLE:
        return "none"
    if need is not None and not is_approved:
        return "yes_no"
    if option.standing is Standing.NEEDS_APPROVAL and not is_approved:
        return "ask"
    return "choose"


def _action_text(words: Words, case: CaseState, option: Option, *, is_approved: bool) -> str:
    if option.id == case.chosen:
        return words.text("Chosen")
    if option.standing is Standing.NEEDS_APPROVAL and not is_approved:
        return words.text("Ask")
    return words.text("Choose")


def _is_approved(case: CaseState, option: Option) -> bool:
    approval = case.approval
    return approval is not None and (approval.option, approval.amount) == (
        option.id,
        option.amount,
    )


def _line(speaker: Speaker, option: Option, need: Need | None) -> str:
    words = speaker.words
    if need is not None:
        return speaker.question(need)
    kept = ""
    if option.fee:
        kept = words.text("{amount} is kept", amount=speaker.money(option.fee))
    told = budget_line(speaker, option) or _told_line(speaker, option)
    return " · ".join(part for part in (told, kept) if part)


def _told_line(speaker: Speaker, option: Option) -> str:
    words = speaker.words
    if option.id == "refund/original" and option.standing is Standing.NEEDS_APPROVAL:
        return _why_a_manager(speaker, option)
    if option.id == "refund/original":
        return _paid_with(speaker, option)
    if option.customer_pays is not None and speaker.case.other_ways.new_goods:
        return new_goods_names(words, speaker.case.other_ways.new_goods)
    if option.id in texts.OPTION_HINTS:
        return words.text(texts.OPTION_HINTS[option.id])
    told = [finding.text for finding in option.reasons if finding.public and finding.text]
    return told[0] if told else ""


def absent_tenders(case: CaseState) -> tuple[str, ...]:
    """Facts of original tenders that were said not to be here."""
    return tuple(
        fact
        for fact, value in case.answers.items()
        if fact.startswith("original_tender_present:") and value is False
    )


def _why_a_manager(speaker: Speaker, option: Option) -> str:
    words = speaker.words
    absent = [last4 for fact in absent_tenders(speaker.case) if (last4 := speaker.last4(fact))]
    if absent:
        return words.text("The card ending {last4} is not here", last4=absent[0])
    told = [x.text for x in option.reasons if x.effect in _ASKING and x.certain and x.text]
    return told[0] if told else _paid_with(speaker, option)


def _paid_with(speaker: Speaker, option: Option) -> str:
    words = speaker.words
    cards = dict.fromkeys(speaker.last4(f"tender:{leg.tender}") for leg in option.legs)
    known = [last4 for last4 in cards if last4]
    if known:
        return words.text("Card ending {last4}", last4=", ".join(known))
    return words.text("The way it was paid")


def _covers(speaker: Speaker, option: Option) -> str:
    if option.covers != "part" or not option.items:
        return ""
    total = len({each.item for each in option.items} | {each.item for each in option.left})
    covered = len(option.items)
    lines = speaker.claimed_lines()
    names = [lines[each.item].description for each in option.left if each.item in lines]
    said = speaker.words.text("{covered} of {total} items", covered=covered, total=total)
    if not names:
        return said
    left = speaker.words.text("left: {names}", names=", ".join(dict.fromkeys(names)))
    return f"{said} · {left}"
