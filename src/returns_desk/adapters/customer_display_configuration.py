"""The table [customer_display] of config.toml: whether, where and how the customer reads along.

Owns its keys. It must not open anything.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class CustomerDisplayConfiguration(BaseModel):
    """`shown` is auto (full screen on a second screen, where there is one), window, or off.

    `screen` names the screen to take, as the system calls it ("HDMI-2"); empty for the first one
    that the clerk's window is not on. `language` is what it rests in; empty for the shop's own.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    shown: Literal["auto", "window", "off"] = "auto"
    screen: Annotated[str, Field(max_length=200)] = ""
    language: Annotated[str, Field(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")] = ""
