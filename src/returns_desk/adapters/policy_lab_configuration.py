"""The table [policy_lab] of config.toml: from when on a change of policy is drafted.

Owns its keys. It must not open anything.
"""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from returns_desk.application.policy_lab.draft_thresholds import Thresholds

_DEFAULT: Final = Thresholds()


class PolicyLabConfiguration(BaseModel):
    """Decisions and percent, as application.policy_lab.draft_thresholds.Thresholds tells them."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    least_cases: Annotated[int, Field(ge=2, le=10_000)] = _DEFAULT.least_cases
    least_percent: Annotated[int, Field(ge=51, le=100)] = _DEFAULT.least_percent

    def thresholds(self) -> Thresholds:
        """The same for the use cases."""
        return Thresholds(self.least_cases, self.least_percent)
