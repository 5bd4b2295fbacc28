"""How Estonian blames, boasts and refuses: regular expressions by kind of speech act.

Owns the phrases; they are searched in lower-case text with plain apostrophes and single spaces.
"""

from returns_desk.adapters.policies.check_speech import CLAUSE, SENTENCE_END, SpeechAct

CONDITION = r"\b(?:kui|juhul|kas|isegi)\b"
"""What makes a sentence speak of a case that may be, and accuse nobody."""

_THEY = r"(?:te|teie|sa|sina|klient|ostja|kliendid)"
_THEIRS = r"(?:teie|sinu|kliendi|ostja|kasutaja)"
_HARMED_YOU = (
    r"(?:(?:lõhku|rikku|purusta|murd|kriimusta|kahjusta|määri|kaota|unusta|pilla|rebi|hävita"
    r"|hiline|eksi|lõhu|põhjusta|väärkasuta|hooletusse jät)(?:s)?ite|murdsite|viskasite)"
)
_HARMED_THEY = (
    r"(?:lõhkus|rikkus|purustas|murdis|kriimustas|kahjustas|määris|kaotas|unustas|pillas|rebis"
    r"|hävitas|hilines|eksis|põhjustas|väärkasutas)"
)
_HARMED_HAVE = (
    r"(?:lõhkunud|rikkunud|purustanud|murdnud|kriimustanud|kahjustanud|määrinud|kaotanud|unustanud"
    r"|pillanud|rebinud|hävitanud|hilinenud|eksinud|põhjustanud|visanud|väärkasutanud)"
)
_GUILT = (
    r"(?:süü|süül|süüst|viga|vead|vea|hooletus|hooletuse|eksimus|eksimuse|lohakus|lohakuse"
    r"|tähelepanematus|tähelepanematuse)\b"
)
_OWNER = r"(?:ettevõtte|firma|poe|kaupluse|meie|maja|keti)"
_RULES = (
    r"(?:\w+)?(?:reegel|reeglid|reegleid|reeglite|kord|korra|poliitika|eeskiri|eeskirjad|eeskirja"
    r"|sisekord|tingimused|põhimõtted|juhend)\w{0,3}"
)
_LATER = r"(?:järgmi(?:ne|sel) (?:kord|korral)|edaspidi|tulevikus|teine ?kord|teisel korral)"
_DO = (
    r"(?:hoidke|säilitage|lugege|kontrollige|vaadake|mõelge|mõõtke|proovige|valige|ostke|olge"
    r"|jätke|pidage|küsige|tooge|võtke|uurige|veenduge|arvestage|tutvuge|ärge|pange|jälgige"
    r"|võrrelge|kaaluge|õppige|hoolitsege|(?:tuleb|tuleks|tasub|tasuks|peab|peaks"
    r"|peaksite|võiksite)"
    r"(?: \w+)? (?:hoida|lugeda|tutvuda|kontrollida|mõelda|proovida|hoidma|lugema|tutvuma"
    r"|kontrollima|mõtlema|vaadata|mõõta|tuua|säilitada))"
)
_BEFORE = (
    r"(?:enne (?:ostu\w*|ostmist|ostma\w*|tellimist|maksmist|avamist|kui (?:te )?\w+te)|ostes"
    r"|ostmisel|ostu ajal|hoolikalt|tähelepanelikult|korralikult|hoolega)"
)
_THEN = rf"(?:{_LATER}|{_BEFORE})"
_USUALLY = (
    r"(?:tavaliselt|harilikult|muidu|üldiselt|reeglina|normaalselt|enamasti|tavapäraselt|üldjuhul)"
)

PHRASES = {
    SpeechAct.BLAME: (
        r"(?:oleksite?|oleksid|te oleks) (?:\w+ ){0,3}?(?:pidan(?:ud|uks)|võinud)\b",
        r"pidanuksite|oleks (?:\w+ ){0,3}?tulnud\b|(?:hoid|luge|säilita|kontrolli)nuksite",
        rf"{_HARMED_YOU}\b",
        rf"(?:klient|ostja|sina|sa) (?:\w+ ){{0,3}}?(?:{_HARMED_THEY}|{_HARMED_THEY}id)\b",
        rf"{_THEY} (?:\w+ ){{0,4}}?{_HARMED_HAVE}\b",
        rf"(?:olete|oled) (?:\w+ ){{0,3}}?(?:{_HARMED_HAVE}|süüdi|hooletu|hoolimatu)\b",
        r"(?:te|teie|olite|olete|klient oli|ostja oli) (?:\w+ ){0,2}?(?:hooletu|hoolimatu|lohakas)",
        r"(?:hooletult|lohakalt|hooletusest|lohakusest|hooletu kasut\w+)\b",
        r"(?:läks|purunes) (?:\w+ )?teie käes|teie käes (?:\w+ )?(?:katki|purunes|rikki)",
        rf"{_THEIRS} (?:enda |oma )?(?:lõhutud|rikutud|süüdi)\b",
        rf"{_THEIRS} (?:enda |oma )?{_GUILT}",
        rf"(?:(?:^|(?<=[.,;:!?] ))|on |oli |ikka )(?:ise )?(?:oma|enda) {_GUILT}",
        rf"(?<!meie )(?:oma|enda) {_GUILT} (?:tõttu|pärast)",
        rf"(?:on|see on) {_THEIRS} (?:enda |oma )?(?:mure|probleem|asi|vastutus|hooleks)\b",
        rf"{_THEIRS} enda (?:mure|probleem|asi|valik)\b",
        r"(?:ei ole|pole|polnud) (?:\w+ )?meie (?:süü|viga|mure|probleem|asi|hool)\b",
        r"(?:meie|me) (?:\w+ )?(?:ei ole|pole) (?:\w+ )?süüdi|(?:meie|me) ei vastuta\b",
        r"te(?:ie)? (?:\w+ )?ei (?!pea\b|saa\b)\w+(?:nud|tud)\b",
        r"te(?:ie)? (?:\w+ )?(?:pole|polnud|ei ole) \w+nud\b",
        r"(?:tulite|tõite|pöördusite) (?:\w+ )?(?:liiga )?hilja",
        r"jätsite (?:\w+ )?(?:\w+mata|maha|koju|tähelepanuta)\b|te(?:ie)? jätsite\b",
        r"^olete ise\b|ise (?:olete )?süüdi|süüdistage ennast",
    ),
    SpeechAct.LECTURE: (
        rf"{_THEN}\b{CLAUSE}{{0,40}}?\b{_DO}\b",
        rf"{_DO}\b{CLAUSE}{{1,50}}\b{_THEN}",
        r"ol(?:ge|ete|la) (?:\w+ )?(?:hoolika|tähelepaneliku|ettevaatliku|korraliku)m\w*",
        r"(?:õppetun\w+|õpetuseks|õppige sellest)\b",
        r"on (?:kliendi|ostja|teie) (?:enda |oma )?kohus(?:tus)?\b",
        r"(?:klient|ostja) peab ise",
    ),
    SpeechAct.TOLD_SO: (
        (
            r"(?:teile|sulle|kliendile|ostjale) (?:\w+ ){0,3}?"
            r"(?:öeldi|öeldud|räägiti|räägitud|selgitati|selgitatud|mainiti|mainitud|seletati"
            r"|seletatud)\b"
        ),
        r"(?:teid|sind|klienti) (?:\w+ ){0,3}?(?:hoiatati|hoiatatud|teavitati|teavitatud)\b",
        r"(?:ütlesime|hoiatasime|rääkisime|selgitasime|mainisime|seletasime|teavitasime)\b",
        r"nagu (?:\w+ ){0,2}?(?:öeldud|mainitud|selgitatud|öeldi|teate)\b",
        r"te(?:ie)? (?:\w+ )?(?:teadsite|nõustusite)\b|olite (?:\w+ )?teadlik\w*",
        r"(?:selgelt|selgesti|mustvalgelt) (?:\w+ )?(?:kirja|öeldud|märgitud|kirjutatud)\w*",
        r"(?:tingimustes|tšekil) (?:on|oli|seisab) (?:ju |selgelt )(?:kirjas)?",
    ),
    SpeechAct.FAVOUR: (
        r"vastutulekuna\b|vastutuleliku\w*",
        r"tul(?:eme|ime|en|in|di) (?:\w+ ){0,3}?vastu\b(?! võ)",
        r"erandkorras\b|erandlikult\b|(?:teile |ainult )?erand(?:ina|i korras)\b",
        r"erand (?:ainult )?teile\b",
        r"te(?:eme|gime|en|in|hakse|ha) (?:\w+ ){0,3}?(?:erandi|teene)\w*",
        r"(?:erandi|teene) (?:\w+ )?te(?:eme|gime|en|in|inud)\b",
        r"heast tahtest|hea tahte|heast südamest|suuremeels\w*|lahkesti?\b|lahkelt\b",
        (
            r"(?:me|meie) ei (?:pea|peaks|oleks pidanud|peaksime)"
            r"(?: (?:seda|teile|teie|üldse|tegelikult|raha|kaupa|midagi)\b)"
        ),
        r"(?<!te )(?<!teie )(?<!klient )(?<!ostja )(?:pole|ei ole) (?:\w+ )?kohust(?:atud|ust)\b",
        r"(?:ainult|vaid|üksnes) (?:teile|seekord|see kord|see üks kord|teie jaoks|sel korral)\b",
        r"seekord (?:\w+ )?(?:anname|teeme|võtame|lubame|tuleme|läheb|pääse\w+)\b",
        r"(?:silma kinni|läbi sõrmede)\b|nägime (?:\w+ ){0,2}?vaeva\b",
        r"(?:teised|enamik|muud) (?:poed|poode|kauplused|kauplusi) (?:\w+ )?(?:ei|nii|seda)\b",
        r"rohkem,? kui (?:peame|peaksime|oleme kohustatud|seadus nõuab)",
    ),
    SpeechAct.LUCK: (
        r"(?:teil|sul|kliendil) (?:\w+ ){0,2}?ve(?:das|ab|danud)\b",
        r"ve(?:das|ab) (?:teil|sul)\b",
        r"(?:teil|sul) (?:\w+ )?(?:on|oli) (?:\w+ )?õnne?\b|õnnepäev\w*|teie õnn\w*",
        r"õnneks teile\b|tänage õnne",
        r"olge (?:\w+ )?(?:tänulik|rõõmus|rahul|õnnelik)\w*|rõõmustage\b",
        r"(?:olete|võite olla|pidage end) (?:\w+ )?õnneli\w+",
        (
            rf"{_USUALLY}\b{CLAUSE}{{0,40}}?\b(?:küsi(?:me|ksime|takse)|nõua(?:me|ksime|takse)"
            r"|võta(?:me|ksime|takse)(?! (?:\w+ )?(?:ühendust|tagasi|vastu))|jäta(?:me|ksime)"
            r"|arvesta(?:me|takse) (?:\w+ )?maha|keeldu\w+|lisatasu|teenustasu|tasuline|tasu eest"
            r"|peaksite|peate|(?:peab|peavad) (?:\w+ )?maks\w+|oleks|maha arvat\w+)"
        ),
        (
            rf"{_USUALLY}\b{CLAUSE}{{0,25}}?\b(?:ei|pole) (?:\w+ )?"
            r"(?:tee|tehta|tagasta|võta|anna|luba|vaheta|maksa|tagastata|võeta|anta|lubata"
            r"|kombe)\w*"
        ),
        r"(?:pole|ei ole) (?:\w+ )?(?:meil (?:\w+ )?)?(?:kombeks|tavaks|tavapära\w+)",
        r"teised kliendid (?:\w+ )?(?:peavad|maksavad|ei)\b",
    ),
    SpeechAct.HIDING: (
        rf"{_OWNER} {_RULES} (?:\w+ )?(?:ei|keela\w+|nõua\w+|ütle\w+|näe\w+ ette)\b",
        rf"{_OWNER} {_RULES} on (?:\w+ )?(?:selli|niisugu|rang|selge|kõigi|ühesugu|sama)\w*",
        (
            rf"(?:see|selline|niisugune|sellised|säärane) on (?:\w+ ){{0,3}}?{_RULES}"
            rf"(?:{SENTENCE_END}| ja\b)"
        ),
        (
            rf"{_RULES} (?:\w+ )?(?:on|kehti\w+) (?:\w+ )?(?:kõigi|kõik|sama|ühesugu|ühtemoodi"
            rf"|rang)\w*"
        ),
        rf"{_RULES} (?:seda |meil |meile )?(?:ei (?:luba|võimalda|lase)|keela\w+)\b",
        r"(?:ettevõtte|firma) poliitika\w*",
        rf"{_OWNER} {_RULES} (?:kohaselt|järgi|tõttu|põhjal)\b",
        rf"vastavalt {_OWNER} {_RULES}",
        r"reegel on reegel|reeglid on reeglid|kord on kord\b",
        r"(?:süsteem|arvuti|kassa|programm) (?:\w+ )?ei (?:luba|lase|võimalda)",
        r"käed on (?:\w+ )?seotud|(?:mina|meie) (?:\w+ )?reegleid (?:ei (?:tee|teinud|kehtesta))",
        r"(?:ma|mina) (?:ainult|kõigest|vaid) töötan|(?:pole|ei ole) (?:minu|meie) otsus",
        r"(?:ülemus|juhtkond|peakontor|juhataja) ei (?:luba|lase)",
    ),
    SpeechAct.REGRET: (
        r"(?:kahjuks|kahetsusega|kahetseme)\b",
        r"palume vabandust, (?:kuid|aga)\b",
    ),
    SpeechAct.DEAD_END: (
        r"^(?:raha |kaupa )?(?:ei tagasta\w*)(?: mitte mingil juhul)?[.!]*$",
        r"^(?:raha |kaupa )?(?:tagasi ei (?:saa|võeta|anta|maksta))(?: mitte mingil juhul)?[.!]*$",
        r"mitte mingil juhul|ilma eranditeta\b|eranditult\b",
        r"^(?:pole|ei ole) võimalik[.!]*$",
        r"midagi (?:\w+ )?(?:ei ole|pole) (?:\w+ )?(?:teha|parata)",
        r"(?:pole|ei ole|ei saa) (?:\w+ )?(?:midagi|miskit) (?:\w+ )?(?:teha|parata)",
        r"(?:midagi|miskit) ei saa (?:\w+ )?(?:teha|parata)|ei saa (?:me )?(?:teid )?aidata",
        (
            rf"nii (?:see|need asjad|lihtsalt|meil|juba)(?: \w+){{0,2}}? (?:on|ongi"
            rf"|käi\w+)(?:{SENTENCE_END}"
            r"| ja\b)|nii on(?:gi)? lood|see (?:lihtsalt |juba )on(?:gi)? nii\b"
        ),
        (
            r"otsus on lõplik|asi on otsustatud|ja (?:kogu lugu|kõik|punkt)[.!]*$|(?:pole"
            r"|ei ole) mõtet"
        ),
    ),
    SpeechAct.DOUBT: (r"(?:väidetavalt|te väidate|niinimetatud|teie väitel)\b",),
}

WELL_SAID = {
    SpeechAct.BLAME: "Avaneb tšekiga",
    SpeechAct.LECTURE: "Tõendiks sobib konto väljavõte",
    SpeechAct.TOLD_SO: "Raha tagasi 30 päeva jooksul",
    SpeechAct.FAVOUR: "Raha tagasi 90 päeva jooksul",
    SpeechAct.LUCK: "Sama kaup uuesti 90 päeva jooksul",
    SpeechAct.HIDING: "Raha tagasi 30 päeva jooksul",
    SpeechAct.REGRET: "Poekrediit igal ajal",
    SpeechAct.DEAD_END: "Avaneb, kui sama kaup on laos",
    SpeechAct.DOUBT: "Avaneb konto väljavõttega",
}
"""A sentence that serves where such an act is refused."""
