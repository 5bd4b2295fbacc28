"""Anything else? The next case of a customer whose return is complete.

Owns what goes on with the customer, so that nothing is asked twice (R10): what is left of the
receipts, which papers were seen, whose card is here, what the customer told of themselves. The
goods of the new case and why they come back are its own.
"""

from collections.abc import Collection, Iterator

from returns_desk.application import claiming
from returns_desk.application.boards import known_sale, refresh_board
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.closing import clear_case
from returns_desk.application.desk_state import Tone
from returns_desk.application.facts import known_facts
from returns_desk.application.papers import answered_papers
from returns_desk.application.receipts_of_case import add_receipt, note_no_paper
from returns_desk.application.turn import Turn
from returns_desk.domain.board import FactValue
from returns_desk.domain.case import EvidenceKind
from returns_desk.domain.sale import Sale

_OF_A_RECEIPT = frozenset({"original_tender_present", "refund_authorisation", "delivered_at"})
_OF_THE_PURCHASES = frozenset({"evidence", "is_purchaser", "gift_card_present"})
_OF_THE_PERSON = frozenset({"photo_id_seen"})
_RECEIPT_SEEN = f"evidence:{EvidenceKind.RECEIPT}"


def anything_else(turn: Turn) -> None:
    """Go on with the customer of the complete case in sight.

    Where something is left of the receipts, their case is open at once, with all of it claimed
    (R1); else the next scan opens it. A case whose slip could not be made stays for it.
    """
    earlier = turn.record
    if not earlier.anchor:
        return
    slip_language = turn.session.slip_language
    clear_case(turn)
    turn.set(after=earlier.case_id, slip_language=slip_language)
    left = [sale for sale in _sales(turn, earlier) if any(x.available for x in sale.lines)]
    if left:
        _open_with(turn, earlier, left)
    else:
        turn.say("anything_else", number=earlier.number)


def goes_on_with(turn: Turn, sale: Sale) -> bool:
    """Whether who brings this receipt is the customer of the complete case in sight, with more.

    One of which nothing is left opens a board of its own, which says why.
    """
    is_theirs = any(each.receipt == sale.receipt for each in turn.record.receipts)
    return is_theirs and any(line.available for line in sale.lines)


def _sales(turn: Turn, earlier: CaseRecord) -> Iterator[Sale]:
    for each in earlier.receipts:
        sale = known_sale(turn.services, each.receipt)
        if sale is not None:
            yield sale


def _open_with(turn: Turn, earlier: CaseRecord, sales: list[Sale]) -> None:
    papers = {each.receipt: each.on_paper for each in earlier.receipts}
    papers |= dict(answered_papers(earlier))
    for sale in sales:
        is_seen = papers[sale.receipt]
        add_receipt(turn, sale, (EvidenceKind.RECEIPT,) if is_seen else ())
        if is_seen is False:
            note_no_paper(turn, sale.receipt)
    for fact, value in _facts_to_keep(earlier, {sale.receipt for sale in sales}):
        claiming.note_fact(turn, fact, value)
    refresh_board(turn)
    turn.say("same_customer", Tone.NOW, number=earlier.number)


def _facts_to_keep(
    earlier: CaseRecord, receipts: Collection[str]
) -> Iterator[tuple[str, FactValue]]:
    """What was answered and still holds; of goods nothing does, and of papers each is noted."""
    known = known_facts(earlier.claim, earlier.delivered)
    answered = earlier.claim.facts.refund_authorisation
    known |= {f"refund_authorisation:{key}": str(value) for key, value in answered.items()}
    for fact, value in known.items():
        name, _, key = fact.partition(":")
        of_receipt = name in _OF_A_RECEIPT and _receipt_of(name, key) in receipts
        is_kept = of_receipt or name in _OF_THE_PURCHASES or _is_of_person(name)
        if is_kept and fact != _RECEIPT_SEEN:
            yield fact, value


def _is_of_person(name: str) -> bool:
    return name in _OF_THE_PERSON or name.startswith("other_card")


def _receipt_of(name: str, key: str) -> str:
    """The receipt that a fact is about: of a tender's, what is before its number."""
    return key if name == "delivered_at" else key.rpartition("/")[0]
