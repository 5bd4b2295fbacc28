"""When backups are due and which are kept: the rules, and what the desk says of itself.

Owns the rotation and the moment of a day's backup. Pure; files are adapters.keeping's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many days, weeks and months keep their newest backup; personal data only for days.

    Periods without a backup do not count, so that a shop that was closed loses none.
    """

    days: int = 7
    weeks: int = 5
    months: int = 12
    people_days: int = 14


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the backups by themselves are; `problem` is one sentence, None while all is well."""

    is_configured: bool = False
    is_running: bool = False
    last_at: datetime | None = None
    problem: str | None = None


class Backups(Protocol):
    """Makes backups in its own time. No call waits for a disk or fails because of one."""

    def state(self) -> BackupState:
        """How it is at this moment; answers at once."""
        ...


class NoBackups:
    """A desk whose configuration names no folder for backups."""

    def state(self) -> BackupState:
        """Not configured."""
        return BackupState()


def is_due(now: datetime, at: time, last: datetime | None) -> bool:
    """True once the daily moment `at` has passed without a backup since; wall-clock time.

    A desk that was off at that moment makes it up at its next start.
    """
    today = datetime.combine(now.date(), at, tzinfo=now.tzinfo)
    moment = today if today <= now else today - timedelta(days=1)
    return last is None or last < moment


def kept(moments: Iterable[datetime], rotation: Rotation) -> frozenset[datetime]:
    """Which backups stay: the newest of all, and the newest of each period that is kept."""
    newest_first = sorted(moments, reverse=True)
    periods: Sequence[tuple[int, Callable[[datetime], object]]] = (
        (1, lambda _: None),
        (rotation.days, datetime.date),
        (rotation.weeks, lambda moment: moment.isocalendar()[:2]),
        (rotation.months, lambda moment: (moment.year, moment.month)),
    )
    stay: set[datetime] = set()
    for count, period_of in periods:
        newest: dict[object, datetime] = {}
        for moment in newest_first:
            newest.setdefault(period_of(moment), moment)
        stay |= set(list(newest.values())[:count])
    return frozenset(stay)


def people_expired(
    moments: Iterable[datetime], today: date, rotation: Rotation
) -> frozenset[datetime]:
    """Which copies of personal data have to go, whatever else is kept: erasure reaches them so."""
    return frozenset(
        moment for moment in moments if (today - moment.date()).days >= rotation.people_days
    )
