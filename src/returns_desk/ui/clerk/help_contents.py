"""Words that help, and the questions that matter, as contents of the guidance column.

Owns the sentences that one might say (R7): help, never a script. Blocks nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.desk_state import GuidanceStep, LegPhase, Stage
from returns_desk.application.sentences import N_
from returns_desk.domain.sale import CARD_LIKE
from returns_desk.ui.clerk.contents import HelpContent
from returns_desk.ui.clerk.option_contents import absent_tenders
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.arrival_text import days_text
from returns_desk.ui.kit.contents import GuidanceContent, GuidanceStepContent

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState
    from returns_desk.ui.clerk.option_contents import Speaker
    from returns_desk.ui.kit.wording import Words

_FEW: Final = 3
_TITLES: Final = {
    GuidanceStep.LISTEN: N_("Listen"),
    GuidanceStep.APOLOGISE: N_("Apologise"),
    GuidanceStep.EXPLAIN: N_("Explain"),
    GuidanceStep.FIX: N_("Fix"),
    GuidanceStep.OFFER: N_("Offer something"),
    GuidanceStep.ASK_WHAT_ELSE: N_("Ask what else"),
    GuidanceStep.PREVENT: N_("Prevent"),
}
_SENTENCES: Final = {
    GuidanceStep.LISTEN: N_("“Of course. What would suit you best?”"),
    GuidanceStep.APOLOGISE: N_("“I’m sorry about that. Let us put it right.”"),
    GuidanceStep.EXPLAIN: N_("“This is everything we can do, and what each of it takes.”"),
    GuidanceStep.FIX: N_("“I’m doing it now. It takes a moment.”"),
    GuidanceStep.OFFER: N_("“You came here twice for it. May I offer you something for that?”"),
    GuidanceStep.ASK_WHAT_ELSE: N_("“Is there anything else I can do for you?”"),
    GuidanceStep.PREVENT: N_("“Thank you for telling us. I pass it on, so that it is mended.”"),
}


def step_titles(words: Words) -> tuple[str, ...]:
    """What the seven steps are called."""
    return tuple(words.text(_TITLES[step]) for step in GuidanceStep)


def help_of(speaker: Speaker, stage: Stage, opened: int | None) -> HelpContent:
    """The guidance column of a case; `opened` is the step that was touched, if any."""
    case, words = speaker.case, speaker.words
    steps = tuple(GuidanceStep)
    guidance = GuidanceContent(
        title=words.text("Words that help"),
        fold_text=words.text("Fold"),
        steps=tuple(
            GuidanceStepContent(words.text(_TITLES[step]), words.text(_sentence(case, stage, step)))
            for step in steps
        ),
        open_step=steps.index(case.guidance) if opened is None else opened,
    )
    if stage is Stage.UNDOING:
        known = words.text("None. Everything needed is known.")
        return HelpContent(guidance, words.text("Questions that matter"), (known,), 0)
    if stage in {Stage.BOOKING, Stage.IN_DOUBT, Stage.SLIP}:
        return HelpContent(guidance, words.text("When the money is there"), _arrivals(speaker))
    lines, count = _questions(speaker)
    return HelpContent(guidance, words.text("Questions that matter"), lines, count)


def _sentence(case: CaseState, stage: Stage, step: GuidanceStep) -> str:
    if step is GuidanceStep.LISTEN:
        return _listening(case)
    if step is GuidanceStep.FIX:
        return _fixing(case, stage)
    return _SENTENCES[step]


def _listening(case: CaseState) -> str:
    kinds = {tender.type for receipt in case.receipts for tender in receipt.tenders}
    if kinds and kinds <= CARD_LIKE and not absent_tenders(case):
        return N_(
            "“Of course. Shall I put it back on your card, or would something else suit you?”"
        )
    if kinds and all(str(kind) == "cash" for kind in kinds):
        return N_("“Of course. Would you like the money back, or the same again?”")
    return _SENTENCES[GuidanceStep.LISTEN]


def _fixing(case: CaseState, stage: Stage) -> str:
    if stage is Stage.APPROVAL:
        return N_("“Yes, we can ask for that. The manager comes to us. You do not have to go.”")
    if case.chosen in {"even_exchange/none", "replacement/none"}:
        return N_("“I’m sorry about these. Here are good ones.”")
    being_paid = next((leg for leg in case.legs if leg.phase is LegPhase.BEGUN), None)
    if being_paid is not None and being_paid.means == "cash":
        return N_("“Let me count it out for you.”")
    if stage is Stage.BOOKING:
        return N_("“It is going back now. I stay with you until it is done.”")
    return _SENTENCES[GuidanceStep.FIX]


def _questions(speaker: Speaker) -> tuple[tuple[str, ...], int]:
    """What still matters, and its count for the folded rail."""
    words, case = speaker.words, speaker.case
    questions = case.board.questions
    if not questions:
        return (words.text("None. Everything needed is known."),), 0
    first = min((case.numbers.get(each, 99) for each in questions[0].decides), default=99)
    if len(questions) == 1 and first < len(case.numbers) + 1:
        said = words.text("Just one, and it is on option {number}.", number=first)
        return (said,), 1
    count = len(questions)
    said = words.plural("{count}, on its option.", "{count}, each on its option.", count)
    if count > _FEW:
        said = words.text("Only those of the option that is chosen.")
    return (said,), count


def _arrivals(speaker: Speaker) -> tuple[str, ...]:
    words = speaker.words
    lines = []
    for leg in speaker.case.legs:
        name = texts.said(words, texts.TENDERS, leg.means)
        least, most = leg.business_days_min, leg.business_days_max
        when = words.text("at once") if not most else days_text(words, least or 0, most)
        lines.append(words.text("{name}: {when}", name=name, when=when))
    return tuple(dict.fromkeys(lines)) or (words.text(_of_goods(speaker.case)),)


def _of_goods(case: CaseState) -> str:
    """When goods are there that stand in the place of money."""
    is_repair = case.chosen == "repair/none"
    return N_("Goes away for repair.") if is_repair else N_("Handed over here.")
