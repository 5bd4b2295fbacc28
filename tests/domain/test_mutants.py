"""Small mistakes in the engine do not get past its tests: each is made in a copy and is caught.

In every run the same three of them, so that a run can be repeated; the full counts try all, and
the engine unchanged, which must pass.
"""

from pathlib import Path

import pytest

from support.long_runs import LongReport, Scale
from support.mutants import MUTANTS
from support.mutating import UNCHANGED, Mutant, caught_by, made

LONG_RUN = "engine-mutants"
IN_EVERY_RUN = (1, 10, 13)
"""A mistake of money, one of days, one of standing; each is caught within seconds."""


@pytest.mark.long(LONG_RUN)
@pytest.mark.timeout(3_600)
def test_every_mistake_is_caught(
    scale: Scale,
    run_seed: int,
    long_report: LongReport,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    is_full = scale(short=0, full=1) == 1
    tried = MUTANTS if is_full else tuple(MUTANTS[place] for place in IN_EVERY_RUN)

    caught = {m.name: caught_by(m, tmp_path / str(n)) for n, m in enumerate(tried)}

    if is_full:
        with capsys.disabled():
            print(*(f"\n{name}: {test}" for name, test in caught.items()))  # noqa: T201 -- the list
        assert caught_by(UNCHANGED, tmp_path / "unchanged") is None
    assert [name for name, test in caught.items() if test is None] == []
    long_report(LONG_RUN, run_seed, {"mutants": len(caught)}, ("src/returns_desk/domain",))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_every_mistake_can_still_be_made(mutant: Mutant, tmp_path: Path) -> None:
    made(mutant, tmp_path)


def test_there_are_twenty_mistakes_and_more() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 20
