"""A voucher of our own books a leg of store credit, once, whatever happens between."""

import pytest

from builders import NOW
from fakes import FakePolicies, PlainWords
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.application.slips import SlipRole, slip_of
from returns_desk.application.store_credit import NoVouchers, Voucher, is_voucher_code
from returns_desk.domain.errors import Defect
from returns_desk.domain.policy import Settings
from support.credit_counters import (
    BY_NUMBER,
    BY_VOUCHER,
    CREDIT,
    confirmed,
    counter_under,
    restarted,
)
from support.fake_vouchers import policy_with

# --- a voucher of our own -------------------------------------------------------------------


def test_a_voucher_is_issued_in_the_commit_that_begins_its_leg() -> None:
    counter = counter_under(BY_VOUCHER)

    desk = confirmed(counter)

    assert counter.journal.appends[-1][-2:] == ("leg_begun", "voucher_issued")
    issued = counter.journal.last("voucher_issued").payload
    assert {each: issued[each] for each in ("voucher", "value", "currency", "expires_on")} == {
        "voucher": f"{1:032x}",
        "value": 2136,
        "currency": "USD",
        "expires_on": "2026-12-21",
    }
    assert desk.state().prompt is Prompt.VOUCHER


def test_a_voucher_is_booked_by_enter_and_stands_on_the_slip() -> None:
    counter = counter_under(BY_VOUCHER)
    desk = confirmed(counter)

    scanned = desk.scan("004512")
    state = desk.book_leg(1)

    assert scanned.notice is not None
    assert scanned.notice.code == "confirm_voucher"
    assert counter.journal.last("leg_booked").payload["reference"] == "no-1"
    assert state.case is not None
    assert state.case.slip is not None
    told = [(x.role, x.text, x.value) for x in state.case.slip.lines]
    at = told.index((SlipRole.LEG, "As store credit", "USD 21.36"))
    assert told[at + 1 : at + 5] == [
        (SlipRole.PROMISE, "You have it now", ""),
        (SlipRole.FACT, "Good until", "2026-12-21"),
        (SlipRole.VOUCHER, "no-1", f"{1:032x}:2136:USD:2026-12-21:test/07"),
        (SlipRole.NOTE, "It counts once. Keep it like cash.", ""),
    ]


def test_a_voucher_without_an_end_says_so() -> None:
    desk = confirmed(counter_under(Settings(store_credit_issuer="voucher")))

    state = desk.book_leg(1)

    assert state.case is not None
    assert state.case.slip is not None
    assert "Good without an end" in [line.text for line in state.case.slip.lines]


@pytest.mark.parametrize("happened", [True, False])
def test_a_voucher_in_doubt_keeps_its_number(*, happened: bool) -> None:
    counter = counter_under(BY_VOUCHER)
    confirmed(counter)
    desk = restarted(counter)
    in_doubt = desk.state().stage

    state = desk.settle_leg(1, happened=happened)
    if not happened:
        state = desk.book_leg(1)

    assert in_doubt is Stage.IN_DOUBT
    assert state.stage is Stage.SLIP
    assert counter.journal.types().count("voucher_issued") == 1
    assert state.case is not None
    assert state.case.slip is not None
    assert [x.text for x in state.case.slip.lines if x.role is SlipRole.VOUCHER] == ["no-1"]


def test_a_new_plan_has_a_new_voucher() -> None:
    counter = counter_under(BY_VOUCHER)
    desk = confirmed(counter)

    desk.change_rest()
    counter.clock.advance(days=1)
    desk.choose(CREDIT)
    desk.confirm()

    issued = [event.payload for event in counter.journal.read(types=("voucher_issued",))]
    assert [each["voucher"] for each in issued] == [f"{1:032x}", f"{2:032x}"]
    assert issued[1]["expires_on"] == "2026-12-22"


def test_packs_that_change_midway_change_no_leg_of_the_plan() -> None:
    counter = counter_under(BY_VOUCHER)
    confirmed(counter)
    counter.policies = FakePolicies(policy_with(BY_NUMBER))

    state = restarted(counter).settle_leg(1, happened=True)

    assert state.stage is Stage.SLIP


def test_a_counter_without_a_key_signs_nothing() -> None:
    voucher = Voucher("0" * 32, 1, "USD", NOW, None, "test", "07")

    assert NoVouchers().short_number("0" * 32) == "0" * 32
    with pytest.raises(Defect):
        NoVouchers().code(voucher)
    with pytest.raises(Defect):
        NoVouchers().new_number()


def test_a_slip_without_a_maker_of_vouchers_tells_the_bare_number() -> None:
    counter = counter_under(BY_VOUCHER)
    confirmed(counter).book_leg(1)

    case_id = counter.journal.last("case_completed").case_id
    events = tuple(counter.journal.read(case_id=case_id))

    slip = slip_of(events, "Northside Home", "en", PlainWords())

    (line,) = [each for each in slip.lines if each.role is SlipRole.VOUCHER]
    assert (line.text, line.value) == (f"{1:032x}", "")


@pytest.mark.parametrize(
    ("scanned", "is_one"),
    [
        ("RDV1" + "0" * 200, True),
        ("rdv1" + "a" * 200, True),
        ("RDV1-77", False),
        ("x" * 300, False),
    ],
)
def test_a_vouchers_code_is_known_by_sight(scanned: str, *, is_one: bool) -> None:
    assert is_voucher_code(scanned) is is_one
