"""How Estonian blames, boasts and refuses: regular expressions by kind of speech act.

Owns the phrases; they are searched in lower-case text with plain apostrophes and single spaces.
"""

from returns_desk.adapters.policies.check_speech import SpeechAct

PHRASES = {
    SpeechAct.BLAME: (
        r"(?:oleksite?|oleksid|te oleks) (?:\w+ )?pidan(?:ud|uks)\b",
        r"pidanuksite",
        r"(?:teie|sinu|kliendi|ostja) (?:enda |oma )?(?:süü|viga)\w*",
        r"(?:teie|sinu|kliendi|ostja) (?:enda |oma )?(?:hooletus|eksimus|probleem)\w*",
        r"(?<!kui )te(?:ie)? (?:ei (?!pea\b|saa\b)\w+(?:nud|tud)|unustasite)\b",
        r"te(?:ie)? (?:jätsite|rikkusite|kaotasite)\b",
        r"(?:unustasite|jätsite|rikkusite|eksisite)\b",
        r"^olete ise\b",
        r"ise süüdi",
    ),
    SpeechAct.FAVOUR: (
        r"vastutulekuna\b",
        r"tulime teile vastu\b",
        r"tuleme teile (?:erandkorras )?vastu\b",
        r"erandkorras\b",
        r"erand(?:ina)? teile\b",
        r"teeme (?:teile )?(?:erandi|teene)\w*",
        r"heast tahtest",
        r"suuremeelse",
        r"me ei (?:pea|peaks|oleks pidanud) (?:seda )?\w+",
        r"pole kohustatud\b",
        r"ei ole kohustatud\b",
    ),
    SpeechAct.LUCK: (
        r"(?:teil|sul) (?:\w+ )?ve(?:das|ab)\b",
        r"ve(?:das|ab) (?:teil|sul)\b",
        r"õnneks teile\b",
        r"olge (?:tänulik|rõõmus)\w*",
        r"õnnelik\b",
        r"(?:tavaliselt|harilikult|muidu) (?:me |võtame|võtaksime|küsime|küsiksime|ei )",
        r"^tavaliselt\b",
    ),
    SpeechAct.HIDING: (
        r"(?:ettevõtte|firma) (?:\w+)?(?:poliitika|reeglid)\w* (?:ei|keelab)\b",
        r"(?:ettevõtte|firma) (?:\w+)?(?:poliitika|reeglid)\w* (?:nõuab|ütleb|on)\b",
        r"(?:ettevõtte|firma) (?:\w+)?(?:kord|eeskiri)\w* (?:ei|keelab|nõuab|ütleb|on)\b",
        r"(?:poe|kaupluse|meie) (?:\w+)?(?:poliitika|reeglid)\w* (?:ei|keelab)\b",
        r"(?:poe|kaupluse|meie) (?:\w+)?(?:poliitika|reeglid)\w* (?:nõuab|ütleb|on)\b",
        r"(?:poe|kaupluse|meie) (?:\w+)?(?:kord|eeskiri)\w* (?:ei|keelab|nõuab|ütleb|on)\b",
        r"(?:ettevõtte|firma) poliitika\w*",
        r"reeglid on reeglid",
        r"süsteem ei (?:luba|lase)",
    ),
    SpeechAct.REGRET: (
        r"kahjuks\b",
        r"kahetsusega\b",
        r"kahetseme\b",
        r"palume vabandust, (?:kuid|aga)\b",
    ),
    SpeechAct.DEAD_END: (
        r"^(?:raha |kaupa )?(?:ei tagasta\w*)(?: mitte mingil juhul)?[.!]*$",
        r"^(?:raha |kaupa )?(?:tagasi ei (?:saa|võeta|anta|maksta))(?: mitte mingil juhul)?[.!]*$",
        r"mitte mingil juhul",
        r"^(?:pole|ei ole) võimalik[.!]*$",
        r"ilma eranditeta\b",
        r"midagi (?:ei ole|pole) (?:teha|parata)",
    ),
    SpeechAct.DOUBT: (
        r"väidetavalt\b",
        r"te väidate\b",
        r"niinimetatud\b",
        r"teie väitel\b",
    ),
}

WELL_SAID = {
    SpeechAct.BLAME: "Avaneb tšekiga",
    SpeechAct.FAVOUR: "Raha tagasi 90 päeva jooksul",
    SpeechAct.LUCK: "Sama kaup uuesti 90 päeva jooksul",
    SpeechAct.HIDING: "Raha tagasi 30 päeva jooksul",
    SpeechAct.REGRET: "Poekrediit igal ajal",
    SpeechAct.DEAD_END: "Avaneb, kui sama kaup on laos",
    SpeechAct.DOUBT: "Avaneb konto väljavõttega",
}
"""A sentence that serves where such an act is refused."""
