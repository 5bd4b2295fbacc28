"""The files of a completed return: the same bytes every time, as the golden ones and the schema."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from defusedxml.ElementTree import fromstring

from returns_desk.adapters.handover.poslog_elements import OURS, POSLOG
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.handover.return_json import json_bytes
from returns_desk.adapters.handover.return_shape import ReturnShape
from returns_desk.application.handed_over_parts import Goods
from returns_desk.application.handing_over_document import ReturnDocument
from returns_desk.bootstrap.commands import services
from support.completed_returns import (
    STORIES,
    document_of_the_case,
    goods_beside_a_receipt,
    seven_plums,
    shelf,
    some_cheese,
    two_tenders,
)

GOLDEN = Path(__file__).parents[2] / "golden" / "handover"
WRITERS = {"xml": poslog_bytes, "json": json_bytes}


def told(story: str) -> ReturnDocument:
    """The story's document, vouched for by a fixed event: its hash is not what is shown here."""
    return replace(STORIES[story](), vouched_sequence=15, vouched_hash="5f" * 32)


def tree(document: ReturnDocument) -> ET.Element:
    read: ET.Element = fromstring(poslog_bytes(document))
    return read


def texts(document: ReturnDocument, name: str, namespace: str = POSLOG) -> list[str]:
    return [each.text or "" for each in tree(document).iter(f"{{{namespace}}}{name}")]


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("story", STORIES)
def test_file_is_the_golden_one_to_the_byte(story: str, ending: str) -> None:
    golden = GOLDEN / f"{story}.{ending}"

    assert WRITERS[ending](told(story)).decode("utf-8") == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("story", STORIES)
def test_json_fits_the_published_schema_to_the_key(story: str) -> None:
    content = json_bytes(told(story))

    ReturnShape.model_validate_json(content)
    published = services().schema("return")
    named, required = list(json.loads(content)), list(published["required"])
    assert [key for key in named if key in required] == required
    assert set(named) <= set(published["properties"])


def test_price_difference_stands_in_both_files() -> None:
    plums = seven_plums()

    assert texts(plums, "PriceDifference", OURS) == ["2.38"]
    assert json.loads(json_bytes(plums))["price_difference"] == 238


def test_no_price_difference_is_named_where_there_is_none() -> None:
    assert texts(shelf(), "PriceDifference", OURS) == []


def test_fee_is_a_sale_that_the_total_takes_off() -> None:
    cheese = some_cheese()

    assert texts(cheese, "ExtendedAmount") == ["5.40", "0.50"]
    assert texts(cheese, "Amount")[-1] == "4.90"
    assert texts(cheese, "Total")[0] == "4.90"


@pytest.mark.parametrize("story", STORIES)
def test_refunds_and_their_rounding_come_to_the_total(story: str) -> None:
    document = told(story)

    total = sum(leg.pays - leg.rounding for leg in document.legs)
    if document.new_goods:
        # What the new goods took is settled by the till's sale of them.
        total = sum(line.worth for line in document.lines)
    decimals = {"JPY": 0}.get(document.currency, 2)
    assert int(texts(document, "Total")[0].replace(".", "")) == total
    assert ("." in texts(document, "Total")[0]) == bool(decimals)


def test_cash_rounded_up_and_down_says_the_way() -> None:
    document = two_tenders()
    card, cash = document.legs
    up = replace(document, legs=(card, replace(cash, rounding=3)))

    ways = [
        [each.get("RoundingDirection") for each in tree(x).iter(f"{{{POSLOG}}}Rounding")]
        for x in (document, up)
    ]

    assert ways == [["Down"], ["Up"]]
    assert texts(up, "Amount")[-1] == "11.40"


def test_goods_kept_at_a_lower_price_come_back_and_go_out_for_less() -> None:
    document = shelf()
    reduced = replace(document.lines[0], paid=400, tax=26)
    kept = replace(
        document,
        option="price_reduction/original",
        goods=Goods.KEPT,
        lines=(reduced,),
        legs=(replace(document.legs[0], amount=400),),
    )

    assert texts(kept, "ExtendedAmount") == ["21.36", "17.36"]
    assert texts(kept, "ExtendedDiscountAmount") == ["4.00"]
    assert texts(kept, "Total")[0] == "4.00"


def test_value_of_an_exchange_is_no_payment() -> None:
    document = shelf()
    goods_leg = replace(document.legs[0], destination="none", means="goods", tender=None)
    exchange = replace(document, option="exchange/none", legs=(goods_leg,))

    assert texts(exchange, "Tender") == []
    assert texts(exchange, "Total")[0] == "21.36"


def test_approval_and_training_are_told() -> None:
    document = replace(shelf(), approver="lind", training=True)

    assert texts(document, "ApproverID") == ["lind"]
    assert texts(document, "ManagerApproval") == ["true"]
    (transaction,) = tree(document)
    assert transaction.get("TrainingModeFlag") == "true"
    told_json = json.loads(json_bytes(document))
    assert (told_json["approved_by"], told_json["training"]) == ("lind", True)


def test_what_xml_cannot_hold_is_left_out_of_a_description() -> None:
    document = shelf()
    odd = replace(document.lines[0], description="Lamp\x00\x1b 💡 <&>\ufffe")

    assert texts(replace(document, lines=(odd,)), "Description") == ["Lamp 💡 <&>"]


def test_link_has_parts_only_where_they_are_those_of_the_sale() -> None:
    document = shelf()
    (sale,) = document.sales
    elsewhere = replace(document, sales=(replace(sale, terminal="9"),))
    unknown = replace(document, sales=())

    assert texts(document, "SequenceNumber")[1] == "0042"
    assert "0042" not in texts(elsewhere, "SequenceNumber")
    assert "0042" in texts(unknown, "SequenceNumber")
    assert texts(elsewhere, "TransactionID")[1] == sale.receipt


def test_goods_without_a_receipt_link_to_no_sale_and_tell_no_tax() -> None:
    document = document_of_the_case(goods_beside_a_receipt())
    *_, line = json.loads(json_bytes(document))["lines"]

    ReturnShape.model_validate_json(json_bytes(document))
    shelf_back, kettles_back = tree(document).iter(f"{{{POSLOG}}}Return")
    assert shelf_back.find(f"{{{POSLOG}}}TransactionLink") is not None
    for name in ("TransactionLink", "Tax"):
        assert kettles_back.find(f"{{{POSLOG}}}{name}") is None
    assert (line["receipt"], line["line"], line["worth"], line["tax"]) == (None, None, 7980, 0)
    assert texts(document, "Total") == ["101.16", "1.37"]
    assert sum(leg.amount for leg in document.legs) == 10116


def test_schema_says_what_goods_without_a_receipt_lack() -> None:
    line = services().schema("return")["$defs"]["ReturnedLineShape"]["properties"]

    for name in ("receipt", "line"):
        assert {"type": "null"} in line[name]["anyOf"]
        assert line[name]["description"]


def test_no_file_holds_a_name_or_a_whole_card_number() -> None:
    content = json_bytes(shelf()) + poslog_bytes(shelf())

    assert b"Mara" not in content
    assert b"1234" in content
    assert b"4111" not in content
