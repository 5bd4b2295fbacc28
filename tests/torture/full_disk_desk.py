"""Goes through the return once for each place at which the disk fails, and checks what is left.

Run with a folder, in the surroundings of a failing disk that is meant for its `run`, with the
places as JSON on standard input: `[[call, span, errno], ...]`. Prints one JSON object a line:
what was said, and how many calls there were and failed; on a broken claim it ends with a trace.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from builders import line, sale, tender
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.domain.sale import TenderType
from torture.failing_disk import KILLED, FailingDisk
from torture.full_disk_shop import (
    CHEAP_PINS,
    NAME,
    OPTION,
    Shop,
    Step,
    steps_of,
    take_up,
    telling_of_events,
)

if TYPE_CHECKING:
    from returns_desk.application.ports import Verification

RECEIPT, ANOTHER = "3141-07-20261101-0001", "3141-07-20261101-0002"
PAUSE_SECONDS, PAUSES = 0.01, 1500


def make_shop(folder: Path) -> None:
    """A shop's profile with people, sales, a printer that is a file, and a till's folder."""
    made = demo_configuration(demo=False).model_dump()
    made["printer"] = {"kind": "file", "device": str(folder.parent / "run" / "printed")}
    made["handover"] = {"folder": "till", "formats": ["poslog", "json"]}
    profile = Profile.open(folder, create=type(demo_configuration()).model_validate(made))
    people = profile.operators(pin_cost=CHEAP_PINS)
    for each in DEMO_OPERATORS:
        people.add(each.id, each.name, each.role, each.pin)
    (folder / "till").mkdir()
    paid = [
        tender(amount=1_000, scheme="visa", last4="1234"),
        tender(2, type=TenderType.CASH, amount=1_136, scheme=None, last4=None),
    ]
    with SaleStore(profile.sales_path) as store:
        at = profile.clock.now()
        store.add(sale(each, [line()], paid, sold_at=at) for each in (RECEIPT, ANOTHER))


def go(folder: Path, disk: FailingDisk, place: tuple[int, int, int]) -> dict[str, object]:
    """One journey with the disk failing there; what was said."""
    run = folder / "run"
    disk.fail_at(0, 0, 0)
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(folder / "template", run)
    disk.fail_at(*place)
    shop = Shop(run, disk)
    is_killed = place[0] > 0 and place[2] == KILLED
    with telling_of_events(shop.events.__setitem__):
        if is_killed:
            go_until_killed(shop)
        else:
            shop.go_through(steps_of(RECEIPT), begins_anew=place[0] % 2 == 1)
        counted = {"calls": disk["calls"], "failed": disk["failed"]}
        disk.mend()
        another = (take_up, *steps_of(ANOTHER), wait_for_till_and_printer(run))
        shop.go_through(another, begins_anew=False)
    check(shop, is_whole=place[0] % 2 == 0 and not is_killed)
    return {"place": place, "told": shop.told, **counted}


def go_until_killed(shop: Shop) -> None:
    """The journey in a process of its own, which the disk kills; what it acknowledged is kept."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        with telling_of_events(
            lambda *event: os.write(writing, json.dumps(event).encode() + b"\n")
        ):
            shop.go_through(steps_of(RECEIPT), begins_anew=False)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        shop.events.update(json.loads(each) for each in told)
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGKILL}


def wait_for_till_and_printer(run: Path) -> Step:
    """A step that ends when the till has its file and the printer its slip."""

    def wait(_desk: object) -> None:
        for _ in range(PAUSES):
            printed = (run / "printed").exists() and not list(run.glob("slips/waiting/*.json"))
            if printed and len(list((run / "till").glob("[!.]*.xml"))) >= 1:
                return
            Event().wait(PAUSE_SECONDS)
        raise AssertionError(sorted(str(each) for each in run.rglob("*")))

    return wait


def check(shop: Shop, *, is_whole: bool) -> None:
    """Nothing that was acknowledged is lost, and nothing was recorded twice."""
    with Profile.open(shop.folder) as profile, profile.read_journal() as journal:
        found: Verification = journal.verify(deep=True)
        assert found.bent is None, found
        recorded = {each.sequence: each.hash for each in journal.read()}
        assert shop.events.items() <= recorded.items()
        completed = [each.case_id for each in journal.read(types=("case_completed",))]
        booked = [
            (each.payload["key"], each.payload["leg"])
            for each in journal.read(types=("leg_booked", "leg_settled"))
        ]
        kept = {each.case_id for each in journal.read(types=("personal_data_kept",))}
        assert len(set(completed)) == len(completed)
        assert len(set(booked)) == len(booked)
        assert len(completed) == 2 or not is_whole, (completed, OPTION)
        with profile.open_people() as people:
            for case_id in kept:
                document = people.get(str(case_id))
                assert document is not None
                assert document["name"] == NAME


def main(folder: Path) -> None:
    """Each place in turn."""
    disk = FailingDisk()
    make_shop(folder / "template")
    for place in json.loads(sys.stdin.read()):
        print(json.dumps(go(folder, disk, tuple(place))), flush=True)  # noqa: T201 -- a program's answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
