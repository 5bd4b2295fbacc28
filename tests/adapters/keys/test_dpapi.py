"""The seal of Windows, as far as it can be seen elsewhere: what is asked, what is given back."""

import ctypes
from pathlib import Path
from typing import Any

import pytest

from adapters.keys.keys_kit import holds_secret, secrets_of
from returns_desk.adapters.keys.dpapi import Blob, MachineSeal
from returns_desk.adapters.keys.machine_keys import MACHINE_KEYS, MachineKeys
from returns_desk.adapters.profile_keys import new_keys
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

UI_FORBIDDEN_AND_LOCAL_MACHINE = 5


class FakeComputer:
    """The calls of crypt32 and kernel32, with a mask that differs from computer to computer."""

    def __init__(self, mask: int, *, refuses: bool = False) -> None:
        self.mask, self.refuses = mask, refuses
        self.asked: list[tuple[str | None, int]] = []
        self.handed_out: list[ctypes.Array[ctypes.c_char]] = []
        self.freed: list[int] = []

    def CryptProtectData(self, given: Any, description: str | None, *more: Any) -> int:  # noqa: N802 -- Windows' name
        return self._answer(b"\0sealed" + self._masked(_bytes(given)), description, *more)

    def CryptUnprotectData(self, given: Any, description: str | None, *more: Any) -> int:  # noqa: N802 -- Windows' name
        content = _bytes(given)
        plain = self._masked(content[7:])
        is_own = content.startswith(b"\0sealed") and plain.startswith(b"{")
        return self._answer(plain, description, *more) if is_own else 0

    def LocalFree(self, data: Any) -> None:  # noqa: N802 -- Windows' name
        self.freed.append(ctypes.addressof(data.contents))

    def _answer(self, content: bytes, description: str | None, *more: Any) -> int:
        entropy, reserved, prompt, flags, answer = more
        assert entropy is reserved is prompt is None
        self.asked.append((description, flags))
        if self.refuses:
            return 0
        kept = ctypes.create_string_buffer(content, len(content))
        self.handed_out.append(kept)
        answer._obj.size = len(content)
        answer._obj.data = ctypes.cast(kept, ctypes.POINTER(ctypes.c_char))
        return 1

    def _masked(self, content: bytes) -> bytes:
        return bytes(each ^ self.mask for each in content)


def _bytes(given: Any) -> bytes:
    blob = given._obj
    assert isinstance(blob, Blob)
    return ctypes.string_at(blob.data, blob.size)


def keys_on(computer: FakeComputer, folder: Path) -> MachineKeys:
    return MachineKeys(folder, MachineSeal(computer, computer))


def test_sealed_keys_open_on_the_computer_that_sealed_them(tmp_path: Path) -> None:
    here, keys = FakeComputer(mask=90), new_keys()
    keys_on(here, tmp_path).write(keys)

    assert secrets_of(keys_on(here, tmp_path).read()) == secrets_of(keys)
    assert not holds_secret((tmp_path / MACHINE_KEYS).read_bytes(), keys)


def test_any_account_of_the_computer_may_open_them_and_nobody_is_asked(tmp_path: Path) -> None:
    here = FakeComputer(mask=90)
    keys_on(here, tmp_path).write(new_keys())
    keys_on(here, tmp_path).read()

    flags = UI_FORBIDDEN_AND_LOCAL_MACHINE
    assert here.asked == [("Returns Desk", flags), (None, flags)]


def test_memory_that_windows_handed_out_is_given_back(tmp_path: Path) -> None:
    here = FakeComputer(mask=90)
    keys_on(here, tmp_path).write(new_keys())
    keys_on(here, tmp_path).read()

    assert here.freed == [ctypes.addressof(each) for each in here.handed_out]


def test_another_computer_says_that_the_keys_are_not_its_own(tmp_path: Path) -> None:
    keys_on(FakeComputer(mask=90), tmp_path).write(new_keys())
    before = (tmp_path / MACHINE_KEYS).read_bytes()

    with pytest.raises(OperatorMistake, match="they are another computer's, or damaged"):
        keys_on(FakeComputer(mask=17), tmp_path).read()

    assert (tmp_path / MACHINE_KEYS).read_bytes() == before


def test_where_windows_can_t_seal_no_key_is_left_lying_open(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        keys_on(FakeComputer(mask=90, refuses=True), tmp_path / "keys").write(new_keys())

    assert list((tmp_path / "keys").iterdir()) == []
