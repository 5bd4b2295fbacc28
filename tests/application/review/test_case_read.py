"""One case as its events tell it, also events of other versions."""

from dataclasses import replace

from counters import Counter
from fakes import MANAGER
from returns_desk.application.ports import Event, Json
from returns_desk.application.review.case_read import CaseRead, Offered, case_read
from support.escalated import OTHER_CARD, YES, handed_on


def told(counter: Counter, kind: str, /, **payload: Json) -> Event:
    return replace(counter.journal.last("case_opened"), type=kind, payload=payload)


def test_a_case_is_read_with_its_last_board_in_order(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, YES)

    case = case_read(case_id, counter.journal.events)

    assert (case.case_id, case.number, case.first_asked) == (case_id, 1, OTHER_CARD)
    assert case.outcome == ""
    assert [each.standing for each in case.board if each.option == OTHER_CARD] != []
    assert case.story[0].code == "case_opened"


def test_nothing_is_read_of_nothing() -> None:
    assert case_read("none", ()) == CaseRead("none")


def test_events_of_other_versions_are_read_as_far_as_they_go(counter: Counter) -> None:
    handed_on(counter)
    options: list[Json] = [
        {"id": "refund/cash", "standing": "available", "amount": "much"},
        {"id": "refund/other_card", "standing": "not_possible", "amount": 5},
        "odd",
    ]
    events = (
        told(counter, "case_opened", number="one"),
        told(counter, "board_shown", board={"options": options}),
        told(counter, "case_completed", option="refund/cash"),
    )

    case = case_read("x", events)

    assert (case.number, case.outcome) == (0, "refund/cash")
    assert case.board == (Offered("refund/cash", "available", 0),)
    assert case_read("x", [told(counter, "board_shown")]).board == ()


def test_promises_money_and_what_came_afterwards_are_told(counter: Counter) -> None:
    handed_on(counter)
    events = (
        told(counter, "promise_made", kind="call_you", channel="phone", due="d", who="me"),
        told(counter, "leg_booked", amount=2136, reference="A-1"),
        told(counter, "leg_settled", amount="odd", happened=True),
        told(counter, "leg_settled", amount=5, happened=False, reference="B"),
        told(counter, "evidence_seen", evidence="e", kind="photo"),
    )

    story = case_read("x", events).story

    assert [dict(each.told) for each in story] == [
        {"kind": "call_you", "channel": "phone", "due": "d", "who": "me"},
        {"reference": "A-1", "amount": "2136"},
        {"reference": "", "amount": "0", "value": "yes"},
        {"reference": "B", "amount": "5", "value": "no"},
        {"kind": "photo"},
    ]
