"""Two copies of one return: which of them counts, in whichever order they came."""

from dataclasses import replace
from itertools import permutations

import pytest

from returns_desk.adapters.sales.merging import ContradictionError
from returns_desk.adapters.sales.return_copies import fuller
from returns_desk.domain.sale import TenderType
from support.sale_readings import earlier, piece

CARD, DEBIT = TenderType.CREDIT_CARD, TenderType.DEBIT_CARD
GOODS = [piece("1", 1000, line=1)]


def test_a_refund_alone_says_card_and_its_order_says_which() -> None:
    alone = earlier("r1", "order:7", GOODS, [(CARD, 1000, None)])
    in_order = earlier("r1", "order:7", GOODS, [(DEBIT, 1000, 1)])

    joined = {fuller(*pair) for pair in permutations((alone, in_order))}

    assert joined == {in_order}


def test_two_tenders_of_the_sale_are_two() -> None:
    first = earlier("r1", "order:7", GOODS, [(CARD, 1000, 1)])
    second = replace(first, refunds=earlier("", "", [], [(DEBIT, 1000, 2)]).refunds)

    with pytest.raises(ContradictionError):
        fuller(first, second)
