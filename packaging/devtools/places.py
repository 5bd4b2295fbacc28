"""Where things lie in the checkout. Owns paths only; makes and reads nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PYPROJECT: Final = ROOT / "pyproject.toml"
SOURCE: Final = ROOT / "src"
TESTS: Final = ROOT / "tests"
CATALOGUES: Final = ROOT / "resources" / "locale"
LOCKS: Final = ROOT / "packaging" / "locks"
BENCHES: Final = ROOT / "packaging" / "bench"
LONG_REPORTS: Final = TESTS / "long"
BUILD: Final = ROOT / "build"
ENVIRONMENT: Final = ROOT / ".venv"
ENVIRONMENT_PYTHON: Final = ENVIRONMENT / (
    "Scripts/python.exe" if os.name == "nt" else "bin/python"
)
