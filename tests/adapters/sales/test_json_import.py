"""Our own JSON comes in as an array, an object or lines, and is checked to the last key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.documents import sale_from_json
from returns_desk.adapters.sales.sale_writer import Outcome
from returns_desk.domain.errors import InvalidInput
from support.shelf_case import shelf_case

if TYPE_CHECKING:
    from adapters.sales.conftest import ImportText
    from returns_desk.adapters.sales.sale_store import SaleStore

(SOLD,) = shelf_case()["sales"]
(LINE,) = SOLD["lines"]
(TENDER,) = SOLD["tenders"]


def sale(receipt: Any = "3141-07-20261107-0042", **changes: Any) -> dict[str, Any]:
    """The sale of the shelf, changed."""
    whole = {**SOLD, "receipt": receipt}
    return {key: value for key, value in {**whole, **changes}.items() if value is not ...}


def line(**changes: Any) -> dict[str, Any]:
    """A sale whose only line is changed."""
    changed = {**LINE, **changes}
    return sale(lines=[{key: value for key, value in changed.items() if value is not ...}])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps(sale()), id="one-object"),
        pytest.param(json.dumps(sale(), indent=2) + "\n", id="object-over-lines"),
        pytest.param(json.dumps([sale()]), id="array"),
        pytest.param(json.dumps([sale()], indent=2), id="array-over-lines"),
        pytest.param("\ufeff" + json.dumps(sale()) + "\n\n", id="line-with-a-mark"),
        pytest.param(json.dumps(sale()) + "\r\n" + json.dumps(sale()) + "\r\n", id="lines"),
    ],
)
def test_every_form_of_json_brings_the_sale_in(
    store: SaleStore, import_text: ImportText, text: str
) -> None:
    summary = import_text(text, "till.json")

    found = store.receipt("3141-07-20261107-0042")
    assert found is not None
    assert found.sold_at.isoformat() == "2026-11-07T11:02:00-06:00"
    assert (found.lines[0].paid, found.tenders[0].account) == (2136, "tok_a1")
    assert summary.left_out_by_reason.total() == 0


def test_a_large_array_is_read_in_pieces(store: SaleStore, import_text: ImportText) -> None:
    sales = [sale(f"R-{number}") for number in range(1_200)]

    summary = import_text(json.dumps(sales), "till.json")

    assert (summary.records, summary.outcomes[Outcome.NEW]) == (1_200, 1_200)
    assert store.count() == 1_200


def test_the_same_sale_again_is_already_there(import_text: ImportText) -> None:
    import_text(json.dumps(sale()), "till.json")

    again = import_text(json.dumps([sale()]), "again.json")

    assert again.outcomes[Outcome.ALREADY_THERE] == 1


def test_a_broken_line_costs_only_itself(store: SaleStore, import_text: ImportText) -> None:
    text = f'{json.dumps(sale("R-1"))}\n{{"receipt": \n{json.dumps(sale("R-3"))}\n'

    summary = import_text(text, "till.jsonl")

    assert store.count() == 2
    assert summary.first_left_out[0]["row"] == 2
    assert dict(summary.left_out_by_reason) == {"broken_json": 1}


def test_a_sale_that_can_not_be_used_is_named_by_its_pointer(
    store: SaleStore, import_text: ImportText
) -> None:
    summary = import_text(json.dumps([sale("R-1"), line(paid=21.36), sale("R-3")]), "till.json")

    assert store.count() == 2
    assert "/1/lines/0/paid: write a whole number in minor units" in str(
        summary.first_left_out[0]["message"]
    )


@pytest.mark.parametrize(
    ("document", "pointer", "sentence"),
    [
        pytest.param(sale(receipt=...), "/receipt", "this key is missing", id="missing"),
        pytest.param(sale(colour="red"), "/colour", "not known: check its spelling", id="unknown"),
        pytest.param(sale(receipt=""), "/receipt", "this text is empty", id="empty-receipt"),
        pytest.param(sale(receipt=42), "/receipt", "in quotation marks", id="number-as-text"),
        pytest.param(sale(lines=[]), "/lines", "at least one is needed", id="no-lines"),
        pytest.param(sale(lines="x"), "/lines", "a list in square brackets", id="no-list"),
        pytest.param(
            sale(lines=[LINE, LINE]), "", "two lines have the same number", id="two-lines"
        ),
        pytest.param(sale(tenders=[TENDER, TENDER]), "", "two tenders have", id="two-tenders"),
        pytest.param(sale(sold_at="2026-11-07T11:02:00"), "/sold_at", "has no offset", id="offset"),
        pytest.param(sale(sold_at="7 Nov"), "/sold_at", "write the time as", id="no-time"),
        pytest.param(sale(sold_at="2026-13-07T11:02:00Z"), "/sold_at", "month", id="month-13"),
        pytest.param(sale(currency="QQQ"), "/currency", "is no currency code", id="currency"),
        pytest.param(sale(channel="moon"), "/channel", "write one of 'in_store'", id="channel"),
        pytest.param(sale(policy_disclosed="yes"), "/policy_disclosed", "true or false", id="yes"),
        pytest.param(line(paid=21.36), "/lines/0/paid", "minor units", id="float"),
        pytest.param(line(paid=2136.0), "/lines/0/paid", "minor units", id="whole-float"),
        pytest.param(line(paid="2136"), "/lines/0/paid", "minor units", id="money-as-text"),
        pytest.param(line(paid=-1), "/lines/0/paid", "at least 0", id="negative"),
        pytest.param(line(paid=10**16), "/lines/0/paid", "at most", id="too-much"),
        pytest.param(line(tax=2137), "/lines/0", "more tax than was paid", id="tax"),
        pytest.param(line(quantity=1), "/lines/0/quantity", "quantity as text", id="bare-number"),
        pytest.param(line(quantity="-1"), "/lines/0/quantity", "with digits", id="minus"),
        pytest.param(line(quantity="0"), "/lines/0/quantity", "above zero", id="zero"),
        pytest.param(line(quantity="NaN"), "/lines/0/quantity", "with digits", id="nan"),
        pytest.param(line(quantity="1.5"), "/lines/0", "fraction of the unit each", id="fraction"),
        pytest.param(line(returned="2"), "/lines/0", "more came back than was sold", id="returned"),
        pytest.param(line(returned_paid=9999), "/lines/0", "more was paid back", id="paid-back"),
        pytest.param(line(kind="gold"), "/lines/0/kind", "write one of", id="kind"),
        pytest.param(
            sale(tenders=[{**TENDER, "last4": "4111111111111111"}]),
            "/tenders/0/last4",
            "last four digits of the card only",
            id="card-number",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_its_place_and_its_mend(
    document: dict[str, Any], pointer: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        sale_from_json(json.dumps(document))

    assert caught.value.pointer == pointer
    assert sentence in caught.value.message
    assert "\n" not in caught.value.message


def test_a_card_number_in_a_refused_sale_is_cut_in_the_rejects_file(
    import_text: ImportText, tmp_path: Any
) -> None:
    import_text(json.dumps(sale(tenders=[{**TENDER, "last4": "4111111111111111"}])), "till.json")

    assert "4111111111111111" not in (tmp_path / "till.json.rejects.csv").read_text()


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        pytest.param("[" + json.dumps(sale()), "/1 (line 1", "ends too early", id="no-end"),
        pytest.param(json.dumps([sale()])[:-30], "/0 (line 1", "this is no JSON", id="cut"),
        pytest.param(json.dumps([sale("1")]) + "x", "(line 1", "after the end", id="more"),
        pytest.param("[1 2]", "/1 (line 1, column 4)", "a comma or ] is missing", id="no-comma"),
        pytest.param('[\n{"receipt": }\n]', "/0 (line 2", "this is no JSON", id="second-line"),
        pytest.param('{\n"receipt": \n', "(line 3", "this is no JSON", id="object"),
        pytest.param('{\n"a": 1\n} {', "(line 3", "after the sale", id="after-object"),
    ],
)
def test_a_broken_array_is_refused_with_line_and_column_and_changes_nothing(
    store: SaleStore, import_text: ImportText, text: str, place: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        import_text(text, "till.json")

    assert caught.value.pointer.startswith(place)
    assert sentence in caught.value.message
    assert store.count() == 0


def test_json_in_another_encoding_is_refused_with_its_line(import_text: ImportText) -> None:
    with pytest.raises(InvalidInput, match="is not UTF-8"):
        import_text(json.dumps(sale("caf\u00e9"), ensure_ascii=False).encode("cp1252"), "t.json")


def test_an_array_of_something_else_is_listed_record_by_record(import_text: ImportText) -> None:
    summary = import_text("[1, 2, null]", "till.json")

    assert dict(summary.left_out_by_reason) == {"invalid_value": 3}


def test_an_empty_array_brings_nothing_and_is_no_mistake(import_text: ImportText) -> None:
    summary = import_text("[]", "till.json")

    assert (summary.records, summary.left_out_by_reason.total()) == (0, 0)
