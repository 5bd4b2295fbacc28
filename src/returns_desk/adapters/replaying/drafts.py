"""Changes of policy drafted from what managers keep allowing, each tried on the journal.

Owns the way from decisions to a pack's text and its replay. It publishes nothing.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from returns_desk.adapters.policies.changed_packs import files_in_force, pack_of
from returns_desk.adapters.policies.drafted_pack import Scope, drafted
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.replaying.access import Period, ReplayAccess
from returns_desk.adapters.safe_files import Progress
from returns_desk.application.policy_lab.drafting import Kept, gather, why_no_draft
from returns_desk.application.policy_lab.replay_sum import ReplaySum

NOT_BY_ITSELF: Final = "not_by_itself"
"""Why nothing is drafted: the file can't be changed without a person."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What managers decided, and the change that follows; `why` says why there is none.

    `text` is the whole pack with the change, `found` what the journal says of it.
    """

    kept: Kept
    why: str | None
    pack: str = ""
    text: str = ""
    found: ReplaySum | None = None


class DraftsAccess:
    """The drafts of one profile.

    Attributes:
        currency: what the shop counts in.
    """

    def __init__(self, profile: Profile, shipped: Path) -> None:
        """Nothing is read yet; `shipped` are the policies that come with the program."""
        self._shipped = shipped
        self._replay = ReplayAccess(profile, shipped)
        self._thresholds = profile.configuration.policy_lab.thresholds()
        self.currency = self._replay.currency

    def drafts(
        self, days: tuple[date | None, date | None], on_progress: Progress
    ) -> Iterator[Draft]:
        """Every option that managers decided on, the most often decided first.

        Raises:
            OperatorMistake: a pack can't be used, there is no journal, or it holds no case.
            EnvironmentFault: a file can't be read.
        """
        period = Period(*days)
        decided = self._replay.decided(period)
        for kept in gather(decided, self._replay.policy_in_force()):
            why = why_no_draft(kept, self._thresholds)
            yield Draft(kept, why) if why else self._drafted(kept, period, on_progress)

    def _drafted(self, kept: Kept, period: Period, on_progress: Progress) -> Draft:
        (rule,) = kept.rules
        path = self._file_of(rule.pack)
        scope = Scope(kept.option, tuple(sorted(kept.reasons)), kept.most)
        text = drafted(path.read_text(encoding="utf-8"), rule.id, scope)
        if text is None:
            return Draft(kept, NOT_BY_ITSELF, rule.pack)
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / path.name
            draft.write_text(text, encoding="utf-8")
            found = self._replay.replay([draft], period, on_progress)
        return Draft(kept, None, rule.pack, text, found)

    def _file_of(self, pack: str) -> Path:
        files = files_in_force(self._shipped, self._replay.files_in_force())
        return next(path for path in files if pack_of(self._shipped, path).id == pack)
