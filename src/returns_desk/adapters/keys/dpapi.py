"""Seals bytes so that only this Windows computer can open them.

Owns the two calls of crypt32 and the memory that they hand out. It must not know what is sealed.
https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata
"""

import ctypes
import sys
from typing import Any, Final

UI_FORBIDDEN: Final = 0x1
LOCAL_MACHINE: Final = 0x4
"""Any account of the computer can open it, so that the till's service and IT both can."""


class Blob(ctypes.Structure):
    """DATA_BLOB of wincrypt.h: how many bytes, and where."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.POINTER(ctypes.c_char)))


class MachineSeal:
    """CryptProtectData and CryptUnprotectData for the local machine.

    `crypt32` and `kernel32` are those of Windows, or stand for them in a test.
    """

    def __init__(self, crypt32: Any, kernel32: Any) -> None:
        self._crypt32, self._kernel32 = crypt32, kernel32

    def seal(self, content: bytes) -> bytes:
        """What only this computer can open.

        Raises:
            OSError: Windows refused.

        """
        return self._called(self._crypt32.CryptProtectData, content, "Returns Desk")

    def unseal(self, sealed: bytes) -> bytes:
        """What was sealed on this computer.

        Raises:
            OSError: It was sealed on another one, or changed since.

        """
        return self._called(self._crypt32.CryptUnprotectData, sealed, None)

    def _called(self, call: Any, content: bytes, description: str | None) -> bytes:
        kept = ctypes.create_string_buffer(content, len(content))
        given = Blob(len(content), ctypes.cast(kept, ctypes.POINTER(ctypes.c_char)))
        answer = Blob()
        flags = UI_FORBIDDEN | LOCAL_MACHINE
        is_done = call(
            ctypes.byref(given), description, None, None, None, flags, ctypes.byref(answer)
        )
        if not is_done:
            raise OSError("Windows can't seal or open this")
        try:
            return ctypes.string_at(answer.data, answer.size)
        finally:
            self._kernel32.LocalFree(answer.data)


if sys.platform == "win32":

    def machine_seal() -> MachineSeal:
        """The seal of this computer."""
        crypt32, kernel32 = ctypes.WinDLL("crypt32"), ctypes.WinDLL("kernel32")
        for call in (crypt32.CryptProtectData, crypt32.CryptUnprotectData):
            blob = ctypes.POINTER(Blob)
            call.restype = ctypes.c_int
            call.argtypes = [
                *(blob, ctypes.c_wchar_p, blob, ctypes.c_void_p, ctypes.c_void_p),
                *(ctypes.c_uint32, blob),
            ]
        kernel32.LocalFree.argtypes = [ctypes.c_void_p]
        kernel32.LocalFree.restype = ctypes.c_void_p
        return MachineSeal(crypt32, kernel32)
