"""Which backup a person means by a file or a folder, and whether it can be used.

Owns the choice and the checks of a backup by itself. It must not look at the profile.
"""

from pathlib import Path

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.keeping import manifests
from returns_desk.adapters.keeping.manifests import MANIFEST, Manifest, check_files, read_manifest
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

_DEEPEST = ("*", "*/*", "*/*/*")


def find_backup(source: Path) -> tuple[Path, Manifest]:
    """The folder of a backup of the journal, and its manifest; the newest of several.

    Raises:
        OperatorMistake: there is none, several terminals' lie there, or it is damaged or a newer
            version's.
        EnvironmentFault: a file can't be read.
    """
    folder = source.parent if source.name == MANIFEST else source
    with file_faults(source):
        is_one = (folder / MANIFEST).is_file()
        found = [folder] if is_one else _backups_below(folder)
    if not found:
        message = (
            f"{source}: there is no backup here. Name the folder of one, with its {MANIFEST}, or "
            "the folder that holds them."
        )
        raise OperatorMistake(message, code="no_backup")
    if len({each.parent for each in found}) > 1:
        message = f"{source}: backups of several terminals lie here. Name the folder of one."
        raise OperatorMistake(message, code="several_backups")
    newest = max(found, key=lambda each: each.name)
    manifest = read_manifest(newest / MANIFEST)
    if manifest.kind != manifests.JOURNAL or "journal.db" not in manifest.files:
        message = f"{newest}: this backup holds no journal. Name the one beside it that does."
        raise OperatorMistake(message, code="no_backup")
    check_files(newest, manifest)
    return newest, manifest


def people_of(backup: Path, manifest: Manifest) -> Path | None:
    """The copy of people.db that was made with a backup; None where it is gone or damaged."""
    folder = backup.parent.parent / manifests.PEOPLE / backup.name
    if not (folder / MANIFEST).is_file():
        return None
    try:
        own = read_manifest(folder / MANIFEST)
        check_files(folder, own)
    except (OperatorMistake, EnvironmentFault):
        return None
    is_of_it = (own.public_key, own.hash) == (manifest.public_key, manifest.hash)
    path = folder / "people.db"
    return path if is_of_it and path.name in own.files else None


def _backups_below(folder: Path) -> list[Path]:
    found = (path.parent for depth in _DEEPEST for path in folder.glob(f"{depth}/{MANIFEST}"))
    kinds = {manifests.PEOPLE}
    return [each for each in found if each.parent.name not in kinds and each.name[0] != "."]
