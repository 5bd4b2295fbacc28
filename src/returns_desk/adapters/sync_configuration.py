"""The table [sync] of config.toml: which hub this terminal sends its journal to.

Owns its keys. It must not open anything; what a connection asks for beyond them, libpq knows.
"""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_PASSWORD: Final = re.compile(r"password\s*=|://[^/@]*:[^/@]*@", re.IGNORECASE)


def _without_password(dsn: str) -> str:
    if _PASSWORD.search(dsn):
        raise ValueError(
            "a password does not belong in this file; take it out, and give it once with "
            "'returns-desk sync password'"
        )
    return dsn


class SyncConfiguration(BaseModel):
    """`dsn` names the hub as libpq does, without a password; empty for none.

    Example: `host=hub.example port=5432 dbname=returns user=returns_desk_till_1a2b3c4d5e6f`.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    dsn: Annotated[str, Field(max_length=1000), AfterValidator(_without_password)] = ""
