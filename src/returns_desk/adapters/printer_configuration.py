"""What config.toml says of the slip printer.

Owns its keys and what each kind of printer needs. It must not open a printer.
"""

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class PrinterConfiguration(BaseModel):
    """The slip printer, spoken to in ESC/POS; `kind` decides which of the other keys count.

    network: `address` and `port`. usb: `vendor` and `product`, four hexadecimal digits each.
    serial: `device` (/dev/ttyS0, COM3) and `baud`. file: `device`, a device such as /dev/usb/lp0
    or a file that the bytes are added to. `model` is a profile of python-escpos; `width_dots` is
    the printed width of the paper where it is not the model's own.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kind: Literal["none", "network", "usb", "serial", "file"] = "none"
    address: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 9100
    vendor: Annotated[str, Field(pattern=r"^([0-9a-fA-F]{4})?$")] = ""
    product: Annotated[str, Field(pattern=r"^([0-9a-fA-F]{4})?$")] = ""
    device: str = ""
    baud: Annotated[int, Field(ge=300, le=921_600)] = 9600
    handshake: Literal["none", "hardware", "xon_xoff"] = "none"
    model: str = "default"
    width_dots: Annotated[int, Field(ge=200, le=1000)] | None = None
    letters: Literal["auto", "image"] = "auto"
    drawer: bool = False

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        for key in _PRINTER_NEEDS.get(self.kind, ()):
            if not getattr(self, key):
                raise ValueError(f"a {self.kind} printer needs {key}; add it")
        return self


_PRINTER_NEEDS: Final = {
    "network": ("address",),
    "usb": ("vendor", "product"),
    "serial": ("device",),
    "file": ("device",),
}
