"""Sentences that were written after the phrases: what blames or boasts in them is found (R7)."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from returns_desk.adapters.policies.policy_files import check_pack_file, load_policy
from returns_desk.adapters.policies.problems import UnusablePack
from returns_desk.adapters.policies.wording import bad_wording
from returns_desk.adapters.resources import resource_path

SHIPPED = resource_path("policies")

BLAMES_OR_BOASTS = {
    "en": (
        "The buyer has obviously dropped the phone.",
        "You really ought to have kept the box.",
        "It was broken by you and not by us.",
        "In future please check the size first.",
        "Do read the conditions carefully.",
        "We already told you that at the till.",
        "You agreed to these terms.",
        "The shop rules do not allow cash.",
        "Those are the rules, and they are the same for everyone.",
        "Ordinarily a restocking fee would be kept.",
        "You got lucky this time.",
        "We made a special exception.",
        "That's simply how things are.",
        "We are not obliged by law to do this.",
        "Most shops would have sent you away.",
    ),
    "et": (
        "Klient on toote maha pillanud.",
        "Te olete kauba ise ära rikkunud.",
        "See juhtus teie enda hooletuse tõttu.",
        "Tšekk oleks tulnud alles hoida.",
        "Edaspidi lugege kasutusjuhendit.",
        "Enne ostmist tutvuge tingimustega.",
        "Teile juba öeldi seda kassas.",
        "Teid hoiatati ostu ajal.",
        "Poe eeskirjad keelavad selle.",
        "Meie kord on kõigile ühesugune.",
        "Tegime teile väikese erandi.",
        "Harilikult võtame selle eest teenustasu.",
        "Teil on täna õnne.",
        "Nii see meil lihtsalt on.",
        "Tulime teile seekord vastu.",
    ),
    "lv": (
        "Pircējs ir nometis telefonu.",
        "Jūs pati saplēsāt kleitu.",
        "Tā ir paša pircēja neuzmanība.",
        "Čeku vajadzēja saglabāt.",
        "Turpmāk rūpīgi pārbaudiet izmēru.",
        "Pirms iegādes izlasiet lietošanas noteikumus.",
        "Jums jau kasē teica, ka tas nav iespējams.",
        "Mēs jūs brīdinājām.",
        "Veikala noteikumi to aizliedz.",
        "Kārtība visiem ir vienāda.",
        "Šoreiz izdarījām jums izņēmumu.",
        "Parasti par to ieturam komisiju.",
        "Jums šodien laimējās.",
        "Tā nu tas ir.",
        "Nācām jums pretim.",
    ),
    "hy": (
        "Հաճախորդը գցել է հեռախոսը",
        "Դուք պատռել եք զգեստը",
        "Դա ձեր անզգուշության հետևանքն է",
        "Դուք պիտի ստուգեիք չափը",
        "Այսուհետ ուշադիր կարդացեք պայմանները",
        "Գնելուց առաջ ստուգեք չափսը",
        "Ձեզ դրամարկղում ասվել է այդ մասին",
        "Մենք զգուշացրել էինք ձեզ",
        "Խանութի կանոնները դա արգելում են",
        "Կանոնները բոլորի համար նույնն են",
        "Այս անգամ բացառություն արեցինք",
        "Սովորաբար դրա համար գումար ենք գանձում",
        "Այսօր դուք հաջողակ եք",
        "Դա պարզապես այդպես է",
        "Մենք ձեզ ընդառաջ գնացինք",
    ),
}

INNOCENT = {
    "en": (
        "The bank usually books the money within three days.",
        "If the goods broke at home, a repair is free.",
        "You are not required to give a reason.",
        "Use the store credit the next time you shop.",
        "Lucky dip boxes come back unopened.",
        "We would be glad to hear what was wrong.",
        "Our mistake: another one at once, free of charge.",
        "If you lost the receipt, a bank statement will do.",
    ),
    "et": (
        "Tavaliselt laekub raha kontole kahe tööpäevaga.",
        "Kui te kaotasite tšeki, sobib konto väljavõte.",
        "Te ei ole kohustatud põhjust nimetama.",
        "Poekrediiti saab kasutada ka järgmisel korral.",
        "Parandame oma vea tasuta.",
        "Katkine kaup: uus samal päeval.",
        "Õnneloosi pakid: vahetus seitsme päeva jooksul.",
    ),
    "lv": (
        "Parasti nauda pienāk divu darba dienu laikā.",
        "Ja jūs pazaudējāt čeku, der bankas izraksts.",
        "Jums nav pienākuma norādīt iemeslu.",
        "Veikala kredītu var izmantot arī nākamreiz.",
        "Mūsu pašu kļūda: cita prece bez maksas.",
        "Salauzta prece: remonts bez maksas.",
        "Laimes maisiņi: apmaiņa septiņu dienu laikā.",
    ),
    "hy": (
        "Սովորաբար գումարը հասնում է երկու աշխատանքային օրում",
        "Եթե կորցրել եք կտրոնը, բավական է բանկային քաղվածքը",
        "Դուք պարտավոր չեք պատճառը նշել",
        "Խանութի կրեդիտը կարող եք օգտագործել նաև հաջորդ անգամ",
        "Մեր սխալն է. նորը անվճար",
        "Կոտրված ապրանք. վերանորոգումն անվճար է",
        "Բախտավոր տոպրակներ. փոխանակում 7 օրվա ընթացքում",
    ),
}


def _each(sentences: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in sentences.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _each(BLAMES_OR_BOASTS))
def test_what_blames_or_boasts_is_refused(language: str, text: str) -> None:
    assert bad_wording(text, language) is not None


@pytest.mark.parametrize(("language", "text"), _each(INNOCENT))
def test_what_helps_is_let_through(language: str, text: str) -> None:
    assert bad_wording(text, language) is None


@pytest.mark.parametrize("language", sorted(BLAMES_OR_BOASTS))
def test_every_language_is_tried_alike(language: str) -> None:
    assert len(BLAMES_OR_BOASTS[language]) == 15
    assert len(INNOCENT[language]) >= 6


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*/*.toml")), ids=lambda path: path.stem)
def test_every_pack_that_ships_is_judged_here_and_spared_at_the_counter(path: Path) -> None:
    assert check_pack_file(SHIPPED, path) == ()


def test_a_pack_that_somebody_names_is_judged_wherever_it_lies(tmp_path: Path) -> None:
    text = (SHIPPED / "shop" / "demo.toml").read_text("utf-8")
    (tmp_path / "shop").mkdir()
    boasts = tmp_path / "shop" / "demo.toml"
    boasts.write_text(re.sub(r'(text = . en = )"[^"]*"', r'\1"Lucky you."', text, count=1), "utf-8")

    with pytest.raises(UnusablePack, match="Lucky you"):
        load_policy(SHIPPED, files=[boasts])
    assert check_pack_file(tmp_path, boasts)
