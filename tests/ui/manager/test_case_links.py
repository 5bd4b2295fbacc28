"""Arguments that lead to cases: what is made is read again."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.application.review.cases import EVERY_CASE, CaseFilter
from returns_desk.ui.manager.case_links import CaseLink, read_link, to_case, to_list

NAMES = [each.name for each in fields(CaseFilter)]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(st.dictionaries(st.sampled_from(NAMES), TEXTS))
def test_a_list_is_read_as_it_was_made(filters: dict[str, str]) -> None:
    assert read_link(to_list(**filters)) == CaseLink(wanted=CaseFilter(**filters))


@given(TEXTS.filter(bool), TEXTS)
def test_a_case_is_read_with_its_way_back(case_id: str, argument: str) -> None:
    assert read_link(to_case(case_id)) == CaseLink(case_id)
    back = to_case(case_id, back="escalations", argument=argument)
    assert read_link(back) == CaseLink(case_id, back="escalations", argument=argument)


def test_a_filter_that_there_is_none_of_is_refused_where_it_is_made() -> None:
    with pytest.raises(TypeError):
        to_list(colour="red")


def test_a_filter_of_another_version_asks_nothing() -> None:
    assert read_link("which:colour=red&left=too_long") == CaseLink(
        wanted=CaseFilter(left="too_long")
    )


@pytest.mark.parametrize("argument", ["", "day", "case:", "case:other=1", "month:3"])
def test_what_is_no_link_leads_nowhere(argument: str) -> None:
    assert read_link(argument) is None


def test_a_list_of_everything_asks_nothing() -> None:
    assert to_list() == "which:"
    assert read_link(to_list()) == CaseLink(wanted=EVERY_CASE)
    assert list(EVERY_CASE.asked()) == []
