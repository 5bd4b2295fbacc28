"""PINs and badges: weak ones refused, wrong ones slowed down, none ever kept or locked out."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from returns_desk.adapters.operators import OperatorsFile
from returns_desk.adapters.operators.secrets import PinCost, is_badge, wait_after_s
from returns_desk.application.ports import Operator
from returns_desk.domain.errors import OperatorMistake

KEY = bytes(range(32))
CHEAP = PinCost(passes=1, memory_kib=8, lanes=1)
PIN = "428713"


@dataclass
class StandingClock:
    """Stands until it is moved."""

    moment: datetime = datetime(2026, 11, 21, 18, 40, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def pass_seconds(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def people(tmp_path: Path, clock: StandingClock) -> OperatorsFile:
    people = OperatorsFile(tmp_path / "operators.json", KEY, clock, cost=CHEAP)
    people.add("mara", "Mara K.", "clerk", PIN)
    people.add("lind", "J. Lind", "manager", "904162", customer="C-77")
    return people


def code_of(people: OperatorsFile, pin: str, who: str = "mara") -> tuple[str, object]:
    with pytest.raises(OperatorMistake) as told:
        people.check_pin(who, pin)
    return told.value.code, told.value.fields["seconds"]


def test_the_right_pin_signs_in(people: OperatorsFile) -> None:
    assert people.check_pin("mara", PIN) == Operator("mara", "Mara K.", "clerk")
    assert people.check_pin("lind", "904162").customer == "C-77"


def test_people_are_listed_by_name(people: OperatorsFile) -> None:
    assert [each.name for each in people.all()] == ["J. Lind", "Mara K."]


def test_an_unknown_person_is_told_no_more_than_a_wrong_pin(people: OperatorsFile) -> None:
    assert code_of(people, PIN, "nobody")[0] == "wrong_pin"


@pytest.mark.parametrize(
    ("wrong_tries", "seconds"),
    [(1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (6, 16), (7, 32), (8, 60), (9, 60), (500, 60)],
)
def test_waiting_grows_to_a_minute_and_no_further(wrong_tries: int, seconds: int) -> None:
    assert wait_after_s(wrong_tries) == seconds


def test_after_the_third_wrong_pin_even_the_right_one_waits(
    people: OperatorsFile, clock: StandingClock
) -> None:
    told = [code_of(people, "111213") for _ in range(3)]

    assert told == [("wrong_pin", 0), ("wrong_pin", 0), ("wrong_pin", 2)]
    assert code_of(people, PIN) == ("wait_after_wrong_pins", 2)
    clock.pass_seconds(1)
    assert code_of(people, PIN) == ("wait_after_wrong_pins", 1)
    clock.pass_seconds(1)
    assert people.check_pin("mara", PIN).id == "mara"


def test_the_wait_is_kept_across_a_restart(
    people: OperatorsFile, clock: StandingClock, tmp_path: Path
) -> None:
    for _ in range(3):
        code_of(people, "111213")

    again = OperatorsFile(tmp_path / "operators.json", KEY, clock, cost=CHEAP)

    assert code_of(again, PIN) == ("wait_after_wrong_pins", 2)


def test_the_only_manager_is_never_locked_out_for_good(
    people: OperatorsFile, clock: StandingClock
) -> None:
    for _ in range(40):
        code_of(people, "111213", "lind")
        clock.pass_seconds(60)

    assert people.check_pin("lind", "904162").role == "manager"


def test_the_right_pin_forgets_the_wrong_ones(people: OperatorsFile) -> None:
    code_of(people, "111213")
    code_of(people, "111213")
    people.check_pin("mara", PIN)

    assert code_of(people, "111213") == ("wrong_pin", 0)


def test_a_clock_set_back_neither_wins_a_try_nor_waits_for_ever(
    people: OperatorsFile, clock: StandingClock
) -> None:
    for _ in range(3):
        code_of(people, "111213")
    clock.pass_seconds(-86_400)

    assert code_of(people, PIN) == ("wait_after_wrong_pins", 2)
    clock.pass_seconds(2)
    assert people.check_pin("mara", PIN).id == "mara"


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("12345", "pin_too_short"),
        ("1" * 33, "pin_too_short"),
        ("12a456", "pin_not_digits"),
        ("٤٢٨٧١٣", "pin_not_digits"),
        ("123456", "pin_too_easy"),
        ("654321", "pin_too_easy"),
        ("890123", "pin_too_easy"),
        ("000000", "pin_too_easy"),
        ("111111", "pin_too_easy"),
        ("121212", "pin_too_easy"),
        ("123123", "pin_too_easy"),
        ("112233", "pin_too_easy"),
        ("123321", "pin_too_easy"),
    ],
)
def test_easy_pins_are_refused(people: OperatorsFile, pin: str, code: str) -> None:
    with pytest.raises(OperatorMistake) as told:
        people.add("tom", "Tom B.", "clerk", pin)

    assert told.value.code == code
    assert pin not in told.value.message


def test_no_pin_and_no_badge_is_in_the_file(people: OperatorsFile, tmp_path: Path) -> None:
    badge = people.issue_badge("mara")

    kept = (tmp_path / "operators.json").read_text(encoding="utf-8")

    assert PIN not in kept
    assert badge not in kept
    assert badge.removeprefix("RDB-") not in kept
    assert "$argon2id$" in kept


def test_the_file_alone_checks_no_pin_without_the_profiles_key(
    people: OperatorsFile, clock: StandingClock, tmp_path: Path
) -> None:
    del people
    other = OperatorsFile(tmp_path / "operators.json", bytes(32), clock, cost=CHEAP)

    assert code_of(other, PIN)[0] == "wrong_pin"


def test_a_badge_signs_in_until_it_is_revoked(people: OperatorsFile) -> None:
    first, second = people.issue_badge("mara"), people.issue_badge("lind")

    by_badge = people.check_badge(f" {first.lower()}\n")

    assert is_badge(first)
    assert len(first) == 30
    assert by_badge == Operator("mara", "Mara K.", "clerk")
    people.revoke_badges("mara")
    assert people.check_badge(first) is None
    assert people.check_badge(second) is not None


@pytest.mark.parametrize("scanned", ["", "RDB-", "RDB-" + "A" * 26, "4006381333931", "RDB-õ"])
def test_other_scans_are_nobodys_badge(people: OperatorsFile, scanned: str) -> None:
    assert people.check_badge(scanned) is None


def test_a_disabled_person_signs_in_by_no_means(people: OperatorsFile) -> None:
    badge = people.issue_badge("mara")

    people.disable("mara")

    assert [each.id for each in people.all()] == ["lind"]
    assert code_of(people, PIN)[0] == "wrong_pin"
    assert people.check_badge(badge) is None


def test_the_last_manager_stays(people: OperatorsFile) -> None:
    with pytest.raises(OperatorMistake, match="Add another manager first"):
        people.disable("lind")

    people.add("ode", "O. De", "manager", "518274")
    people.disable("lind")


@pytest.mark.parametrize(
    ("operator_id", "name", "role", "code"),
    [
        ("mara", "Mara L.", "clerk", "id_taken"),
        ("Mara K", "Mara K.", "clerk", "bad_id"),
        ("", "Mara K.", "clerk", "bad_id"),
        ("tom", " ", "clerk", "no_name"),
        ("tom", "Tom B.", "boss", "unknown_role"),
    ],
)
def test_a_person_that_cannot_be_added_is_told_why(
    people: OperatorsFile, operator_id: str, name: str, role: str, code: str
) -> None:
    with pytest.raises(OperatorMistake) as told:
        people.add(operator_id, name, role, "518274")

    assert told.value.code == code


@pytest.mark.parametrize(
    "number", ["4242424242424242", "x4242424242424242", "c-4111111111111111", "4111.1111.1111.1111"]
)
def test_a_card_number_is_nobody_s_id(people: OperatorsFile, number: str) -> None:
    with pytest.raises(OperatorMistake, match="can't hold a payment card's number") as told:
        people.add(number, "Bob", "clerk", "518274")

    assert number not in told.value.message
    assert {each.id for each in people.all()} == {"mara", "lind"}


def test_who_is_not_there_is_told_with_who_is(people: OperatorsFile) -> None:
    with pytest.raises(OperatorMistake, match="mara, lind"):
        people.disable("tom")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "operators.json: at /"),
        ('{"operators": [{"id": "x"}]}', "at /operators/0/name"),
        ('{"version": 2, "new": 1}', "newer Returns Desk"),
    ],
)
def test_a_file_that_cannot_be_understood_is_named_with_the_place(
    tmp_path: Path, clock: StandingClock, content: str, told: str
) -> None:
    (tmp_path / "operators.json").write_text(content, encoding="utf-8")

    with pytest.raises(OperatorMistake, match=told):
        OperatorsFile(tmp_path / "operators.json", KEY, clock, cost=CHEAP).all()


def test_the_default_cost_is_argon2id_with_64_mib(tmp_path: Path, clock: StandingClock) -> None:
    people = OperatorsFile(tmp_path / "operators.json", KEY, clock)
    people.add("mara", "Mara K.", "clerk", PIN)

    kept = json.loads((tmp_path / "operators.json").read_text(encoding="utf-8"))

    assert kept["operators"][0]["pin"].startswith("$argon2id$v=19$m=65536,t=2,p=1$")
    assert people.check_pin("mara", PIN).id == "mara"
