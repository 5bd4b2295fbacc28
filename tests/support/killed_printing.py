"""A process that keeps slips for a printer that is gone, and is killed while they wait.

Run as a program: argument one is the folder of waiting slips; says "kept" and waits to be killed.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from returns_desk.adapters.printing.network_device import NetworkDevice
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.slip_printer import EscposSlipPrinter
from returns_desk.adapters.printing.waiting_slips import WaitingSlips
from support.sample_slips import ENGLISH, ESTONIAN

if __name__ == "__main__":
    printer = EscposSlipPrinter(
        NetworkDevice("127.0.0.1", int(sys.argv[2])),
        printer_model("default"),
        WaitingSlips(Path(sys.argv[1])),
    )
    printer.print_slip(ENGLISH)
    printer.print_slip(ESTONIAN)
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    threading.Event().wait()
