"""The table [evidence] of config.toml: how large a file of a case may be.

Owns its keys. It must not open anything.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from returns_desk.adapters.evidence_intake import MOST_MEGABYTES


class EvidenceConfiguration(BaseModel):
    """`most_megabytes` is of one photo or document as it is brought; photos are kept smaller."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    most_megabytes: Annotated[int, Field(ge=1, le=200)] = MOST_MEGABYTES
