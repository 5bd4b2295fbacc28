"""Real profiles whose till reads a folder, with completed returns in their real journals.

Owns their configuration; the returns are those of the counter of fakes, written to the journal.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from builders import CARD_LEG, SHELF, line, paying_option, sale
from fakes import FakeClock
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import (
    Configuration,
    HandOverConfiguration,
    demo_configuration,
)
from support.completed_returns import carry_out, counter_with

REFUND = paying_option("refund/original", [CARD_LEG])
NINE = sale(lines=[line(quantity=Decimal(9), paid=9 * 2136)])


def configuration(till: Path | str, formats: tuple[str, ...] = ("poslog", "json")) -> Configuration:
    """A shop's own profile that hands over to that folder."""
    handover = HandOverConfiguration.model_validate({"folder": str(till), "formats": list(formats)})
    return demo_configuration(demo=False).model_copy(update={"handover": handover})


def profile_with_returns(folder: Path, made: Configuration, count: int = 1) -> Profile:
    """A profile in which that many returns were completed; it is closed again."""
    profile = Profile.open(folder, create=made)
    complete(profile, count)
    return profile


def complete(profile: Profile, count: int = 1) -> None:
    """Complete returns at a counter of fakes that writes this profile's journal."""
    with profile.locked(), profile.open_journal(clock=FakeClock()) as journal:
        counter = counter_with([NINE], REFUND, written=journal)
        # Ids that count up would begin anew with each counter.
        for _ in range(journal.head()[0]):
            counter.ids.new_id()
        for _ in range(count):
            carry_out(counter, SHELF, REFUND.id)


def seen(till: Path, ending: str = ".xml") -> list[Path]:
    """What a till sees in its folder."""
    return sorted(x for x in till.glob(f"*{ending}") if not x.name.startswith("."))


TillAct = Callable[[Path], None]


def take_all(till: Path) -> None:
    """The till takes everything that it sees."""
    for path in (*seen(till), *seen(till, ".json")):
        path.unlink()


def leave_all(till: Path) -> None:
    """The till looks the other way."""
    del till
