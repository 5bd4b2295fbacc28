"""Days that come back every year, as packs write them, and what is said of those that are none."""

import json

import pytest

from returns_desk.adapters.case_files import schemas
from returns_desk.adapters.policies import UnusablePack, read_pack
from returns_desk.domain.policy import FieldTest
from support.small_packs import HEAD, rule_text


def conjunction_of(when: str) -> tuple[FieldTest, ...]:
    pack = read_pack((HEAD + rule_text(when=f"{{ {when} }}")).encode(), "corner.toml").pack
    return pack.rules[0].when


def problem_of(when: str) -> tuple[str, str]:
    with pytest.raises(UnusablePack) as caught:
        conjunction_of(when)
    (problem,) = caught.value.problems
    return problem.place, problem.message


@pytest.mark.parametrize(
    ("when", "test"),
    [
        (
            'sold_in_season = { at_least = "11-01", at_most = "12-24" }',
            FieldTest("sold_in_season", at_least=1101, at_most=1224),
        ),
        (
            'today_in_season = { at_least = "12-27", at_most = "01-06" }',
            FieldTest("today_in_season", at_least=1227, at_most=106),
        ),
        (
            'today_in_season = "02-14"',
            FieldTest("today_in_season", at_least=214, at_most=214),
        ),
        ('return_until = "02-29"', FieldTest("return_until", at_most=229)),
    ],
)
def test_a_day_of_every_year_is_month_and_day(when: str, test: FieldTest) -> None:
    assert conjunction_of(when) == (test,)


@pytest.mark.parametrize(
    ("when", "place", "words"),
    [
        ('return_until = "02-30"', "return_until", "no day of the year"),
        ('return_until = "13-01"', "return_until", "no day of the year"),
        ('return_until = "00-10"', "return_until", "no day of the year"),
        ('return_until = "11-00"', "return_until", "no day of the year"),
        ('return_until = "1-31"', "return_until", 'like "12-24"'),
        ("return_until = 2027-01-31", "return_until", 'like "12-24"'),
        ('return_until = { at_most = "01-31" }', "return_until", 'like "12-24"'),
        ('sold_in_season = { at_most = "12-24" }', "sold_in_season", "both its ends"),
        ('sold_in_season = { at_least = "11-01" }', "sold_in_season", "both its ends"),
        ('sold_in_season = { over = "11-01", at_most = "12-24" }', "sold_in_season", "both"),
        ("sold_in_season = 1101", "sold_in_season", "both its ends"),
        (
            'sold_in_season = { at_least = "11-31", at_most = "12-24" }',
            "sold_in_season",
            "'11-31' is no day of the year",
        ),
        ('sold_on = { at_least = "11-01" }', "sold_on", "sold_in_season"),
        ('today = { at_most = "01-31" }', "today", "return_until"),
        ('today = { at_most = "31 January" }', "today", "like 2026-11-21"),
    ],
)
def test_what_is_no_such_day_names_its_place_and_its_mend(
    when: str, place: str, words: str
) -> None:
    found, message = problem_of(when)

    assert found == f"rules[0].when.{place}"
    assert words in message


def test_the_published_shape_knows_how_such_days_are_written() -> None:
    shape = json.dumps(schemas.schema_of("policy"))
    day = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

    for name in ("sold_in_season", "today_in_season", "return_until"):
        assert f'"{name}"' in shape
    assert json.dumps(day) in shape
    assert '"required": ["at_least", "at_most"]' in shape
