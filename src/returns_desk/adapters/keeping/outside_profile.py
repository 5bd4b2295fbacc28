"""Whether a path leads out of a profile, where copies of it belong.

Owns the comparison, links looked through. It must not write.
"""

from pathlib import Path

from returns_desk.adapters.faults import file_faults
from returns_desk.domain.errors import OperatorMistake


def refuse_inside(directory: Path, path: Path, mend: str) -> None:
    """See that a path is neither the profile's folder nor anything in it.

    Raises:
        OperatorMistake: it is; ends with the mend.
        EnvironmentFault: the path can't be followed.
    """
    with file_faults(path):
        named = path.absolute()
        ways = (named.resolve(), named.parent.resolve() / named.name)
        is_inside = any(_is_in(way, directory) for way in ways)
    if is_inside:
        message = f"{path}: this lies in the profile's own folder, {directory}. {mend}"
        raise OperatorMistake(message, code="inside_profile")


def _is_in(path: Path, directory: Path) -> bool:
    """Asked of the disk: names of other capitals may be the same folder."""
    return directory.exists() and any(
        each.exists() and each.samefile(directory) for each in (path, *path.parents)
    )
