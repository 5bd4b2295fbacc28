"""The story of a case as whoever takes it over reads it: what was said and done, and no more."""

from dataclasses import replace

from counters import Counter
from fakes import CLERK, MANAGER
from returns_desk.application.escalations.story import Moment, story_of
from support.escalated import NO, OTHER_CARD, YES, handed_on


def story(counter: Counter) -> tuple[Moment, ...]:
    return story_of(counter.journal.events)


def codes(counter: Counter) -> list[str]:
    return [each.code for each in story(counter)]


def test_it_is_told_in_order_with_the_board_once(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.see_escalation(MANAGER, case_id)
    desk.answer_escalation(MANAGER, case_id, YES)

    assert codes(counter) == [
        "case_opened",
        "receipt_added",
        "board_shown",
        "asked_for",
        "escalation_raised",
        "escalation_seen",
        "approval_given",
    ]


def test_each_moment_tells_by_whom_and_about_what(counter: Counter) -> None:
    desk, case_id = handed_on(counter)
    desk.answer_escalation(MANAGER, case_id, NO)

    told = {each.code: each for each in story(counter)}

    assert told["board_shown"].told == {"count": "4"}
    assert told["board_shown"].kind == "board"
    assert (told["asked_for"].by, told["asked_for"].kind) == (CLERK.id, "fact")
    assert told["asked_for"].told == {"option": OTHER_CARD, "how": "asking"}
    assert told["escalation_raised"].told == {"triggers": "asked_option_needs_approval"}
    declined = told["approval_declined"]
    assert (declined.by, declined.kind) == (MANAGER.id, "authority")
    assert declined.told["alternative"] == "store_credit/store_credit"


def test_what_was_answered_is_told_and_what_was_scanned_or_taken_back_is_not(
    counter: Counter,
) -> None:
    desk, _ = handed_on(counter)
    desk.answer("photo_id_seen", value=True)
    desk.answer("is_purchaser", value=False)
    desk.answer("is_purchaser", value=None)

    answered = [each.told for each in story(counter) if each.code == "fact_answered"]

    assert answered == [
        {"fact": "photo_id_seen", "value": "yes"},
        {"fact": "is_purchaser", "value": "no"},
    ]


def test_a_board_whose_numbers_nobody_told_has_none(counter: Counter) -> None:
    handed_on(counter)
    shown = replace(counter.journal.last("board_shown"), payload={})

    (moment,) = story_of([shown])

    assert moment.told == {"count": "0"}
