"""When a paper of what was answered for is silent, and when it stays an alarm."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import begun_profile
from fakes import MANAGER
from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_losses import verified_with
from returns_desk.application.loss_answers import Loss, answer_to
from returns_desk.application.missing_end import MISSING_END
from returns_desk.application.ports import BentEvent, NewEvent, Verification

ALARM = Verification(
    9, BentEvent(5, "removed", "Events 5 to 60 are gone."), 4, ("keystore: event 9",)
)
REACHES_ALL = Verification(9, None, 9, ("keystore: event 9",))
ANSWERED_IN = 6


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its event 5 says that events 5 to 60 are gone, for which event 6 answers."""
    folder = begun_profile(tmp_path_factory.mktemp("losses") / "shop", cases=1)
    answer = answer_to(Loss(5, 60, told_in=5), MANAGER, "Power cut.", "ab" * 32)
    with Profile.open(folder) as profile, profile.locked(), profile.open_journal() as journal:
        told, answered = journal.append(
            NewEvent(MISSING_END, {"first": 5, "last": 60}),
            answer,
        )
    assert (told.sequence, answered.sequence) == (5, ANSWERED_IN)
    return folder


def found(shop: Path, without: Verification, *anchors: Anchor) -> Verification:
    """The verdict where these anchors raise the alarm, and `without` them stands that."""

    def verify(compared: Sequence[Anchor]) -> Verification:
        return ALARM if compared else without

    with Profile.open(shop) as profile, profile.read_journal() as journal:
        return verified_with(journal, anchors, verify)


@pytest.mark.parametrize("sequence", [5, 9, 50])
def test_with_the_end_remembered_and_all_vouched_for_it_is_told_and_no_alarm(
    shop: Path, sequence: int
) -> None:
    verdict = found(shop, REACHES_ALL, Anchor("slip", sequence, "deadbeef"))

    told = f"The slip remembers event {sequence}, which is gone; {MANAGER.id} answered for it."
    assert (verdict.bent, verdict.warnings) == (None, (told,))


@pytest.mark.parametrize(
    ("without", "sequence"),
    [
        (Verification(9, None, ANSWERED_IN - 1, ("keystore: event 5",)), 5),
        (Verification(9, None, 7, ("keystore: event 7",)), 8),
        (Verification(9, None, 8, ("keystore: event 8",)), 50),
        (Verification(9, None, 9, ("signed checkpoint: event 9",)), 5),
    ],
)
def test_where_less_is_vouched_for_it_stays_an_alarm(
    shop: Path, without: Verification, sequence: int
) -> None:
    assert found(shop, without, Anchor("slip", sequence, "deadbeef")) == ALARM


def test_another_fault_is_told_alone(shop: Path) -> None:
    other = Verification(9, BentEvent(3, "changed", "Event 3 was changed."), 9, REACHES_ALL.anchors)

    assert found(shop, other, Anchor("slip", 5, "deadbeef")) == other


def test_a_journal_that_can_not_be_read_silences_nothing(tmp_path: Path) -> None:
    folder = begun_profile(tmp_path / "shop", cases=1)
    slip = Anchor("slip", 5, "deadbeef")
    with Profile.open(folder) as profile, profile.read_journal() as journal:
        (folder / "journal.db").write_bytes(b"spoiled")

        assert verified_with(journal, (slip,), lambda each: ALARM if each else REACHES_ALL) == ALARM
