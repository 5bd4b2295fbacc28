"""The sale store as the command line sees it: the store, and the shop's own settings.

Owns closing the store when a command ends. Must not print. `cli.sales.SalesDesk` is the shape it
has to have; bootstrap makes one for a profile.
"""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from returns_desk.adapters.sales.import_records import ImportOptions, ImportSummary
from returns_desk.adapters.sales.input_files import Progress
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sales.watching import FolderWatch
from returns_desk.application.ports import Candidate, SaleQuery


@dataclass(frozen=True, slots=True)
class SalesService:
    """A profile's sale store with what the shop says of itself.

    `begun` is the profile's folder where there was none before, else None.
    """

    sales: SaleStore
    store: str
    currency: str
    zone: str
    begun: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.sales.close()

    def import_file(self, path: Path, options: ImportOptions, progress: Progress) -> ImportSummary:
        """Bring in one file."""
        return self.sales.import_file(path, options, progress)

    def find(self, query: SaleQuery, limit: int) -> tuple[Candidate, ...]:
        """Candidates, best first."""
        return self.sales.find(query, limit)

    def folder_watch(self, folder: Path, options: ImportOptions) -> FolderWatch:
        """Watch a folder that tills write to."""
        return FolderWatch(folder, self.sales, options)
