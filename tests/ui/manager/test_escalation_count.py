"""What waits is counted, and said again once for every span that the shop names."""

from datetime import timedelta

from builders import NOW
from returns_desk.application.escalations.life import EscalationLife, Phase
from returns_desk.application.escalations.queue import Waiting
from returns_desk.ui.manager.escalation_count import Tally


def waiting(number: int, minutes: int, phase: Phase = Phase.WAITING) -> Waiting:
    raised_at = NOW - timedelta(minutes=minutes)
    life = EscalationLife(1, phase, raised_at, ("manager_asked",), None, 0)
    return Waiting(f"case-{number}", number, "mara", life, is_at_counter=True)


def test_it_is_said_once_in_every_span() -> None:
    tally = Tally(3)
    queue = [waiting(1, 4), waiting(2, 1), waiting(3, 60, Phase.APPROVED)]

    first = tally.of(queue, NOW)
    soon = tally.of(queue, NOW + timedelta(minutes=1))
    later = tally.of(queue, NOW + timedelta(minutes=2))

    assert first == (2, (1,))
    assert soon == (2, ())
    assert later == (2, (1, 2))
    assert tally.is_urgent


def test_what_does_not_wait_long_is_not_urgent() -> None:
    tally = Tally(3)

    assert tally.of([waiting(2, 1)], NOW) == (1, ())
    assert not tally.is_urgent
