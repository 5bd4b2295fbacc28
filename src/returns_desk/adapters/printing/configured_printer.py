"""From `[printer]` of config.toml to the printer of the desk.

Owns which device and which model each kind gets. Opens nothing but the folder of waiting slips.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.printing.file_device import FileDevice
from returns_desk.adapters.printing.network_device import NetworkDevice
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.serial_device import SerialDevice
from returns_desk.adapters.printing.slip_printer import EscposSlipPrinter
from returns_desk.adapters.printing.usb_device import UsbDevice
from returns_desk.adapters.printing.waiting_slips import WaitingSlips
from returns_desk.application.no_printer import NoPrinter

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.printer_configuration import PrinterConfiguration
    from returns_desk.adapters.printing.devices import Device, Patience
    from returns_desk.application.ports import PrinterState
    from returns_desk.domain.errors import ReturnsError

FOLDER: Final = ("slips", "waiting")
"""Below the profile's folder."""


class NoSlipPrinter(NoPrinter):
    """A counter without a printer, to be listened to and closed like one."""

    def on_change(self, listener: Callable[[PrinterState], None]) -> None:
        """Nothing ever changes."""

    def close(self) -> None:
        """Nothing runs."""


def slip_printer(
    configuration: PrinterConfiguration,
    profile: Path,
    patience: Patience | None = None,
    report: Callable[[ReturnsError], None] | None = None,
) -> EscposSlipPrinter | NoSlipPrinter:
    """The printer of a profile; it begins at once with the slips that wait from earlier.

    Close it before Qt's application goes. `report` is told, in the printing thread, why a slip was
    set aside.

    Raises:
        OperatorMistake: there is no such model.
        EnvironmentFault: the folder of waiting slips can't be used.
    """
    device = _device(configuration, patience)
    if device is None:
        return NoSlipPrinter()
    return EscposSlipPrinter(
        device,
        printer_model(configuration.model, configuration.width_dots),
        WaitingSlips(profile.joinpath(*FOLDER)),
        as_picture=configuration.letters == "image",
        patience=patience,
        report=report,
    )


def _device(configuration: PrinterConfiguration, patience: Patience | None) -> Device | None:
    match configuration.kind:
        case "network":
            return NetworkDevice(configuration.address, configuration.port, patience)
        case "usb":
            vendor, product = int(configuration.vendor, 16), int(configuration.product, 16)
            return UsbDevice(vendor, product, patience)
        case "serial":
            handshake = configuration.handshake
            return SerialDevice(configuration.device, configuration.baud, handshake, patience)
        case "file":
            return FileDevice(Path(configuration.device), patience)
        case "none":
            return None
