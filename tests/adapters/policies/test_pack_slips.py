"""What a shop owner reads after a slip of the pen: every mistake, its line, and the mend."""

import pytest

from returns_desk.adapters.policies import UnusablePack, read_pack
from returns_desk.adapters.policies.shapes import MOST_RULES
from support.small_packs import HEAD, rule_text


def problems_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(UnusablePack) as caught:
        read_pack(text.encode(), "corner.toml")
    return [(problem.place, problem.message) for problem in caught.value.problems]


def test_a_wrong_shape_hides_no_other_mistake_and_all_stand_in_the_order_of_the_file() -> None:
    blame = '{ en = "Unfortunately no." }'
    text = (
        HEAD.replace('"1"', "1")
        + rule_text(options='"refund/cash"', when="{ dys = 3 }")
        + rule_text(id='"fee"', effect='"fee"', fee_percent="15", text=blame)
        + "[[rules]]\neffect = 3\nfee_fixed = 3\n"
    )

    places = [place for place, _ in problems_of(text)]

    assert places == [
        "version",
        "rules[0].options",
        "rules[0].when.dys",
        "rules[1].text.en",
        "rules[1].fee_percent",
        "rules[2].id",
        "rules[2].options",
        "rules[2].code",
        "rules[2].text",
        "rules[2].effect",
        "rules[2].fee_fixed",
    ]


def test_more_rules_than_may_be_are_refused_whatever_is_in_them() -> None:
    found = problems_of(HEAD + "rules = [" + "3, {}, { id = 3 }," * (MOST_RULES // 2) + "]")

    assert {place for place, _ in found} >= {"rules"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(HEAD + rule_text(effect='"alow"'), 8, id="key of a rule"),
        pytest.param(HEAD + rule_text() + rule_text(id='"b"', code=""), 13, id="missing key"),
        pytest.param(HEAD.replace("USD", "UDS"), 4, id="key at the top"),
        pytest.param(HEAD + '# x\n[settings]\nsplit_order = ["card"]', 7, id="setting"),
        pytest.param(
            HEAD + "[settings]\n[settings.arrival_days]\ncash = [3, 1]", 6, id="table of settings"
        ),
        pytest.param(HEAD + "[rule]\n", 5, id="table"),
        pytest.param(HEAD.replace('version = "1"\n', ""), 0, id="nowhere"),
        pytest.param(HEAD + "rules = [{}]", 0, id="rules in braces"),
        pytest.param(
            HEAD + rule_text(effect='"alow"', text='{ en = """Line.\\\n[[rules]]\nMore.""" }'),
            0,
            id="a header within a sentence",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_where_it_has_one(text: str, line: int) -> None:
    with pytest.raises(UnusablePack) as caught:
        read_pack(text.encode(), "corner.toml")

    problem = caught.value.problems[0]
    assert problem.line == line
    assert (f": line {line}: " in str(problem)) == bool(line)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("effect = allow\n", 'write words as "words"'),
        ("a = [1\nb = 2\n", "a [ has no ]"),
        ("a = { b = 1\nc = 2\n", "a { has no }"),
        ('a = "x\nb = 2\n', 'a " has no partner'),
        ("a = 1\na = 2\n", "is there twice"),
        ("[rules]\n[rules]\n", "double brackets"),
        ("[[rules]\n", "the brackets of a table"),
        ('a = "x" y\n', "stands behind the value"),
        ("just words\n", 'write key = "value"'),
        ("a = '\x01'\n", "compare the line"),
    ],
)
def test_a_slip_of_the_pen_is_told_in_a_shop_owners_words(text: str, mend: str) -> None:
    (_, message), *more = problems_of(text)

    assert mend in message
    assert not more


@pytest.mark.parametrize(
    ("value", "mend"),
    [
        ('"30 days"', "without quotes, like 30"),
        ('"soon"', "a whole number from 0 up"),
        ("true", "a whole number from 0 up"),
    ],
)
def test_days_as_words_are_shown_as_a_number(value: str, mend: str) -> None:
    found = dict(problems_of(HEAD + rule_text(when=f"{{ days_since_sale = {value} }}")))

    assert mend in found["rules[0].when.days_since_sale"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("permit", "allow"), ("deny", "forbid"), ("manager", "approve"), ("alow", "allow")],
)
def test_another_word_for_an_effect_is_answered_with_one_that_a_shop_may_write(
    word: str, meant: str
) -> None:
    found = problems_of(HEAD + rule_text(effect=f'"{word}"'))

    assert found == [("rules[0].effect", f"'{word}' is no effect; did you mean '{meant}'?")]


def test_a_country_where_a_language_is_meant_is_named() -> None:
    text = '{ en = "Fine.", ee = "Teil vedas." }'

    ((place, message),) = problems_of(HEAD + rule_text(text=text))

    assert place == "rules[0].text.ee"
    assert message.endswith("did you mean 'et'?")


def test_a_language_of_its_own_is_no_slip() -> None:
    text = '{ en = "Fine.", et = "Hea.", fi = "Hyvä.", ee = "Nyuie." }'

    read = read_pack((HEAD + rule_text(text=text)).encode(), "corner.toml")

    assert set(read.pack.rules[0].text) == {"en", "et", "fi", "ee"}


@pytest.mark.parametrize("value", ["5", "{ USD = 5 }", "{ USD = 5.0 }", "[5]"])
def test_a_setting_that_may_be_written_two_ways_is_one_mistake(value: str) -> None:
    ((place, message),) = problems_of(HEAD + f"[settings]\nexchange_tolerance = {value}\n")

    assert place.removesuffix(".USD") == "settings.exchange_tolerance"
    assert message.startswith("must be text in quotes; ")


def test_a_pack_that_says_it_is_law_is_told_so_once() -> None:
    text = HEAD.replace('"shop"', '"law"') + rule_text() + rule_text(id='"two"')

    assert [place for place, _ in problems_of(text)] == ["layer"]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("effective_from = 2026-02-31\n", "write it bare and with two digits each"),
        (rule_text(when="{ return_until = 01-31 }"), "in quotes"),
    ],
)
def test_a_bent_day_is_mended_as_a_day(text: str, mend: str) -> None:
    ((place, message),) = problems_of(HEAD + text)

    assert place.startswith("line ")
    assert mend in message


def test_whoever_only_uses_the_pack_reads_the_line_too() -> None:
    with pytest.raises(UnusablePack) as caught:
        read_pack((HEAD + rule_text(effect='"permit"')).encode(), "corner.toml")

    assert caught.value.pointer == "line 8: rules[0].effect"
