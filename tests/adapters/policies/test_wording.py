"""Words that blame or boast are found in four languages, and others are left alone (R7)."""

import pytest

from returns_desk.adapters.policies.check_speech import COUNTERPARTS, SpeechAct
from returns_desk.adapters.policies.wording import PHRASES, WELL_SAID, bad_wording, blame_or_boast

BAD = [
    ("en", SpeechAct.BLAME, "You should’ve kept the receipt."),
    ("en", SpeechAct.BLAME, "You failed to keep the box."),
    ("en", SpeechAct.BLAME, "The box is gone and that is your own mistake."),
    ("en", SpeechAct.BLAME, "You did not bring the tag."),
    ("en", SpeechAct.FAVOUR, "Money back as a courtesy."),
    ("en", SpeechAct.FAVOUR, "We don't have to do this."),
    ("en", SpeechAct.FAVOUR, "We make an exception today."),
    ("en", SpeechAct.LUCK, "You are lucky today."),
    ("en", SpeechAct.LUCK, "Normally we charge the difference."),
    ("en", SpeechAct.LUCK, "Money back, though we usually keep a fee."),
    ("en", SpeechAct.HIDING, "That is company  policy."),
    ("en", SpeechAct.HIDING, "The refund policy does not cover this."),
    ("en", SpeechAct.HIDING, "The system won't allow it."),
    ("en", SpeechAct.REGRET, "Unfortunately no."),
    ("en", SpeechAct.REGRET, "We are unable to help."),
    ("en", SpeechAct.DEAD_END, "No refunds."),
    ("en", SpeechAct.DEAD_END, "No returns, no exchanges!"),
    ("en", SpeechAct.DEAD_END, "Under no circumstances."),
    ("en", SpeechAct.DOUBT, "You claim that it was broken."),
    ("et", SpeechAct.BLAME, "Oleksite pidanud tšeki alles hoidma."),
    ("et", SpeechAct.BLAME, "See on teie enda süü."),
    ("et", SpeechAct.BLAME, "Te unustasite tšeki."),
    ("et", SpeechAct.FAVOUR, "Vastutulekuna saab raha tagasi."),
    ("et", SpeechAct.FAVOUR, "Teeme teile erandi."),
    ("et", SpeechAct.LUCK, "Teil vedas."),
    ("et", SpeechAct.LUCK, "Tavaliselt küsime hinnavahet."),
    ("et", SpeechAct.HIDING, "Firma poliitika ei luba."),
    ("et", SpeechAct.HIDING, "Meie reeglid ütlevad ei: meie kord keelab."),
    ("et", SpeechAct.REGRET, "Kahjuks mitte."),
    ("et", SpeechAct.DEAD_END, "Raha ei tagastata."),
    ("et", SpeechAct.DOUBT, "Väidetavalt katki."),
    ("et", SpeechAct.FAVOUR, "As a courtesy."),
    ("lv", SpeechAct.BLAME, "Jums vajadzēja saglabāt čeku."),
    ("lv", SpeechAct.BLAME, "Tā ir jūsu kļūda."),
    ("lv", SpeechAct.FAVOUR, "Izņēmuma kārtā atdodam naudu."),
    ("lv", SpeechAct.FAVOUR, "Mums nav pienākuma to darīt."),
    ("lv", SpeechAct.LUCK, "Jums ir paveicies."),
    ("lv", SpeechAct.LUCK, "Parasti mēs prasām cenas starpību."),
    ("lv", SpeechAct.HIDING, "Uzņēmuma politika to neļauj."),
    ("lv", SpeechAct.REGRET, "Diemžēl nē."),
    ("lv", SpeechAct.DEAD_END, "Naudu neatdodam."),
    ("lv", SpeechAct.DOUBT, "Jūs apgalvojat, ka prece bija bojāta."),
    ("hy", SpeechAct.BLAME, "Դա ձեր մեղքն է"),
    ("hy", SpeechAct.BLAME, "Դուք պետք է պահեիք կտրոնը"),
    ("hy", SpeechAct.FAVOUR, "Գումարը ետ որպես բացառություն"),
    ("hy", SpeechAct.FAVOUR, "Մենք պարտավոր չենք"),
    ("hy", SpeechAct.LUCK, "Այսօր ձեր բախտը բերել է"),
    ("hy", SpeechAct.LUCK, "Սովորաբար մենք գանձում ենք տարբերությունը"),
    ("hy", SpeechAct.HIDING, "Ընկերության քաղաքականությունը չի թույլատրում"),
    ("hy", SpeechAct.REGRET, "Ցավոք ոչ"),
    ("hy", SpeechAct.DEAD_END, "Գումարը չի վերադարձվում"),
    ("hy", SpeechAct.DOUBT, "Ապրանքը իբր վնասված էր"),
]

GOOD = [
    ("en", "Opens when the card is here."),
    ("en", "An abnormally large parcel."),
    ("en", "Money back within 90 days."),
    ("en", "If you did not like it, it comes back within 30 days."),
    ("en", "If you have not opened it, money back within 60 days."),
    ("en", "The return policy hangs at the entrance."),
    ("en", "No receipt: store credit at the lowest price."),
    ("en", "No returns of opened food, but the same again at once."),
    ("en", "Final sale: opens if something is wrong with it."),
    ("en", "Faulty or not as described: money back at any time."),
    ("en", "To a card in another name: a manager can allow this."),
    ("en", "We would like to know what was wrong."),
    ("et", "Raha tagasi 90 päeva jooksul."),
    ("et", "Kaubal on viga: kahe aasta jooksul tasuta uus."),
    ("et", "Kaart ei võta raha vastu, see tuleb muul viisil."),
    ("et", "Kiirtarne: tagasi tuleb tavalise tarne hind; summa otsustab juhataja."),
    ("et", "Kui te ei jäänud rahule, saab raha tagasi 30 päeva jooksul."),
    ("et", "Te ei pea põhjust ütlema."),
    ("lv", "Nauda atpakaļ 90 dienu laikā."),
    ("lv", "Precei ir trūkums: divu gadu laikā cita bez maksas."),
    ("lv", "Ātrā piegāde: atpakaļ nāk parastās piegādes cena."),
    ("lv", "Karte naudu nepieņem, tā nāk citā veidā."),
    ("lv", "Jums nav jāsaka iemesls."),
    ("hy", "Գումարը ետ 90 օրվա ընթացքում"),
    ("hy", "Բացվում է կտրոնով"),
    ("hy", "Ապրանքը թերի է. նորը անվճար"),
    ("hy", "Պետք է տեսնել քարտը"),
]


@pytest.mark.parametrize(("language", "act", "text"), BAD)
def test_what_blames_or_boasts_is_found_by_its_kind(
    language: str, act: SpeechAct, text: str
) -> None:
    found = bad_wording(text, language)

    assert found is not None
    assert found.act is act


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_sentences_that_help_are_left_alone(language: str, text: str) -> None:
    assert bad_wording(text, language) is None


def test_the_words_are_shown_as_they_were_written() -> None:
    assert blame_or_boast("Well, YOU Should’ve  known.", "en") == "YOU Should've"
    assert blame_or_boast("Money back.", "en") is None


@pytest.mark.parametrize("language", sorted(PHRASES))
def test_every_language_knows_every_kind_of_speech_act(language: str) -> None:
    assert set(PHRASES[language]) == set(SpeechAct)


@pytest.mark.parametrize("language", sorted(PHRASES))
@pytest.mark.parametrize("act", list(SpeechAct))
def test_every_kind_has_a_counterpart_that_is_itself_good(act: SpeechAct, language: str) -> None:
    assert bad_wording(WELL_SAID[language][act], language) is None
    assert COUNTERPARTS[act]
    assert act.said


def test_the_counterpart_is_in_the_language_of_the_text() -> None:
    borrowed = bad_wording("Sorry, but no.", "lv")
    estonian = bad_wording("Kahjuks mitte.", "et")

    assert borrowed is not None
    assert estonian is not None
    assert borrowed.mend == "say what is open, as in: Veikala kredīts jebkurā laikā"
    assert estonian.mend == "say what is open, as in: Poekrediit igal ajal"


def test_words_are_cut_out_right_after_letters_that_grow_when_small() -> None:
    """The Turkish dotted capital becomes two signs in lower case."""
    assert blame_or_boast("İİ: Unfortunately no.", "en") == "Unfortunately"


def test_a_language_nobody_listed_is_searched_for_english() -> None:
    assert bad_wording("Company policy.", "fi") is not None
