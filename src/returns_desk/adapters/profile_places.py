"""Where everything of one installation lies, and what its configuration names.

Owns the names of files. It must not open them.
"""

from pathlib import Path

from returns_desk.adapters.profile_configuration import Configuration
from returns_desk.adapters.scanning.receipt_patterns import read_patterns
from returns_desk.domain.card_guard import CardGuard


class ProfilePlaces:
    """The places of one profile.

    Attributes:
        directory: The profile's folder.
        configuration: What config.toml says.

    """

    def __init__(self, directory: Path, configuration: Configuration) -> None:
        self.directory = directory
        self.configuration = configuration

    @property
    def journal_path(self) -> Path:
        """The journal's file."""
        return self.directory / "journal.db"

    @property
    def people_path(self) -> Path:
        """The file with encrypted personal data."""
        return self.directory / "people.db"

    @property
    def sales_path(self) -> Path:
        """The local sale store's file."""
        return self.directory / "sales.db"

    @property
    def operators_path(self) -> Path:
        """The file of who may sign in."""
        return self.directory / "operators.json"

    @property
    def logs(self) -> Path:
        """The folder of logs."""
        return self.directory / "logs"

    @property
    def card_guard(self) -> CardGuard:
        """The guard against card numbers, with this shop's patterns of receipt numbers."""
        patterns = read_patterns(self.configuration.scanner.receipts)
        return CardGuard(lambda text: any(each.is_receipt(text) for each in patterns))

    @property
    def packs(self) -> tuple[Path, ...]:
        """The pack files that config.toml names, relative ones from the profile's folder."""
        return tuple(self.directory / name for name in self.configuration.packs)
