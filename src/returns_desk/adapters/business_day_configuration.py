"""The table [business_day] of config.toml: when the shop's day ends.

Owns its key. It must not open anything.
"""

import re
from datetime import time
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

from returns_desk.domain.business_day import LATEST_END

_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def _end(text: str) -> str:
    if not _TIME.fullmatch(text) or time.fromisoformat(text) > LATEST_END:
        raise ValueError(f'{text!r} ends no business day; write a time up to "12:00", as "03:00"')
    return text


class BusinessDayConfiguration(BaseModel):
    """`ends_at` is the time on the shop's wall, midnight or later, at which a new day begins."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    ends_at: Annotated[str, AfterValidator(_end)] = "00:00"

    def end(self) -> time:
        """The end as a time."""
        return time.fromisoformat(self.ends_at)
