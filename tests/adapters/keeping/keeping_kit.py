"""Profiles with something to lose, and what is to be the same after a backup and a restore."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from returns_desk.adapters.keeping.backing_up import BackupMade, make_backup
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.application.keeping import Rotation
from returns_desk.application.ports import NewEvent

CHEAP = PinCost(passes=1, memory_kib=8)
NAME = "Ilmatar Saarinen"


def begun_profile(folder: Path, cases: int = 2) -> Path:
    """A shop's profile with so many open cases, personal data of each, and one pack."""
    settings = demo_configuration(demo=False).model_copy(update={"packs": ["packs/shop.toml"]})
    with Profile.open(folder, create=settings) as profile:
        (folder / "packs").mkdir()
        (folder / "packs" / "shop.toml").write_text("# the shop's own\n", encoding="utf-8")
        add_cases(profile, *(f"case-{number}" for number in range(1, cases + 1)))
    return folder


def add_cases(profile: Profile, *case_ids: str) -> None:
    with profile.locked(), profile.open_journal() as journal, profile.open_people() as people:
        for case_id in case_ids:
            number = journal.next_case_number()
            journal.append(NewEvent("case_opened", {"number": number}, case_id, "mara"))
            kept = people.put(case_id, {"name": f"{NAME} {number}"})
            journal.append(NewEvent("personal_data_kept", {"hash": f"sha256:{kept}"}, case_id))


def backed_up(folder: Path, target: Path, rotation: Rotation | None = None) -> BackupMade:
    with Profile.open(folder) as profile, profile.locked():
        return make_backup(profile, target, rotation or Rotation())


def cases_of(folder: Path) -> tuple[str, ...]:
    with Profile.open(folder) as profile, profile.read_journal() as journal:
        return journal.open_cases()


def verifies(folder: Path) -> bool:
    with Profile.open(folder) as profile, profile.read_journal() as journal:
        return journal.verify(deep=True).bent is None


def installation_of(folder: Path) -> str:
    with Profile.open(folder) as profile:
        return profile.configuration.installation


def goes_on(folder: Path, case_id: str) -> None:
    """A further case at that counter, which the desk takes as any other."""
    with Profile.open(folder) as profile:
        add_cases(profile, case_id)
    assert case_id in cases_of(folder)
    assert verifies(folder)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes but the lock, and logs of databases that hold nothing."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "profile.lock" and not path.name.endswith("-shm")
        if not (path.name.endswith("-wal") and path.stat().st_size == 0)
    }


def nothing_half_made(folder: Path) -> bool:
    return not [each for each in folder.rglob("*") if each.name.startswith((".new-", ".going-"))]


def change_manifest(backup: Path, **values: object) -> None:
    path = backup / "manifest.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**document, **values}), encoding="utf-8")


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


_SMALL_DISK = """
import resource, sys
from pathlib import Path
from adapters.keeping.keeping_kit import backed_up
from returns_desk.adapters.keeping.restoring import restore_backup
from returns_desk.domain.errors import EnvironmentFault
act, shop, kept, limit = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    {"backed_up": backed_up, "restore_backup": restore_backup}[act](shop, kept)
except EnvironmentFault as fault:
    sys.stdout.write(fault.message)
"""


def run_on_a_small_disk(act: str, shop: Path, kept: Path, limit: int) -> str:
    """Do it in a process that may write no file of more bytes than `limit`; what it says."""
    root = Path(__file__).resolve().parents[3]
    places = os.pathsep.join(str(root / each) for each in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, "-c", _SMALL_DISK, act, str(shop), str(kept), str(limit)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": places, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stderr == ""
    return done.stdout
