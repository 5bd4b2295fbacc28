"""A whole log of a US grocer's till: each of its 36 transactions adds up, or says why not.

The table is worked out by hand from the file; a little computation of its own, on a tree of the
trusted file, says the same about goods, taxes, rewards and payments. They share no code with the
reader. Why some lines are not on the sale: 1-376, 31-115 and 2-301 void one line each; 34-101
takes back an empty bottle for 2.00, so part of its goods were paid with that.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from adapters.sales.poslog.conftest import SETTINGS
from returns_desk.adapters.sales.poslog import read_poslog
from returns_desk.domain.sale import TenderType

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.sales.readings import Reading

_POSLOG = "{http://www.nrf-arts.org/IXRetail/namespace/}"
_ACS = "{http://www.ncr.com/rsd/acs/tlog/markup/poslog/2.1}"
_CENTS = 100
OUTCOMES = {
    "31-114": (6, 2045), "3-86": (3, 900), "2-297": (4, 748), "1-376": (72, 35421),
    "5-61": "till_event", "2-298": (1, 990), "32-113": (4, 1475), "2-299": (1, 527),
    "3-87": (23, 9184), "5-62": "till_event", "5-63": "till_event", "34-99": (8, 3022),
    "32-114": (1, 1020), "31-115": (7, 4390), "34-100": (2, 1738), "1-377": (38, 20284),
    "3-88": (5, 1930), "5-64": "till_event", "5-65": "till_event", "3-89": (2, 107),
    "32-115": (4, 792), "31-116": (7, 2966), "3-90": (7, 6934), "5-66": "till_event",
    "5-67": "till_event", "34-101": (3, 1388), "1-378": (22, 7334), "2-300": (64, 29201),
    "3-91": (5, 2478), "32-116": (4, 2151), "2-301": (10, 4551), "1-379": (26, 15900),
    "1-380": (4, 1296), "1-381": (1, 200), "32-117": (2, 558), "31-117": (2, 1368),
}  # fmt: skip

VOIDED = {"1-376": "00021908501406", "31-115": "00000000062367", "2-301": "00000000010214"}


@pytest.fixture(scope="module")
def log_file(shared_data: Path) -> Path:
    return shared_data / "poslog" / "ncr_acs_2017.xml"


@pytest.fixture(scope="module")
def readings(log_file: Path) -> dict[str, Reading]:
    read = list(read_poslog(log_file, None, SETTINGS, lambda _: None))
    return {_short(reading.place): reading for reading in read}


@pytest.fixture(scope="module")
def trees(log_file: Path) -> dict[str, ET.Element]:
    found = ET.parse(log_file).getroot()  # noqa: S314 -- the file is ours to trust
    return {
        f"{x.findtext(_POSLOG + 'WorkstationID')}-{x.findtext(_POSLOG + 'SequenceNumber')}": x
        for x in found
    }


def _short(place: str) -> str:
    store, terminal, day, sequence = place.partition("(")[2].partition(")")[0].split("-")
    assert (store, day) == ("9", "20171001")
    return f"{terminal}-{sequence}"


def _amounts(tree: ET.Element, path: str) -> int:
    return int(sum(Decimal(x.text or "0") for x in tree.findall(path)) * _CENTS)


def _line_path(name: str, leaf: str) -> str:
    return f"{_POSLOG}RetailTransaction/{_POSLOG}LineItem/{_POSLOG}{name}/{leaf}"


def _rewarded(tree: ET.Element) -> int:
    rewards = tree.findall(f".//{_POSLOG}LoyaltyReward")
    return int(sum(
        Decimal(x.findtext(_ACS + "ExtendedRewardAmount") or "0") for x in rewards
        if x.findtext(_ACS + "RewardCategory") == "Monetary"
        and x.get(_ACS + "summarizedActivity") == "true"
    ) * _CENTS)  # fmt: skip


def test_every_transaction_has_the_outcome_of_the_table(readings: dict[str, Reading]) -> None:
    found = {
        name: (len(x.sale.lines), sum(line.paid for line in x.sale.lines))
        if x.sale
        else x.left_out[0].reason
        for name, x in readings.items()
    }

    assert found == OUTCOMES


def test_goods_and_tenders_of_every_sale_add_up_to_the_cent(readings: dict[str, Reading]) -> None:
    for name, reading in readings.items():
        assert reading.bad is None
        if reading.sale is None:
            continue
        lines = sum(line.paid for line in reading.sale.lines)
        tenders = sum(x.amount - x.change - x.rounding for x in reading.sale.tenders)
        back = sum(piece.paid for x in reading.returns for piece in x.pieces)

        assert lines - back == tenders, name
        assert bool(reading.doubts) == bool(back), name


def test_what_was_read_is_what_stands_in_the_file(
    readings: dict[str, Reading], trees: dict[str, ET.Element]
) -> None:
    for name, reading in readings.items():
        if reading.sale is None:
            continue
        tree = trees[name]
        goods = _amounts(tree, _line_path("Sale", _POSLOG + "ExtendedAmount"))
        taxes = _amounts(tree, _line_path("Tax", _POSLOG + "Amount"))
        tenders = _amounts(tree, _line_path("Tender", _POSLOG + "Amount"))
        back = sum(piece.paid for x in reading.returns for piece in x.pieces)
        sale = reading.sale

        assert sum(x.paid for x in sale.lines) - back == goods + taxes + _rewarded(tree), name
        assert sum(x.tax for x in sale.lines) == taxes, name
        assert sum(x.amount - x.change for x in sale.tenders) == tenders, name
        assert sum(x.discount for x in sale.lines) == -_rewarded(tree), name


def test_only_lines_that_the_till_calls_taxable_bear_tax(
    readings: dict[str, Reading], trees: dict[str, ET.Element]
) -> None:
    taxable = {
        int(line.findtext(_POSLOG + "SequenceNumber") or "0")
        for line in trees["2-300"].iter(_POSLOG + "LineItem")
        for mark in line.iter(_ACS + "Itemizers")
        if mark.get("Tax1") == "true" and line.find(_POSLOG + "Sale") is not None
    }

    sale = readings["2-300"].sale

    assert sale is not None
    assert {x.line for x in sale.lines if x.tax} == taxable


def test_a_void_cancels_one_line_like_it_and_is_no_return(
    readings: dict[str, Reading], trees: dict[str, ET.Element]
) -> None:
    for name, sku in VOIDED.items():
        rung_up = [x.text for x in trees[name].iter(_POSLOG + "ItemID")].count(sku)
        sale = readings[name].sale

        assert sale is not None
        assert [x.sku for x in sale.lines].count(sku) == rung_up - 2
        assert readings[name].returns == ()


def test_a_bottle_that_comes_back_is_a_return_without_a_receipt(
    readings: dict[str, Reading],
) -> None:
    reading = readings["34-101"]
    (back,) = reading.returns
    (doubt,) = reading.doubts

    assert (back.id, back.receipt, back.refunds) == ("9-34-20171001-101", None, ())
    assert [(x.sku, x.quantity, x.paid) for x in back.pieces] == [
        ("00000000054409", Decimal(1), 200)
    ]
    assert (doubt.code, doubt.said, doubt.found) == ("paid_with_returned_goods", 1188, 1388)


def test_cash_back_at_a_card_is_change_of_that_card(readings: dict[str, Reading]) -> None:
    sale = readings["32-117"].sale

    assert sale is not None
    assert [(x.type, x.amount, x.change) for x in sale.tenders] == [
        (TenderType.DEBIT_CARD, 5558, 5000)
    ]


def test_weights_units_codes_and_time_are_read(readings: dict[str, Reading]) -> None:
    sale = readings["31-114"].sale

    assert sale is not None
    weighed = sale.line_at(4)
    lemonade = sale.line_at(5)
    assert weighed is not None
    assert lemonade is not None
    assert (weighed.unit, weighed.quantity, weighed.category) == ("lb", Decimal("0.65"), "12")
    assert (lemonade.gtin, lemonade.description) == ("00852421006143", "ALTA PALLA LEMONADE")
    assert sale.sold_at.isoformat() == "2017-10-01T15:15:25-05:00"
    assert (sale.store, sale.terminal, sale.cashier, sale.currency) == ("9", "31", "91", "USD")


def test_every_real_gtin_is_recognised_and_produce_codes_are_not(
    readings: dict[str, Reading],
) -> None:
    lines = [line for x in readings.values() if x.sale for line in x.sale.lines]

    assert sum(line.gtin is not None for line in lines) > len(lines) / 3
    assert not any(line.gtin and line.gtin.startswith("0000000") for line in lines)
    assert all(line.sku for line in lines)
