"""Whatever events come in whatever order, an escalation is in a legal state and loses nothing."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW
from returns_desk.application.escalations.life import (
    APPROVED,
    CARRIED_OUT,
    CLOSED,
    COMPLETED,
    DECLINED,
    EVENTS,
    HANDED_ON,
    LEFT,
    RAISED,
    SEEN,
    TAKEN,
    TRANSITIONS,
    VOIDED,
    EscalationLife,
    Phase,
    after,
)
from returns_desk.application.folded_values import list_of
from returns_desk.application.ports import Event, Json
from returns_desk.application.presence import there

OPTION = "refund/other_card"
CODES = ("asked_option_needs_approval", "manager_asked", "declined_all", "double_refund")


def event(kind: str, at: int = 0, by: str | None = "ines", /, **payload: Json) -> Event:
    """One event of the case; `at` is how many minutes later."""
    moment = NOW + timedelta(minutes=at)
    return Event("e", "i", "07", 1, moment, by, "case", kind, 1, payload, "", "")


def raised(*codes: str, at: int = 0, option: str | None = OPTION) -> Event:
    return event(RAISED, at, "mara", triggers=list(codes), option=option, amount=2136)


def approved(at: int = 1) -> Event:
    return event(APPROVED, at, option=OPTION, approver="ines", reason="seen_by_me")


def told(*events: Event) -> EscalationLife:
    life: EscalationLife | None = None
    for each in events:
        life = after(life, each)
    return there(life, "it was raised")


@st.composite
def stories(draw: st.DrawFn) -> Sequence[Event]:
    """Any events of such a life in any order, whole or with nothing told."""
    kinds = draw(st.lists(st.sampled_from((*EVENTS, "board_shown")), max_size=30))
    made = []
    for at, kind in enumerate(kinds):
        codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=3))
        payload: dict[str, Json] = {"triggers": codes, "option": OPTION, "amount": 1}
        made.append(event(kind, at, "ines", **payload))
    return made


@given(stories())
def test_any_order_of_events_gives_a_legal_state_and_loses_no_trigger(
    story: Sequence[Event],
) -> None:
    life: EscalationLife | None = None
    for each in story:
        before, life = life, after(life, each)
        if life is None:
            assert each.type != RAISED
            continue
        assert (life.closed_at is not None) == (life.phase is Phase.CLOSED)
        assert (life.owner is not None) == (life.taken_at is not None)
        if life.phase is Phase.TAKEN:
            assert life.owner is not None
        if life.phase in {Phase.APPROVED, Phase.DECLINED}:
            assert life.decided_at is not None
        if each.type == RAISED:
            assert set(map(str, list_of(each.payload["triggers"]))) <= set(life.triggers)
            assert life.waits
        if before is not None and before.nth == life.nth:
            assert set(before.triggers) <= set(life.triggers)
        if before is not None:
            assert life.nth - before.nth in {0, 1}


def test_the_table_knows_every_phase_and_no_event_but_its_own() -> None:
    assert set(TRANSITIONS) == set(Phase)
    assert {kind for moves in TRANSITIONS.values() for kind in moves} <= set(EVENTS)


def test_what_is_raised_later_joins_what_is_open() -> None:
    life = told(
        raised("manager_asked", option=None),
        raised("asked_option_needs_approval", "manager_asked", at=3),
    )

    assert life.nth == 1
    assert life.triggers == ("manager_asked", "asked_option_needs_approval")
    assert (life.option, life.amount) == (OPTION, 2136)
    assert life.raised_at == NOW


def test_what_joins_without_an_option_takes_none_away() -> None:
    life = told(raised("asked_option_needs_approval"), raised("manager_asked", option=None))

    assert (life.option, life.amount) == (OPTION, 2136)


def test_each_step_says_when_and_who() -> None:
    life = told(
        raised("manager_asked"),
        event(SEEN, 1, "ines"),
        event(TAKEN, 2, "paul"),
        event(APPROVED, 4, "paul", option=OPTION, approver="paul", reason="seen_by_me"),
    )

    assert (life.seen_by, life.seen_at) == ("ines", NOW + timedelta(minutes=1))
    assert (life.owner, life.taken_at) == ("paul", NOW + timedelta(minutes=2))
    assert (life.decided_by, life.decided_at) == ("paul", NOW + timedelta(minutes=4))
    assert life.phase is Phase.APPROVED


def test_who_takes_it_unseen_has_seen_it() -> None:
    life = told(raised("manager_asked"), event(TAKEN, 2, "paul"))

    assert (life.seen_by, life.seen_at) == ("paul", NOW + timedelta(minutes=2))


def test_handed_on_it_waits_for_somebody_else() -> None:
    life = told(
        raised("manager_asked"),
        event(TAKEN, 1, "ines"),
        event(HANDED_ON, 2, "ines", to="paul", why="knows_this_better"),
    )

    assert life.phase is Phase.WAITING
    assert life.owner is None
    assert (life.handed_by, life.handed_to) == ("ines", "paul")


def test_what_is_raised_after_a_decision_waits_since_then() -> None:
    life = told(
        raised("asked_option_needs_approval"),
        approved(),
        raised("approval_not_carried_out", at=9),
    )

    assert life.phase is Phase.WAITING
    assert life.nth == 1
    assert life.raised_at == NOW + timedelta(minutes=9)
    assert life.triggers == ("asked_option_needs_approval", "approval_not_carried_out")
    assert (life.decided_by, life.seen_by) == (None, None)


def test_after_its_end_a_next_one_begins() -> None:
    life = told(
        raised("manager_asked"),
        event(CLOSED, 1, outcome="read"),
        raised("promise_overdue", at=60, option=None),
    )

    assert life.nth == 2
    assert life.triggers == ("promise_overdue",)


@pytest.mark.parametrize(
    ("events", "phase", "outcome"),
    [
        pytest.param(
            [raised("manager_asked"), approved(), event(COMPLETED, 2, option=OPTION)],
            Phase.CLOSED,
            CARRIED_OUT,
            id="what was approved is carried out",
        ),
        pytest.param(
            [raised("manager_asked"), approved(), event(COMPLETED, 2, option="refund/cash")],
            Phase.CLOSED,
            COMPLETED,
            id="another option is carried out",
        ),
        pytest.param(
            [raised("manager_asked"), event(COMPLETED, 2, option=OPTION)],
            Phase.CLOSED,
            COMPLETED,
            id="nobody had to decide",
        ),
        pytest.param(
            [raised("manager_asked"), event(LEFT, 2)], Phase.CLOSED, LEFT, id="the customer left"
        ),
        pytest.param(
            [raised("declined_all"), event(LEFT, 2)], Phase.WAITING, None, id="somebody reads why"
        ),
        pytest.param(
            [raised("double_refund"), event(COMPLETED, 2, option=OPTION)],
            Phase.WAITING,
            None,
            id="somebody still looks into it",
        ),
        pytest.param(
            [raised("declined_all"), event(DECLINED, 1, option=OPTION), event(LEFT, 2)],
            Phase.CLOSED,
            LEFT,
            id="somebody answered before",
        ),
        pytest.param(
            [raised("void_not_finished"), event(VOIDED, 2)], Phase.CLOSED, VOIDED, id="taken back"
        ),
        pytest.param(
            [raised("declined_all"), event(LEFT, 2), event(CLOSED, 5, outcome="read")],
            Phase.CLOSED,
            "read",
            id="a person closes it",
        ),
    ],
)
def test_it_ends_with_its_case_unless_somebody_still_has_to_act(
    events: list[Event], phase: Phase, outcome: str | None
) -> None:
    life = told(*events)

    assert (life.phase, life.outcome) == (phase, outcome)
    assert life.is_open == (phase is not Phase.CLOSED)


def test_a_case_that_was_never_handed_on_has_none() -> None:
    assert after(None, approved()) is None
    assert after(None, event(COMPLETED, 2, option=OPTION)) is None
