"""Claims at a real hub: all lines of a refund or none, one winner each, whoever asks how often."""

import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from typing import Any, NamedTuple

import psycopg
import pytest

from support.hub_terminals import Hub

RACES = 500
COUNTERS = 2
SEED = 20261123
_CLAIM = (
    "SELECT status, taken FROM returns_desk.claim(%s, %s::text[], %s::integer[], %s::numeric[],"
    " %s::numeric[], %s, %s)"
)
_ELSEWHERE = "SELECT status, taken FROM returns_desk.claimed_elsewhere(%s::text[])"
KEY = "ab" * 32


class Line(NamedTuple):
    """Units of a line, of so many sold."""

    receipt: str
    line: int
    quantity: str = "1"
    sold: str = "1"


class Till:
    """A terminal's own connection."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def claim(self, case: str, *lines: Line, detail: str = "{}", late: bool = False) -> str:
        """What the hub says."""
        return str(self._told(case, lines, detail, late=late)[0])

    def others(self, case: str, *lines: Line, late: bool = False) -> list[dict[str, str]]:
        """Who has one of the lines."""
        found: list[dict[str, str]] = json.loads(
            self._told(case, lines, "{}", late=late)[1] or "[]"
        )
        return found

    def elsewhere(self, *receipts: str) -> list[dict[str, str]]:
        """What others have of these receipts."""
        row = self.connection.execute(_ELSEWHERE, (list(receipts),)).fetchone()
        assert row is not None
        assert row[0] == "ok"
        found: list[dict[str, str]] = json.loads(row[1])
        return found

    def _told(self, case: str, lines: tuple[Line, ...], detail: str, *, late: bool) -> Any:
        columns = (
            [x.receipt for x in lines],
            [x.line for x in lines],
            [Decimal(x.sold) for x in lines],
            [Decimal(x.quantity) for x in lines],
        )
        row = self.connection.execute(_CLAIM, (case, *columns, detail, late)).fetchone()
        assert row is not None
        return row


@pytest.fixture
def tills(hub: Hub) -> Iterator[Callable[[int], list[Till]]]:
    """Enrols terminals and opens their connections."""
    with ExitStack() as stack:

        def make(count: int) -> list[Till]:
            made = [
                hub.access.enrol(f"{n:02}", f"0b0b0b0b-1111-2222-3333-{n:012}", KEY)
                for n in range(1, count + 1)
            ]
            return [
                Till(
                    stack.enter_context(
                        hub.server.connect(
                            hub.database, each.role, password=each.password, autocommit=True
                        )
                    )
                )
                for each in made
            ]

        yield make


Tills = Callable[[int], list[Till]]
SHELF, LAMP = Line("t/1", 1), Line("t/1", 2)
PLUMS = Line("t/2", 1, "3", "7")


def test_a_line_is_claimed_once_and_the_loser_is_told_by_whom(tills: Tills) -> None:
    first, second = tills(2)
    assert first.claim("a", SHELF, detail='{"x": 1}') == "ok"

    assert second.claim("b", SHELF) == "taken"
    (other,) = second.others("b", SHELF)
    assert (other["terminal"], other["case"], other["detail"]) == ("01", "a", '{"x": 1}')


def test_asked_again_it_answers_the_same(tills: Tills, hub: Hub) -> None:
    (till,) = tills(1)

    assert [till.claim("a", SHELF, PLUMS) for _ in range(3)] == ["ok"] * 3

    assert hub.rows("SELECT receipt, returned FROM returns_desk.claimed_lines ORDER BY 1") == [
        ("t/1", 1),
        ("t/2", 3),
    ]


def test_all_lines_or_none(tills: Tills, hub: Hub) -> None:
    first, second = tills(2)
    first.claim("a", SHELF)

    assert second.claim("b", LAMP, SHELF) == "taken"

    assert hub.rows("SELECT DISTINCT case_id FROM returns_desk.line_claims") == [("a",)]
    assert first.claim("c", LAMP) == "ok"


def test_units_of_a_line_add_up_over_counters_and_cases(tills: Tills) -> None:
    first, second = tills(2)

    said = [till.claim(case, PLUMS) for till, case in ((first, "a"), (second, "b"), (first, "c"))]

    assert said == ["ok", "ok", "taken"]
    assert first.claim("c", PLUMS._replace(quantity="1")) == "ok"
    assert second.claim("d", PLUMS._replace(quantity="0.001")) == "taken"


def test_nothing_gives_back_what_was_claimed(tills: Tills) -> None:
    first, second = tills(2)
    first.claim("a", SHELF, LAMP)

    assert first.claim("a", LAMP) == "ok"
    assert second.claim("b", SHELF) == "ok"
    assert first.claim("a") == "ok"
    assert second.claim("b", SHELF, LAMP) == "ok"
    assert first.elsewhere("t/1")[0]["case"] == "b"


def test_what_is_paid_already_stands_and_tells_both_sides(tills: Tills, hub: Hub) -> None:
    first, second = tills(2)
    first.claim("a", SHELF)

    assert [second.claim("b", SHELF, LAMP, late=True) for _ in range(2)] == ["doubled"] * 2

    assert [each["case"] for each in second.others("b", SHELF, LAMP, late=True)] == ["a"]
    assert [each["case"] for each in first.elsewhere("t/1")] == ["b"]
    told = hub.rows(
        "SELECT terminal, receipt, line, doubled FROM returns_desk.v_claims ORDER BY 1, 3"
    )
    assert told == [("01", "t/1", 1, False), ("02", "t/1", 1, True), ("02", "t/1", 2, False)]


def test_new_years_eve_does_not_let_a_line_in_twice(tills: Tills, hub: Hub) -> None:
    first, second = tills(2)
    first.claim("a", SHELF)
    with hub.server.connect(hub.database) as connection:
        connection.execute(
            "UPDATE returns_desk.case_claims SET claimed_at = claimed_at - interval '1 year'"
        )

    assert second.claim("b", SHELF) == "taken"


@pytest.mark.parametrize(
    "lines",
    [
        (SHELF, SHELF),
        (SHELF._replace(quantity="2"),),
        (SHELF._replace(quantity="0"),),
        (SHELF._replace(quantity="-1"),),
        (SHELF._replace(quantity="NaN", sold="NaN"),),
        (SHELF._replace(receipt=""),),
        (SHELF._replace(receipt="x" * 401),),
    ],
)
def test_what_is_no_claim_is_refused_and_changes_nothing(
    tills: Tills, hub: Hub, lines: tuple[Line, ...]
) -> None:
    (till,) = tills(1)

    assert till.claim("a", *lines) == "malformed"

    assert hub.rows("SELECT count(*) FROM returns_desk.claimed_lines") == [(0,)]


def test_a_terminal_that_is_shut_out_claims_nothing(tills: Tills, hub: Hub) -> None:
    (till,) = tills(1)
    with hub.server.connect(hub.database) as connection:
        connection.execute("UPDATE returns_desk.terminals SET revoked_at = now()")

    assert till.claim("a", SHELF) == "revoked"


def test_races_for_overlapping_lines_and_weights_have_one_winner_each(
    tills: Tills, hub: Hub
) -> None:
    """Both counters ask at the same moment for what overlaps, in whatever order of lines."""
    chance = random.Random(SEED)  # noqa: S311 -- a test's own seed
    racers = tills(COUNTERS)
    wanted = [[_wanted(chance, race) for _ in racers] for race in range(RACES)]
    said: list[list[str]] = [[""] * COUNTERS for _ in range(RACES)]
    gate = threading.Barrier(COUNTERS)

    def run(number: int) -> None:
        for race in range(RACES):
            gate.wait()
            said[race][number] = racers[number].claim(f"{race}-{number}", *wanted[race][number])

    threads = [threading.Thread(target=run, args=(number,)) for number in range(COUNTERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    claimed = {
        tuple(row)
        for row in hub.rows("SELECT case_id, receipt, line, quantity FROM returns_desk.line_claims")
    }
    expected = {
        (f"{race}-{number}", each.receipt, each.line, Decimal(each.quantity))
        for race in range(RACES)
        for number in range(COUNTERS)
        for each in wanted[race][number]
        if said[race][number] == "ok"
    }
    assert claimed == expected
    assert all("ok" in answers for answers in said)
    assert sum(answers.count("taken") for answers in said) > RACES // 4


def _wanted(chance: random.Random, race: int) -> list[Line]:
    """Some lines of the race's receipt; one is sold by weight."""
    lines = [Line(f"r/{race}", n) for n in (1, 2, 3)]
    lines.append(Line(f"r/{race}", 4, str(chance.choice(["0.4", "0.6", "1.0"])), "1.0"))
    return chance.sample(lines, chance.randint(1, 4))
