"""Whether promises to customers are past their time, for `returns-desk doctor`; changes nothing."""

from collections.abc import Iterator

from returns_desk.adapters.profile import Profile
from returns_desk.application.promises.book import PromiseBook
from returns_desk.application.promises.promise import Urgency
from returns_desk.cli.doctor import Symptom, Verdict
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake


def overdue_promises(profile: Profile) -> Iterator[Symptom]:
    """How many are; nothing where all are in time, or the journal can't be read."""
    try:
        with profile.read_journal() as journal:
            promises = PromiseBook().all(journal).values()
    except (OperatorMistake, EnvironmentFault):
        return  # the check of the journal says why
    now = profile.clock.now()
    over = sum(each.urgency(now) is Urgency.OVERDUE for each in promises)
    if over:
        message = f"Past their time and not ended: {over}. The manager's window lists them (F12)."
        yield Symptom("promises", Verdict.NOTE, message)
