"""What the benches share: how long a piece of work takes, and the figures of many such times.

Owns numbers only. Each bench names its own rows, targets and peers.
"""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def processor_seconds(work: Callable[[], object]) -> float:
    """How long it took, in processor time, the collector of garbage paused."""
    gc.collect()
    gc.disable()
    started = time.process_time()
    work()
    taken = time.process_time() - started
    gc.enable()
    return taken


def spread(taken: list[float], digits: int, *percents: int) -> dict[str, float]:
    """The median as `value` and those percentiles as `p10` and so on, so many digits kept."""
    ordered = sorted(taken)
    found = {f"p{percent}": ordered[len(ordered) * percent // 100] for percent in percents}
    figures = {"value": statistics.median(ordered), **found}
    return {name: round(figure, digits) for name, figure in figures.items()}
