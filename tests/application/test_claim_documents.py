"""A claim comes back from its event as it was written, and older events can still be read."""

from decimal import Decimal

from returns_desk.application.claims import claim_document, claimed_items
from returns_desk.domain.case import Claim, ClaimedItem, Condition, Missing, Reason

ITEM = ClaimedItem(
    "R-1",
    1,
    Decimal("1.5"),
    Reason.OTHER,
    Condition.USED,
    frozenset({Missing.PACKAGING}),
    new_unit_price=700,
    marks=frozenset({"assembled", "made_to_order"}),
    diminished_value=250,
)


def test_marks_and_lost_value_come_back_from_the_event() -> None:
    assert claimed_items(claim_document(Claim(items=(ITEM,)))) == (ITEM,)


def test_marks_are_written_in_one_order() -> None:
    (document,) = claim_document(Claim(items=(ITEM,)))

    assert isinstance(document, dict)
    assert document["marks"] == ["assembled", "made_to_order"]


def test_a_description_is_told_beside_the_claim_and_is_no_part_of_it() -> None:
    claim = Claim(items=(ITEM,))
    (named,) = claim_document(claim, {("R-1", 1): "Shelf board", ("R-1", 2): "Plums"})
    (nameless,) = claim_document(claim, {("R-1", 1): ""})

    assert isinstance(named, dict)
    assert isinstance(nameless, dict)
    assert named["description"] == "Shelf board"
    assert "description" not in nameless
    assert claimed_items([named]) == claimed_items([nameless]) == (ITEM,)


def test_an_event_of_before_has_neither() -> None:
    (document,) = claim_document(Claim(items=(ITEM,)))
    assert isinstance(document, dict)
    older = {key: document[key] for key in document if key not in {"marks", "diminished_value"}}

    (item,) = claimed_items([older])

    assert (item.marks, item.diminished_value) == (frozenset(), 0)
    assert item.new_unit_price == 700
