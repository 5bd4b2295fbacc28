"""A program of its own: bends inputs under branch coverage and prints what part was reached.

Owns the measuring; run as `measured.py COUNT SEED DATA_FILE`. It is a process of its own because
a process can be measured once, and the tests' own coverage is measured already.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

from coverage import Coverage

HERE = Path(__file__).resolve().parent
ADAPTERS = HERE.parents[1] / "src" / "returns_desk" / "adapters"
READERS = {
    "case": [ADAPTERS / "case_files" / name for name in ("reader.py", "json_text.py")]
    + [ADAPTERS / "case_files" / name for name in ("scalars.py", "shapes.py", "together.py")],
    "pack": [
        ADAPTERS / "policies" / f"{name}.py"
        for name in ("reader", "rules", "conditions", "settings", "shapes", "values", "problems")
    ],
}
"""What reads; the writer of cases and the finding of pack files are not input's business."""


def measured(count: int, seed: int, data_file: str) -> dict[str, int]:
    """Percent of lines and branches reached by so many inputs for each reader."""
    coverage = Coverage(data_file=data_file, branch=True, source_pkgs=["returns_desk.adapters"])
    with coverage.collect():
        _read(count, seed)
    return {name: _percent(coverage, files) for name, files in READERS.items()}


def _read(count: int, seed: int) -> None:
    # Imported while it is measured, so that a module's own lines count.
    from fuzz.inputs import case_inputs, pack_inputs  # noqa: PLC0415 -- see above
    from fuzz.judging import flaws_of_case, flaws_of_pack  # noqa: PLC0415 -- see above

    chance = Random(seed)  # noqa: S311 -- bends texts
    trials = ((case_inputs, flaws_of_case), (pack_inputs, flaws_of_pack))
    for inputs, judge in trials:
        for each in inputs(chance, count):
            # What crashes is shown by the tests that look for it.
            with suppress(Exception):
                judge(each.content)


def _percent(coverage: Coverage, files: list[Path]) -> int:
    total = reached = 0
    for path in files:
        numbers = coverage._analyze(str(path)).numbers
        total += numbers.n_statements + numbers.n_branches
        reached += numbers.n_executed + numbers.n_executed_branches
    return 100 * reached // total


if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]
    told = measured(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
    sys.stdout.write(json.dumps(told) + "\n")
