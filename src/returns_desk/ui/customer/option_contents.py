"""Options of the board as the customer reads them: title, line, amount, when it is there.

Turns a case's state into contents. Keeps the board's order and numbers and decides nothing. What
staff alone may read is never looked at here: no difference in price, no name, no note (R6).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from returns_desk.application.numbering import offered
from returns_desk.application.sentences import N_
from returns_desk.domain.board import Basis, Standing
from returns_desk.domain.sale import CARD_LIKE
from returns_desk.ui.customer import sentences
from returns_desk.ui.kit.arrival_text import timing_of
from returns_desk.ui.kit.customer_contents import CustomerOptionContent
from returns_desk.ui.kit.exchange_text import exchange_text, new_goods_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.desk_state import CaseState, LineState
    from returns_desk.domain.board import Finding, Need, Option
    from returns_desk.ui.kit.wording import Words

_GOODS_ALONE = frozenset({"even_exchange", "replacement"})
_ASKING = frozenset({"approve", "right"})
"""Effects of findings that say why a manager decides."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to tell a customer of a case: its state, their language, public reasons."""

    case: CaseState
    words: Words
    public_text: Callable[[Finding, str], str]

    def money(self, amount: int) -> str:
        """An amount in the case's currency, as this reader writes it."""
        return self.words.money(amount, self.case.currency)

    def claimed_lines(self) -> dict[int, LineState]:
        """The lines that come back, by their index in the claim."""
        on_receipts = (line for receipt in self.case.receipts for line in receipt.lines)
        lines = (*on_receipts, *self.case.without_receipt)
        return {line.item: line for line in lines if line.item is not None}

    def reasons(self, option: Option, effects: frozenset[str]) -> tuple[str, ...]:
        """What packs tell everyone of an option, of these effects and whatever is answered."""
        told = (
            self.public_text(finding, self.words.language)
            for finding in option.reasons
            if finding.certain and finding.effect in effects
        )
        return tuple(dict.fromkeys(text for text in told if text))


def options_of(reader: Reader, marked: str | None) -> tuple[CustomerOptionContent, ...]:
    """What is offered, top to bottom as on the clerk's board: asked for, now, with a manager."""
    shown = list(offered(reader.case.board))
    shown.sort(key=lambda option: option.id != reader.case.asked)
    return tuple(_option(reader, each, is_marked=each.id == marked) for each in shown)


def closed_of(reader: Reader) -> tuple[str, ...]:
    """Short names of what is not possible, in the board's order."""
    closed = (
        option
        for option in reader.case.board.options
        if option.same_as is None and option.standing is Standing.NOT_POSSIBLE
    )
    return tuple(reader.words.text(sentences.CLOSED[each.id]) for each in closed)


def marked_option(case: CaseState) -> str | None:
    """The option that is marked: as what is done next, as asked of a manager, or as asked for."""
    wanted = case.chosen or case.requested or case.asked_last
    shown = {option.id for option in offered(case.board)}
    return wanted if wanted in shown else None


def _option(reader: Reader, option: Option, *, is_marked: bool) -> CustomerOptionContent:
    words = reader.words
    return CustomerOptionContent(
        option_id=option.id,
        number=reader.case.numbers.get(option.id, 0),
        title=_title(words, option),
        line=_line(reader, option),
        right_text=words.text("Your right") if option.basis is Basis.RIGHT else "",
        amount_text=_amount(reader, option),
        timing_text=timing_of(words, option),
        is_marked=is_marked,
        marked_text=words.text("Marked") if is_marked else "",
    )


def _title(words: Words, option: Option) -> str:
    means = {leg.means for leg in option.legs}
    if option.id == "refund/original" and len(means) == 1:
        named = sentences.ORIGINAL.get(next(iter(means)))
        if named:
            return words.text(named)
    return words.text(sentences.OPTIONS[option.id])


def _amount(reader: Reader, option: Option) -> str:
    words = reader.words
    if option.remedy in _GOODS_ALONE:
        return _goods_for_goods(reader, option)
    if option.remedy == "repair":
        return words.text("Free")
    if option.customer_pays is not None:
        return exchange_text(words, option, reader.money, is_customer=True)
    if not option.is_settled:
        return words.text("from {amount}", amount=reader.money(option.amount))
    return reader.money(option.amount)


def _goods_for_goods(reader: Reader, option: Option) -> str:
    words, lines = reader.words, reader.claimed_lines()
    units = {lines[each.item].unit for each in option.items if each.item in lines}
    if units != {"each"}:
        return words.text("The same")
    count = words.number(sum((each.quantity for each in option.items), Decimal(0)))
    return words.text("{count} for {same}", count=count, same=count)


def _line(reader: Reader, option: Option) -> str:
    parts = (
        _covered(reader, option),
        *_told(reader, option),
        _kept(reader, option),
    )
    return " · ".join(part for part in parts if part)


def _told(reader: Reader, option: Option) -> tuple[str, ...]:
    """What the customer should know of an option: its card, condition, or who must agree."""
    words = reader.words
    if option.standing is Standing.NEEDS_APPROVAL:
        return (_of_manager(reader, option),)
    need = _need(option) if option.standing is Standing.CONDITIONAL else None
    if need is None:
        return (_hint(reader, option),)
    is_card = any(leg.means in CARD_LIKE for leg in option.legs)
    condition = sentences.condition_sentence(need.fact, need.value, is_card=is_card)
    return (_cards(reader, option), words.text(condition))


def _need(option: Option) -> Need | None:
    """The first thing that must come true; a card that is held out is none."""
    return next((need for need in option.needs if need.fact != "other_card"), None)


def _hint(reader: Reader, option: Option) -> str:
    if option.id == "refund/original" and (cards := _cards(reader, option)):
        return cards
    if option.customer_pays is not None and reader.case.other_ways.new_goods:
        return new_goods_names(reader.words, reader.case.other_ways.new_goods)
    hint = sentences.HINTS.get(option.id)
    return reader.words.text(hint) if hint else ""


def _cards(reader: Reader, option: Option) -> str:
    """The cards that are paid back to, by their last four; the customer's own."""
    if option.destination != "original":
        return ""
    last4 = {
        f"{receipt.receipt}/{tender.tender}": tender.last4
        for receipt in reader.case.receipts
        for tender in receipt.tenders
    }
    known = dict.fromkeys(x for leg in option.legs if (x := last4.get(leg.tender or "")))
    return reader.words.text("Card ending {last4}", last4=", ".join(known)) if known else ""


def _of_manager(reader: Reader, option: Option) -> str:
    """Where the customer's wish stands with a manager; no name, and no reason of theirs."""
    case, words = reader.case, reader.words
    approval, decline = case.approval, case.decline
    if approval is not None and (approval.option, approval.amount) == (option.id, option.amount):
        return words.text("A manager said yes")
    if case.requested == option.id:
        return words.text("We are asking a manager, right here")
    if decline is not None and decline.option == option.id:
        number = case.numbers.get(decline.alternative)
        if number:
            said = N_("A manager offers number {number} in its place")
            return words.text(said, number=number)
    told = reader.reasons(option, _ASKING)
    return told[0] if told else words.text("We can ask a manager for it, right here")


def _kept(reader: Reader, option: Option) -> str:
    if not option.fee:
        return ""
    return reader.words.text("{amount} is kept", amount=reader.money(option.fee))


def _covered(reader: Reader, option: Option) -> str:
    if option.covers != "part" or not option.items:
        return ""
    total = len({each.item for each in option.items} | {each.item for each in option.left})
    said = N_("{covered} of {total} items")
    return reader.words.text(said, covered=len(option.items), total=total)
