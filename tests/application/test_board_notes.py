"""A word for staff stands on the board's JSON where a rule has one, and nowhere else."""

from dataclasses import replace

from returns_desk.adapters.case_files.board_shape import ReasonShape
from returns_desk.application.board_document import reason_document
from returns_desk.domain.board import Finding

FINDING = Finding("code", "shop", "rule", "For all.", "", public=True)


def test_a_reason_without_a_note_has_no_key_for_one() -> None:
    assert "note" not in reason_document(FINDING)


def test_a_note_stands_beside_the_text() -> None:
    document = reason_document(replace(FINDING, note="For staff."))

    assert (document["text"], document["note"]) == ("For all.", "For staff.")
    assert ReasonShape.model_validate(document).note == "For staff."
