"""Setting a till up from a file, without a person: wholly or not at all.

Owns the order; a till that is there already is left as it is, so that a fleet's tool may run it
again and again.
"""

from __future__ import annotations

import os
import platform
import shutil
from typing import TYPE_CHECKING, Any

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.policies import PolicyFiles
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import read_configuration
from returns_desk.adapters.provisioning_file import read_provisioning
from returns_desk.adapters.resources import resource_path
from returns_desk.bootstrap.profiles import profile_directory
from returns_desk.bootstrap.whole_profile import begin_whole, is_first_start

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.profile_configuration import Configuration
    from returns_desk.adapters.provisioning_file import Provisioning


def provision(file: Path, profile: Path | None) -> dict[str, Any]:
    """Make the profile that the file describes; what it is, and whether it was made now.

    Raises:
        OperatorMistake: The file, a pack or a PIN won't do; nothing was made.
        EnvironmentFault: A file can't be read or the folder not written; nothing was made.

    """
    directory = profile_directory(profile)
    is_new = is_first_start(directory)
    if is_new:
        wanted = read_provisioning(file, platform.node(), os.environ)
        begin_whole(directory, lambda staging: _fill(staging, wanted))
    made = read_configuration(directory / "config.toml")
    return {
        "begun": is_new,
        "profile": str(directory),
        "terminal": made.terminal,
        "installation": made.installation,
    }


def _fill(staging: Path, wanted: Provisioning) -> None:
    _copy_packs(staging / "packs", wanted)
    _judge_packs(staging, wanted.configuration)
    with Profile.open(staging, create=wanted.configuration) as profile, profile.locked():
        people = profile.operators()
        for each in wanted.people:
            pin, customer = wanted.pins[each.id], each.customer or None
            people.add(each.id, each.name, each.role, pin, customer)


def _copy_packs(folder: Path, wanted: Provisioning) -> None:
    with file_faults(folder):
        if wanted.packs:
            folder.mkdir(mode=0o700, parents=True)
        for pack in wanted.packs:
            shutil.copyfile(pack, folder / pack.name)


def _judge_packs(staging: Path, configuration: Configuration) -> None:
    """Packs that can't decide are told now, and not at the first customer."""
    files = [staging / each for each in configuration.packs]
    store = configuration.store
    PolicyFiles(resource_path("policies"), files, store.currency, store.jurisdiction).policy()
