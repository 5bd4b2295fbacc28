"""A USB bus with one printer on it, in place of libusb: pyusb itself talks to it.

Owns the descriptors that a printer of the USB class shows, and what arrived. It is no bus; how
libusb reaches real wires is not shown here.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from usb.backend import IBackend

if TYPE_CHECKING:
    from collections.abc import Iterator

VENDOR, PRODUCT = 0x04B8, 0x0E15
_MOST_AT_ONCE = 1_000
_ENDPOINTS = ((0x82, 2), (0x01, 2))
"""Address (the highest bit: into the computer) and kind (2: bulk)."""


class UsbPrinter(IBackend):  # type: ignore[misc]  # pyusb brings no types
    """Takes at most a thousand bytes at a time; `error` is what every write meets instead.

    Attributes:
        taken: every byte that arrived.
        is_given_back: whether the system's own driver has the interface again.
    """

    def __init__(self, error: Exception | None = None) -> None:
        self.taken = bytearray()
        self.is_given_back = False
        self._error = error
        self._is_served = True

    def enumerate_devices(self) -> Iterator[str]:
        return iter(("printer",))

    def get_device_descriptor(self, _: str) -> SimpleNamespace:
        return SimpleNamespace(
            **dict.fromkeys(_DEVICE_FIELDS, 0)
            | {"idVendor": VENDOR, "idProduct": PRODUCT, "bNumConfigurations": 1}
            | dict.fromkeys(("bus", "address", "port_number", "port_numbers", "speed"), None)
        )

    def get_configuration_descriptor(self, _: str, number: int) -> SimpleNamespace:
        if number:
            raise IndexError(number)
        fields = dict.fromkeys(_CONFIGURATION_FIELDS, 0)
        return SimpleNamespace(
            **fields | {"bNumInterfaces": 2, "bConfigurationValue": 1, "extra_descriptors": b""}
        )

    def get_interface_descriptor(
        self, _: str, number: int, alternate: int, __: int
    ) -> SimpleNamespace:
        if number > 1 or alternate:
            raise IndexError(number)
        fields = dict.fromkeys(_INTERFACE_FIELDS, 0) | {"extra_descriptors": b""}
        kind = {"bInterfaceNumber": number, "bInterfaceClass": (3, 7)[number]}
        return SimpleNamespace(**fields | kind | {"bNumEndpoints": number * len(_ENDPOINTS)})

    def get_endpoint_descriptor(self, _: str, number: int, *__: int) -> SimpleNamespace:
        address, kind = _ENDPOINTS[number]
        fields = dict.fromkeys(_ENDPOINT_FIELDS, 0) | {"extra_descriptors": b""}
        return SimpleNamespace(**fields | {"bEndpointAddress": address, "bmAttributes": kind})

    def open_device(self, device: str) -> str:
        return device

    def close_device(self, _: str) -> None:
        """Nothing is open."""

    def get_configuration(self, _: str) -> int:
        return 1

    def claim_interface(self, _: str, number: int) -> None:
        assert number == 1, "the second interface is the printer"
        assert not self._is_served, "the system's driver still has it"

    def release_interface(self, _: str, __: int) -> None:
        """Whoever holds it lets go."""

    def bulk_write(self, _: str, address: int, __: int, content: bytes, timeout: int) -> int:
        assert address == 0x01
        assert timeout > 0
        if self._error is not None:
            raise self._error
        some = bytes(content[:_MOST_AT_ONCE])
        self.taken += some
        return len(some)

    def is_kernel_driver_active(self, _: str, __: int) -> bool:
        return self._is_served

    def detach_kernel_driver(self, _: str, __: int) -> None:
        self._is_served = False

    def attach_kernel_driver(self, _: str, __: int) -> None:
        self._is_served = self.is_given_back = True


_DEVICE_FIELDS = (
    *("bLength", "bDescriptorType", "bcdUSB", "bDeviceClass", "bDeviceSubClass"),
    *("bDeviceProtocol", "bMaxPacketSize0", "idVendor", "idProduct", "bcdDevice"),
    *("iManufacturer", "iProduct", "iSerialNumber", "bNumConfigurations"),
)
_CONFIGURATION_FIELDS = (
    *("bLength", "bDescriptorType", "wTotalLength", "bNumInterfaces", "bConfigurationValue"),
    *("iConfiguration", "bmAttributes", "bMaxPower"),
)
_INTERFACE_FIELDS = (
    *("bLength", "bDescriptorType", "bInterfaceNumber", "bAlternateSetting", "bNumEndpoints"),
    *("bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol", "iInterface"),
)
_ENDPOINT_FIELDS = (
    *("bLength", "bDescriptorType", "bEndpointAddress", "bmAttributes", "wMaxPacketSize"),
    *("bInterval", "bRefresh", "bSynchAddress"),
)
