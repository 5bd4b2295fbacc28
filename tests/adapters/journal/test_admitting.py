"""The quick way into the journal records what the slow way records, byte for byte."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from returns_desk.adapters.journal import guarding
from returns_desk.adapters.journal.codec import canonical_bytes
from returns_desk.adapters.journal.guarding import admitted
from returns_desk.adapters.journal.hash_chain import Origin, read_event, seal
from returns_desk.application.ports import Json, NewEvent
from returns_desk.domain.card_guard import CardGuard

VISA = "4111111111111111"
ORIGIN = Origin("installation", 'till "1"')
AT = datetime(2026, 3, 29, 12, tzinfo=UTC)

_PIECES = (
    VISA,
    "4111 1111",
    " 1111 1111",
    "41111111",
    "Visa ",
    '"',
    "\\",
    "\n",
    "\t",
    "é",
    "٤",
    "/",
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=5).map("".join) | st.text(max_size=20)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)
_PAYLOADS = st.dictionaries(
    st.sampled_from(("note", "receipt", "reference", "serial", "gtin", VISA)), _VALUES, max_size=3
)


@given(_PAYLOADS)
@example({"note": "4111\n1111\n1111\n1111"})
@example({"a": 'x"', "note": VISA})
@example({"note": ["paid by card ", "4111-1111-1111-1111"]})
@example({"note": "٤111111111111111"})
def test_the_quick_look_lets_nothing_through_that_the_guard_would_cut(
    payload: dict[str, Json],
) -> None:
    cut = CardGuard().document(payload)
    kept, hits = admitted(CardGuard(), [NewEvent("note_made", payload)])
    assert kept[0].event.payload == cut.document
    assert [hit.payload["where"] for hit in hits] == (
        [[f"note_made/{place}" for place in cut.places]] if cut.places else []
    )


@given(_PAYLOADS, st.none() | _TEXTS)
@example({}, ',"payload":null,')
def test_an_envelope_is_the_canonical_form_of_all_that_it_holds(
    payload: dict[str, Json], operator: str | None
) -> None:
    new = NewEvent("note_made", payload, "case-1", operator)
    for each in admitted(CardGuard(), [new])[0]:
        link, event = seal(
            each.event, event_id="e", at=AT, origin=ORIGIN, after=None, spelled=each.spelled
        )
        document = {
            "at": "2026-03-29T12:00:00.000+00:00",
            "case_id": "case-1",
            "id": "e",
            "installation": ORIGIN.installation,
            "operator": operator,
            "payload": each.event.payload,
            "sequence": 1,
            "terminal": ORIGIN.terminal,
            "type": "note_made",
            "version": 1,
        }
        assert link.envelope == canonical_bytes(document)
        assert read_event(link) == event


@pytest.mark.parametrize("text", [VISA, f"paid with {VISA} today"])
def test_no_card_number_is_kept_in_mind_by_the_quick_look(text: str) -> None:
    guarding._pass.cache_clear()
    admitted(CardGuard(), [NewEvent("note_made", {"note": text})])
    assert guarding._pass.cache_info().currsize == 0
