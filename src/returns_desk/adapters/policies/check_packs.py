"""Pack files on the bench: loaded with the law that ships, and examined.

Owns where the packs are tried: places, currency, day. The examination itself is the application's;
here files become policies, and example cases become JSON.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from returns_desk.adapters.case_files import case_to_json
from returns_desk.adapters.policies.policy_files import LoadedPolicy, is_shipped_law, load_policy
from returns_desk.application.policy_lab.bench import Surroundings
from returns_desk.application.policy_lab.effort import MOST_WORK, Effort
from returns_desk.application.policy_lab.examining import examine
from returns_desk.application.policy_lab.report import LabReport
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Layer

PLACE = "US"
"""Where packs that name no place are tried: its law leaves nearly everything to the shop."""
CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class PolicyLab:
    """Examines pack files.

    Attributes:
        shipped: the folder `policies` of the program's resources.
        most_work: what each part of an examination may do before it is ended.
    """

    shipped: Path
    most_work: int = MOST_WORK

    def examine(
        self,
        files: Sequence[Path],
        places: Sequence[str] = (),
        on_board: Callable[[int], None] = lambda _count: None,
        today: date | None = None,
    ) -> LabReport:
        """What is to be said of packs that can be used, alone and with the law that ships.

        `places` are those where the shop trades; without them the packs' own `jurisdiction` counts.

        Raises:
            UnusablePack: a file can't be used after all.
        """
        loaded = self._loaded(files)
        named = self._named(loaded, files)
        where = self._surroundings(loaded, tuple(dict.fromkeys(places or named)), today)
        return examine(loaded.policy_for(where.currency), where, Effort(self.most_work, on_board))

    def _loaded(self, files: Sequence[Path]) -> LoadedPolicy:
        """The files with the law; law alone where every file is law."""
        own = [path for path in files if not is_shipped_law(self.shipped, path)]
        loaded = load_policy(self.shipped, files=own)
        if own:
            return loaded
        return LoadedPolicy(tuple(p for p in loaded.packs if p.pack.layer is Layer.LAW))

    def _named(self, loaded: LoadedPolicy, files: Sequence[Path]) -> Sequence[str]:
        """The places that the files themselves name."""
        asked = {path.name for path in files if is_shipped_law(self.shipped, path)}
        judged = [p for p in loaded.packs if p.pack.layer is not Layer.LAW or p.file in asked]
        return [each.pack.jurisdiction for each in judged if each.pack.jurisdiction]

    @staticmethod
    def _surroundings(
        loaded: LoadedPolicy, places: tuple[str, ...], today: date | None
    ) -> Surroundings:
        own = [each for each in loaded.packs if each.pack.layer is not Layer.LAW]
        currencies = (each.currency for each in own if each.currency)
        return Surroundings(
            today=today or datetime.now(UTC).date(),
            place=next(iter(places), PLACE),
            currency=next(currencies, CURRENCY),
            places=places,
        )

    @staticmethod
    def case_text(case: Case) -> str:
        """The example as JSON that `board` accepts."""
        return json.dumps(case_to_json(case), ensure_ascii=False, indent=2) + "\n"
