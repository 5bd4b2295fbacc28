"""Pack files on the bench: loaded with the law that ships, and examined within a time limit.

Owns where the packs are tried (place, currency, day) and how long. The examination itself is the
application's; here files become policies, and example cases become JSON.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

from returns_desk.adapters.case_files import case_to_json
from returns_desk.adapters.policies.policy_files import LoadedPolicy, is_shipped_law, load_policy
from returns_desk.application.policy_lab.bench import Surroundings
from returns_desk.application.policy_lab.examining import Watch, examine
from returns_desk.application.policy_lab.report import LabReport
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Layer

PLACE = "US"
"""Where packs that name no place are tried: its law leaves nearly everything to the shop."""
CURRENCY = "USD"
LONGEST_SECONDS = 8.0
"""An examination ends after so long and says that it did."""


@dataclass(frozen=True, slots=True)
class PolicyLab:
    """Examines pack files. `shipped` is the folder `policies` of the program's resources."""

    shipped: Path
    longest_seconds: float = LONGEST_SECONDS

    def examine(
        self,
        files: Sequence[Path],
        place: str | None = None,
        on_board: Callable[[int], None] = lambda _count: None,
        today: date | None = None,
    ) -> LabReport:
        """What is to be said of packs that can be used, alone and with the law that ships.

        Raises:
            UnusablePack: a file can't be used after all.
        """
        loaded = self._loaded(files)
        where = self._surroundings(loaded, place, today)
        ends = monotonic() + self.longest_seconds
        watch = Watch(lambda: monotonic() > ends, on_board)
        return examine(loaded.policy_for(where.currency), where, watch)

    def _loaded(self, files: Sequence[Path]) -> LoadedPolicy:
        """The files with the law; law alone where every file is law."""
        own = [path for path in files if not is_shipped_law(self.shipped, path)]
        loaded = load_policy(self.shipped, files=own)
        if own:
            return loaded
        return LoadedPolicy(tuple(p for p in loaded.packs if p.pack.layer is Layer.LAW))

    @staticmethod
    def _surroundings(loaded: LoadedPolicy, place: str | None, today: date | None) -> Surroundings:
        own = [each for each in loaded.packs if each.pack.layer is not Layer.LAW]
        places = (each.pack.jurisdiction for each in own if each.pack.jurisdiction)
        currencies = (each.currency for each in own if each.currency)
        return Surroundings(
            today=today or datetime.now(UTC).date(),
            place=place or next(places, PLACE),
            currency=next(currencies, CURRENCY),
        )

    @staticmethod
    def case_text(case: Case) -> str:
        """The example as JSON that `board` accepts."""
        return json.dumps(case_to_json(case), ensure_ascii=False, indent=2) + "\n"
