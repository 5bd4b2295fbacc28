"""What the case reader takes, and the place and sentence of what it refuses."""

import json
from decimal import Decimal
from typing import Any

import pytest

from returns_desk.adapters.case_files import read_case, sale_from_json
from returns_desk.domain.case import EvidenceKind
from returns_desk.domain.errors import InvalidInput
from support.shelf_case import shelf_case, with_value

RECEIPT = "3141-07-20261107-0042"


def refusal(text: bytes | str) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_case(text)
    return caught.value


def refusal_of(path: str, value: object) -> InvalidInput:
    return refusal(json.dumps(with_value(shelf_case(), path, value)))


def test_the_shelf_is_read_whole() -> None:
    case = read_case(json.dumps(shelf_case()))

    sale = case.sale_of(RECEIPT)
    assert sale is not None
    assert sale.lines[0].paid == 2136
    assert sale.lines[0].quantity == Decimal(1)
    assert case.claim.items[0].missing == frozenset()
    assert case.claim.evidence == {EvidenceKind.RECEIPT: True}
    assert case.claim.asked_for is not None
    assert case.claim.asked_for.option_id == "refund/other_card"


def test_null_is_as_if_the_key_were_not_there() -> None:
    bare = shelf_case()
    for item in bare["claim"]["items"]:
        del item["reason"]
    null = with_value(shelf_case(), "claim/items/0/reason", None)
    null["claim"]["asked_for"]["note"] = None
    null["claim"]["evidence"]["gift_receipt"] = None

    assert read_case(json.dumps(null)) == read_case(json.dumps(bare))


def test_unknown_keys_have_no_effect() -> None:
    more = shelf_case()
    more["colour"] = more["claim"]["mood"] = more["sales"][0]["lines"][0]["aisle"] = [1, {"x": 2}]

    assert read_case(json.dumps(more)) == read_case(json.dumps(shelf_case()))


def test_a_claim_of_eleven_hundred_lines_is_read() -> None:
    case = shelf_case()
    line = case["sales"][0]["lines"][0]
    item = case["claim"]["items"][0]
    case["sales"][0]["lines"] = [{**line, "line": n} for n in range(1, 1115)]
    case["claim"]["items"] = [{**item, "line": n} for n in range(1, 1115)]

    assert len(read_case(json.dumps(case)).claim.items) == 1114


def test_claiming_more_than_is_left_is_no_input_error() -> None:
    case = with_value(shelf_case(), "claim/items/0/quantity", "3")

    assert read_case(json.dumps(case)).claim.items[0].quantity == Decimal(3)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        pytest.param("claim/items/0/receipt", "no-such", "no receipt", id="receipt not there"),
        pytest.param("claim/items/0/line", 7, "has no line 7", id="line not there"),
        pytest.param("claim/items/0/quantity", "0.5", "whole pieces", id="fraction of each"),
        pytest.param("sales/0/lines/0/quantity", "1.5", "whole pieces", id="fraction sold"),
        pytest.param("claim/items/0/quantity", "0", "not above zero", id="zero"),
        pytest.param("claim/items/0/quantity", "-1", "not above zero", id="negative"),
        pytest.param("claim/items/0/quantity", 1, "as text", id="quantity as number"),
        pytest.param("claim/items/0/quantity", "1" * 13, "at most 12 digits", id="many digits"),
        pytest.param("claim/items/0/quantity", "0.1234567", "6 behind", id="many decimals"),
        pytest.param("claim/items/0/quantity", "1e3", "as text", id="exponent"),
        pytest.param("claim/items/0/quantity", "٣", "as text", id="foreign digits"),
        pytest.param("sales/0/lines/0/paid", 21.36, "2136 for 21.36", id="float"),
        pytest.param("sales/0/lines/0/paid", "2136", "2136 for 21.36", id="money as text"),
        pytest.param("sales/0/lines/0/paid", True, "2136 for 21.36", id="flag as money"),
        pytest.param("sales/0/lines/0/paid", 10**17, "beyond reason", id="absurd money"),
        pytest.param("store/currency", "EURO", "did you mean 'EUR'", id="unknown currency"),
        pytest.param("sales/0/currency", "EUR", "one currency at a time", id="two currencies"),
        pytest.param("now", "2026-11-21T18:40:00", "has no offset", id="time without offset"),
        pytest.param("now", "21.11.2026", "is no time", id="no time at all"),
        pytest.param("now", "2026-02-30T18:40:00Z", "is no day", id="no such day"),
        pytest.param("now", "9999-12-31T23:59:59-12:00", "beyond reason", id="end of time"),
        pytest.param("claim/items/0/reason", "chnged_mind", "changed_mind", id="unknown word"),
        pytest.param("claim/items/0/missing/0", "box", "packaging", id="unknown in a list"),
        pytest.param("sales/0/tenders/0/type", "credit-card", "credit_card", id="tender type"),
        pytest.param("sales/0/tenders/0/last4", "4111111111111111", "last four", id="whole card"),
        pytest.param("claim/evidence/receipt", "yes", "true nor false", id="flag as text"),
        pytest.param("claim/asked_for", {"remedy": "refund"}, "missing", id="half an option"),
        pytest.param("store/jurisdiction", "Minnesota", "like US-MN", id="jurisdiction"),
        pytest.param("sales/0/lines", {}, "must be a list", id="list expected"),
        pytest.param("claim", [], "must be an object", id="object expected"),
        pytest.param("sales/0/receipt", " ", "is empty", id="empty name"),
        pytest.param("sales/0/lines/0/description", "x" * 3000, "shorten", id="endless text"),
    ],
)
def test_each_input_error_names_its_place_and_its_mend(
    path: str, value: object, words: str
) -> None:
    case = shelf_case()
    if path == "claim/items/0/missing/0":
        case["claim"]["items"][0]["missing"] = [""]

    with pytest.raises(InvalidInput) as caught:
        read_case(json.dumps(with_value(case, path, value)))

    assert caught.value.pointer.startswith(f"/{path}")
    assert words in caught.value.message
    assert "\n" not in caught.value.message


def test_what_came_back_is_never_more_than_what_was_sold() -> None:
    more = refusal_of("sales/0/lines/0/returned", "2")
    paid = refusal_of("sales/0/lines/0/returned_paid", 2137)

    assert more.pointer == "/sales/0/lines/0/returned"
    assert paid.pointer == "/sales/0/lines/0/returned_paid"


def test_an_option_outside_the_catalogue_can_not_be_asked_for() -> None:
    refused = refusal_of("claim/asked_for", {"remedy": "refund", "destination": "other_crad"})

    assert refused.pointer == "/claim/asked_for"
    assert "did you mean 'refund/other_card'?" in refused.message


def test_a_fact_about_a_tender_that_is_not_there_is_refused() -> None:
    refused = refusal_of("claim/facts/original_tender_present", {f"{RECEIPT}/9": True})

    assert refused.pointer == f"/claim/facts/original_tender_present/{RECEIPT}~19"


@pytest.mark.parametrize("line_end", ["\n", "\r", "\x85", "\u2028"])
def test_a_key_with_a_line_end_is_refused_in_one_line(line_end: str) -> None:
    refused = refusal_of("claim/facts/refund_authorisation", {f"a{line_end}b": "declined"})

    assert refused.pointer == "/claim/facts/refund_authorisation"
    assert "line end" in refused.message
    assert len(f"{refused.pointer}: {refused.message}".splitlines()) == 1


def test_an_endless_key_is_refused_before_it_is_a_place() -> None:
    refused = refusal_of("claim/facts/refund_authorisation", {"é" * 5000: "declined"})

    assert refused.pointer == "/claim/facts/refund_authorisation"
    assert "240 characters" in refused.message


def test_a_fault_deep_within_is_named_by_the_place_around_it() -> None:
    value: object = {"x" * 300: True}
    for _ in range(30):
        value = {"policy_disclosed": value}

    refused = refusal_of("sales/0/policy_disclosed", value)

    assert refused.pointer.startswith("/sales/0/policy_disclosed/policy_disclosed/")
    assert refused.pointer.endswith("/policy_disclosed/\u2026")
    assert len(refused.pointer) <= 242
    assert "shorten" in refused.message


def test_one_line_may_come_back_for_two_reasons() -> None:
    case = shelf_case()
    case["claim"]["items"] *= 2
    case["claim"]["items"][1] = case["claim"]["items"][1] | {"reason": "faulty"}

    read = read_case(json.dumps(case).encode())

    assert [item.line for item in read.claim.items] == [1, 1]


@pytest.mark.parametrize(
    ("table", "key"),
    [("sales", "receipt"), ("sales/0/lines", "line"), ("sales/0/tenders", "tender")],
)
def test_what_must_be_there_once_is_not_there_twice(table: str, key: str) -> None:
    case = shelf_case()
    place: Any = case
    for part in table.split("/"):
        place = place[int(part)] if isinstance(place, list) else place[part]
    place.append(place[0])

    assert refusal(json.dumps(case)).pointer == f"/{table}/1/{key}"


def test_a_deduction_on_the_receipt_can_not_be_brought_back() -> None:
    refused = refusal_of("sales/0/lines/0/paid", -500)

    assert refused.pointer == "/claim/items/0/line"
    assert "claim the line it belongs to" in refused.message


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param(b"", "line 1, column 1", "no JSON", id="nothing"),
        pytest.param(b"{", "line 1, column 2", "no JSON", id="half"),
        pytest.param(b"[]", "", "must be an object", id="list"),
        pytest.param(b"\xff{}", "byte 0", "no UTF-8", id="not utf-8"),
        pytest.param(b'{"now": 1, "now": 2}', "/now", "twice", id="key twice"),
        pytest.param(b'{"now": NaN}', "/now", "NaN is no number", id="nan"),
        pytest.param(b'{"now": -Infinity}', "/now", "is no number", id="infinity"),
        pytest.param(b'{"now": ' + b"9" * 5000 + b"}", "/now", "5000 digits", id="huge"),
        pytest.param(b"[" * 100_000, "", "nested deeper", id="deep"),
        pytest.param(b'{"a":' * 60 + b"1" + b"}" * 60, "", "nested deeper", id="too deep"),
        pytest.param(b'{"now": "\\ud800"}', "/now", "broken", id="half a character"),
        pytest.param(b'{"now": "\\u0000"}', "/now", "control", id="control sign"),
    ],
)
def test_text_that_is_no_sound_json_is_refused(text: bytes, place: str, words: str) -> None:
    refused = refusal(text)

    assert refused.pointer == place
    assert words in refused.message


def test_a_byte_order_mark_is_no_mistake() -> None:
    text = b"\xef\xbb\xbf" + json.dumps(shelf_case()).encode()

    assert read_case(text) == read_case(json.dumps(shelf_case()))


def test_a_sale_alone_is_read_with_its_own_pointers() -> None:
    sale = shelf_case()["sales"][0]

    assert sale_from_json(sale).receipt == RECEIPT
    sale["lines"][0]["returned"] = "5"
    with pytest.raises(InvalidInput) as caught:
        sale_from_json(sale)
    assert caught.value.pointer == "/lines/0/returned"
