"""Wrong PINs, PINs that can't be set, and receipts that nobody knows, at the counter.

The real window with real stores, and the real command for people. A wrong try costs a wait and
nothing else; no PIN is ever shown or recorded.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from journeys.harness import CHEAP_PINS, PINS, SHELF
from journeys.real_program import Program, assert_refused, fingerprint
from returns_desk.adapters.profile import Profile

if TYPE_CHECKING:
    from pathlib import Path

    from journeys.conftest import OpenCounter
    from journeys.harness import Counter

WRONG = "314159"


def said(counter: Counter) -> str:
    """What the window says about the last thing done."""
    return counter.window.scan_row.banner.sentence()


def recorded(counter: Counter) -> str:
    """Every event of the journal as text."""
    with counter.profile.read_journal() as journal:
        return json.dumps([each.payload for each in journal.read()])


def test_wrong_pins_cost_a_growing_wait_and_nothing_else(open_counter: OpenCounter) -> None:
    counter = open_counter()
    counter.touch("tile.person:mara")

    for _ in range(2):
        counter.scan(WRONG)
        assert "Type it again" in said(counter)
    counter.scan(WRONG)
    counter.scan(PINS["mara"])
    while_waiting = (counter.state.operator, said(counter))
    counter.clock.go_on(seconds=60)
    counter.scan(PINS["mara"])

    assert while_waiting[0] is None
    assert "Wait 2 seconds" in while_waiting[1]
    assert counter.state.operator is not None
    assert counter.state.operator.id == "mara"
    assert len(counter.events("sign_in_failed")) == 4
    assert WRONG not in recorded(counter) + counter.texts()
    counter.scan(SHELF)
    assert counter.case.board.options


def test_starting_again_saves_nobody_the_wait(open_counter: OpenCounter) -> None:
    counter = open_counter()
    counter.touch("tile.person:mara")
    for _ in range(4):
        counter.scan(WRONG)
        counter.clock.go_on(seconds=3)
    counter.scan(WRONG)

    counter.crash_and_start_again()
    counter.touch("tile.person:mara")
    counter.scan(PINS["mara"])

    assert counter.state.operator is None
    assert "Wait" in said(counter)
    counter.clock.go_on(seconds=60)
    counter.scan(PINS["mara"])
    assert counter.state.operator is not None


def test_a_managers_wrong_pin_approves_nothing(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")

    counter.scan(WRONG)
    counter.scan(PINS["mara"])

    assert counter.events("approval_given", "plan_made") == []
    assert WRONG not in recorded(counter) + counter.texts()
    counter.clock.go_on(seconds=60)
    counter.scan(PINS["lind"])
    assert counter.case.approval is not None


def test_a_receipt_that_nobody_knows_is_said_so_and_the_next_scan_counts(
    counter: Counter,
) -> None:
    for receipt in ("3141-07-20261107-9999", "no such thing", "';DROP TABLE sales;--", "9" * 200):
        counter.scan(receipt)

        assert counter.state.case is None
        assert "Traceback" not in counter.texts()
        assert "No receipt" in said(counter), said(counter)
        assert counter.window.scan.isVisible()
    counter.scan(SHELF)
    assert counter.case.board.options


def test_a_strange_badge_opens_nothing(open_counter: OpenCounter) -> None:
    counter = open_counter()

    counter.scan("RDB-" + "A" * 26)

    assert counter.state.operator is None
    assert "badge is not known" in said(counter)
    counter.sign_in()
    assert counter.state.operator is not None


def test_pins_and_people_that_can_not_be_are_refused_each_in_one_line(tmp_path: Path) -> None:
    program = Program(tmp_path)
    with Profile.demo(tmp_path / "shop", pin_cost=CHEAP_PINS) as demo:
        demo.lock()
    before = fingerprint(tmp_path / "shop")
    shop = ("--profile", "shop")
    add = ("operators", "add", "ode", "--name", "O. De", "--role", "clerk", "--pin-stdin")

    weak = program.run(*add, *shop, typed="123456\n")
    told = program.run_each(
        ("operators", "add", "ode", "--name", "O. De", "--role", "clerk", *shop),
        ("operators", "disable", "nobody", *shop),
        ("operators", "disable", "lind", *shop),
        ("operators", "badge", "nobody", *shop),
        ("operators", "add", "ode", "--name", "O. De", "--role", "boss", *shop),
    )

    assert_refused(weak, "PIN")
    assert "123456" not in weak.err
    for refused, fact in zip(
        told, ("--pin-stdin", "'nobody'", "last manager", "'nobody'", "'boss'"), strict=True
    ):
        assert_refused(refused, fact)
    assert fingerprint(tmp_path / "shop") == before
    added = program.run(*add, *shop, typed="518274\n")
    assert (added.code, added.err) == (0, "")
    assert (
        hashlib.sha256(b"518274").hexdigest() not in (tmp_path / "shop/operators.json").read_text()
    )
