"""What is wrong in a pack: every mistake names its place and its mend, all of them at once."""

import pytest

from returns_desk.adapters.policies import UnusablePack, read_pack
from support.small_packs import HEAD, rule_text


def problems_of(text: str, *, may_be_law: bool = False) -> list[tuple[str, str]]:
    with pytest.raises(UnusablePack) as caught:
        read_pack(text.encode(), "corner.toml", may_be_law=may_be_law)
    assert all(problem.file == "corner.toml" for problem in caught.value.problems)
    assert all(len(str(problem).splitlines()) == 1 for problem in caught.value.problems)
    return [(problem.place, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        pytest.param({"effect": '"alow"'}, "rules[0].effect", "did you mean 'allow'?", id="effect"),
        pytest.param({"effect": '"right"'}, "rules[0].effect", "only law packs", id="right"),
        pytest.param(
            {"options": '["refund/chash"]'}, "rules[0].options[0]", "'refund/cash'", id="option"
        ),
        pytest.param(
            {"when": "{ days_since_sales = 3 }"},
            "rules[0].when.days_since_sales",
            "did you mean 'days_since_sale'?",
            id="field",
        ),
        pytest.param(
            {"when": "{ evidence.reciept = true }"},
            "rules[0].when.evidence.reciept",
            "evidence.receipt",
            id="nested field",
        ),
        pytest.param(
            {"when": '{ reason = "fualty" }'}, "rules[0].when.reason", "'faulty'", id="word"
        ),
        pytest.param(
            {"when": '{ final_sale = "yes" }'}, "rules[0].when.final_sale", "true nor", id="flag"
        ),
        pytest.param(
            {"when": "{ days_since_sale = { at_mots = 3 } }"},
            "rules[0].when.days_since_sale",
            "did you mean 'at_most'?",
            id="bound",
        ),
        pytest.param(
            {"when": "{ days_since_sale = { at_least = 9, at_most = 3 } }"},
            "rules[0].when.days_since_sale",
            "swap them",
            id="empty interval",
        ),
        pytest.param(
            {"when": "{ days_since_sale = { at_least = 9, over = 3 } }"},
            "rules[0].when.days_since_sale",
            "keep one",
            id="two lower bounds",
        ),
        pytest.param(
            {"when": "{ amount = { over = 5.00 } }"}, "rules[0].when.amount", "as text", id="float"
        ),
        pytest.param(
            {"when": '{ amount = { over = "5.005" } }'},
            "rules[0].when.amount",
            "more decimals",
            id="too many decimals",
        ),
        pytest.param(
            {"when": '{ sold_on = { over = "2026-11-24" } }'},
            "rules[0].when.sold_on",
            "write it bare",
            id="date as text",
        ),
        pytest.param({"when": "{ store = [] }"}, "rules[0].when.store", "is no word", id="no word"),
        pytest.param({"any": "[{}]"}, "rules[0].any[0]", "no test in it", id="empty table"),
        pytest.param({"text": '{ et = "Raha tagasi." }'}, "rules[0].text.en", "missing", id="en"),
        pytest.param(
            {"text": '{ en = "It is company policy." }'},
            "rules[0].text.en",
            "blames or boasts",
            id="blame",
        ),
        pytest.param(
            {"text": '{ en = "No.", et = "Kahjuks mitte." }'},
            "rules[0].text.et",
            "blames or boasts",
            id="blame in Estonian",
        ),
        pytest.param({"wehn": "{ }"}, "rules[0].wehn", "did you mean 'when'?", id="key"),
        pytest.param({"role": '"boss"'}, "rules[0].role", "is not among", id="role"),
        pytest.param({"code": ""}, "rules[0].code", "is missing", id="code missing"),
        pytest.param({"code": '"No Good"'}, "rules[0].code", "signs", id="code"),
        pytest.param({"public": '"yes"'}, "rules[0].public", "true or false", id="public"),
        pytest.param({"verified": "false"}, "rules[0].verified", "only a right", id="verified"),
        pytest.param({"fee_fixed": '"1"'}, "rules[0].fee_fixed", "only a rule with", id="no fee"),
        pytest.param({"effect": '"fee"'}, "rules[0].fee_percent", "is missing", id="fee missing"),
        pytest.param(
            {"effect": '"fee"', "fee_percent": '"150"'},
            "rules[0].fee_percent",
            "no percentage",
            id="percent",
        ),
        pytest.param(
            {"effect": '"fee"', "fee_fixed": "1"},
            "rules[0].fee_fixed",
            "in quotes",
            id="fee number",
        ),
        pytest.param(
            {"replaces": '["x"]'}, "rules[0].replaces", "store or campaign", id="replaces"
        ),
    ],
)
def test_each_mistake_in_a_rule_names_its_place_and_its_mend(
    changes: dict[str, str], place: str, words: str
) -> None:
    found = dict(problems_of(HEAD + rule_text(**changes)))

    assert list(found) == [place]
    assert words in found[place]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("id = \n", "line 1", "is no TOML", id="syntax"),
        pytest.param("id = ", "end of the file", "is no TOML", id="end"),
        pytest.param("a = " + "[" * 5000, "", "nested too deep", id="deep"),
        pytest.param(HEAD.replace('"1"', "1"), "version", "in quotes", id="version as number"),
        pytest.param(HEAD.replace("shop", "shpo"), "layer", "did you mean 'shop'?", id="layer"),
        pytest.param(HEAD.replace('"shop"', '"law"'), "layer", "ship with the program", id="law"),
        pytest.param(HEAD.replace("USD", "UDS"), "currency", "ISO 4217", id="currency"),
        pytest.param(HEAD + 'colour = "x"', "colour", "is no key", id="key"),
        pytest.param(HEAD + "effective_from = 3", "effective_from", "write it bare", id="date"),
        pytest.param(
            HEAD + "effective_from = 2026-02-01\neffective_until = 2026-01-01",
            "effective_until",
            "swap",
            id="dates",
        ),
        pytest.param(HEAD + "rules = 3", "rules", "list", id="rules"),
        pytest.param(HEAD + "rules = [3]", "rules[0]", "table", id="rule"),
        pytest.param(
            HEAD + '[settings]\nsplit_order = ["card"]',
            "settings.split_order[0]",
            "tender",
            id="tender",
        ),
        pytest.param(
            HEAD + "[settings]\narrival_days = { cash = [3, 1] }",
            "settings.arrival_days.cash",
            "least first",
            id="days",
        ),
        pytest.param(
            HEAD + '[settings]\nexchange_tolerance = { UDS = "1" }',
            "settings.exchange_tolerance.UDS",
            "ISO 4217",
            id="tolerance",
        ),
        pytest.param(
            HEAD.replace('currency = "USD"', "") + '[settings]\nexchange_tolerance = "1.00"',
            "settings.exchange_tolerance",
            "needs a currency",
            id="money without currency",
        ),
        pytest.param(
            HEAD + rule_text() + rule_text(), "rules[1].id", "already rules[0]", id="id twice"
        ),
    ],
)
def test_each_mistake_in_a_file_names_its_place_and_its_mend(
    text: str, place: str, words: str
) -> None:
    found = dict(problems_of(text))

    assert list(found) == [place]
    assert words in found[place]


def test_all_mistakes_of_a_file_are_listed_at_once() -> None:
    text = HEAD + rule_text(effect='"alow"', options='["refund/chash"]', when="{ dys = 3 }")

    places = [place for place, _ in problems_of(text)]

    assert places == ["rules[0].effect", "rules[0].options[0]", "rules[0].when.dys"]


def test_the_error_speaks_of_the_first_mistake_and_counts_the_rest() -> None:
    with pytest.raises(UnusablePack) as caught:
        read_pack(b"layer = 3", "corner.toml")

    assert caught.value.pointer == "id"
    assert "2 more" in caught.value.message


def test_text_that_is_no_utf_8_is_refused() -> None:
    with pytest.raises(UnusablePack, match="UTF-8"):
        read_pack(b"\xff", "corner.toml")


def test_law_only_widens() -> None:
    law = HEAD.replace('"shop"', '"law"') + 'jurisdiction = "EE"\n'

    effect = dict(problems_of(law + rule_text(effect='"forbid"'), may_be_law=True))
    source = dict(problems_of(law + rule_text(effect='"right"'), may_be_law=True))
    place = dict(problems_of(HEAD.replace('"shop"', '"law"'), may_be_law=True))

    assert "law only widens" in effect["rules[0].effect"]
    assert "where the right was read" in source["rules[0].source"]
    assert "jurisdiction" in place
