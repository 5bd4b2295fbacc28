"""The table [review] of config.toml: what a visit is worth to this shop.

Owns its keys. It must not open anything.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ReviewConfiguration(BaseModel):
    """What a customer who leaves may spend elsewhere.

    `visit_value` is the average sale of a visit in minor units (2800 is 28.00), `visits_a_year` how
    often a customer comes; 0 where nobody said.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    visit_value: Annotated[int, Field(ge=0, le=100_000_000)] = 0
    visits_a_year: Annotated[int, Field(ge=0, le=366)] = 0
