"""A change drafted into a pack: only the rule, the new rule and the version differ."""

import pytest

from returns_desk.adapters.policies.drafted_pack import Scope, drafted
from returns_desk.adapters.policies.reader import read_pack
from returns_desk.domain.policy import Effect
from support.small_packs import HEAD, WINDOW, rule_text

OPTION = "refund/other_card"
SCOPE = Scope(OPTION, ("changed_mind", "gift"), 5000)


def asking(**changes: str) -> str:
    keys = {"id": '"by-manager"', "effect": '"approve"', "options": f'["{OPTION}"]', **changes}
    return rule_text(**keys)


@pytest.mark.parametrize(
    "rule",
    [
        asking(),
        asking(when='{ category = ["toys/*"], amount = { over = "1.00" } }'),
        asking(unless='{ reason = ["faulty"] }'),
        asking(unless='[{ reason = ["faulty"] }, { final_sale = true }]'),
        asking(any="[{ final_sale = true }, { days_since_sale = { over = 20 } }]"),
    ],
)
def test_the_rule_is_silent_where_the_new_one_allows(rule: str) -> None:
    text = HEAD + "# mine\n" + WINDOW + rule + "\n# the end\n"
    before = read_pack(text.encode(), "pack").pack

    made = drafted(text, "by-manager", SCOPE)

    assert made is not None
    after = read_pack(made.encode(), "pack").pack
    old, new = after.rules[1], after.rules[2]
    assert after.version == "2"
    assert (old.when, old.any) == (before.rules[1].when, before.rules[1].any)
    assert old.unless[:-1] == before.rules[1].unless
    tested = {test.field: test for test in old.unless[-1]}
    assert tested["reason"].any_of == {"changed_mind", "gift"}
    assert tested["amount"].at_most == 5000
    assert (new.effect, set(new.options), new.any) == (Effect.ALLOW, {OPTION}, old.any)
    assert {test.field for test in new.when} >= {"reason", "amount"}
    assert "# mine" in made
    assert made.endswith("# the end\n")


def test_without_a_currency_the_reasons_bound_it_and_without_both_nothing_is_drafted() -> None:
    text = HEAD.replace('currency = "USD"\n', "").replace('"1"', '"spring"') + asking()

    made = drafted(text, "by-manager", SCOPE)

    assert made is not None
    assert 'version = "spring-1"' in made
    assert "amount" not in made
    assert drafted(text, "by-manager", Scope(OPTION, (), 5000)) is None


def test_what_can_not_be_written_by_itself_is_not_drafted() -> None:
    taken = HEAD + asking() + rule_text(id='"by-manager-as-approved"')
    in_braces = HEAD + asking().replace("[[rules]]\n", "rules = [{ ").replace("\n", ", ")
    in_braces = in_braces.strip().rstrip(",") + " }]\n"

    assert drafted(taken, "by-manager", SCOPE) is None
    assert drafted(in_braces.replace(", rules", "\nrules"), "by-manager", SCOPE) is None
