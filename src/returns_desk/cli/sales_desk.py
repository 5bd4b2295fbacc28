"""What `returns-desk sales` needs of the sale store, as Protocols.

Owns the seam that bootstrap fills: `Services.sales` answers a `SalesDesk` for a profile. Must not
import adapters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    from returns_desk.application.ports import Candidate, Json, SaleQuery


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What was said about the files; the shop's settings fill what was not."""

    store: str
    currency: str
    zone: str
    format: str
    tender: str
    prices: str | None
    dates: str | None
    encoding: str | None
    rejects: Path | None


class Summary(Protocol):
    """What an import did."""

    def as_json(self) -> Mapping[str, Json]:
        """Answer all of it as plain values."""
        ...


class TakenFile(Protocol):
    """A file that a watch took."""

    @property
    def name(self) -> str:
        """Its name in the folder."""
        ...

    @property
    def moved_to(self) -> Path:
        """Where it lies now."""
        ...

    @property
    def summary(self) -> Summary | None:
        """What it brought, or None where it could not be used."""
        ...

    @property
    def problem(self) -> str | None:
        """Why it could not be used."""
        ...


class FolderWatch(Protocol):
    """Looks at a folder when told to."""

    def look(self) -> Iterable[TakenFile]:
        """Take the files that are whole."""
        ...


class SalesDesk(Protocol):
    """A profile's sale store, open for one command."""

    @property
    def store(self) -> str:
        """The shop's own store number."""
        ...

    @property
    def currency(self) -> str:
        """The shop's currency."""
        ...

    @property
    def zone(self) -> str:
        """The IANA name of the shop's time zone."""
        ...

    @property
    def begun(self) -> Path | None:
        """The folder of the profile where it was begun just now, else None."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def import_file(
        self, path: Path, options: ImportChoice, progress: Callable[[int], None]
    ) -> Summary:
        """Bring in one file; progress is told in thousandths."""
        ...

    def find(self, query: SaleQuery, limit: int) -> tuple[Candidate, ...]:
        """Candidates, best first."""
        ...

    def folder_watch(self, folder: Path, options: ImportChoice) -> FolderWatch:
        """Watch a folder that tills write to."""
        ...
