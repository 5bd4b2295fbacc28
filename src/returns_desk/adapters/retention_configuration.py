"""The table [retention] of config.toml: for how many days personal data are kept.

Owns its keys. It must not open anything.
"""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from returns_desk.application.retention_terms import DEFAULT_DAYS, RetentionTerms

_JURISDICTION: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def _jurisdiction(text: str) -> str:
    if not _JURISDICTION.fullmatch(text):
        raise ValueError(f"{text!r} is no country or state; write it as EE or US-MN")
    return text


_Days = Annotated[int, Field(ge=1, le=3_660)]
_Jurisdiction = Annotated[str, AfterValidator(_jurisdiction)]


class RetentionConfiguration(BaseModel):
    """`personal_days` counts from the day on which something of the person was first kept.

    `jurisdictions` has other terms by country or by state: `{ EE = 180, US-MN = 90 }`. What the
    books need for years holds nothing personal and has no term here.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    personal_days: _Days = DEFAULT_DAYS
    jurisdictions: dict[_Jurisdiction, _Days] = Field(default_factory=dict)

    def terms(self) -> RetentionTerms:
        """The terms as the use case takes them."""
        return RetentionTerms(self.personal_days, self.jurisdictions)
