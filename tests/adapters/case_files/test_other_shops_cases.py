"""What other shops know of a case: read whole, left out alike, or refused with place and mend."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from returns_desk.adapters.case_files import case_to_json, read_case
from returns_desk.domain.case import ReturnCheck, ReturnedBy
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import CardEntry
from support.shelf_case import shelf_case, with_value


def read(**values: object) -> Any:
    """The case of the shelf with a value at each of these places."""
    document = shelf_case()
    for path, value in values.items():
        document = with_value(document, path, value)
    return read_case(json.dumps(document))


def test_what_the_till_knows_more_is_read() -> None:
    case = read(
        **{
            "sales/0/lines/0/starts_at": "2026-12-24T18:30:00+02:00",
            "sales/0/lines/0/marks": ["oversize", "oversize"],
            "sales/0/tenders/0/expires_on": "2026-11-30",
            "sales/0/tenders/0/issuer": "city-mall",
            "sales/0/tenders/0/entry": "keyed",
            "sales/0/tenders/0/bounced": True,
        }
    )
    line, tender = case.sales[0].lines[0], case.sales[0].tenders[0]

    assert line.starts_at == datetime.fromisoformat("2026-12-24T18:30:00+02:00")
    assert line.marks == frozenset({"oversize"})
    assert (tender.expires_on, tender.issuer) == (date(2026, 11, 30), "city-mall")
    assert (tender.entry, tender.bounced) == (CardEntry.KEYED, True)


def test_what_the_counter_knows_more_is_read() -> None:
    case = read(
        **{
            "claim/items/0/marks": ["assembled"],
            "claim/items/0/diminished_value": 500,
            "claim/facts/other_card/account": "tok_b2",
            "claim/facts/identity_verified": True,
            "claim/facts/return_check": "declined",
            "claim/facts/customer_owes": 1200,
            "claim/returned_by": "post",
            "claim/return_shipping": 695,
        }
    )
    item, facts = case.claim.items[0], case.claim.facts

    assert (item.marks, item.diminished_value) == (frozenset({"assembled"}), 500)
    assert facts.other_card.account == "tok_b2"
    assert (facts.identity_verified, facts.return_check) == (True, ReturnCheck.DECLINED)
    assert facts.customer_owes == 1200
    assert (case.claim.returned_by, case.claim.return_shipping) == (ReturnedBy.POST, 695)


def test_a_case_that_says_none_of_it_is_written_without_it() -> None:
    text = json.dumps(case_to_json(read()))

    for key in ("marks", "starts_at", "expires_on", "issuer", "entry", "bounced", "returned_by"):
        assert f'"{key}"' not in text
    for key in ("diminished_value", "return_shipping", "identity_verified", "customer_owes"):
        assert f'"{key}"' not in text


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("sales/0/lines/0/starts_at", "2026-12-24T18:30:00", "has no offset"),
        ("sales/0/lines/0/marks", "oversize", "must be a list"),
        ("sales/0/lines/0/marks/0", " ", "is empty"),
        ("sales/0/lines/0/marks", ["x"] * 51, "more than 50"),
        ("sales/0/tenders/0/expires_on", "11/26", "is no day"),
        ("sales/0/tenders/0/issuer", "", "is empty"),
        ("sales/0/tenders/0/entry", "tap", "known are chip"),
        ("sales/0/tenders/0/bounced", "yes", "neither true nor false"),
        ("claim/items/0/marks/0", 7, "is no text"),
        ("claim/items/0/diminished_value", 5.5, "is no money"),
        ("claim/items/0/diminished_value", -1, "below zero"),
        ("claim/facts/identity_verified", "seen", "neither true nor false"),
        ("claim/facts/return_check", "decline", "did you mean 'declined'"),
        ("claim/facts/customer_owes", "12.00", "is no money"),
        ("claim/returned_by", "mail", "known are counter, post, courier"),
        ("claim/return_shipping", "6.95", "is no money"),
    ],
)
def test_each_bad_value_names_its_place_and_its_mend(path: str, value: object, words: str) -> None:
    document = shelf_case()
    document["sales"][0]["lines"][0].setdefault("marks", ["x"])
    document["claim"]["items"][0].setdefault("marks", ["x"])

    with pytest.raises(InvalidInput) as caught:
        read_case(json.dumps(with_value(document, path, value)))

    assert caught.value.pointer == f"/{path}"
    assert words in caught.value.message
