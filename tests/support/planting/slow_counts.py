"""Counts straight from the events, slowly and plainly: the planted fact is there, or it is not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from returns_desk.application.ports import Event

CREDIT = "store_credit/store_credit"


class Share(NamedTuple):
    """So many of so many."""

    times: int
    of: int

    @property
    def part(self) -> float:
        """Between 0 and 1; nothing of nothing is 0."""
        return self.times / self.of if self.of else 0.0


class Cases:
    """Every case of a journal, as a list of its events."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Sort the events by their cases."""
        by_case: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.case_id is not None:
                by_case[event.case_id].append(event)
        self.all = list(by_case.values())

    def credit_where_money_stood(self, hours: Iterable[int]) -> Share:
        """Store credit among cases completed at those hours in which money could be had."""
        wanted, count, of = set(hours), 0, 0
        for case in self.all:
            board, end = _last(case, "board_shown"), _last(case, "case_completed")
            if end is None or board is None or case[0].at.hour not in wanted:
                continue
            stood = {each["id"]: each["standing"] for each in board["board"]["options"]}
            if stood.get("refund/original") == "available" == stood.get(CREDIT):
                of += 1
                count += end["option"] == CREDIT
        return Share(count, of)

    def boards_with_credit_first(self, hours: Iterable[int]) -> Share:
        """Boards shown at those hours whose first option is store credit."""
        wanted, count, of = set(hours), 0, 0
        for case in self.all:
            board = _last(case, "board_shown")
            if board is not None and case[0].at.hour in wanted:
                of += 1
                count += board["board"]["options"][0]["id"] == CREDIT
        return Share(count, of)

    def came_back(self, sku: str) -> Share:
        """That item among all that came back."""
        skus = [plan["items"][0]["sku"] for case in self.all if (plan := _last(case, "plan_made"))]
        return Share(skus.count(sku), len(skus))

    def unequal_keys(self) -> set[tuple[str, str, str, str]]:
        """Rule, option, reason and condition of cases of which some were allowed, some not."""
        answers: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
        for key, answer in self._answers():
            answers[key].add(answer)
        return {key for key, given in answers.items() if len(given) > 1}

    def approved(self, rule: str) -> Share:
        """How often exceptions of that rule were allowed."""
        given = [answer for key, answer in self._answers() if key[0] == rule]
        return Share(given.count("approval_given"), len(given))

    def broken(self, kind: str) -> Share:
        """Broken ones among the ended promises of that kind."""
        ends = []
        for case in self.all:
            made = _last(case, "promise_made")
            if made is not None and made["kind"] == kind:
                ends += [each.type for each in case if each.type in _PROMISE_ENDS]
        return Share(ends.count("promise_broken"), len(ends))

    def left(self, hour: int) -> Share:
        """Customers who left among those who came at that hour."""
        came = [case for case in self.all if case[0].at.hour == hour]
        return Share(sum(_last(case, "case_left") is not None for case in came), len(came))

    def taken_back(self) -> int:
        """Cases whose return was taken back again."""
        return sum(_last(case, "case_voided") is not None for case in self.all)

    def _answers(self) -> Iterator[tuple[tuple[str, str, str, str], str]]:
        for case in self.all:
            decisions = [each for each in case if each.type in _DECISIONS]
            if decisions:
                decision = decisions[0]
                item = _told(case, "claim_changed")["items"][0]
                raised = _told(case, "escalation_raised")
                rule = raised["board"]["options"][0]["reasons"][0]["rule"]
                option = str(decision.payload["option"])
                yield (rule, option, item["reason"], item["condition"]), decision.type


_DECISIONS = {"approval_given", "approval_declined"}
_PROMISE_ENDS = {"promise_kept", "promise_broken"}


def _last(case: list[Event], kind: str) -> dict[str, Any] | None:
    found: list[Any] = [each.payload for each in case if each.type == kind]
    return found[-1] if found else None


def _told(case: list[Event], kind: str) -> dict[str, Any]:
    found = _last(case, kind)
    assert found is not None
    return found
