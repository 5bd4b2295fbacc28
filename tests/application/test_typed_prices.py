"""Goods without a receipt at a typed price: above the one that we know, a manager types it."""

import pytest

from builders import shelf_options
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from fakes import CLERK, MANAGER, FakePolicies, FakeSales, badge_of
from proof_kit import SHELF_BOARD, SKU
from returns_desk.application.desk import Desk
from returns_desk.application.proofs import GoodsEntry, Rung
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.policy import Layer, Pack, Policy, Settings

LOWEST = 1999


def desk_under(basis: str | None, present: int | None = None) -> tuple[Desk, Counter]:
    """The ladder's last rung, where the pack counts goods by that price."""
    settings = Settings(price_without_receipt=basis)
    pack = Pack(id="shop", layer=Layer.SHOP, version="1", title="Shop", settings=settings)
    counter = Counter(
        sales=FakeSales(),
        items=FakeItems(),
        propose=proposing(shelf_options()),
        policies=FakePolicies(Policy((pack,))),
        prices={} if present is None else {SKU: present},
    )
    assert isinstance(counter.items, FakeItems)
    counter.items.known[SKU] = SHELF_BOARD
    desk = signed_in(counter)
    desk.begin_proof(Rung.NOTHING)
    return desk, counter


def prices(counter: Counter) -> list[int | None]:
    return [each.current_price for each in counter.proposed[-1].claim.without_receipt]


@pytest.mark.parametrize(("present", "typed"), [(None, LOWEST + 1), (2500, 2501)])
def test_a_clerk_types_no_price_above_the_one_that_would_be_paid(
    present: int | None, typed: int
) -> None:
    desk, counter = desk_under("current", present)
    before = desk.state()

    with pytest.raises(InvalidInput) as mistake:
        desk.add_goods(GoodsEntry(SKU, price=typed))

    assert (mistake.value.pointer, mistake.value.code) == ("price", "price_above_known")
    assert desk.state() == before
    assert counter.proposed == []


@pytest.mark.parametrize(("present", "typed"), [(None, LOWEST), (2500, 2500), (2500, 100)])
def test_up_to_it_the_clerk_types_any(present: int | None, typed: int) -> None:
    desk, counter = desk_under("current", present)

    desk.add_goods(GoodsEntry(SKU, price=typed))

    assert prices(counter) == [typed]


def test_a_manager_who_goes_on_types_it() -> None:
    desk, counter = desk_under("current")
    desk.back()
    desk.sign_in_badge(badge_of(MANAGER))
    desk.begin_proof(Rung.NOTHING)

    desk.add_goods(GoodsEntry(SKU, price=LOWEST + 1))

    assert prices(counter) == [LOWEST + 1]
    assert counter.journal.last("claim_changed").operator == MANAGER.id != CLERK.id


@pytest.mark.parametrize("basis", ["lowest", None])
def test_where_the_lowest_price_counts_the_typed_one_pays_nothing_more(basis: str | None) -> None:
    desk, counter = desk_under(basis)

    desk.add_goods(GoodsEntry(SKU, price=LOWEST + 1))

    assert prices(counter) == [LOWEST + 1]


def test_of_goods_that_nobody_knows_there_is_no_price_to_compare() -> None:
    desk, counter = desk_under("current")

    desk.add_goods(GoodsEntry("Coat", price=9000))

    assert prices(counter) == [9000]
