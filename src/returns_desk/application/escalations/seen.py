"""What the counter's own window shows of an escalation: how far it came, and since when it waits.

Owns nothing but that view; pure.
"""

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.desk_state import EscalationState


def escalation_state(record: CaseRecord) -> EscalationState | None:
    """The latest record that was handed on; None where nothing was."""
    life = record.life
    if not record.escalations or life is None:
        return None
    last = record.escalations[-1]
    return EscalationState(
        last.at, last.triggers, last.option, last.amount, str(life.phase), life.raised_at
    )
