"""Owns the page of escalations: the queue, or one of them with story, board and decision.

A view without decisions: it shows what it is fed and tells what was touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.ui.kit.announcing import VOICE
from returns_desk.ui.manager.escalation_opened import OpenedView
from returns_desk.ui.manager.escalation_queue_view import QueueView
from returns_desk.ui.manager.evidence_stack import EvidenceStack

if TYPE_CHECKING:
    from returns_desk.ui.manager.escalation_presenter import EscalationPresenter
    from returns_desk.ui.manager.escalation_shapes import OpenedContent, QueueContent


class EscalationPage(EvidenceStack):
    """What waits for a person with authority."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("escalations")
        self.queue, self.one = QueueView(), OpenedView()
        self.hang(self.queue, self.one)
        self.one.papers.wanted.connect(self.papers_wanted)

    def follow(self, presenter: EscalationPresenter) -> None:
        """Hand everything that is done here to a presenter; call once."""
        self.queue.chosen.connect(presenter.choose)
        self.one.touched.connect(presenter.touched)
        self.one.handing_touched.connect(presenter.handing_touched)
        self.one.hand_on_wanted.connect(presenter.begin_handing_on)
        self.one.taken.connect(presenter.take)
        self.one.closed.connect(presenter.close)
        self.one.left.connect(presenter.back)
        self.one.equal.read.connect(presenter.read_equal)
        self.one.confirmed.connect(presenter.confirmed)

    def show_queue(self, content: QueueContent) -> None:
        """Show what waits."""
        self.queue.show_content(content)
        self.turn_to(self.queue)

    def show_opened(self, content: OpenedContent) -> None:
        """Show one of them."""
        self.one.show_content(content)
        self.turn_to(self.one)

    def forget_secret(self) -> None:
        """Empty the field for badge and PIN."""
        self.one.secret.clear()

    def remind(self, sentence: str) -> None:
        """Say it to whoever does not look at the page."""
        VOICE.say(self.window(), sentence)
