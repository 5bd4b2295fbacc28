"""Whatever comes in as a case or a pack, the answer is a reading or one clear refusal.

The full counts try a million inputs and note the slowest of them; the short ones a few thousand.
Seven of ten are valid documents bent by type.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from fuzz.inputs import TYPED, Input, case_inputs, pack_inputs
from fuzz.judging import flaws_of_case, flaws_of_pack
from support.long_runs import LongReport, Scale

LONG_RUN = "bad-input"
CASE_READER = "src/returns_desk/adapters/case_files"
PACK_READER = "src/returns_desk/adapters/policies"
MOST_SHOWN = 5


@dataclass
class Trial:
    """What became of many inputs; the slowest is measured, not judged."""

    kinds: Counter[str] = field(default_factory=Counter)
    flaws: list[str] = field(default_factory=list)
    slowest_seconds: float = 0.0

    def of(self, inputs: Iterable[Input], judge: Callable[[bytes], list[str]]) -> "Trial":
        """Try all of them; whatever a reader lets through that is no refusal is a flaw too."""
        for each in inputs:
            began = time.process_time()
            try:
                found = judge(each.content)
            except Exception as error:  # noqa: BLE001 -- any crash is what is looked for
                found = [f"{type(error).__name__}: {error}"]
            self.slowest_seconds = max(self.slowest_seconds, time.process_time() - began)
            self.kinds[each.kind] += 1
            self.flaws += [f"{flaw} from {each.content[:2000]!r}" for flaw in found]
        return self

    def counts(self, name: str) -> dict[str, int]:
        """For the report: how many of each kind, and the slowest in ms of processor time."""
        slowest = {f"{name}_slowest_ms": round(self.slowest_seconds * 1000)}
        return {f"{name}_{kind}": count for kind, count in self.kinds.items()} | slowest


@pytest.mark.long(LONG_RUN)
@pytest.mark.timeout(10_800)
def test_any_case_is_read_or_refused_in_one_sentence_with_its_place(
    scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    count = scale(short=2_000, full=600_000)

    trial = Trial().of(case_inputs(Random(run_seed), count), flaws_of_case)  # noqa: S311 -- bends texts

    assert not trial.flaws, "\n".join(trial.flaws[:MOST_SHOWN])
    assert trial.kinds[TYPED] >= count / 2
    long_report(LONG_RUN, run_seed, trial.counts("case"), (CASE_READER,))


@pytest.mark.long(LONG_RUN)
@pytest.mark.timeout(10_800)
def test_any_pack_is_read_or_refused_with_sentences_and_their_places(
    scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    count = scale(short=1_500, full=400_000)

    trial = Trial().of(pack_inputs(Random(run_seed), count), flaws_of_pack)  # noqa: S311 -- bends texts

    assert not trial.flaws, "\n".join(trial.flaws[:MOST_SHOWN])
    assert trial.kinds[TYPED] >= count / 2
    long_report(LONG_RUN, run_seed, trial.counts("pack"), (PACK_READER,))


@pytest.mark.long(LONG_RUN)
def test_bent_inputs_reach_the_branches_of_the_readers(
    scale: Scale,
    run_seed: int,
    long_report: LongReport,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    count = scale(short=700, full=20_000)
    program = Path(__file__).with_name("measured.py")
    words = [sys.executable, str(program), str(count), str(run_seed), str(tmp_path / "data")]

    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    reached = json.loads(done.stdout)
    with capsys.disabled():
        print(f"\nbranches reached by bent inputs, in percent: {reached}")  # noqa: T201 -- a figure
    assert min(reached.values()) >= scale(short=75, full=90), reached
    long_report(
        LONG_RUN,
        run_seed,
        {f"{name}_branches_percent": value for name, value in reached.items()},
        (CASE_READER, PACK_READER),
    )
