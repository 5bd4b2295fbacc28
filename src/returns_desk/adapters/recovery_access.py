"""The recovery sheet of a profile as the command line uses it.

Owns which profile a sheet belongs to, and that no key that is there is ever replaced. It must not
print; the sheet goes only where somebody said.
"""

from pathlib import Path

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.keys.places import holder, holder_there, keys_in, put_keys
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import read_configuration
from returns_desk.adapters.profile_keys import ANCHOR, ProfileKeys, write_private
from returns_desk.adapters.recovery_sheet import SheetHeading, read_sheet, sheet_text
from returns_desk.domain.errors import OperatorMistake


class RecoveryAccess:
    """The keys of the profile in a folder, for `keys ...` commands."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._keys = directory / "keys"

    def sheet(self) -> str:
        """The sheet of this profile.

        Raises:
            OperatorMistake: There is no profile, or its keys are gone.

        """
        profile = Profile.open(self.directory)
        told = profile.configuration
        made_at = profile.clock.now().isoformat(timespec="minutes")
        heading = SheetHeading(told.store.name, told.terminal, told.installation, made_at)
        return sheet_text(keys_in(self._keys, told.keys.place), heading)

    def write_sheet(self, path: Path) -> None:
        """Write the sheet into a new file that only this account can read.

        Raises:
            OperatorMistake: There is a file of that name, or no profile.
            EnvironmentFault: The folder can't be written.

        """
        text = self.sheet()
        if path.exists():
            message = f"{path}: this file is there already. Choose another name."
            raise OperatorMistake(message, code="sheet_there")
        with file_faults(path):
            write_private(path, text.encode())

    def recover(self, path: Path) -> tuple[str, ...]:
        """Put back what is missing of both keys, in the place that config.toml names.

        A folder without a profile gets them as files, for the restore that follows. Answers the
        names of what was put back.

        Raises:
            OperatorMistake: The sheet can't be read, is another profile's, or another key is there.
            EnvironmentFault: A file can't be read or written, or the keyring not reached.

        """
        settings = self.directory / "config.toml"
        is_begun = any(each.exists() for each in (settings, self.directory / "journal.db"))
        place = read_configuration(settings).keys.place if is_begun else None
        with file_faults(path):
            content = path.read_bytes()
        try:
            keys = read_sheet(content.decode("utf-8", "replace"))
        except OperatorMistake as mistake:
            raise OperatorMistake(f"{path}: {mistake.message}", code=mistake.code) from mistake
        self._refuse_another(path, keys)
        chosen = holder(self._keys, place) if place else holder_there(self._keys)
        missing = chosen.missing()
        put_keys(chosen, keys)
        return missing

    def _refuse_another(self, path: Path, keys: ProfileKeys) -> None:
        """The journal names the key that signs it; a wrong key must not be put beside it."""
        journal_path = self.directory / "journal.db"
        if not journal_path.exists():
            return
        with JournalReader(journal_path, AnchorFile(self._keys / ANCHOR)) as journal:
            begun = next(journal.read(types=("journal_begun",)), None)
        if begun is not None and begun.payload["public_key"] != keys.terminal.public_key:
            message = f"{path}: this sheet is another terminal's; the journal here is signed with "
            raise OperatorMistake(f"{message}another key. Find this one's.", code="other_sheet")
