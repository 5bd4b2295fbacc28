"""Files that can't be trusted or read on: one sentence with place and mend, never a trace."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from adapters.sales.poslog.conftest import (
    GOLDEN,
    SETTINGS,
    ReadText,
    item,
    read_file,
    sale_in,
    sale_xml,
    tender,
)
from returns_desk.adapters.sales.poslog import read_poslog
from returns_desk.adapters.sales.poslog.reasons import SENTENCES
from returns_desk.domain.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

GOOD = sale_xml(item(1, "A", "2.00") + tender(2, "2.00"))
BOMB = (
    '<!DOCTYPE POSLog [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<POSLog><Transaction>&b;</Transaction></POSLog>"
)
OUTSIDE = '<!DOCTYPE POSLog [<!ENTITY x SYSTEM "file:///etc/hostname">]><POSLog>&x;</POSLog>'


@pytest.mark.parametrize(
    ("content", "place", "code"),
    [
        pytest.param("", "", "empty_file", id="empty"),
        pytest.param("date,amount\n1,2\n", "line 1, column 1", "broken_xml", id="csv"),
        pytest.param(
            "<Invoice><p>Not found</p></Invoice>", "line 1", "no_poslog", id="another-root"
        ),
        pytest.param(GOOD[:-40], "transaction 1, line 1", "ends_too_early", id="truncated"),
        pytest.param(GOOD[:90], "transaction 1, line 1", "ends_too_early", id="in-a-tag"),
        pytest.param(GOOD + "<POSLog/>", "transaction 1, line 1", "broken_xml", id="two-roots"),
        pytest.param(GOOD.replace("</Sale>", ""), "transaction 1", "broken_xml", id="mismatched"),
        pytest.param(GOOD.replace("A<", "&nbsp;<"), "transaction 1", "broken_xml", id="entity"),
        pytest.param(BOMB, "line 1", "definitions_refused", id="bomb"),
        pytest.param(OUTSIDE, "line 1", "definitions_refused", id="outside"),
        pytest.param(
            '<!DOCTYPE POSLog SYSTEM "http://example.org/a.dtd"><POSLog/>',
            "line 1",
            "definitions_refused",
            id="outside-definitions",
        ),
        pytest.param(GOOD.replace("A<", "\x00<"), "", "not_text", id="zero-bytes"),
        pytest.param(gzip.compress(GOOD.encode())[:-9], "", "damaged_file", id="half-a-gzip"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused_with_its_place(
    read_text: ReadText, content: str | bytes, place: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_text(content)

    assert refusal.value.pointer.startswith(place)
    assert refusal.value.code == code
    assert ":" in refusal.value.message
    assert "hostname" not in refusal.value.message


def test_a_broken_end_still_names_the_transaction_and_line(read_text: ReadText) -> None:
    two = GOOD.replace("</POSLog>", "\n\n" + GOOD[8:])

    with pytest.raises(InvalidInput) as refusal:
        read_text(two[:-60])

    assert refusal.value.pointer == "transaction 2, line 3"


def test_the_encoding_that_the_file_says_is_used(read_text: ReadText) -> None:
    text = GOOD.replace("<ItemID>A", "<ItemID>Käse")
    for name in ("iso-8859-1", "windows-1252", "utf-8"):
        content = f'<?xml version="1.0" encoding="{name}"?>{text}'.encode(name)

        assert sale_in(read_text(content)).lines[0].sku == "Käse"


def test_utf_16_a_byte_order_mark_and_gzip_are_read(read_text: ReadText) -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?>{GOOD}'
    for content in (text.encode("utf-16"), b"\xef\xbb\xbf" + GOOD.encode()):
        assert sale_in(read_text(content)).receipt == "1-2-20261107-3"
        assert sale_in(read_text(gzip.compress(content))).receipt == "1-2-20261107-3"


@pytest.mark.parametrize(
    ("declared", "written", "code"),
    [("utf-8", "latin-1", "wrong_encoding"), ("utf-16", "utf-8", "wrong_encoding"),
     ("klingon", "utf-8", "unknown_encoding"), ("base64", "utf-8", "unknown_encoding")],
)  # fmt: skip
def test_an_encoding_that_is_wrong_or_unknown_is_said(
    read_text: ReadText, declared: str, written: str, code: str
) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + GOOD.replace(">A<", ">Käse<")

    with pytest.raises(InvalidInput) as refusal:
        read_text(text.encode(written))

    assert refusal.value.code == code


def test_a_named_encoding_wins_over_the_files_own_word(read_text: ReadText) -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>' + GOOD.replace(">A<", ">Käse<")

    assert sale_in(read_text(text.encode("cp1252"), "cp1252")).lines[0].sku == "Käse"


@pytest.mark.parametrize(
    ("xml", "place", "code"),
    [
        (sale_xml(item(1, "A", "2,00")), "line item 1/ExtendedAmount", "bad_number"),
        (sale_xml(item(1, "A", "1e5")), "line item 1/ExtendedAmount", "bad_number"),
        (sale_xml(item(1, "A", "99999999999999")), "line item 1/ExtendedAmount", "bad_number"),
        (sale_xml(item(1, "A", "999999999999")), "line item 1/ExtendedAmount", "amount_too_large"),
        (sale_xml(item(0, "A", "1")), "line item 0", "bad_line_number"),
        (sale_xml(item(1, "A", "1") + item(1, "B", "1")), "line item 1", "line_repeated"),
        (sale_xml(item(1, "A" * 300, "1")), "line item 1/ItemID", "text_too_long"),
        (GOOD.replace("11-07T", "13-07T"), "EndDateTime", "bad_date"),
        (GOOD.replace("2026-11-07T10:00:00", "soon"), "EndDateTime", "bad_date"),
        (GOOD.replace("<SequenceNumber>3</SequenceNumber>", "", 1), "Seq", "no_receipt_number"),
        (sale_xml("", head="<CurrencyCode>ZZZ</CurrencyCode>"), "CurrencyCode", "unknown_currency"),
    ],
)  # fmt: skip
def test_a_transaction_that_can_not_be_used_is_handed_on_with_the_reason(
    read_text: ReadText, xml: str, place: str, code: str
) -> None:
    good = GOOD[8:-9].replace("<SequenceNumber>3<", "<SequenceNumber>4<", 1)
    bad, other = read_text(xml.replace("</POSLog>", good + "</POSLog>"))

    assert bad.bad is not None
    assert (bad.bad.code, bad.bad.message) == (code, SENTENCES[code])
    assert bad.bad.pointer.startswith(place)
    assert bad.sale is None
    assert other.sale is not None


def test_the_text_of_a_record_is_there_with_card_numbers_cut(read_text: ReadText) -> None:
    card = (
        "<CreditDebit><PrimaryAccountNumber>4111111111111111</PrimaryAccountNumber></CreditDebit>"
    )
    (reading,) = read_text(sale_xml(item(1, "A", "2") + tender(2, "2", "CreditDebit", card)))

    assert reading.text.startswith("<Transaction>")
    assert reading.text.endswith("</Transaction>")
    assert "4111111111111111" not in repr(reading)
    assert reading.sale is not None
    assert reading.sale.tenders[0].last4 == "1111"


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[int] = []
    file = tmp_path / "long.xml"
    file.write_text("<POSLog>" + " " * 300_000 + "</POSLog>")
    list(read_poslog(file, None, SETTINGS, told.append))

    assert told == sorted(told)
    assert told[-1] == 1000


def test_golden_files_are_read_from_gzip_as_well(tmp_path: Path) -> None:
    packed = tmp_path / "log.xml.gz"
    packed.write_bytes(gzip.compress((GOLDEN / "europe.xml").read_bytes()))

    assert len(read_file(packed)) == 1


def test_endless_voids_taxes_and_payments_are_refused_before_they_cost_time(
    read_text: ReadText,
) -> None:
    taxes = "".join(
        f"<LineItem><SequenceNumber>{n}</SequenceNumber><Tax><Amount>1</Amount></Tax></LineItem>"
        for n in range(2, 600)
    )
    for lines in (taxes, "".join(tender(n, "1") for n in range(2, 600))):
        (reading,) = read_text(sale_xml(item(1, "A", "2.00") + lines))

        assert reading.bad is not None
        assert reading.bad.code == "too_many_changes"
