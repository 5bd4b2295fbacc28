"""Keeps what an import left out: counts, the first ten, and a file that can be mended.

Owns the rejects file. It repeats the headings of the import, so that it can be brought in again
once mended. Must not decide what is left out. Card numbers are cut before they are written.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, TextIO

from returns_desk.adapters.sales.reasons import sentence_of
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import InvalidInput

SHOWN: Final = 10
LONGEST_RECORD: Final = 2_000
_MASKED: Final = 100 * LONGEST_RECORD
NOTHING_TYPED: Final[Mapping[int, str]] = MappingProxyType({})
_FIRST_HEADING: Final = "Left out: row"
_MARK: Final = _FIRST_HEADING.encode()


def shortened(record: str) -> str:
    """A record's text as the list keeps it: enough to find it in the file by.

    Card numbers are cut first: half of one, at the end, would not be known as such any more.
    """
    if len(record) <= LONGEST_RECORD:
        return record
    kept = cut_card_numbers(record[:_MASKED])[:LONGEST_RECORD]
    return f"{kept}… ({len(record)} characters)"


def refuse_to_replace(path: Path, imported: Path) -> None:
    """Check that only an earlier list is replaced where somebody named the place.

    Raises:
        InvalidInput: a folder, the imported file itself or a file of another kind is there.

    """
    if path.is_dir():
        raise InvalidInput("--rejects", f"{path} is a folder: name a file in it")
    try:
        with path.open("rb") as there:
            beginning = there.read(len(_MARK))
        is_ours = beginning in {b"", _MARK} and not path.samefile(imported)
    except OSError:
        return
    if not is_ours:
        message = f"{path} is there already and is no list of ours: name another file"
        raise InvalidInput("--rejects", message, code="rejects_taken")


class Rejects:
    """Collects records that were left out; the file is made when the first one comes.

    `typed`: the name of a column's field where it has one that the guard knows.
    """

    def __init__(
        self,
        path: Path,
        headings: Sequence[str],
        typed: Mapping[int, str] = NOTHING_TYPED,
        guard: CardGuard | None = None,
    ) -> None:
        self.path = path
        self.guard = guard or CardGuard()
        self.by_reason: Counter[str] = Counter()
        self.first: list[dict[str, str | int]] = []
        self.unwritable = False
        self._headings = headings
        self._typed = typed
        self._part = path.with_name(path.name + ".part")
        self._file: TextIO | None = None

    def add(self, row: int, reason: str, cells: Sequence[str], detail: str = "") -> None:
        """Note one record and why it was left out."""
        self.by_reason[reason] += 1
        sentence = sentence_of(reason) + (f" ({cut_card_numbers(detail)})" if detail else "")
        if len(self.first) < SHOWN:
            self.first.append({"row": row, "reason": reason, "message": sentence})
        if self._file is None and not self.unwritable:
            self._open()
        if self._file is not None:
            kept = [
                self.guard.field(self._typed.get(index, ""), cell)
                for index, cell in enumerate(cells)
            ]
            csv.writer(self._file).writerow([row, sentence, *kept])

    def finish(self) -> Path | None:
        """Put the file in its place; answers where, or None when there is none."""
        if self._file is None:
            return None
        self._file.close()
        self._file = None
        try:
            self._part.replace(self.path)
        except OSError:
            self._part.unlink(missing_ok=True)
            self.unwritable = True
            return None
        return self.path

    def abandon(self) -> None:
        """Drop an unfinished file; one of an earlier import stays as it is."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._part.unlink(missing_ok=True)

    def _open(self) -> None:
        try:
            self._file = self._part.open("w", encoding="utf-8", newline="")
        except OSError:
            # The sales matter more than the list: the summary says that it could not be written.
            self.unwritable = True
            return
        csv.writer(self._file).writerow([_FIRST_HEADING, "Left out: why", *self._headings])
