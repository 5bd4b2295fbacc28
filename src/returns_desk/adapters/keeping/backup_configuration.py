"""The table [backup] of config.toml: where backups go, when, and how many are kept.

Owns its keys. It must not open anything.
"""

from datetime import time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from returns_desk.application.keeping import Rotation


def _time_of_day(text: str) -> str:
    try:
        is_whole = time.fromisoformat(text).tzinfo is None
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ValueError(f'{text!r} is no time of day; write it as "21:30"')
    return text


class BackupConfiguration(BaseModel):
    """`folder` empty: none by itself. A relative one leads out of the profile's: "../backups".

    `keep_people_days` is to be shorter than the time within which a person can ask to be erased.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    folder: str = ""
    at: Annotated[str, AfterValidator(_time_of_day)] = "21:30"
    keep_days: Annotated[int, Field(ge=1, le=366)] = 7
    keep_weeks: Annotated[int, Field(ge=0, le=520)] = 5
    keep_months: Annotated[int, Field(ge=0, le=240)] = 12
    keep_people_days: Annotated[int, Field(ge=1, le=366)] = 14

    def rotation(self) -> Rotation:
        """How many of each period are kept."""
        return Rotation(self.keep_days, self.keep_weeks, self.keep_months, self.keep_people_days)
