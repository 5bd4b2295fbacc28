"""How a command gets a PIN: typed unseen or read from standard input, never from the arguments.

Owns the asking. It must not judge whose PIN it is, nor print it.
"""

from __future__ import annotations

import getpass
import sys

from returns_desk.domain.errors import OperatorMistake


def asked_pin(prompt: str, *, from_stdin: bool, again: str = "") -> str:
    """The PIN that a person types, or the first line of standard input.

    `again` is the prompt for typing it a second time; without one it is typed once.

    Raises:
        OperatorMistake: Nobody is there to type it, or the two that were typed differ.

    """
    if from_stdin:
        return sys.stdin.readline().strip()
    if not sys.stdin.isatty():
        message = "Nobody is there to type a PIN; give it on standard input with --pin-stdin."
        raise OperatorMistake(message, code="no_pin")
    pin = getpass.getpass(prompt)
    if again and getpass.getpass(again) != pin:
        raise OperatorMistake("The two PINs differ. Try again.", code="pins_differ")
    return pin
