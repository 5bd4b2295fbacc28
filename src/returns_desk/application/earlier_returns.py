"""What this journal already gave back, laid over a sale before the engine sees it.

Pure. The sale's own numbers (as imported) and the journal's are different returns: they are
added, and never beyond what was sold and paid.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from returns_desk.application.ports import ReturnedLine, ReturnedSoFar
from returns_desk.domain.sale import Sale, SaleLine, SaleTender


def together(returned: Iterable[ReturnedSoFar]) -> ReturnedSoFar:
    """What came back under several numbers of one receipt, as one.

    A receipt typed in from paper may be spelt otherwise than the till spells it.
    """
    every = tuple(returned)
    refunded: Counter[int] = Counter()
    for each in every:
        refunded.update(each.refunded)
    return ReturnedSoFar(
        lines=tuple(line for each in every for line in each.lines),
        refunded=dict(refunded),
        references=frozenset().union(*(each.references for each in every)),
    )


def with_earlier_returns(sale: Sale, returned: ReturnedSoFar) -> Sale:
    """The sale with the journal's returns and refunds added to its own."""
    by_line: dict[int, list[ReturnedLine]] = {}
    for each in returned.lines:
        by_line.setdefault(each.line, []).append(each)
    return replace(
        sale,
        lines=tuple(_line(line, by_line.get(line.line, [])) for line in sale.lines),
        tenders=tuple(_tender(tender, returned.refunded) for tender in sale.tenders),
    )


def _line(line: SaleLine, earlier: list[ReturnedLine]) -> SaleLine:
    if not earlier:
        return line
    quantity = line.returned + sum((x.quantity for x in earlier), Decimal(0))
    paid = line.returned_paid + sum(x.paid for x in earlier)
    return replace(
        line,
        returned=min(quantity, line.quantity),
        returned_paid=min(paid, max(line.paid, 0)),
        returned_fee=line.returned_fee + sum(x.fee for x in earlier),
    )


def _tender(tender: SaleTender, refunded: Mapping[int, int]) -> SaleTender:
    return replace(tender, refunded=tender.refunded + refunded.get(tender.tender, 0))
