"""A printer at USB that no driver of the system serves, found by its vendor and product.

Owns the search for its way in and the loan of the interface from the system's own driver.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.printing.devices import Patience
from returns_desk.adapters.printing.printer_problems import (
    PrinterFault,
    PrinterProblem,
    PrintingStopped,
    printer_faults,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

PRINTER_CLASS: Final = 7
_BULK_OUT: Final = (2, 0)
_CHUNK_BYTES: Final = 4_096


class UsbDevice:
    """Borrows the printer's interface for each job; `backend` is libusb unless a test has one."""

    def __init__(
        self, vendor: int, product: int, patience: Patience | None = None, backend: Any = None
    ) -> None:
        """Remember the printer; nothing is opened yet."""
        self._vendor, self._product = vendor, product
        self._patience = patience or Patience()
        self._backend = backend

    def send(self, job: bytes, stop: threading.Event) -> None:
        """Hand over all bytes.

        Raises:
            PrinterFault: no such printer, no right to use it, no libusb, or it takes nothing more.
            PrintingStopped: the program is closing.
        """
        with printer_faults(), self._way_in() as endpoint:
            limit_ms = int(self._patience.stall_seconds * 1000)
            rest = job
            while rest:
                if stop.is_set():
                    raise PrintingStopped("The program is closing.", code="closing")
                taken = endpoint.write(rest[:_CHUNK_BYTES], limit_ms)
                rest = rest[taken:]

    @contextmanager
    def _way_in(self) -> Iterator[Any]:
        # Late, since few counters have such a printer.
        import usb.util  # noqa: PLC0415 -- late, see above

        printer = self._found()
        interface = _interface(printer)
        number = interface.bInterfaceNumber
        was_borrowed = _borrow(printer, number)
        try:
            yield _endpoint(interface)
        finally:
            # A printer that was pulled out can't be given back.
            with suppress(OSError):
                usb.util.release_interface(printer, number)
                if was_borrowed:
                    printer.attach_kernel_driver(number)
            usb.util.dispose_resources(printer)

    def _found(self) -> Any:
        import usb.core  # noqa: PLC0415 -- late, as above

        try:
            printer = usb.core.find(
                idVendor=self._vendor, idProduct=self._product, backend=self._backend or _library()
            )
        except usb.core.NoBackendError as error:
            raise PrinterFault(PrinterProblem.USB_LIBRARY_MISSING) from error
        if printer is None:
            raise PrinterFault(PrinterProblem.NOT_THERE)
        return printer


def _library() -> Any:
    """On Windows the libusb that comes along; elsewhere pyusb finds the system's."""
    if os.name != "nt":
        return None
    import libusb_package  # noqa: PLC0415 -- on Windows only

    return libusb_package.get_libusb1_backend()


def _interface(printer: Any) -> Any:
    """The interface that says it is a printer, else the first."""
    interfaces = list(printer[0])
    printers = [each for each in interfaces if each.bInterfaceClass == PRINTER_CLASS]
    return (printers or interfaces)[0]


def _borrow(printer: Any, number: int) -> bool:
    """Take the interface from the system's driver; whether there was one to give it back to."""
    try:
        is_served = printer.is_kernel_driver_active(number)
    except NotImplementedError:
        # How pyusb says that this system (Windows, say) has no driver to take it from.
        return False
    if is_served:
        printer.detach_kernel_driver(number)
    return bool(is_served)


def _endpoint(interface: Any) -> Any:
    kind, direction = _BULK_OUT
    for endpoint in interface:
        is_bulk = endpoint.bmAttributes & 0x03 == kind
        if is_bulk and endpoint.bEndpointAddress & 0x80 == direction:
            return endpoint
    raise PrinterFault(PrinterProblem.NOT_THERE)
