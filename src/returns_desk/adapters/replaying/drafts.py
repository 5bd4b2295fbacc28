"""Changes of policy drafted from what managers keep allowing, each tried on the journal.

Owns the way from decisions to a pack's text and its replay. It publishes nothing.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from returns_desk.adapters.policies.changed_packs import files_in_force, pack_of
from returns_desk.adapters.policies.drafted_pack import Scope, drafted
from returns_desk.adapters.policies.reader import read_pack
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.replaying.access import Period, ReplayAccess
from returns_desk.adapters.safe_files import Progress
from returns_desk.application.policy_lab.drafting import (
    NOT_BY_ITSELF,
    Draft,
    Kept,
    gather,
    why_no_draft,
)
from returns_desk.application.policy_lab.replay_sum import ReplaySum


@contextmanager
def written(text: str, file: str) -> Iterator[Path]:
    """A pack's text as a file of that name, for as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix="returns-desk-") as folder:
        path = Path(folder) / file
        path.write_text(text, encoding="utf-8")
        yield path


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
        """Every option that managers decided on, the most often decided first, tried.

        Raises:
            OperatorMistake: a pack can't be used, there is no journal, or it holds no case.
            EnvironmentFault: a file can't be read.
        """
        for each in self.decisions(days, on_progress):
            found = self.tried(each.text, each.file, days, on_progress) if each.text else None
            yield replace(each, found=found)

    def decisions(
        self, days: tuple[date | None, date | None], on_progress: Progress
    ) -> tuple[Draft, ...]:
        """The same, drafted and not tried yet.

        Raises:
            OperatorMistake: a pack can't be used, there is no journal, or it holds no case.
            EnvironmentFault: a file can't be read.
        """
        decided = self._replay.decided(Period(*days), on_progress)
        every = gather(decided, self._replay.policy_in_force())
        return tuple(map(self._drafted, every))

    def tried(
        self,
        text: str,
        file: str,
        days: tuple[date | None, date | None],
        on_progress: Progress,
    ) -> ReplaySum:
        """The journal under a pack with this text, which stands in for the file of that name.

        Raises:
            OperatorMistake: the pack can't be used, there is no journal, or it holds no case.
            EnvironmentFault: a file can't be read.
        """
        with written(text, file) as draft:
            return self._replay.replay([draft], Period(*days), on_progress)

    def _drafted(self, kept: Kept) -> Draft:
        why = why_no_draft(kept, self._thresholds)
        if why:
            return Draft(kept, why)
        (rule,) = kept.rules
        path = self._file_of(rule.pack)
        before = path.read_text(encoding="utf-8")
        scope = Scope(kept.option, tuple(sorted(kept.reasons)), kept.most)
        text = drafted(before, rule.id, scope)
        if text is None:
            return Draft(kept, NOT_BY_ITSELF, rule.pack)
        currency = read_pack(before.encode(), path.name).currency
        most = None if currency is None else kept.most
        return Draft(kept, None, rule.pack, text, file=path.name, before=before, most=most)

    def _file_of(self, pack: str) -> Path:
        files = files_in_force(self._shipped, self._replay.files_in_force())
        return next(path for path in files if pack_of(self._shipped, path).id == pack)
