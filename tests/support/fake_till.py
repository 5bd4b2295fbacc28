"""A till's folder in memory, and a till that does with it what a test wants.

Owns what the port of the folder promises, and faults at a chosen step.
"""

from collections.abc import Mapping, Sequence

from returns_desk.application.handing_over import (
    OTHER_CONTENT,
    AnswerKind,
    FolderAnswer,
    HandedFile,
)
from returns_desk.application.handing_over_document import ReturnDocument
from returns_desk.domain.errors import EnvironmentFault


class FakeFolder:
    """Prepared and shown names; `fails_at` names the calls that do not work."""

    def __init__(self, place: str = "till") -> None:
        self.place = place
        self.is_marked = False
        self.prepared: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self.ever_shown: list[str] = []
        self.said: dict[str, FolderAnswer] = {}
        self.fails_at: set[str] = set()
        self.blocked_names: set[str] = set()

    def open(self, *, is_known: bool) -> None:
        self._fail("open")
        if is_known and not self.is_marked:
            raise EnvironmentFault("This is another folder.", code="folder_changed")
        self.is_marked = True

    def prepare(self, document: ReturnDocument) -> tuple[HandedFile, ...]:
        self._fail("prepare")
        self.prepared[document.name] = document.reference
        return (HandedFile(document.name, document.key),)

    def release(self, files: Sequence[HandedFile]) -> None:
        self._fail("release")
        for file in files:
            if file.name in self.blocked_names:
                raise EnvironmentFault("Another file has this name.", code=OTHER_CONTENT)
            if file.name in self.prepared:
                self.shown[file.name] = self.prepared.pop(file.name)
                self.ever_shown.append(file.name)
        self._fail("released")

    def answers(self, handed: Mapping[str, Sequence[HandedFile]]) -> Mapping[str, FolderAnswer]:
        self._fail("answers")
        return {key: self._answer(files[0].name) for key, files in handed.items()}

    def forget_answers(self, files: Sequence[HandedFile]) -> None:
        for file in files:
            self.said.pop(file.name, None)

    def take(self) -> None:
        """The till takes everything that it sees."""
        self.shown.clear()

    def _answer(self, name: str) -> FolderAnswer:
        if name in self.said:
            return self.said[name]
        lies = name in self.shown
        return FolderAnswer(AnswerKind.LIES_THERE if lies else AnswerKind.TAKEN)

    def _fail(self, step: str) -> None:
        if step in self.fails_at:
            raise EnvironmentFault("The folder does not answer.", code="file_fault")
