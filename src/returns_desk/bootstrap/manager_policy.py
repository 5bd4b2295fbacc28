"""The page of the policy lab in the manager's window: its wiring, and how it reaches the packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.policies.changed_packs import changed_policy, files_in_force, pack_of
from returns_desk.adapters.publishing.access import PublishingAccess
from returns_desk.adapters.replaying.drafts import DraftsAccess, written
from returns_desk.adapters.resources import resource_path
from returns_desk.application.publishing import FROM_APPROVALS, FROM_FILE
from returns_desk.application.sentences import N_
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.domain.errors import OperatorMistake
from returns_desk.ui.manager.frame import PageInfo
from returns_desk.ui.manager.lab_page import LabPage
from returns_desk.ui.manager.lab_ports import STOPPED, PackText, PublishedPacks
from returns_desk.ui.manager.lab_presenter import PAGE, LabPresenter

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from returns_desk.application.policy_lab.drafting import Draft
    from returns_desk.application.policy_lab.replay_sum import ReplaySum
    from returns_desk.application.ports import Operator
    from returns_desk.application.publishing import Publication
    from returns_desk.bootstrap.manager_pages import ManagerParts
    from returns_desk.ui.manager.lab_ports import Days, Tell


class LabOfProfile:
    """The lab of one profile: reads in any worker, writes in the counter's."""

    def __init__(self, parts: ManagerParts) -> None:
        """Nothing is read yet."""
        self._profile = parts.profile
        self._services, self._long_work = parts.services, parts.long_work
        self._shipped = resource_path("policies")
        self._drafts = DraftsAccess(parts.profile, self._shipped)
        self._publishing = PublishingAccess(
            parts.profile, self._shipped, lambda: parts.frame.now().date()
        )

    def decisions(self, days: Days, tell: Tell) -> tuple[Draft, ...]:
        """What managers decided, with the changes that follow."""
        return self._drafts.decisions(days, self._until_closing(tell))

    def tried(self, pack: PackText, days: Days, tell: Tell) -> ReplaySum:
        """The journal under the change."""
        return self._drafts.tried(pack.text, pack.file, days, self._until_closing(tell))

    def read_file(self, path: Path) -> PackText:
        """A pack file that a person chose, and what decides now in its place."""
        own = self._publishing.files_in_force()
        changed_policy(self._shipped, own, [path])
        pack = pack_of(self._shipped, path).id
        now = [
            x for x in files_in_force(self._shipped, own) if pack_of(self._shipped, x).id == pack
        ]
        with file_faults(path):
            before = now[0].read_text(encoding="utf-8") if now else ""
            return PackText(pack, path.name, path.read_text(encoding="utf-8"), before)

    def published(self) -> PublishedPacks:
        """What was published, what is wrong with it, and who published it."""
        every, problems = self._publishing.published()
        people = self._profile.operators().everyone()
        return PublishedPacks(every, problems, {x.person.id: x.person.name for x in people})

    def publish(self, pack: PackText, day: date, by: Operator, *, is_drafted: bool) -> Publication:
        """Put the change in force from a day on."""
        basis = FROM_APPROVALS if is_drafted else FROM_FILE
        with written(pack.text, pack.file) as path:
            return self._publishing.publish(self._services.journal, by, path, day, basis)

    def revert(self, pack: str, by: Operator) -> Publication:
        """Take back the last publication of a pack."""
        return self._publishing.revert(self._services.journal, by, pack)

    def _until_closing(self, tell: Tell) -> Tell:
        def told(done: int, total: int) -> None:
            if self._long_work.is_closing():
                raise OperatorMistake("The window closes.", code=STOPPED)
            tell(done, total)

        return told


def policy_page(parts: ManagerParts) -> MadePage:
    """The page, ready to be hung into the window."""
    page = LabPage()
    currency = parts.profile.configuration.store.currency
    tools = LabOfProfile(parts)
    presenter = LabPresenter(page, parts.frame, tools, parts.long_work, currency)
    page.follow(presenter)
    info = PageInfo(PAGE, N_("Policy lab"), "flask", ("manager", "regional"))
    return MadePage(info, presenter, page)
