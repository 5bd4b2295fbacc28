"""The report of the long run of random cases.

Owns only that: each property notes how many examples it was tried on. Tests of the domain
need no other fixture.
"""

from collections.abc import Iterator

import pytest

from strategies import LONG_RUN
from support.long_runs import LongReport

COVERS = ("src/returns_desk/domain",)


@pytest.fixture(autouse=True)
def note_examples(
    request: pytest.FixtureRequest, long_report: LongReport, run_seed: int
) -> Iterator[None]:
    """After a property of the long run: its examples, in the report of that run."""
    yield
    marker = request.node.get_closest_marker("long")
    if marker is not None and marker.args[0] == LONG_RUN:
        long_report(LONG_RUN, run_seed, {"examples": marker.kwargs["examples"]}, COVERS)
