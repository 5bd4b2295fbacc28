"""What a shop sets about escalations: when a case is open too long, and when one is said again.

Owns the defaults; config.toml's table [escalations] changes them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EscalationTimes:
    """Minutes and days. A case is handed on by itself after `open_too_long_minutes`.

    One that waits is said again every `reminder_minutes`, and overdue after that long. A visit is
    the third when two others with the same purchases lie within `third_visit_days`.
    """

    open_too_long_minutes: int = 10
    reminder_minutes: int = 3
    third_visit_days: int = 60
