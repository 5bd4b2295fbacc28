"""The one list of the long runs: name -> what its full counts show.

A test takes part with `@pytest.mark.long("name")`; tests/conftest.py refuses a name that is not
here, and tests/architecture one that no test uses. Imported by the tests as well.
"""

from __future__ import annotations

from typing import Final

LONG_RUNS: Final[dict[str, str]] = {
    "engine-oracle": "random cases: the engine's board is the one that an independent oracle makes",
    "engine-mutants": "each of the small mistakes made in the engine is caught by its tests",
    "bad-input": "a million inputs, most bent by type: cases and packs are read or refused",
    "real-returns": "every return of the real set is found, claimed, decided, paid and journaled",
    "bare": "on a fresh Debian, as root and as an ordinary user, the two commands suffice",
    "bad-sales-files": "files of 200 MB that no till would write: refused in bounded memory",
    "qt-references": "a million signals cross from C++ to Python and no reference is lost",
    "killed-keeping": "a backup or a restore killed at each of its steps loses and spoils nothing",
    "journal-million": "a million events are rebuilt, searched and verified, each by its hash",
    "kill-desk-and-payer": "desk and payer are killed: nothing is lost, no leg is paid twice",
    "failing-disk": "the disk fails at each write of a return: a sentence, and nothing is lost",
    "torn-files": "pages and logs are torn: whole at the next start, or what is lost is named",
    "clock-journeys": "a clock is set to and fro: no payout is dated by one that is behind",
    "planted": "what is planted in a year's journal is found, and nothing in a clean one",
    "killed-hub": "the hub is killed while a terminal sends: each event is there once, in order",
    "flipped-bits": "a flipped bit of a journal is found, or every table reads as before",
}
