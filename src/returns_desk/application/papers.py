"""Which receipts of a case are here on paper, and what that makes of the whole case.

Pure. The engine knows one fact for the whole claim (`evidence:receipt`), so the weakest purchase
counts: none rides on the paper of another. What the paper of one opens comes back as soon as the
purchase without its paper is taken out.
"""

from collections.abc import Iterator
from dataclasses import replace

from returns_desk.application.case_record import CaseRecord
from returns_desk.domain.board import FactValue
from returns_desk.domain.case import EvidenceKind

PAPER = "paper"
"""The fact of one receipt, as in `paper:3141-07-20261107-0042`; nobody is asked for it."""


def with_paper(record: CaseRecord, receipt: str, value: FactValue) -> CaseRecord:
    """The record with what is known of the paper of that receipt."""
    is_here = None if value is None else value is True
    receipts = tuple(
        replace(each, on_paper=is_here) if each.receipt == receipt else each
        for each in record.receipts
    )
    return replace(record, receipts=receipts)


def paper_of_all(record: CaseRecord) -> bool | None:
    """True where every receipt is here on paper, False where one is known not to be."""
    papers = {each.on_paper for each in record.receipts}
    if False in papers:
        return False
    return True if papers == {True} else None


def answered_papers(record: CaseRecord) -> Iterator[tuple[str, bool]]:
    """The receipts that an answer for the whole case was about, each with that answer.

    A yes is for all. A no is for those of which nobody knew; one that stands there because a paper
    is known not to be here says nothing of the others.
    """
    answer = record.claim.evidence.get(EvidenceKind.RECEIPT)
    stands_for_one = answer is False and paper_of_all(record) is False
    if answer is None or stands_for_one:
        return
    for each in record.receipts:
        if each.on_paper is None or each.on_paper < answer:
            yield each.receipt, answer
