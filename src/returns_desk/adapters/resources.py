"""Where the files of `resources/` lie: the checkout, an installed tree or a frozen program.

Owns the one rule by which they are found. Must not read them, and must not look anywhere else: a
folder that happens to lie beside the working directory is not ours.
"""

import sys
from functools import cache
from pathlib import Path

from returns_desk.domain.errors import EnvironmentFault

INSTALLED_NAME = "_resources"
CHECKOUT_NAME = "resources"


@cache
def resources_root() -> Path:
    """Answer the folder that holds `policies`, `styles`, `icons`, `fonts`, `locale` and the rest.

    Raises:
        EnvironmentFault: The program's own files are not where any of its three forms has them.

    """
    for candidate in _candidates():
        if candidate.is_dir():
            return candidate
    message = "The program's own files are missing; install it again."
    raise EnvironmentFault(message, code="resources_missing")


def resource_path(*parts: str) -> Path:
    """Answer the path of one resource, as in `resource_path("styles", "00_base.qss")`.

    Raises:
        EnvironmentFault: It is not there, which means that the installation is damaged.

    """
    path = resources_root().joinpath(*parts)
    if path.exists():
        return path
    name = "/".join(parts)
    message = f"The program's own file {name} is missing; install it again."
    raise EnvironmentFault(message, code="resource_missing", name=name)


def _candidates() -> list[Path]:
    package = Path(__file__).resolve().parents[1]
    if getattr(sys, "frozen", False):
        # PyInstaller unpacks, or lays beside the executable, what sys._MEIPASS names.
        return [Path(getattr(sys, "_MEIPASS", package)) / CHECKOUT_NAME]
    return [package / INSTALLED_NAME, package.parents[1] / CHECKOUT_NAME]
