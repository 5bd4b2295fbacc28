"""Logs of tills and orders of shops that can't be used: a sentence each, nothing half brought in.

The real program on real files; a good log at the beginning shows that the store stays as it was.
"""

from __future__ import annotations

import codecs
import gzip
import json
from typing import TYPE_CHECKING

import pytest

from journeys.real_program import Program, assert_no_trace, assert_refused, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "http://www.nrf-arts.org/IXRetail/namespace/"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?><POSLog xmlns="{NAMESPACE}">'
SALE = """
<Transaction>
  <RetailStoreID>1</RetailStoreID><WorkstationID>07</WorkstationID>
  <SequenceNumber>{number}</SequenceNumber><BusinessDayDate>2026-11-07</BusinessDayDate>
  <EndDateTime>2026-11-07T11:02:00-06:00</EndDateTime><CurrencyCode>USD</CurrencyCode>
  <RetailTransaction>
    <LineItem><SequenceNumber>1</SequenceNumber><Sale>
      <ItemID>MUG</ItemID><Description>Caf\u00e9 mug</Description>
      <ExtendedAmount>{amount}</ExtendedAmount><Quantity>1</Quantity>
    </Sale></LineItem>
    <LineItem><SequenceNumber>2</SequenceNumber>
      <Tender TenderType="Cash"><Amount>10.00</Amount></Tender></LineItem>
  </RetailTransaction>
</Transaction>"""
TAIL = "</POSLog>"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE POSLog [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><POSLog>&i;</POSLog>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE POSLog [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<POSLog>&a;</POSLog>"
)


def log(*numbers: int, amount: str = "10.00") -> str:
    """A log of those sales, open at its end."""
    return HEAD + "".join(SALE.format(number=x, amount=amount) for x in numbers)


BROKEN: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "bomb.xml": (BOMB.encode(), ("definitions of its own", "export the sales without them")),
    "outside.xml": (OUTSIDE.encode(), ("definitions of its own",)),
    "cut.xml": (log(*range(2, 40)).encode(), ("ends too early", "copy it again")),
    "cut_inside.xml": (log(2, 3).encode()[:-40], ("ends too early",)),
    "latin.xml": ((log(2) + TAIL).encode("latin-1"), ("UTF-8",)),
    "unknown.xml": (
        (log(2) + TAIL).replace("UTF-8", "klingon").encode(),
        ("klingon",),
    ),
    "page.xml": (
        b"<html><body>Not found</body></html>",
        ("This is a web page, not sales", "sign in there"),
    ),
    "bent.xml": ((log(2) + "</Transaction>" + TAIL).encode(), ("line",)),
    "cut.xml.gz": (gzip.compress((log(2) + TAIL).encode())[:-20], ("copy it again",)),
    "cut_orders.json": (
        b'{"orders": [{"name": "#1", "total_price": "1.00"}, {"na',
        ("line 1", "export the sales again"),
    ),
}

ORDER = {
    "id": 450789469,
    "name": "#1001",
    "currency": "USD",
    "financial_status": "partially_refunded",
    "created_at": "2026-11-07T11:02:00-06:00",
    "total_price": "3.99",
    "taxes_included": True,
    "payment_gateway_names": ["cash"],
    "line_items": [
        {"id": 1, "sku": "PLUM", "title": "Plums", "quantity": 1, "price": "3.99"},
    ],
    "refunds": [
        {
            "id": 9,
            "order_id": 450789469,
            "created_at": "2026-11-08T11:02:00-06:00",
            "refund_line_items": [
                {"id": 1, "line_item_id": 1, "quantity": 1, "subtotal": "3.99", "total_tax": "0.00"}
            ],
            "transactions": [
                {
                    "id": 1,
                    "kind": "refund",
                    "status": "success",
                    "amount": "2.09",
                    "gateway": "cash",
                }
            ],
        }
    ],
}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program with one good sale of a till brought in."""
    made = Program(tmp_path)
    (tmp_path / "good.xml").write_text(log(1) + TAIL, encoding="utf-8")
    said = made.run(*importing("good.xml"))
    assert said.code == 0, said
    return made


def importing(*words: str) -> tuple[str, ...]:
    return ("sales", "import", *words, "--profile", "shop")


def test_no_broken_log_changes_the_store(program: Program) -> None:
    before = fingerprint(program.folder / "shop")
    for name, (content, _) in BROKEN.items():
        (program.folder / name).write_bytes(content)

    told = program.run_each(*map(importing, BROKEN))

    for said, (name, (_, facts)) in zip(told, BROKEN.items(), strict=True):
        assert_refused(said, name, *facts)
    assert fingerprint(program.folder / "shop") == before


def test_a_bomb_is_refused_by_the_program_as_people_start_it(program: Program) -> None:
    (program.folder / "bomb.xml").write_text(BOMB, encoding="utf-8")

    assert_refused(program.run(*importing("bomb.xml")), "bomb.xml", "definitions of its own")


@pytest.mark.parametrize(
    "encoding",
    [
        pytest.param("utf-16", id="utf-16-with-its-mark"),
        pytest.param("iso-8859-1", id="latin-1-that-says-so"),
    ],
)
def test_a_log_in_another_encoding_that_says_so_comes_in(program: Program, encoding: str) -> None:
    text = (log(2) + TAIL).replace("UTF-8", encoding)
    (program.folder / "other.xml").write_bytes(text.encode(encoding))

    said, found = program.run_each(
        importing("other.xml"),
        ("sales", "find", "café", "--json", "--profile", "shop"),
    )

    assert (said.code, said.err) == (0, "")
    assert "1-07-20261107-2" in {x["receipt"] for x in json.loads(found.out)["candidates"]}
    assert encoding != "utf-16" or codecs.BOM_UTF16_LE in text.encode(encoding)


def test_what_can_not_be_used_of_a_log_is_listed_and_the_rest_comes_in(program: Program) -> None:
    text = log(2) + SALE.format(number=3, amount="ten") + SALE.format(number=4, amount="9.00")
    (program.folder / "till.xml").write_text(text + TAIL, encoding="utf-8")

    said, table = program.run_each(importing("till.xml", "--json"), importing("till.xml"))
    summary = json.loads(said.out)

    assert (said.code, table.code, said.err) == (0, 0, "")
    assert summary["receipts"]["new"] == 2
    assert summary["left_out_by_reason"] == {"bad_number": 1}
    assert "transaction 2" in summary["first_left_out"][0]["message"]
    assert summary["first_doubtful"][0]["receipt"] == "1-07-20261107-4"
    assert "payments of 10.00 and goods of 9.00" in table.out
    assert_no_trace(table)


def test_looking_for_a_purchase_begins_no_profile(program: Program) -> None:
    said = program.run("sales", "find", "--item", "MUG", "--profile", "shpo")

    assert_refused(said, "shpo", "no profile here", "--profile")
    assert not (program.folder / "shpo").exists()


def test_bringing_sales_in_says_that_it_began_a_profile(program: Program) -> None:
    (program.folder / "drop").mkdir()

    table, watch, summary, again = program.run_each(
        ("sales", "import", "good.xml", "--profile", "first"),
        ("sales", "watch", "drop", "--once", "--every", "0", "--json", "--profile", "second"),
        ("sales", "import", "good.xml", "--json", "--profile", "third"),
        ("sales", "import", "good.xml", "--json", "--profile", "third"),
    )

    assert table.out.startswith("A new profile was begun in first, for store 3141.\n")
    assert (watch.out, watch.err) == ("", "A new profile was begun in second, for store 3141.\n")
    assert json.loads(summary.out)["profile_begun"] == "third"
    assert json.loads(again.out)["profile_begun"] is None


def test_returns_and_doubtful_orders_are_said_with_their_sentences(program: Program) -> None:
    (program.folder / "orders.json").write_text(json.dumps(ORDER), encoding="utf-8")

    first, again, summary = program.run_each(
        importing("orders.json"), importing("orders.json"), importing("orders.json", "--json")
    )
    told = json.loads(summary.out)

    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines() == [
        "Receipts: 1 new; 1 lines.",
        "Returns of other systems: 1 new.",
        "Brought in as they came, though they do not add up: 1.",
        "  #1001: The shop's system says that 2.09 went back, for goods of 3.99.",
        "Nothing was left out.",
    ]
    assert "Returns of other systems: 1 already there." in again.out
    assert told["returns"] == {"new": 0, "already_there": 1, "updated": 0}
    assert told["doubtful"] == 1
    assert told["first_doubtful"][0]["doubts"][0]["said"] == 209
