"""For how many days personal data are kept, by jurisdiction; what is erased is erasing.py's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

DEFAULT_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class RetentionTerms:
    """How many days, by jurisdiction (EE, US-MN), else `days`."""

    days: int = DEFAULT_DAYS
    by_jurisdiction: Mapping[str, int] = field(default_factory=dict)

    def of(self, jurisdiction: str) -> int:
        """The term at a shop: its state's, else its country's, else the common one."""
        country = jurisdiction.partition("-")[0]
        return self.by_jurisdiction.get(jurisdiction, self.by_jurisdiction.get(country, self.days))
