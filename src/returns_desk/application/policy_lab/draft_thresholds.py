"""From when on decisions of a shop become a drafted change; read when the desk starts, so light."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many decisions on, and from what share of them, a change is drafted."""

    least_cases: int = 10
    least_percent: int = 90
