"""The table [escalations] of config.toml: when a case is handed on by itself, and said again.

Owns its keys. It must not open anything.
"""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from returns_desk.application.escalations.times import EscalationTimes

_DEFAULT: Final = EscalationTimes()


class EscalationConfiguration(BaseModel):
    """Minutes and days, as application.escalations.times.EscalationTimes tells them."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    open_too_long_minutes: Annotated[int, Field(ge=1, le=1440)] = _DEFAULT.open_too_long_minutes
    reminder_minutes: Annotated[int, Field(ge=1, le=1440)] = _DEFAULT.reminder_minutes
    third_visit_days: Annotated[int, Field(ge=1, le=3660)] = _DEFAULT.third_visit_days

    def times(self) -> EscalationTimes:
        """The same for the use cases."""
        return EscalationTimes(
            self.open_too_long_minutes, self.reminder_minutes, self.third_visit_days
        )
