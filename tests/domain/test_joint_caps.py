"""Money that is not enough for all items: they are covered in their order while it holds."""

import pytest

from domain.small_sales import refunded, sold
from returns_desk.domain.sale import SaleTender, TenderType


@pytest.mark.parametrize(
    ("room", "covered"),
    [
        pytest.param(19_000, [0, 1, 2], id="enough for all"),
        pytest.param(18_999, [0, 1], id="one short for the last"),
        pytest.param(16_000, [0, 1], id="just enough for two"),
        pytest.param(15_999, [0], id="the third would fit, and the second comes first"),
        pytest.param(5_999, [], id="the first does not fit"),
    ],
)
def test_items_are_covered_in_their_order_while_the_tender_holds(
    room: int, covered: list[int]
) -> None:
    lines = [sold(1, 1, 6_000), sold(2, 1, 10_000), sold(3, 1, 3_000)]
    gift_card = SaleTender(1, TenderType.GIFT_CARD, 19_000, refunded=19_000 - room)

    option = refunded(lines, tenders=(gift_card,))

    assert [item.item for item in option.items] == covered
    assert option.amount == sum(lines[item].paid for item in covered)
