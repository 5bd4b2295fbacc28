"""A board as JSON: keys in their order, values that JSON can hold, a digest of it all."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from returns_desk.application.board_document import (
    Said,
    board_document,
    canonical_json,
    digest_of,
    fact_value_document,
    option_document,
)
from returns_desk.domain.board import (
    Basis,
    Board,
    Change,
    CoveredItem,
    Finding,
    LeftItem,
    Leg,
    Need,
    Option,
    PolicyIdentity,
    Question,
    Standing,
    Trigger,
)
from returns_desk.domain.case import Case, Claim, Fault, Severity, Store

KEYS = [
    *("id", "remedy", "destination", "standing", "basis", "amount", "amount_max", "fee", "tax"),
    *("covers", "items", "left", "legs", "needs", "approval", "arrives", "reasons", "changes_if"),
]
CASE = Case(datetime(2026, 11, 21, tzinfo=UTC), Store("3141", "US-MN", "USD"), (), Claim())
RETURNED = Finding("already_returned", "engine", "already_returned", "", "", public=True)


def board_with(option: Option, *triggers: Trigger) -> Board:
    return Board(
        options=(option,),
        questions=(Question("missing:0", ((), ("packaging",)), ("refund/original",)),),
        triggers=triggers,
        claim_amount=500,
        currency="USD",
        policy=PolicyIdentity("sha256:00", ("demo-shop",)),
    )


def test_an_option_that_is_not_possible_keeps_every_key() -> None:
    document = option_document(
        Option("refund/cash", Standing.NOT_POSSIBLE, Basis.POLICY, reasons=(RETURNED,)), Said()
    )

    assert list(document) == KEYS
    assert document["amount"] == 0
    assert document["legs"] == []
    assert document["approval"] is None
    assert document["arrives"] is None
    assert document["reasons"][0]["text"] == "It came back before."


def test_what_is_set_only_sometimes_comes_after_the_fixed_keys() -> None:
    document = option_document(
        Option(
            "exchange/none",
            Standing.AVAILABLE,
            Basis.POLICY,
            customer_pays=300,
            absorbed=7,
            consent="other_means",
        ),
        Said(),
    )

    assert list(document) == [*KEYS, "customer_pays", "absorbed", "consent"]
    assert (document["customer_pays"], document["absorbed"]) == (300, 7)


def test_amounts_are_whole_numbers_and_quantities_are_texts() -> None:
    document = option_document(
        Option(
            "refund/cash",
            Standing.CONDITIONAL,
            Basis.POLICY,
            amount=498,
            amount_max=500,
            covers="part",
            items=(CoveredItem(0, Decimal("0.250"), 498, 20, 2),),
            left=(LeftItem(0, Decimal(1), Standing.NOT_POSSIBLE, 0, (RETURNED,)),),
            legs=(Leg(None, "cash", 498, "cash", rounding=2),),
            needs=(Need("reason:0", "faulty", any_of=("spoiled",)),),
            changes_if=(Change("photo_id_seen", True, Standing.AVAILABLE),),
        ),
        Said(),
    )

    assert document["items"][0]["quantity"] == "0.250"
    assert document["left"][0]["reasons"][0]["code"] == "already_returned"
    assert document["legs"] == [
        {"tender": None, "destination": "cash", "amount": 498, "rounding": 2, "means": "cash"}
    ]
    assert document["needs"] == [{"fact": "reason:0", "value": "faulty", "any_of": ["spoiled"]}]
    assert document["changes_if"][0] == {
        "fact": "photo_id_seen",
        "value": True,
        "standing": "available",
    }


def test_triggers_name_their_option_or_item_and_require_the_escalation() -> None:
    option = Option("refund/cash", Standing.NOT_POSSIBLE, Basis.POLICY)
    quiet = board_document(board_with(option), CASE)
    loud = board_document(
        board_with(
            option,
            Trigger("asked_option_not_possible", option="refund/cash"),
            Trigger("line_already_returned", item=0),
        ),
        CASE,
    )

    assert quiet["escalation"] == {"required": False, "triggers": []}
    assert loud["escalation"] == {
        "required": True,
        "triggers": [
            {"code": "asked_option_not_possible", "option": "refund/cash"},
            {"code": "line_already_returned", "item": 0},
        ],
    }


def test_the_digest_is_of_the_canonical_json_without_itself() -> None:
    option = Option("refund/cash", Standing.NOT_POSSIBLE, Basis.POLICY)
    document = board_document(board_with(option), CASE)

    assert list(document)[-1] == "digest"
    assert document["digest"] == digest_of(document)
    assert json.loads(canonical_json(document)) == document
    assert document["digest"] != digest_of({**document, "claim_amount": 501})


def test_every_kind_of_fact_has_a_form_in_json() -> None:
    reported = datetime(2026, 11, 1, tzinfo=UTC)

    assert fact_value_document(("packaging", "upc")) == ["packaging", "upc"]
    assert fact_value_document(True) is True
    assert fact_value_document(None) is None
    assert fact_value_document(3) == 3
    assert fact_value_document(Fault(Severity.GRAVE, 2, reported, refused=False)) == {
        "severity": "grave",
        "repairs": 2,
        "first_reported_at": "2026-11-01T00:00:00+00:00",
        "refused": False,
    }
    assert fact_value_document(Fault())["severity"] is None


def test_a_day_of_delivery_is_told_as_a_time_that_a_case_can_take_back() -> None:
    fact = "delivered_at:R-1"
    option = Option(
        "refund/cash",
        Standing.CONDITIONAL,
        Basis.POLICY,
        needs=(Need(fact, "2026-11-20", ("2026-11-20", "2026-11-21")),),
        changes_if=(Change(fact, "2026-11-01", Standing.NOT_POSSIBLE),),
    )
    board = replace(board_with(option), questions=(Question(fact, ("2026-11-20",), (option.id,)),))

    document = board_document(board, CASE)

    need = document["options"][0]["needs"][0]
    assert need["value"] == "2026-11-20T00:00:00+00:00"
    assert need["any_of"] == ["2026-11-20T00:00:00+00:00", "2026-11-21T00:00:00+00:00"]
    assert document["options"][0]["changes_if"][0]["value"] == "2026-11-01T00:00:00+00:00"
    assert document["questions"][0]["answers"] == ["2026-11-20T00:00:00+00:00"]


LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text()


@given(
    st.recursive(
        LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
    )
)
def test_digests_of_older_journals_stay_true_whatever_writes_them(value: object) -> None:
    plain = json.dumps(
        {"of": value}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()

    assert canonical_json({"of": value}) == plain
