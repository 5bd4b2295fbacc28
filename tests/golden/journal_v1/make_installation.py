"""Made the golden installation of format 1, once; kept to show what is in it.

Run from the project's folder with src and tests on PYTHONPATH. It refuses to replace what is there:
a golden installation is never made again, the next format gets its own folder. Its keys are fixed
and worthless; its people are the demo shop's.
"""

import sys
from pathlib import Path
from typing import Final

from adapters.journal.journal_kit import (
    ORIGIN,
    CountingIds,
    SteppingClock,
    event,
    fixed_key,
    item,
    leg,
    whole_return,
)
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.profile_configuration import demo_configuration, write_configuration
from returns_desk.adapters.profile_keys import ProfileKeys, write_keys

PLACE: Final = Path(__file__).with_name("installation")
CHEAP: Final = PinCost(passes=1, memory_kib=8, lanes=1)


def main(place: Path = PLACE) -> None:
    """Make the installation."""
    if place.exists():
        sys.exit(f"{place} is there already; a golden installation is never made again.")
    place.mkdir()
    write_keys(place / "keys", ProfileKeys(bytes(range(32)), fixed_key()))
    named = demo_configuration().model_copy(update={"installation": ORIGIN.installation})
    write_configuration(place / "config.toml", named)
    clock = SteppingClock()
    with Profile.open(place) as profile:
        people = profile.operators(clock=clock, pin_cost=CHEAP)
        for each in DEMO_OPERATORS:
            people.add(each.id, each.name, each.role, each.pin)
        profile.lock()
        with profile.open_people() as store:
            digest = store.put("case-2", {"name": "Õun Proov", "phone": "+1 555 0100"})
        with profile.open_journal(clock=clock, ids=CountingIds()) as journal:
            journal.append(event("operator_signed_in", None))
            for step in whole_return("case-1", 1):
                journal.append(step)
        with profile.open_journal(clock=clock, ids=CountingIds(100)) as journal:
            journal.append(
                event("case_opened", "case-2", number=2),
                event("person_noted", "case-2", digest=digest),
                event("plan_made", "case-2", key="k2", option="refund/mixed", items=[], legs=LEGS),
                event("leg_begun", "case-2", key="k2", leg=1),
                event(
                    "invented_later", "case-2", text="Հայերեն “õ” \u2028 \u0000", list=[None, -1]
                ),
            )
            journal.append(event("case_opened", "case-3", number=3))
            journal.append(
                event("goods_taken", "case-3", key="k3", items=[item("0.250", 99, 1, 2)])
            )
            journal.append(event("case_left", "case-3", reason="no_time"))
    (place / "profile.lock").unlink()


LEGS: Final = [leg(1, 1000), leg(2, 500, None)]

if __name__ == "__main__":
    main()
