"""Backups as anchors of the journal: what their manifests remember of its end.

Owns which manifests count: those of this terminal's key, and by themselves only those that this
installation made, since a backup of before a restore may know events that were lost with it.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from returns_desk.adapters.journal.anchors import Anchor
from returns_desk.adapters.journal.ownership import Owner
from returns_desk.adapters.keeping.backing_up import backup_places
from returns_desk.adapters.keeping.manifests import JOURNAL, MANIFEST, Manifest, read_manifest
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_owner import known_owner
from returns_desk.domain.errors import OperatorMistake, ReturnsError


def backup_anchors(profile: Profile, named: Sequence[Path] = ()) -> tuple[Anchor, ...]:
    """The anchors of manifests that a person named, and of the newest backup within reach.

    Raises:
        OperatorMistake: a named file is no manifest of this terminal's backup, or nobody can tell,
            since neither its keys nor what it remembers can be read.
        EnvironmentFault: a named file can't be read.
    """
    owner = known_owner(profile)
    if owner is None:
        _refuse_untold(named)
        return ()
    anchors = [_of_this_terminal(owner, path).anchor() for path in named]
    # A folder that is out of reach vouches for nothing, and is no reason to stop.
    with suppress(ReturnsError, OSError):
        anchors += _newest(profile, owner)
    return tuple(anchors)


def _refuse_untold(named: Sequence[Path]) -> None:
    if named:
        message = (
            f"{named[0]}: whether this backup is of this terminal can't be told, since its keys "
            "can't be read. Leave it out, or give the anchor of a slip."
        )
        raise OperatorMistake(message, code="keys_missing")


def _newest(profile: Profile, owner: Owner) -> list[Anchor]:
    folder = profile.configuration.backup.folder
    if not folder:
        return []
    backups = backup_places(profile, Path(folder), owner.public_key).all(JOURNAL)
    if not backups:
        return []
    manifest = _of_this_terminal(owner, backups[max(backups)] / MANIFEST)
    is_own = manifest.installation == profile.configuration.installation
    return [manifest.anchor()] if is_own else []


def _of_this_terminal(owner: Owner, path: Path) -> Manifest:
    manifest = read_manifest(path)
    if manifest.public_key != owner.public_key:
        message = f"{path}: this backup is of another terminal. Name one of this terminal."
        raise OperatorMistake(message, code="foreign_backup")
    return manifest
