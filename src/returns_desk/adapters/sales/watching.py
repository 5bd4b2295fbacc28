"""Brings in what tills drop into a folder, and moves each file out of the way.

Owns the rule of when a file is whole and where it goes. Must not know what is in it. A file is
taken when two looks in a row found the same size and time, so one that is still being written is
left alone; a file that a till on Windows still holds open can't be moved and waits as well.
Importing is idempotent, so a stop between importing and moving costs nothing.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from returns_desk.adapters.sales.import_records import ImportOptions, ImportSettings, ImportSummary
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.domain.errors import EnvironmentFault, InvalidInput, OperatorMistake

DONE: Final = "done"
REJECTED: Final = "rejected"
_UNFINISHED: Final = (".part", ".tmp", ".crdownload", ".filepart")


@dataclass(frozen=True, slots=True)
class TakenFile:
    """One file that was taken: what it brought, or the sentence of why it could not be used."""

    name: str
    moved_to: Path
    summary: ImportSummary | None = None
    problem: str | None = None


class FolderWatch:
    """Looks at one folder again and again; `look` is called by whoever keeps the time."""

    def __init__(self, folder: Path, sales: SaleStore, options: ImportOptions) -> None:
        """Take the folder, the store that files go to, and what the shop says of them.

        Raises:
            OperatorMistake: the folder isn't there or can't be written.

        """
        self._folder = folder
        self._sales = sales
        self._options = options
        self._seen: dict[str, tuple[int, int]] = {}
        if not folder.is_dir():
            message = f"{folder} is no folder: make it, or name the one the tills write to."
            raise OperatorMistake(message, code="no_folder")
        try:
            for name in (DONE, REJECTED):
                (folder / name).mkdir(exist_ok=True)
        except OSError as problem:
            message = f"{folder} can't be written: allow it, so that files can be moved when done."
            raise OperatorMistake(message, code="folder_unwritable") from problem

    def look(self) -> Iterator[TakenFile]:
        """Take the files that did not change since the last look, oldest first."""
        now = self._sizes()
        steady = [name for name, state in now.items() if self._seen.get(name) == state]
        self._seen = now
        for name in sorted(steady, key=lambda name: (now[name][1], name)):
            taken = self._take(self._folder / name)
            if taken is not None:
                del self._seen[name]
                yield taken

    def _sizes(self) -> dict[str, tuple[int, int]]:
        found = {}
        try:
            entries = list(os.scandir(self._folder))
        except OSError as problem:
            message = f"{self._folder} can't be read just now; it is looked at again."
            raise EnvironmentFault(message, code="folder_unreadable") from problem
        for entry in entries:
            state = _state_of(entry)
            if state is not None:
                found[entry.name] = state
        return found

    def _take(self, path: Path) -> TakenFile | None:
        rejects = _free_name(self._folder / REJECTED / f"{path.name}.rejects.csv")
        try:
            summary = self._sales.import_file(path, _with_rejects(self._options, rejects))
        except InvalidInput as problem:
            if problem.code == "cannot_read":
                return None
            sentence = ": ".join(part for part in (problem.pointer, problem.message) if part)
            return self._moved(path, REJECTED, problem=sentence)
        return self._moved(path, DONE, summary=summary)

    def _moved(
        self,
        path: Path,
        where: str,
        *,
        summary: ImportSummary | None = None,
        problem: str | None = None,
    ) -> TakenFile | None:
        target = _free_name(self._folder / where / path.name)
        try:
            path.rename(target)
        except OSError:
            # Still held open by the till: the next look takes it again.
            return None
        if problem is not None:
            reason = target.with_name(target.name + ".why.txt")
            reason.write_text(problem + "\n", encoding="utf-8")
        return TakenFile(path.name, target, summary, problem)


def _with_rejects(options: ImportOptions, rejects: Path) -> ImportSettings:
    return ImportSettings(
        store=options.store,
        currency=options.currency,
        zone=options.zone,
        format=options.format,
        tender=options.tender,
        prices=options.prices,
        dates=options.dates,
        encoding=options.encoding,
        rejects=rejects,
    )


def _state_of(entry: os.DirEntry[str]) -> tuple[int, int] | None:
    if entry.name.startswith(".") or entry.name.lower().endswith(_UNFINISHED):
        return None
    try:
        found = entry.stat()
        is_file = entry.is_file()
    except OSError:
        return None
    # An empty file was only begun.
    return (found.st_size, found.st_mtime_ns) if is_file and found.st_size else None


def _free_name(target: Path) -> Path:
    """The same name with a number where an earlier file has it."""
    candidate, number = target, 1
    while candidate.exists():
        number += 1
        candidate = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return candidate
